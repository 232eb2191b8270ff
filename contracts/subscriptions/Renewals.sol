// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManager} from "../interfaces/ISubscriptionManager.sol";
import {BalanceWord} from "../libraries/BalanceWord.sol";
import {EscrowCalls} from "../libraries/EscrowCalls.sol";
import {Fees} from "../libraries/Fees.sol";
import {Periods} from "../libraries/Periods.sol";
import {PlanWord} from "../libraries/PlanWord.sol";
import {RenewalQueue} from "../libraries/RenewalQueue.sol";
import {SubscriptionEvents} from "../libraries/SubscriptionEvents.sol";
import {SubscriptionHash} from "../libraries/SubscriptionHash.sol";
import {SubscriptionWord} from "../libraries/SubscriptionWord.sol";
import {Due} from "./Due.sol";

/// @notice Charges what is due, of many subscriptions to one plan.
abstract contract Renewals is Due {
    using RenewalQueue for RenewalQueue.Queue;
    using SubscriptionWord for uint256;

    /// @dev What each renewal asks the plan for, read once; and what they add up to.
    /// @param charge The event of the one that is being charged.
    struct Batch {
        bytes32 planHash;
        uint256 price;
        address token;
        address merchant;
        uint256 feeBps;
        uint256 period;
        PeriodUnit unit;
        uint256 sum;
        uint256 fees;
        SubscriptionEvents.Charge charge;
        RenewalQueue.Queue queue;
    }

    /// @inheritdoc ISubscriptionManager
    function chargeBatch(Plan calldata plan, Subscription[] calldata subscriptions) external locked {
        bytes32 planHash = SubscriptionHash.ofPlan(plan);
        Batch memory batch = Batch({
            planHash: planHash,
            price: PlanWord.priceNow(_knownPlan(_digest(planHash))),
            token: plan.token,
            merchant: plan.merchant,
            feeBps: plan.feeBps,
            period: plan.period,
            unit: plan.unit,
            sum: 0,
            fees: 0,
            charge: SubscriptionEvents.Charge({
                token: uint160(plan.token),
                period: 0,
                periodStart: 0,
                periodEnd: 0,
                amount: 0,
                fee: 0,
                feeRecipient: uint160(plan.feeRecipient),
                source: 0,
                prepaidAfter: 0,
                seq: 0
            }),
            queue: RenewalQueue.make(subscriptions.length)
        });
        EscrowCalls.enterFor(ESCROW, batch.token);
        for (uint256 i; i < subscriptions.length; ++i) _renew(batch, subscriptions[i], i);
        if (batch.queue.count != 0) _chargePrepaid(batch, subscriptions);
        _settle(batch.merchant, plan.feeRecipient, 0, batch.sum, batch.fees);
    }

    function _renew(Batch memory batch, Subscription calldata subscription, uint256 index) private {
        bytes32 id = _digest(SubscriptionHash.ofSubscription(batch.planHash, subscription));
        Slot storage slot = _subscriptions[id];
        uint256 word = slot.word;
        (bool due, uint256 period) = _due(word, batch.period, batch.unit, subscription);
        if (!due) return;
        uint256 amount;
        unchecked {
            // 96 and 32 bits.
            amount = batch.price * subscription.quantity;
        }
        if (amount > subscription.capPerPeriod) {
            emit SubscriptionChargeFailed(id, uint32(period), ExceedsCap.selector);
            return;
        }
        // Before anything is called. Where it then cannot be charged, the state before comes back.
        slot.word = word.withCharge(period);
        RenewalQueue.Renewal memory renewal = RenewalQueue.Renewal(id, word, period, index, amount);
        if (amount == 0) _charged(batch, subscription, renewal, ChargeSource.Nothing, 0);
        else if (subscription.funding == Funding.PrepaidFirst) batch.queue.add(renewal, subscription.subscriber);
        else _chargeAllowance(batch, subscription, renewal);
    }

    function _chargePrepaid(Batch memory batch, Subscription[] calldata subscriptions) private {
        uint256[] memory words = batch.queue.debit(ESCROW);
        for (uint256 i; i < words.length; ++i) {
            RenewalQueue.Renewal memory renewal = batch.queue.renewalAt(i);
            Subscription calldata subscription = subscriptions[renewal.index];
            if (words[i] != 0) _charged(batch, subscription, renewal, ChargeSource.Prepaid, words[i]);
            else _chargeAllowance(batch, subscription, renewal);
        }
    }

    function _chargeAllowance(
        Batch memory batch,
        Subscription calldata subscription,
        RenewalQueue.Renewal memory renewal
    ) private {
        if (_tryAllowance(batch.token, subscription.subscriber, renewal.amount)) {
            _charged(batch, subscription, renewal, ChargeSource.Allowance, 0);
        } else {
            _subscriptions[renewal.id].word = renewal.word;
            emit SubscriptionChargeFailed(renewal.id, uint32(renewal.period), CannotPay.selector);
        }
    }

    /// @param balance The word of the subscriber's balance where its prepaid part was charged, else 0.
    function _charged(
        Batch memory batch,
        Subscription calldata subscription,
        RenewalQueue.Renewal memory renewal,
        ChargeSource source,
        uint256 balance
    ) private {
        SubscriptionEvents.Charge memory charge = batch.charge;
        (uint256 anchor, uint256 period) = (renewal.word.anchorOf(), renewal.period);
        (charge.period, charge.amount, charge.source) = (period, renewal.amount, uint256(source));
        charge.fee = Fees.roundedUp(renewal.amount, batch.feeBps);
        (charge.periodStart, charge.periodEnd) = Periods.boundsOf(anchor, period, batch.period, batch.unit);
        (, charge.prepaidAfter, charge.seq) = BalanceWord.unpack(balance);
        SubscriptionEvents.charged(renewal.id, subscription.subscriber, batch.merchant, charge);
        unchecked {
            // A batch is far too short for 160 more bits, and a period has 32.
            batch.sum += charge.amount;
            batch.fees += charge.fee;
            if (period + 1 == subscription.maxPeriods) emit SubscriptionEnded(renewal.id, uint40(charge.periodEnd));
        }
    }
}
