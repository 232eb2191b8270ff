// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../interfaces/IManagerHooks.sol";
import {AllowancePull} from "../libraries/AllowancePull.sol";
import {Fees} from "../libraries/Fees.sol";
import {Subscriptions} from "./Subscriptions.sol";

/// @notice Moves money through the escrow's hooks: from subscribers, to merchant and fee recipient.
abstract contract Collections is Subscriptions {
    IManagerHooks internal immutable ESCROW;

    constructor(address escrow_) {
        ESCROW = IManagerHooks(escrow_);
        address expected = ESCROW.subscriptionManager();
        if (expected != address(this)) revert NotTheManager(address(this), expected);
    }

    /// @notice Takes `amount` from the subscriber, or reverts. Between the hooks that enter and settle.
    /// @return source Where it came from.
    /// @return prepaid Of the subscriber afterwards; 0 where it came from elsewhere.
    /// @return seq Of the subscriber's balance afterwards; 0 where it came from elsewhere.
    function _collect(
        address token,
        Subscription calldata subscription,
        uint96 amount
    ) internal returns (ChargeSource source, uint96 prepaid, uint64 seq) {
        if (amount == 0) return (ChargeSource.Nothing, 0, 0);
        address subscriber = subscription.subscriber;
        if (subscription.funding == Funding.PrepaidFirst) {
            IManagerHooks.Debit[] memory debits = new IManagerHooks.Debit[](1);
            debits[0] = IManagerHooks.Debit(subscriber, amount);
            IManagerHooks.Debited memory debited = ESCROW.debitPrepaid(debits)[0];
            if (debited.seq != 0) return (ChargeSource.Prepaid, debited.prepaidAfter, debited.seq);
        }
        if (!_tryAllowance(token, subscriber, amount)) revert CannotPay(subscriber, amount);
        return (ChargeSource.Allowance, 0, 0);
    }

    function _tryAllowance(address token, address subscriber, uint256 amount) internal returns (bool pulled) {
        return token != address(0) && AllowancePull.tryPull(token, subscriber, PARTNER, amount);
    }

    /// @notice Credits what was collected, and leaves the escrow.
    function _settle(Plan calldata plan, bytes32 cause, uint256 sum, uint256 fees) internal {
        if (sum > type(uint96).max) revert SumTooLarge(sum);
        IManagerHooks.Credit[] memory credits = new IManagerHooks.Credit[](
            sum == 0
                ? 0
                : fees == 0
                    ? 1
                    : 2
        );
        if (sum != 0) credits[0] = IManagerHooks.Credit(cause, uint96(sum - fees), plan.merchant);
        if (fees != 0) credits[1] = IManagerHooks.Credit(cause, uint96(fees), plan.feeRecipient);
        ESCROW.settleCredits(credits);
    }

    function _fee(uint256 amount, uint16 feeBps) internal pure returns (uint96 fee) {
        (uint256 least, ) = Fees.bounds(amount, feeBps, feeBps);
        return uint96(least);
    }
}
