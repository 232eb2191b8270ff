// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManager} from "../interfaces/ISubscriptionManager.sol";
import {BalanceWord} from "../libraries/BalanceWord.sol";
import {EscrowCalls} from "../libraries/EscrowCalls.sol";
import {Fees} from "../libraries/Fees.sol";
import {Periods} from "../libraries/Periods.sol";
import {PlanWord} from "../libraries/PlanWord.sol";
import {SubscriptionEvents} from "../libraries/SubscriptionEvents.sol";
import {SubscriptionHash} from "../libraries/SubscriptionHash.sol";
import {SubscriptionWord} from "../libraries/SubscriptionWord.sol";
import {TokenPull} from "../libraries/TokenPull.sol";
import {Charges} from "./Charges.sol";

/// @notice How a subscription begins: agreed to by the subscriber, at a first amount that the plan tells or the merchant
/// agrees to.
abstract contract Beginnings is Charges {
    using PlanWord for uint256;

    bytes32 private constant OFFER_TYPEHASH = keccak256("Offer(bytes32 subscriptionId)");

    /// @inheritdoc ISubscriptionManager
    function subscribe(Plan calldata plan, Subscription calldata subscription, bytes calldata pull) external locked {
        if (subscription.replaces != 0) revert WrongReplaced(subscription.replaces, 0);
        _begin(plan, subscription, pull);
    }

    /// @inheritdoc ISubscriptionManager
    function replace(
        Plan calldata oldPlan,
        Subscription calldata oldSubscription,
        Plan calldata plan,
        Subscription calldata subscription,
        bytes calldata pull
    ) external locked {
        bytes32 oldId = subscriptionId(oldPlan, oldSubscription);
        if (subscription.replaces != oldId) revert WrongReplaced(subscription.replaces, oldId);
        address subscriber = oldSubscription.subscriber;
        if (subscription.subscriber != subscriber) revert NotSubscriber(subscription.subscriber, subscriber);
        _end(oldId, _live(oldId), subscriber);
        _begin(plan, subscription, pull);
    }

    function _begin(Plan calldata plan, Subscription calldata subscription, bytes calldata pull) private {
        _requireHomeChain();
        bytes32 structHash = SubscriptionHash.ofPlan(plan);
        bytes32 planId_ = _digest(structHash);
        structHash = SubscriptionHash.ofSubscription(structHash, subscription);
        bytes32 id = _digest(structHash);
        if (_subscriptions[id].word != 0) revert SubscriptionExists(id);
        _check(plan, subscription);
        (Consent kind, bytes memory data, bytes memory offer) = _decode(pull);
        _checkFirstAmount(planId_, id, plan, subscription, offer);
        bool onTrial = plan.trial != 0 && subscription.firstAmount == 0;
        uint256 anchor = onTrial ? block.timestamp + plan.trial : block.timestamp;
        _subscriptions[id].word = SubscriptionWord.begun(anchor, !onTrial);
        SubscriptionEvents.subscribed(id, planId_, subscription, anchor);
        bool entered = _agree(id, structHash, plan.token, subscription, kind, data);
        uint256 fee = onTrial ? 0 : _chargeFirst(id, plan, subscription);
        if (entered) _settle(plan.merchant, plan.feeRecipient, id, subscription.firstAmount, fee);
    }

    /// @notice Requires the subscriber's agreement, and makes the deposit that may be part of it.
    /// @return entered Whether the escrow was entered, because money moves or the token is called.
    function _agree(
        bytes32 id,
        bytes32 structHash,
        address token,
        Subscription calldata subscription,
        Consent kind,
        bytes memory data
    ) private returns (bool entered) {
        address subscriber = subscription.subscriber;
        if (kind == Consent.Erc3009) {
            _depositByAuthorization(structHash, token, subscription, data);
            return true;
        }
        entered = subscription.firstAmount != 0 || kind == Consent.Permit;
        // First of all, so that no token is called that is not listed.
        if (entered) EscrowCalls.enterFor(ESCROW, token);
        if (kind == Consent.Permit) data = TokenPull.permit(token, subscriber, data);
        if (data.length != 0) _requireSignature(subscriber, id, data);
        else if (msg.sender != subscriber) revert NotSubscriber(msg.sender, subscriber);
    }

    function _depositByAuthorization(
        bytes32 structHash,
        address token,
        Subscription calldata subscription,
        bytes memory data
    ) private {
        if (subscription.funding != Funding.PrepaidFirst) revert InvalidFunding(subscription.funding);
        (uint96 value, bytes memory signature) = abi.decode(data, (uint96, bytes));
        EscrowCalls.enterFor(ESCROW, token);
        ESCROW.pull3009(structHash, subscription.subscriber, subscription.startBy, value, signature);
    }

    /// @return fee Of the first amount.
    function _chargeFirst(
        bytes32 id,
        Plan calldata plan,
        Subscription calldata subscription
    ) private returns (uint256 fee) {
        SubscriptionEvents.Charge memory charge;
        uint96 amount = subscription.firstAmount;
        (ChargeSource source, uint256 balance) = _collect(plan.token, subscription, amount);
        fee = Fees.roundedUp(amount, plan.feeBps);
        (charge.token, charge.feeRecipient) = (uint160(plan.token), uint160(plan.feeRecipient));
        (charge.amount, charge.fee, charge.source) = (amount, fee, uint256(source));
        charge.periodStart = block.timestamp;
        charge.periodEnd = Periods.startOf(block.timestamp, 1, plan.period, plan.unit);
        (, charge.prepaidAfter, charge.seq) = BalanceWord.unpack(balance);
        SubscriptionEvents.charged(id, subscription.subscriber, plan.merchant, charge);
        if (subscription.maxPeriods == 1) emit SubscriptionEnded(id, uint40(charge.periodEnd));
    }

    // ---------------------------------------------------------------- what must hold

    function _check(Plan calldata plan, Subscription calldata subscription) private view {
        (address subscriber, address token, Funding funding) = (
            subscription.subscriber,
            plan.token,
            subscription.funding
        );
        _requireOutsider(subscriber, token);
        if (subscriber == plan.merchant) revert InvalidParty(subscriber);
        if (subscription.quantity == 0) revert ZeroQuantity();
        if (subscription.maxPeriods == 0) revert ZeroMaxPeriods();
        if (block.timestamp >= subscription.startBy) revert TooLate(block.timestamp, subscription.startBy);
        if (token == address(0) && funding != Funding.PrepaidFirst) revert InvalidFunding(funding);
    }

    function _checkFirstAmount(
        bytes32 planId_,
        bytes32 id,
        Plan calldata plan,
        Subscription calldata subscription,
        bytes memory offer
    ) private view {
        uint256 word = _known(planId_);
        if (word.isArchived()) revert PlanIsArchived(planId_);
        uint256 amount = subscription.firstAmount;
        if (amount > subscription.capPerPeriod) revert ExceedsCap(amount, subscription.capPerPeriod);
        uint256 expected = plan.trial != 0 ? 0 : uint256(word.priceNow()) * subscription.quantity;
        if (amount == expected) return;
        address actor = msg.sender;
        bytes memory signature;
        if (offer.length != 0) (actor, signature) = abi.decode(offer, (address, bytes));
        if (actor != plan.merchant && actor != plan.operator) revert FirstAmountNotAgreed(amount, expected);
        if (offer.length != 0) _requireSignature(actor, _digest(keccak256(abi.encode(OFFER_TYPEHASH, id))), signature);
    }

    function _decode(bytes calldata pull) private pure returns (Consent kind, bytes memory data, bytes memory offer) {
        if (pull.length != 0) return abi.decode(pull, (Consent, bytes, bytes));
    }
}
