// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../interfaces/IManagerHooks.sol";
import {ISubscriptionManager} from "../interfaces/ISubscriptionManager.sol";
import {AllowancePull} from "../libraries/AllowancePull.sol";
import {Fees} from "../libraries/Fees.sol";
import {Periods} from "../libraries/Periods.sol";
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
        return token != address(0) && AllowancePull.tryPull(token, subscriber, address(ESCROW), amount);
    }

    /// @notice Credits one charge, and leaves the escrow.
    function _settle(Plan calldata plan, bytes32 cause, uint256 amount) internal {
        _settle(plan, cause, amount, _fee(amount, plan.feeBps));
    }

    /// @notice Credits what was collected, and leaves the escrow.
    function _settle(Plan calldata plan, bytes32 cause, uint256 sum, uint256 fees) internal {
        if (sum > type(uint96).max) revert SumTooLarge(sum);
        uint256 count;
        if (sum != 0) count = fees == 0 ? 1 : 2;
        IManagerHooks.Credit[] memory credits = new IManagerHooks.Credit[](count);
        if (count != 0) credits[0] = IManagerHooks.Credit(cause, uint96(sum - fees), plan.merchant);
        if (count == 2) credits[1] = IManagerHooks.Credit(cause, uint96(fees), plan.feeRecipient);
        ESCROW.settleCredits(credits);
    }

    function _fee(uint256 amount, uint256 feeBps) internal pure returns (uint256 fee) {
        (fee, ) = Fees.bounds(amount, feeBps, feeBps);
    }

    function _emitCharged(
        bytes32 id,
        Plan calldata plan,
        Subscription calldata subscription,
        uint256 anchor,
        uint256 period,
        uint256 amount,
        ChargeSource source,
        uint96 prepaid,
        uint64 seq
    ) internal {
        (uint256 length, PeriodUnit unit) = (plan.period, plan.unit);
        uint256 end = Periods.startOf(anchor, period + 1, length, unit);
        emit SubscriptionCharged(
            id,
            subscription.subscriber,
            plan.merchant,
            plan.token,
            uint32(period),
            uint40(Periods.startOf(anchor, period, length, unit)),
            uint40(end),
            uint96(amount),
            uint96(_fee(amount, plan.feeBps)),
            plan.feeRecipient,
            source,
            prepaid,
            seq
        );
        if (period + 1 == subscription.maxPeriods) emit SubscriptionEnded(id, uint40(end));
    }
}
