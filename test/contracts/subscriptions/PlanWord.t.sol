// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanWord} from "../../../contracts/libraries/PlanWord.sol";
import {Vm} from "../support/Vm.sol";

/// @notice A call of its own for each function, so that each finds the time of the test.
contract PlanWordCalls {
    function priceNow(uint256 word) external view returns (uint96) {
        return PlanWord.priceNow(word);
    }

    function withPrice(uint256 word, uint96 price, uint40 effectiveAt) external view returns (uint256) {
        return PlanWord.withPrice(word, price, effectiveAt);
    }
}

contract PlanWordTest {
    Vm private constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
    uint256 private constant NOW = 1_900_000_000;

    PlanWordCalls private immutable CALLS = new PlanWordCalls();

    function testFuzz_SucceedsInKeepingEachField(uint96 price, uint96 next, uint40 since, uint16 version) public pure {
        uint256 word = PlanWord.pack(price, next, since, version);
        _requireState(word, ISubscriptionTypes.PlanState(price, next, since, version, false));
        require(PlanWord.versionOf(word) == version && !PlanWord.isArchived(word), "read");
        word = PlanWord.withArchived(word);
        _requireState(word, ISubscriptionTypes.PlanState(price, next, since, version, true));
        require(PlanWord.versionOf(word) == version && PlanWord.isArchived(word), "read when archived");
        require(PlanWord.withArchived(word) == word, "once");
        require(word < 1 << 249, "no more bits");
    }

    /// @dev Zero is for what is unknown.
    function testFuzz_SucceedsWithAWordThatIsNotZero(uint96 price, uint40 since) public pure {
        require(PlanWord.pack(price, price, since, 1) != 0, "a plan");
    }

    function testFuzz_SucceedsWithThePriceOfTheMoment(uint96 price, uint96 next, uint40 since, bool archived) public {
        if (since == 0) since = 1;
        uint256 word = PlanWord.pack(price, next, since, 1);
        if (archived) word = PlanWord.withArchived(word);
        vm.warp(since - 1);
        require(CALLS.priceNow(word) == price, "before");
        vm.warp(since);
        require(CALLS.priceNow(word) == next, "from then on");
        vm.warp(uint256(since) + 1);
        require(CALLS.priceNow(word) == next, "after");
    }

    function testFuzz_SucceedsInKeepingThePriceOfTheMoment(
        uint96 price,
        uint96 next,
        bool inForce,
        bool archived,
        uint16 version
    ) public {
        if (version == type(uint16).max) --version;
        uint256 word = PlanWord.pack(price, next, uint40(inForce ? NOW : NOW + 1), version);
        if (archived) word = PlanWord.withArchived(word);
        vm.warp(NOW);
        _requireState(
            CALLS.withPrice(word, 7, uint40(NOW + 9)),
            ISubscriptionTypes.PlanState(inForce ? next : price, 7, uint40(NOW + 9), version + 1, archived)
        );
    }

    function test_RevertsWhenNoVersionIsLeft() public {
        uint256 word = PlanWord.pack(1, 1, 1, type(uint16).max);
        (bool success, bytes memory answer) = address(CALLS).call(abi.encodeCall(CALLS.withPrice, (word, 2, 3)));
        bytes memory overflow = abi.encodeWithSignature("Panic(uint256)", 0x11);
        require(!success && keccak256(answer) == keccak256(overflow), "expected an overflow");
    }

    function _requireState(uint256 word, ISubscriptionTypes.PlanState memory expected) private pure {
        require(keccak256(abi.encode(PlanWord.unpack(word))) == keccak256(abi.encode(expected)), "state");
    }
}
