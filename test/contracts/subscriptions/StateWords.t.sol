// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "../support/PlanningTest.sol";
import {SlotOf} from "../support/SlotOf.sol";

/// @notice All that changes of a subscription stands in one word: each field with its lowest and highest bit, none of which
/// reaches into the next one, at any time that the word can tell.
contract StateWordsTest is PlanningTest {
    uint256 private constant LATEST = type(uint40).max - 2 ** 33;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    /// @dev Free of charge and by the second, so that any period can come.
    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        plan.period = 1;
        (sub.firstAmount, sub.startBy) = (0, type(uint48).max);
        vm.prank(merchant);
        manager.createPlan(plan, 0, "");
    }

    function testFuzz_SucceedsWithAnyAnchorAndPeriod(uint40 anchor, uint32 period, bool paused) public {
        _requireLife(_bound(anchor, 1, LATEST), _bound(period, 1, type(uint32).max - 2), paused);
    }

    function test_SucceedsWithTheGreatestAndLeastOfEachField() public {
        uint40[6] memory anchors = [1, 2, 2 ** 38 - 1, 2 ** 39, 2 ** 39 + 1, uint40(LATEST)];
        uint32[6] memory periods = [1, 2, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 3, 2 ** 32 - 2];
        for (uint256 i; i < anchors.length; ++i) {
            for (uint256 j; j < periods.length; ++j) {
                sub.salt = i * 100 + j;
                _requireLife(anchors[i], periods[j], j % 2 == 0);
            }
        }
    }

    /// @dev The last second that the word can tell.
    function test_SucceedsWithAChargeAtTheEndOfTime() public {
        uint40 end = type(uint40).max;
        vm.warp(end - 2);
        bytes32 id = _subscribe(plan, sub);
        vm.warp(end);
        _renew(plan, sub);
        _requireState(id, ISubscriptionTypes.SubscriptionState(ACTIVE, end - 2, 3, 0, end, 5));
    }

    /// @dev 120 charges in a row fill the word; one more pushes the first out, and nothing else changes.
    function test_SucceedsWithMoreChargesThanAreRemembered() public {
        vm.warp(NOW);
        bytes32 id = _subscribe(plan, sub);
        for (uint256 period = 1; period < 125; ++period) {
            vm.warp(NOW + period);
            _renew(plan, sub);
            uint256 bits = period < 120 ? (1 << (period + 1)) - 1 : type(uint120).max;
            _requireState(id, _state(NOW, period + 1, 0, NOW + period, bits));
        }
        _pause(plan, sub);
        vm.warp(NOW + 124 + 100);
        _resume(plan, sub);
        _requireState(id, _state(NOW, 225, 1, NOW + 124, uint256(type(uint120).max) << 100));
    }

    /// @dev Whatever was counted: the pauses' highest bit beside the lowest of what follows.
    function testFuzz_SucceedsWithAnyNumberOfPauses(uint16 pauses, bool odd) public {
        vm.warp(odd ? NOW + 1 : NOW);
        bytes32 id = _subscribe(plan, sub);
        bytes32 slot = SlotOf.word(address(manager), id);
        uint256 word = uint256(vm.load(address(manager), slot));
        vm.store(address(manager), slot, bytes32(word | (uint256(pauses) << 80)));
        uint256 time = odd ? NOW + 1 : NOW;
        _requireState(id, _state(time, 1, pauses, time, 1));
        vm.warp(time + 3);
        _renew(plan, sub);
        _requireState(id, _state(time, 4, pauses, time + 3, 9));
    }

    /// @dev What the word remembers is what usage asks for: of each charged period, and of no other.
    function testFuzz_SucceedsWithUsageOfRememberedPeriodsAlone(uint256 choices) public {
        (plan.grace, plan.salt) = (type(uint32).max, 2);
        vm.prank(merchant);
        manager.createPlan(plan, 0, "");
        bytes32 id = _subscribe(plan, sub);
        bool[] memory charged = new bool[](160);
        charged[0] = true;
        uint256 last;
        // Some 140 periods, of which each eighth is skipped, and the first ones are forgotten.
        for (uint256 period = 1; period < 140; ++period) {
            if ((choices >> period) & 7 == 0) continue;
            vm.warp(NOW + period);
            _renew(plan, sub);
            (charged[period], last) = (true, period);
        }
        for (uint256 period; period < 160; ++period) {
            bytes memory call = abi.encodeCall(manager.chargeUsage, (plan, sub, uint32(period), 1, ""));
            if (charged[period] && period + 120 > last) _succeeds(merchant, call);
            else _reverts(merchant, call, _notCharged(id, period));
        }
    }

    /// @dev Begun, charged once more, paused and resumed: the whole word each time.
    function _requireLife(uint256 anchor, uint256 period, bool paused) private {
        vm.warp(anchor);
        bytes32 id = _subscribe(plan, sub);
        _requireState(id, _state(anchor, 1, 0, anchor, 1));
        vm.warp(anchor + period);
        _renew(plan, sub);
        uint256 bits = period < 120 ? (1 << period) | 1 : 1;
        _requireState(id, _state(anchor, period + 1, 0, anchor + period, bits));
        if (!paused || period + 1 == type(uint32).max) return;
        _pause(plan, sub);
        vm.warp(anchor + period + 1);
        _resume(plan, sub);
        _requireState(id, _state(anchor, period + 2, 1, anchor + period, bits << 1));
    }

    function _state(
        uint256 anchor,
        uint256 next,
        uint256 pauses,
        uint256 chargedAt,
        uint256 bits
    ) private pure returns (ISubscriptionTypes.SubscriptionState memory) {
        return
            ISubscriptionTypes.SubscriptionState(
                ACTIVE,
                uint40(anchor),
                uint32(next),
                uint16(pauses),
                uint40(chargedAt),
                uint120(bits)
            );
    }

    function _notCharged(bytes32 id, uint256 period) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.PeriodNotCharged.selector, id, period);
    }
}
