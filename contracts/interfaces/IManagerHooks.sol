// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Hooks of PaymentEscrow for SubscriptionManager
/// @notice Callable by {subscriptionManager} alone. {enterFor} locks every verb of the escrow and measures what it holds;
/// {settle} credits exactly what was debited, and what came in meanwhile beside {pull3009}, and unlocks.
///
/// The manager reaches prepaid balances, which their owners set aside for it, its own allowances, and authorizations
/// signed for a subscription; never an available balance, a payment in escrow, or anything else that was signed for the
/// escrow.
///
/// Warning: a manager that enters must settle in the same transaction, on every path. Until then all verbs are locked,
/// and what it debited belongs to nobody.
interface IManagerHooks {
    /// @param amount Base units to take from the account's prepaid balance.
    struct Debit {
        address account;
        uint96 amount;
    }

    /// @param cause As in {IPaymentEscrowEvents-BalanceChanged}.
    /// @param amount Base units to add to the account's available balance; 0 changes nothing.
    struct Credit {
        bytes32 cause;
        address account;
        uint96 amount;
    }

    /// @notice Locks, for a token that intake is open for.
    function enterFor(address token) external;

    /// @notice Takes from prepaid balances of the token entered for. The manager's own event tells each of them.
    /// @return words For each of them the balance afterwards: available in the lowest 96 bits, then prepaid of 96 bits and
    /// the sequence of 64; 0 where the prepaid balance did not suffice and nothing changed.
    function debitPrepaid(Debit[] calldata debits) external returns (uint256[] memory words);

    /// @notice Receives `value` from the subscriber's wallet and credits its prepaid balance. The subscriber signed the
    /// token's `ReceiveWithAuthorization` with validAfter = 0, validBefore = `startBy` and nonce = the subscription id,
    /// which is the digest of `subscriptionHash` under the manager's EIP-712 domain, name "Florin SubscriptionManager"
    /// and version "1". The id is made here, so that what was signed for a payment, a deposit or a refund is out of the
    /// manager's reach.
    /// @param subscriptionHash EIP-712 struct hash of the subscription.
    function pull3009(
        bytes32 subscriptionHash,
        address subscriber,
        uint48 startBy,
        uint96 value,
        bytes calldata signature
    ) external;

    /// @notice Credits and unlocks. The credits must sum to the debits plus what the escrow's holding has risen by
    /// since {enterFor}, less what {pull3009} credited. Warning: receivers are not checked.
    function settle(Credit[] calldata credits) external;

    /// @return The one contract that may call these hooks, fixed at deployment; zero for none.
    function subscriptionManager() external view returns (address);
}
