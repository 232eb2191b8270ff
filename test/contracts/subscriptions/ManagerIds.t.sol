// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "../support/PlanningTest.sol";
import {SubscriptionIds} from "../support/SubscriptionIds.sol";

/// @notice Ids are the EIP-712 digests that a wallet computes, of every field.
contract ManagerIdsTest is PlanningTest {
    string private constant PLAN_TYPE =
        "Plan(address merchant,address operator,address token,uint32 period,uint8 unit,uint32 trial,uint32 grace,uint16 feeBps,address feeRecipient,uint32 notice,uint256 salt)";
    string private constant SUBSCRIPTION_TYPE =
        "Subscription(Plan plan,address subscriber,uint32 quantity,uint96 firstAmount,uint96 capPerPeriod,uint96 usageCapPerPeriod,uint32 maxPeriods,uint48 startBy,uint32 catchUp,uint8 funding,bytes32 replaces,uint256 salt)";
    uint256 private constant WORDS = 11;

    function test_SucceedsWithTheDigestsOfEip712() public view {
        (ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription memory sub) = (_plan(), _subscription());
        require(manager.planId(plan) == SubscriptionIds.digest(address(manager), _hash(plan)), "plan");
        require(_id(plan, sub) == SubscriptionIds.digest(address(manager), _hash(plan, sub)), "subscription");
        plan.unit = MONTH;
        (sub.funding, sub.replaces) = (ISubscriptionTypes.Funding.AllowanceOnly, keccak256("old"));
        require(manager.planId(plan) == SubscriptionIds.digest(address(manager), _hash(plan)), "monthly plan");
        require(_id(plan, sub) == SubscriptionIds.digest(address(manager), _hash(plan, sub)), "another one");
    }

    /// @dev Any bit of any word makes another plan, and another subscription.
    function testFuzz_SucceedsWithAnIdOfEveryField(uint8 bit) public view {
        (ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription memory sub) = (_plan(), _subscription());
        bytes memory planCall = abi.encodeCall(manager.planId, (plan));
        bytes memory call = abi.encodeCall(manager.subscriptionId, (plan, sub));
        for (uint256 word; word < WORDS; ++word) {
            require(_ask(_flipped(planCall, word, bit)) != manager.planId(plan), "plan");
            require(_ask(_flipped(call, word, bit)) != _id(plan, sub), "plan of the subscription");
            require(_ask(_flipped(call, WORDS + word, bit)) != _id(plan, sub), "subscription");
        }
    }

    function testFuzz_SucceedsWithTheSameIdsOnAForeignChain(uint32 chainId) public {
        (ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription memory sub) = (_plan(), _subscription());
        bytes32 planId = manager.planId(plan);
        bytes32 id = _id(plan, sub);
        bytes32 separator = manager.domainSeparator();
        vm.chainId(uint256(chainId) + 1);
        require(manager.planId(plan) == planId && _id(plan, sub) == id, "ids");
        require(manager.domainSeparator() == separator, "domain");
    }

    function _ask(bytes memory call) private view returns (bytes32 id) {
        (bool success, bytes memory answer) = address(manager).staticcall(call);
        require(success, "an id for every word");
        return abi.decode(answer, (bytes32));
    }

    function _flipped(bytes memory call, uint256 word, uint256 bit) private pure returns (bytes memory flipped) {
        flipped = bytes.concat(call);
        assembly ("memory-safe") {
            let place := add(add(flipped, 0x24), mul(word, 0x20))
            mstore(place, xor(mload(place), shl(bit, 1)))
        }
    }

    function _hash(ISubscriptionTypes.Plan memory plan) private pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(bytes(PLAN_TYPE)), abi.encode(plan)));
    }

    function _hash(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub
    ) private pure returns (bytes32) {
        bytes32 typehash = keccak256(bytes.concat(bytes(SUBSCRIPTION_TYPE), bytes(PLAN_TYPE)));
        return keccak256(bytes.concat(typehash, _hash(plan), abi.encode(sub)));
    }
}
