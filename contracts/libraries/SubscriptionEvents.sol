// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerEvents} from "../interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../interfaces/ISubscriptionTypes.sol";

/// @notice The events that every subscription and every renewal pay for. Their data stand in calldata or memory as they are
/// encoded; encoding them field by field costs four times as much.
library SubscriptionEvents {
    /// @notice The data of {ISubscriptionManagerEvents-SubscriptionCharged}, in whole words.
    struct Charge {
        uint256 token;
        uint256 period;
        uint256 periodStart;
        uint256 periodEnd;
        uint256 amount;
        uint256 fee;
        uint256 feeRecipient;
        uint256 source;
        uint256 prepaidAfter;
        uint256 seq;
    }

    /// @notice Warning: the caller has read every field but `usageCapPerPeriod` and `catchUp`, which are checked here.
    function subscribed(
        bytes32 id,
        bytes32 planId,
        ISubscriptionTypes.Subscription calldata subscription,
        uint256 anchor
    ) internal {
        address subscriber = subscription.subscriber;
        bytes32 topic = ISubscriptionManagerEvents.Subscribed.selector;
        assembly ("memory-safe") {
            // What Solidity does where a word has bits beyond its type.
            if or(shr(96, calldataload(add(subscription, 0x80))), shr(32, calldataload(add(subscription, 0xe0)))) {
                revert(0, 0)
            }
            let data := mload(0x40)
            calldatacopy(data, add(subscription, 0x20), 0x140)
            mstore(add(data, 0x140), anchor)
            log4(data, 0x160, topic, id, planId, subscriber)
        }
    }

    function charged(bytes32 id, address subscriber, address merchant, Charge memory charge) internal {
        bytes32 topic = ISubscriptionManagerEvents.SubscriptionCharged.selector;
        assembly ("memory-safe") {
            log4(charge, 0x140, topic, id, subscriber, merchant)
        }
    }
}
