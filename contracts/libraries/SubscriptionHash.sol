// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../interfaces/ISubscriptionTypes.sol";

/// @notice EIP-712 struct hashes of plans and subscriptions.
/// @dev Both are words without pointers, so their encoding is the calldata itself. A word with bits beyond its type has a
/// hash of its own, but no plan or subscription: {ISubscriptionManager-createPlan} and {ISubscriptionManager-subscribe}
/// read every field, and reading it reverts.
library SubscriptionHash {
    bytes32 private constant PLAN_TYPEHASH = keccak256(
        "Plan(address merchant,address operator,address token,uint32 period,uint8 unit,uint32 trial,uint32 grace,"
        "uint16 feeBps,address feeRecipient,uint32 notice,uint256 salt)"
    );
    bytes32 private constant SUBSCRIPTION_TYPEHASH = keccak256(
        "Subscription(Plan plan,address subscriber,uint32 quantity,uint96 firstAmount,uint96 capPerPeriod,"
        "uint96 usageCapPerPeriod,uint32 maxPeriods,uint48 startBy,uint32 catchUp,uint8 funding,bytes32 replaces,"
        "uint256 salt)"
        "Plan(address merchant,address operator,address token,uint32 period,uint8 unit,uint32 trial,uint32 grace,"
        "uint16 feeBps,address feeRecipient,uint32 notice,uint256 salt)"
    );

    function ofPlan(ISubscriptionTypes.Plan calldata plan) internal pure returns (bytes32 result) {
        bytes32 typehash = PLAN_TYPEHASH;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typehash)
            calldatacopy(add(free, 0x20), plan, 0x160)
            result := keccak256(free, 0x180)
        }
    }

    function ofSubscription(
        bytes32 planHash,
        ISubscriptionTypes.Subscription calldata subscription
    ) internal pure returns (bytes32 result) {
        bytes32 typehash = SUBSCRIPTION_TYPEHASH;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typehash)
            mstore(add(free, 0x20), planHash)
            calldatacopy(add(free, 0x40), subscription, 0x160)
            result := keccak256(free, 0x1a0)
        }
    }
}
