// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";
import {ISubscriptionManager} from "../interfaces/ISubscriptionManager.sol";
import {SubscriptionHash} from "../libraries/SubscriptionHash.sol";
import {SubscriptionWord} from "../libraries/SubscriptionWord.sol";
import {TokenPull} from "../libraries/TokenPull.sol";
import {Charges} from "./Charges.sol";

/// @notice How a subscription begins: agreed to by the subscriber, at a first amount that the plan tells or the merchant
/// agrees to.
abstract contract Beginnings is Charges {
    bytes32 private constant OFFER_TYPEHASH = keccak256("Offer(bytes32 subscriptionId)");

    /// @inheritdoc ISubscriptionManager
    function subscribe(
        Plan calldata plan,
        Subscription calldata subscription,
        bytes calldata pull,
        bytes calldata offer
    ) external locked {
        if (subscription.replaces != 0) revert WrongReplaced(subscription.replaces, 0);
        _begin(plan, subscription, pull, offer);
    }

    /// @inheritdoc ISubscriptionManager
    function replace(
        Plan calldata oldPlan,
        Subscription calldata oldSubscription,
        Plan calldata plan,
        Subscription calldata subscription,
        bytes calldata pull,
        bytes calldata offer
    ) external locked {
        bytes32 oldId = subscriptionId(oldPlan, oldSubscription);
        if (subscription.replaces != oldId) revert WrongReplaced(subscription.replaces, oldId);
        address subscriber = oldSubscription.subscriber;
        if (subscription.subscriber != subscriber) revert NotSubscriber(subscription.subscriber, subscriber);
        _end(oldId, _live(oldId), subscriber);
        _begin(plan, subscription, pull, offer);
    }

    function _begin(
        Plan calldata plan,
        Subscription calldata subscription,
        bytes calldata pull,
        bytes calldata offer
    ) private {
        _requireHomeChain();
        bytes32 structHash = SubscriptionHash.ofPlan(plan);
        bytes32 planId_ = _digest(structHash);
        structHash = SubscriptionHash.ofSubscription(structHash, subscription);
        bytes32 id = _digest(structHash);
        if (_subscriptions[id] != 0) revert SubscriptionExists(id);
        _check(plan, subscription);
        _checkFirstAmount(planId_, id, plan, subscription, offer);
        bool onTrial = plan.trial != 0 && subscription.firstAmount == 0;
        uint256 anchor = onTrial ? block.timestamp + plan.trial : block.timestamp;
        _subscriptions[id] = SubscriptionWord.begun(anchor, !onTrial);
        _emitSubscribed(id, planId_, subscription, anchor);
        bool entered = _agree(id, structHash, plan, subscription, pull);
        if (!onTrial) _chargeFirst(id, plan, subscription, anchor);
        if (entered) _settle(plan, id, subscription.firstAmount);
    }

    /// @notice Requires the subscriber's agreement, and makes the deposit that may be part of it.
    /// @return entered Whether the escrow was entered, because money moves.
    function _agree(
        bytes32 id,
        bytes32 structHash,
        Plan calldata plan,
        Subscription calldata subscription,
        bytes calldata pull
    ) private returns (bool entered) {
        (address token, address subscriber) = (plan.token, subscription.subscriber);
        (Consent kind, bytes memory data) = (Consent.Signature, bytes(""));
        if (pull.length != 0) (kind, data) = abi.decode(pull, (Consent, bytes));
        if (kind == Consent.Erc3009) {
            if (subscription.funding != Funding.PrepaidFirst) revert InvalidFunding(subscription.funding);
            (uint96 value, bytes memory signature) = abi.decode(data, (uint96, bytes));
            ESCROW.enter(token);
            ESCROW.pull3009(structHash, subscriber, subscription.startBy, value, signature);
            return true;
        }
        if (kind == Consent.Permit) data = TokenPull.permit(token, subscriber, data);
        if (data.length != 0) _requireSignature(subscriber, id, data);
        else if (msg.sender != subscriber) revert NotSubscriber(msg.sender, subscriber);
        entered = subscription.firstAmount != 0;
        if (entered) ESCROW.enter(token);
        else if (!IPaymentEscrow(PARTNER).isOpen(token)) revert IntakeClosed(token);
    }

    function _chargeFirst(bytes32 id, Plan calldata plan, Subscription calldata subscription, uint256 anchor) private {
        uint96 amount = subscription.firstAmount;
        (ChargeSource source, uint96 prepaid, uint64 seq) = _collect(plan.token, subscription, amount);
        _emitCharged(id, plan, subscription, anchor, 0, amount, source, prepaid, seq);
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
        bytes calldata offer
    ) private view {
        PlanState memory state = _known(planId_);
        if (state.archived) revert PlanIsArchived(planId_);
        uint256 amount = subscription.firstAmount;
        if (amount > subscription.capPerPeriod) revert ExceedsCap(amount, subscription.capPerPeriod);
        uint256 expected = plan.trial != 0 ? 0 : uint256(_priceNow(state)) * subscription.quantity;
        if (amount == expected) return;
        address actor = msg.sender;
        bytes memory signature;
        if (offer.length != 0) (actor, signature) = abi.decode(offer, (address, bytes));
        if (actor != plan.merchant && actor != plan.operator) revert FirstAmountNotAgreed(amount, expected);
        if (offer.length != 0) _requireSignature(actor, _digest(keccak256(abi.encode(OFFER_TYPEHASH, id))), signature);
    }

    function _emitSubscribed(bytes32 id, bytes32 planId_, Subscription calldata subscription, uint256 anchor) private {
        emit Subscribed(
            id,
            planId_,
            subscription.subscriber,
            subscription.quantity,
            subscription.firstAmount,
            subscription.capPerPeriod,
            subscription.usageCapPerPeriod,
            subscription.maxPeriods,
            subscription.startBy,
            subscription.catchUp,
            subscription.funding,
            subscription.replaces,
            subscription.salt,
            uint40(anchor)
        );
    }
}
