// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManager} from "../interfaces/ISubscriptionManager.sol";
import {Periods} from "../libraries/Periods.sol";
import {SubscriptionHash} from "../libraries/SubscriptionHash.sol";
import {SubscriptionWord} from "../libraries/SubscriptionWord.sol";
import {Plans} from "./Plans.sol";

/// @notice The state of every subscription, by its id; and how it is paused, ended or never begun.
abstract contract Subscriptions is Plans {
    using SubscriptionWord for uint256;

    bytes32 private constant BURN_TYPEHASH = keccak256(
        "BurnSubscription(address account,bytes32 id,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant PAUSE_TYPEHASH = keccak256(
        "Pause(address account,bytes32 id,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant RESUME_TYPEHASH = keccak256(
        "Resume(address account,bytes32 id,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant CANCEL_TYPEHASH = keccak256(
        "Cancel(address account,bytes32 id,bool atPeriodEnd,uint256 nonce,uint256 deadline)"
    );

    /// @param word As in {SubscriptionWord}; 0 for an unknown subscription. A struct, because a charge computes its place once.
    struct Slot {
        uint256 word;
    }

    mapping(bytes32 id => Slot) internal _subscriptions;

    // ---------------------------------------------------------------- never begun

    /// @inheritdoc ISubscriptionManager
    function burn(Plan calldata plan, Subscription calldata subscription, bytes calldata auth) external locked {
        bytes32 id = subscriptionId(plan, subscription);
        address actor = _actor(auth, abi.encode(BURN_TYPEHASH, FROM_AUTH, id, FROM_AUTH, FROM_AUTH));
        if (actor != subscription.subscriber) revert NotSubscriber(actor, subscription.subscriber);
        if (_subscriptions[id].word != 0) revert SubscriptionExists(id);
        _subscriptions[id].word = uint256(SubscriptionStatus.Burned);
        emit SubscriptionBurned(id, actor);
    }

    // ---------------------------------------------------------------- paused

    /// @inheritdoc ISubscriptionManager
    function pause(Plan calldata plan, Subscription calldata subscription, bytes calldata auth) external locked {
        bytes32 id = subscriptionId(plan, subscription);
        _requireMerchant(plan, auth, abi.encode(PAUSE_TYPEHASH, FROM_AUTH, id, FROM_AUTH, FROM_AUTH));
        uint256 word = _withStatus(id, SubscriptionStatus.Active).withStatus(SubscriptionStatus.Paused).withPause();
        _subscriptions[id].word = word;
        emit SubscriptionPaused(id, uint16(word.pausesOf()));
    }

    /// @inheritdoc ISubscriptionManager
    function resume(Plan calldata plan, Subscription calldata subscription, bytes calldata auth) external locked {
        bytes32 id = subscriptionId(plan, subscription);
        _requireMerchant(plan, auth, abi.encode(RESUME_TYPEHASH, FROM_AUTH, id, FROM_AUTH, FROM_AUTH));
        uint256 word = _withStatus(id, SubscriptionStatus.Paused).withStatus(SubscriptionStatus.Active);
        word = word.withNext(_nextToBegin(word, plan, subscription.maxPeriods));
        _subscriptions[id].word = word;
        emit SubscriptionResumed(id, uint16(word.pausesOf()), uint32(word.nextOf()));
    }

    // ---------------------------------------------------------------- ended

    /// @inheritdoc ISubscriptionManager
    function cancel(
        Plan calldata plan,
        Subscription calldata subscription,
        bool atPeriodEnd,
        bytes calldata auth
    ) external locked {
        bytes32 id = subscriptionId(plan, subscription);
        address actor = _actor(auth, abi.encode(CANCEL_TYPEHASH, FROM_AUTH, id, atPeriodEnd, FROM_AUTH, FROM_AUTH));
        if (actor != subscription.subscriber && actor != plan.merchant) {
            revert NotSubscriberOrMerchant(actor, subscription.subscriber, plan.merchant);
        }
        uint256 word = _live(id);
        if (!atPeriodEnd) {
            _end(id, word, actor);
        } else {
            if (word.statusOf() == SubscriptionStatus.Ending) revert WrongStatus(id, SubscriptionStatus.Ending);
            _subscriptions[id].word = word.withStatus(SubscriptionStatus.Ending);
            uint256 end = _paidUntil(word, plan);
            emit SubscriptionCanceled(id, actor, true, uint40(end < block.timestamp ? block.timestamp : end));
        }
    }

    function _end(bytes32 id, uint256 word, address by) internal {
        _subscriptions[id].word = word.withStatus(SubscriptionStatus.Ended);
        emit SubscriptionCanceled(id, by, false, uint40(block.timestamp));
    }

    // ---------------------------------------------------------------- what stands

    /// @inheritdoc ISubscriptionManager
    function subscriptionId(Plan calldata plan, Subscription calldata subscription) public view returns (bytes32 id) {
        return _digest(SubscriptionHash.ofSubscription(SubscriptionHash.ofPlan(plan), subscription));
    }

    /// @inheritdoc ISubscriptionManager
    function subscriptionOf(bytes32 id) external view returns (SubscriptionState memory state) {
        return _subscriptions[id].word.unpack();
    }

    /// @notice The word of a subscription that is neither ended nor yet to begin.
    function _live(bytes32 id) internal view returns (uint256 word) {
        word = _subscriptions[id].word;
        if (word == 0) revert UnknownSubscription(id);
        SubscriptionStatus status = word.statusOf();
        if (status > SubscriptionStatus.Ending) revert WrongStatus(id, status);
    }

    /// @notice The end of the last charged period, or of the trial; earlier where neither is remembered.
    function _paidUntil(uint256 word, Plan calldata plan) internal pure returns (uint256 time) {
        (bool found, uint256 period) = word.lastCharged();
        uint256 anchor = word.anchorOf();
        return found ? Periods.startOf(anchor, period + 1, plan.period, plan.unit) : anchor;
    }

    function _withStatus(bytes32 id, SubscriptionStatus expected) private view returns (uint256 word) {
        word = _subscriptions[id].word;
        if (word == 0) revert UnknownSubscription(id);
        if (word.statusOf() != expected) revert WrongStatus(id, word.statusOf());
    }

    function _nextToBegin(uint256 word, Plan calldata plan, uint256 maxPeriods) private view returns (uint256 next) {
        uint256 anchor = word.anchorOf();
        if (block.timestamp < anchor) return word.nextOf();
        next = Periods.indexAt(anchor, block.timestamp, plan.period, plan.unit) + 1;
        // No period beyond the current one, or the last one, was ever charged: it never goes back.
        if (next > maxPeriods) next = maxPeriods;
    }
}
