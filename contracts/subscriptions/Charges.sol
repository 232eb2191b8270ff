// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../interfaces/IManagerHooks.sol";
import {ISubscriptionManager} from "../interfaces/ISubscriptionManager.sol";
import {AllowancePull} from "../libraries/AllowancePull.sol";
import {EscrowCalls} from "../libraries/EscrowCalls.sol";
import {Subscriptions} from "./Subscriptions.sol";

/// @notice Moves money through the escrow's hooks: from subscribers, to merchant and fee recipient.
abstract contract Charges is Subscriptions {
    IManagerHooks internal immutable ESCROW;

    constructor(address escrow_) {
        ESCROW = IManagerHooks(escrow_);
        address expected = ESCROW.subscriptionManager();
        if (expected != address(this)) revert NotTheManager(address(this), expected);
    }

    /// @inheritdoc ISubscriptionManager
    function escrow() external view returns (address) {
        return address(ESCROW);
    }

    /// @notice Takes `amount` from the subscriber, or reverts. Between the hooks that enter and settle.
    /// @return source Where it came from.
    /// @return balance The word of the subscriber's balance where its prepaid part was charged, else 0.
    function _collect(
        address token,
        Subscription calldata subscription,
        uint96 amount
    ) internal returns (ChargeSource source, uint256 balance) {
        if (amount == 0) return (ChargeSource.Nothing, 0);
        address subscriber = subscription.subscriber;
        if (subscription.funding == Funding.PrepaidFirst) {
            balance = EscrowCalls.debitPrepaid(ESCROW, subscriber, amount);
            if (balance != 0) return (ChargeSource.Prepaid, balance);
        }
        if (!_tryAllowance(token, subscriber, amount)) revert CannotPay(subscriber, amount);
        return (ChargeSource.Allowance, 0);
    }

    function _tryAllowance(address token, address subscriber, uint256 amount) internal returns (bool pulled) {
        return token != address(0) && AllowancePull.tryPull(token, subscriber, address(ESCROW), amount);
    }

    /// @notice Credits what was collected, and leaves the escrow.
    function _settle(address merchant, address feeRecipient, bytes32 cause, uint256 sum, uint256 fees) internal {
        if (sum > type(uint96).max) revert SumTooLarge(sum);
        unchecked {
            // Fees are parts of the sum.
            EscrowCalls.settle(ESCROW, cause, merchant, sum - fees, feeRecipient, fees);
        }
    }
}
