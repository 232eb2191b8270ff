// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";
import {ISubscriptionManager} from "../interfaces/ISubscriptionManager.sol";
import {Periods} from "../libraries/Periods.sol";
import {PlanWord} from "../libraries/PlanWord.sol";
import {SubscriptionWord} from "../libraries/SubscriptionWord.sol";
import {Charges} from "./Charges.sol";

/// @notice Which period is to be charged next, and whether now.
abstract contract Due is Charges {
    using SubscriptionWord for uint256;

    /// @inheritdoc ISubscriptionManager
    function dueAt(Plan calldata plan, Subscription calldata subscription) external view returns (uint40 time) {
        uint256 word = _subscriptions[subscriptionId(plan, subscription)].word;
        if (word.statusOf() != SubscriptionStatus.Active) return 0;
        uint256 period = _nextToCharge(word, plan, subscription);
        if (period >= subscription.maxPeriods) return 0;
        return uint40(Periods.startOf(word.anchorOf(), period, plan.period, plan.unit));
    }

    /// @inheritdoc ISubscriptionManager
    function canCharge(Plan calldata plan, Subscription calldata subscription) external view returns (bytes4 reason) {
        uint256 word = _subscriptions[subscriptionId(plan, subscription)].word;
        if (word == 0) return UnknownSubscription.selector;
        if (word.statusOf() != SubscriptionStatus.Active) return WrongStatus.selector;
        (bool due, ) = _due(word, plan.period, plan.unit, subscription);
        if (!due) return NotDue.selector;
        uint256 amount = uint256(PlanWord.priceNow(_knownPlan(planId(plan)))) * subscription.quantity;
        if (amount > subscription.capPerPeriod) return ExceedsCap.selector;
        if (!_isOpen(plan.token)) return IntakeClosed.selector;
        if (!_canPay(plan.token, subscription, amount)) return CannotPay.selector;
    }

    /// @inheritdoc ISubscriptionManager
    function isActive(Plan calldata plan, Subscription calldata subscription) external view returns (bool active) {
        uint256 word = _subscriptions[subscriptionId(plan, subscription)].word;
        return word.statusOf() <= SubscriptionStatus.Ending && block.timestamp < _paidUntil(word, plan);
    }

    /// @return due Whether it may be charged now, once.
    /// @return period The one to be charged.
    function _due(
        uint256 word,
        uint256 length,
        PeriodUnit unit,
        Subscription calldata subscription
    ) internal view returns (bool due, uint256 period) {
        if (!word.isActive()) return (false, 0);
        (uint256 anchor, uint256 time) = (word.anchorOf(), block.timestamp);
        if (time < anchor || time == word.chargedAtOf()) return (false, 0);
        uint256 current = Periods.indexAt(anchor, time, length, unit);
        period = _afterMissed(word.nextOf(), current, subscription.catchUp);
        return (period <= current && period < subscription.maxPeriods, period);
    }

    function _nextToCharge(
        uint256 word,
        Plan calldata plan,
        Subscription calldata subscription
    ) private view returns (uint256 period) {
        (uint256 anchor, uint256 next) = (word.anchorOf(), word.nextOf());
        if (block.timestamp < anchor) return next;
        uint256 current = Periods.indexAt(anchor, block.timestamp, plan.period, plan.unit);
        return _afterMissed(next, current, subscription.catchUp);
    }

    /// @notice Of the periods missed before `current`, the last `catchUp` may still be charged.
    function _afterMissed(uint256 next, uint256 current, uint256 catchUp) private pure returns (uint256 period) {
        unchecked {
            uint256 earliest = current > catchUp ? current - catchUp : 0;
            return next < earliest ? earliest : next;
        }
    }

    function _isOpen(address token) private view returns (bool open) {
        IPaymentEscrow escrow_ = IPaymentEscrow(address(ESCROW));
        return block.chainid == HOME_CHAIN && escrow_.isListed(token) && !escrow_.isIntakePaused();
    }

    function _canPay(
        address token,
        Subscription calldata subscription,
        uint256 amount
    ) private view returns (bool can) {
        address subscriber = subscription.subscriber;
        if (subscription.funding == Funding.PrepaidFirst) {
            (, uint96 prepaid, ) = IPaymentEscrow(address(ESCROW)).balance(subscriber, token);
            if (prepaid >= amount) return true;
        }
        if (token == address(0)) return false;
        IERC20 erc20 = IERC20(token);
        return erc20.allowance(subscriber, address(this)) >= amount && erc20.balanceOf(subscriber) >= amount;
    }
}
