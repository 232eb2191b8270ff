// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "../support/PlanningTest.sol";

contract DueAtTest is PlanningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
    }

    function test_SucceedsWithZeroWhereNoneWillFallDue() public {
        _requireDue(0);
        _subscribe(plan, sub);
        _requireDue(NOW + PERIOD);
        _pause(plan, sub);
        _requireDue(0);
        _resume(plan, sub);
        _requireDue(NOW + PERIOD);
        _cancel(plan, sub, true);
        _requireDue(0);
        _cancel(plan, sub, false);
        _requireDue(0);
        sub.salt = 2;
        _burn(plan, sub);
        _requireDue(0);
    }

    /// @dev Once it is due it was due since its beginning; a period later it is missed.
    function testFuzz_SucceedsWithTheBeginningOfThePeriodOfNow(uint32 period, uint40 time) public {
        (plan.period, plan.salt) = (uint32(_bound(period, 1, type(uint32).max)), 2);
        _create(plan);
        _subscribe(plan, sub);
        _requireDue(NOW + plan.period);
        uint256 later = _bound(time, NOW + plan.period, type(uint40).max);
        vm.warp(later);
        uint256 index = (later - NOW) / plan.period;
        _requireDue(index < type(uint32).max ? NOW + index * plan.period : 0);
    }

    function test_SucceedsAtTheEdgesOfAPeriod() public {
        _subscribe(plan, sub);
        vm.warp(NOW + 2 * PERIOD - 1);
        _requireDue(NOW + PERIOD);
        vm.warp(NOW + 2 * PERIOD);
        _requireDue(NOW + 2 * PERIOD);
        _renew(plan, sub);
        _requireDue(NOW + 3 * PERIOD);
    }

    function testFuzz_SucceedsWithThePeriodsToCatchUpWith(uint32 catchUp, uint8 periods) public {
        sub.catchUp = catchUp;
        _requireCaughtUp(periods);
        sub.salt = 2;
        sub.catchUp = uint32(_bound(catchUp, 0, 300));
        _requireCaughtUp(periods);
    }

    function _requireCaughtUp(uint256 periods) private {
        vm.warp(NOW);
        _subscribe(plan, sub);
        vm.warp(NOW + periods * PERIOD);
        uint256 first = periods > sub.catchUp ? periods - sub.catchUp : 0;
        _requireDue(NOW + (first < 1 ? 1 : first) * PERIOD);
    }

    function testFuzz_SucceedsWithZeroAfterTheLastPeriod(uint8 maxPeriods) public {
        sub.maxPeriods = uint32(maxPeriods) + 1;
        _subscribe(plan, sub);
        uint256 last = NOW + uint256(maxPeriods) * PERIOD;
        _requireDue(maxPeriods == 0 ? 0 : NOW + PERIOD);
        vm.warp(last + PERIOD - 1);
        _requireDue(maxPeriods == 0 ? 0 : last);
        vm.warp(last + PERIOD);
        _requireDue(0);
    }

    function test_SucceedsWithZeroOnceTheLastPeriodIsCharged() public {
        sub.maxPeriods = 2;
        _subscribe(plan, sub);
        vm.warp(NOW + PERIOD);
        _requireDue(NOW + PERIOD);
        _renew(plan, sub);
        _requireDue(0);
    }

    /// @dev Of the last periods, some may be caught up with after the end.
    function test_SucceedsInCatchingUpAfterTheEnd() public {
        (sub.maxPeriods, sub.catchUp) = (3, 2);
        _subscribe(plan, sub);
        vm.warp(NOW + 4 * PERIOD);
        _requireDue(NOW + 2 * PERIOD);
        _renew(plan, sub);
        _requireDue(0);
        require(dollar.balanceOf(subscriber) == WEALTH - 2 * PRICE, "two periods");
    }

    function testFuzz_SucceedsWithTheEndOfTheTrial(uint32 trial) public {
        plan.trial = uint32(_bound(trial, 1, type(uint32).max));
        _create(plan);
        sub.firstAmount = 0;
        _subscribe(plan, sub);
        uint256 anchor = NOW + plan.trial;
        _requireDue(anchor);
        vm.warp(anchor - 1);
        _requireDue(anchor);
        vm.warp(anchor + PERIOD - 1);
        _requireDue(anchor);
        vm.warp(anchor + PERIOD);
        _requireDue(anchor + PERIOD);
    }

    /// @dev From 31 January 2030, 12:00, in steps of months: the last days of February, March and April.
    function test_SucceedsWithCalendarMonths() public {
        (plan.unit, plan.period) = (MONTH, 1);
        _create(plan);
        vm.warp(1_896_091_200);
        _subscribe(plan, sub);
        _requireDue(1_898_510_400);
        vm.warp(1_901_188_800 - 1);
        _requireDue(1_898_510_400);
        vm.warp(1_901_188_800);
        _requireDue(1_901_188_800);
        _renew(plan, sub);
        _requireDue(1_903_780_800);
    }

    function _requireDue(uint256 expected) private view {
        require(manager.dueAt(plan, sub) == expected, "due at");
    }
}
