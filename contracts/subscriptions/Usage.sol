// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManager} from "../interfaces/ISubscriptionManager.sol";
import {BalanceWord} from "../libraries/BalanceWord.sol";
import {EscrowCalls} from "../libraries/EscrowCalls.sol";
import {Fees} from "../libraries/Fees.sol";
import {Periods} from "../libraries/Periods.sol";
import {SubscriptionWord} from "../libraries/SubscriptionWord.sol";
import {Charges} from "./Charges.sol";

/// @notice Charges what was used in a period, by its cumulative amount.
abstract contract Usage is Charges {
    using SubscriptionWord for uint256;

    bytes32 private constant CHARGE_USAGE_TYPEHASH = keccak256(
        "ChargeUsage(address account,bytes32 id,uint256 period,uint256 cumulative,uint256 nonce,uint256 deadline)"
    );

    mapping(bytes32 id => mapping(uint256 period => uint96 cumulative)) private _usage;

    /// @inheritdoc ISubscriptionManager
    function chargeUsage(
        Plan calldata plan,
        Subscription calldata subscription,
        uint32 period,
        uint96 cumulative,
        bytes calldata auth
    ) external locked {
        bytes32 id = subscriptionId(plan, subscription);
        _requireMerchantOrOperator(
            plan,
            _actor(auth, abi.encode(CHARGE_USAGE_TYPEHASH, FROM_AUTH, id, period, cumulative, FROM_AUTH, FROM_AUTH))
        );
        _requireUsable(id, plan, period);
        if (cumulative > subscription.usageCapPerPeriod) {
            revert ExceedsUsageCap(cumulative, subscription.usageCapPerPeriod);
        }
        uint96 charged = _usage[id][period];
        if (cumulative <= charged) revert UsageAlreadyCharged(cumulative, charged);
        _usage[id][period] = cumulative;
        _chargeIncrease(id, plan, subscription, period, cumulative, cumulative - charged);
    }

    /// @inheritdoc ISubscriptionManager
    function usageOf(bytes32 id, uint32 period) external view returns (uint96 cumulative) {
        return _usage[id][period];
    }

    function _chargeIncrease(
        bytes32 id,
        Plan calldata plan,
        Subscription calldata subscription,
        uint32 period,
        uint96 cumulative,
        uint96 amount
    ) private {
        EscrowCalls.enterFor(ESCROW, plan.token);
        (ChargeSource source, uint256 balance) = _collect(plan.token, subscription, amount);
        uint256 fee = Fees.roundedUp(amount, plan.feeBps);
        (, uint96 prepaidAfter, uint64 seq) = BalanceWord.unpack(balance);
        emit UsageCharged(
            id,
            subscription.subscriber,
            plan.merchant,
            plan.token,
            period,
            cumulative,
            amount,
            uint96(fee),
            plan.feeRecipient,
            source,
            prepaidAfter,
            seq
        );
        _settle(plan.merchant, plan.feeRecipient, id, amount, fee);
    }

    function _requireUsable(bytes32 id, Plan calldata plan, uint256 period) private view {
        uint256 word = _live(id);
        if (word.statusOf() == SubscriptionStatus.Paused) revert WrongStatus(id, SubscriptionStatus.Paused);
        if (!word.isCharged(period)) revert PeriodNotCharged(id, period);
        uint256 deadline = Periods.startOf(word.anchorOf(), period + 1, plan.period, plan.unit) + plan.grace;
        if (block.timestamp >= deadline) revert TooLate(block.timestamp, deadline);
    }

    function _requireMerchantOrOperator(Plan calldata plan, address actor) private pure {
        (address merchant, address operator) = (plan.merchant, plan.operator);
        if (actor != merchant && actor != operator) revert NotMerchantOrOperator(actor, merchant, operator);
    }
}
