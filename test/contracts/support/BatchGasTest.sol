// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {RenewalTest} from "./RenewalTest.sol";

/// @notice One batch with whatever gas: all of it happens as with plenty, or nothing does.
abstract contract BatchGasTest is RenewalTest {
    uint256 internal constant PLENTY = 5_000_000;
    /// @dev What a token gets, and what there must be for it.
    uint256 internal constant GREATEST = 300_000;
    uint256 internal constant LEAST = 310_000;

    ISubscriptionTypes.Plan internal plan;
    ISubscriptionTypes.Subscription[] internal subs;
    bytes32 internal before;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        _create(plan);
    }

    function _begin(uint256 count) internal {
        for (uint256 i; i < count; ++i) {
            ISubscriptionTypes.Subscription memory sub = _memberSubscription(i);
            _subscribe(plan, sub);
            subs.push(sub);
        }
        vm.warp(NOW + PERIOD);
    }

    function _revoke(uint256 index) internal {
        vm.prank(subs[index].subscriber);
        dollar.approve(address(manager), 0);
    }

    function _sweep(uint256 from, uint256 to, uint256 step) internal {
        before = _state();
        _sweepFrom(from, to, step);
    }

    function _sweepFrom(uint256 from, uint256 to, uint256 step) internal {
        bytes32 expected = _outcome(PLENTY);
        require(expected != before && expected != 0, "plenty of gas does something");
        (uint256 successes, uint256 failures) = (0, 0);
        for (uint256 limit = from; limit <= to; limit += step) {
            if (_requireAllOrNothing(limit, expected)) ++successes;
            else ++failures;
        }
        require(successes > 0 && failures > 0, "the sweep finds the edge");
    }

    function _requireAllOrNothing(uint256 gasLimit, bytes32 expected) internal returns (bool done) {
        bytes32 outcome = _outcome(gasLimit);
        if (outcome == 0) return false;
        require(outcome == expected, "done in part");
        return true;
    }

    /// @return hash Of all that there is after the call; 0 where it reverted, which must change nothing.
    function _outcome(uint256 gasLimit) internal returns (bytes32 hash) {
        uint256 snapshot = vm.snapshotState();
        (bool success, ) = _call(gasLimit);
        hash = _state();
        if (!success) {
            require(hash == before, "a revert that leaves something");
            hash = 0;
        }
        vm.revertToState(snapshot);
    }

    function _call(uint256 gasLimit) internal returns (bool success, bytes memory answer) {
        return address(manager).call{gas: gasLimit}(abi.encodeCall(manager.chargeBatch, (plan, subs)));
    }

    function _leastThatSucceeds() internal returns (uint256 high) {
        uint256 low = 20_000;
        high = 2_000_000;
        while (high - low > 1) {
            uint256 middle = (low + high) / 2;
            if (_outcome(middle) == 0) low = middle;
            else high = middle;
        }
    }

    function _forwarded(uint256 gasLimit) internal returns (uint256 forwarded) {
        (bool success, bytes memory answer) = _call(gasLimit);
        require(!success && bytes4(answer) == ICommonErrors.TooLittleGas.selector, "too little gas");
        uint256 least;
        assembly ("memory-safe") {
            forwarded := mload(add(answer, 0x24))
            least := mload(add(answer, 0x44))
        }
        require(least == LEAST, "expected");
    }

    function _costOf() internal returns (uint256 used) {
        uint256 snapshot = vm.snapshotState();
        uint256 left = gasleft();
        _renewAll(plan, subs);
        used = left - gasleft();
        vm.revertToState(snapshot);
    }

    function _state() internal view returns (bytes32 hash) {
        for (uint256 i; i < subs.length; ++i) {
            address member = subs[i].subscriber;
            (uint96 free, uint96 prepaid, uint64 seq) = _word(member);
            hash = keccak256(
                abi.encode(
                    hash,
                    manager.subscriptionOf(_id(plan, subs[i])),
                    free,
                    prepaid,
                    seq,
                    dollar.balanceOf(member)
                )
            );
        }
        (uint96 earned, , uint64 earnedSeq) = _word(merchant);
        (uint96 fees, , uint64 feeSeq) = _word(feeRecipient);
        return keccak256(abi.encode(hash, earned, earnedSeq, fees, feeSeq));
    }
}
