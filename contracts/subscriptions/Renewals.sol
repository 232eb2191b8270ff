// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../interfaces/IManagerHooks.sol";
import {ISubscriptionManager} from "../interfaces/ISubscriptionManager.sol";
import {SubscriptionHash} from "../libraries/SubscriptionHash.sol";
import {SubscriptionWord} from "../libraries/SubscriptionWord.sol";
import {Due} from "./Due.sol";

/// @notice Charges what is due, of many subscriptions to one plan.
abstract contract Renewals is Due {
    using SubscriptionWord for uint256;

    /// @param id Of the subscription.
    /// @param word Its state before, for the case that it cannot be charged.
    /// @param period That is due.
    struct Renewal {
        bytes32 id;
        uint256 word;
        uint256 period;
        uint256 index;
    }

    /// @param sum What was collected, of which `fees` are the fee recipient's.
    /// @param count Of those in `waiting` and `debits`, which are to be charged from prepaid balances, all at once.
    struct Batch {
        bytes32 planHash;
        uint256 price;
        uint256 sum;
        uint256 fees;
        uint256 count;
        Renewal[] waiting;
        IManagerHooks.Debit[] debits;
    }

    /// @inheritdoc ISubscriptionManager
    function chargeBatch(Plan calldata plan, Subscription[] calldata subscriptions) external locked {
        Batch memory batch = _batch(plan, subscriptions.length);
        ESCROW.enter(plan.token);
        for (uint256 i; i < subscriptions.length; ++i) _tryCharge(batch, plan, subscriptions[i], i);
        if (batch.count != 0) _chargeWaiting(batch, plan, subscriptions);
        _settle(plan, 0, batch.sum, batch.fees);
    }

    function _batch(Plan calldata plan, uint256 size) private view returns (Batch memory batch) {
        batch.planHash = SubscriptionHash.ofPlan(plan);
        batch.price = _priceNow(_known(_digest(batch.planHash)));
        batch.waiting = new Renewal[](size);
        batch.debits = new IManagerHooks.Debit[](size);
    }

    function _tryCharge(
        Batch memory batch,
        Plan calldata plan,
        Subscription calldata subscription,
        uint256 index
    ) private {
        Renewal memory renewal;
        renewal.id = _digest(SubscriptionHash.ofSubscription(batch.planHash, subscription));
        renewal.word = _subscriptions[renewal.id];
        bool due;
        (due, renewal.period) = _due(renewal.word, plan, subscription);
        if (!due) return;
        uint256 amount = batch.price * subscription.quantity;
        if (amount > subscription.capPerPeriod) {
            emit SubscriptionChargeFailed(renewal.id, uint32(renewal.period), ExceedsCap.selector);
            return;
        }
        // Before anything is called. Where it then cannot be charged, the state before comes back.
        _subscriptions[renewal.id] = renewal.word.withCharge(renewal.period);
        if (amount == 0) {
            _charged(batch, plan, subscription, renewal, 0, ChargeSource.Nothing, IManagerHooks.Debited(0, 0));
        } else if (subscription.funding == Funding.PrepaidFirst) {
            renewal.index = index;
            batch.waiting[batch.count] = renewal;
            batch.debits[batch.count++] = IManagerHooks.Debit(subscription.subscriber, uint96(amount));
        } else {
            _chargeAllowance(batch, plan, subscription, renewal, amount);
        }
    }

    function _chargeWaiting(Batch memory batch, Plan calldata plan, Subscription[] calldata subscriptions) private {
        IManagerHooks.Debit[] memory debits = batch.debits;
        uint256 count = batch.count;
        assembly ("memory-safe") {
            mstore(debits, count)
        }
        IManagerHooks.Debited[] memory results = ESCROW.debitPrepaid(debits);
        for (uint256 i; i < count; ++i) {
            Renewal memory renewal = batch.waiting[i];
            Subscription calldata subscription = subscriptions[renewal.index];
            uint256 amount = debits[i].amount;
            if (results[i].seq != 0) {
                _charged(batch, plan, subscription, renewal, amount, ChargeSource.Prepaid, results[i]);
            } else {
                _chargeAllowance(batch, plan, subscription, renewal, amount);
            }
        }
    }

    function _chargeAllowance(
        Batch memory batch,
        Plan calldata plan,
        Subscription calldata subscription,
        Renewal memory renewal,
        uint256 amount
    ) private {
        if (_tryAllowance(plan.token, subscription.subscriber, amount)) {
            _charged(batch, plan, subscription, renewal, amount, ChargeSource.Allowance, IManagerHooks.Debited(0, 0));
        } else {
            _subscriptions[renewal.id] = renewal.word;
            emit SubscriptionChargeFailed(renewal.id, uint32(renewal.period), CannotPay.selector);
        }
    }

    function _charged(
        Batch memory batch,
        Plan calldata plan,
        Subscription calldata subscription,
        Renewal memory renewal,
        uint256 amount,
        ChargeSource source,
        IManagerHooks.Debited memory debited
    ) private {
        batch.sum += amount;
        batch.fees += _fee(amount, plan.feeBps);
        _emitCharged(
            renewal.id,
            plan,
            subscription,
            renewal.word.anchorOf(),
            renewal.period,
            amount,
            source,
            debited.prepaidAfter,
            debited.seq
        );
    }
}
