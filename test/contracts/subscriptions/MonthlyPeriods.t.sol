// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {NaiveCalendar} from "../support/NaiveCalendar.sol";
import {PlanningTest} from "../support/PlanningTest.sol";

/// @notice Months as the manager counts them, against a calendar of another make: what libraries promise, shown on chain.
contract MonthlyPeriodsTest is PlanningTest {
    uint256 private constant TIME_OF_DAY = 43_217;
    /// @dev Of May 2024, in months since January 2020: a leap day lies before it, and all lengths of months around it.
    uint256 private constant MAY_2024 = 52;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    /// @dev Free of charge, so that nothing but time is in play.
    function setUp() public override {
        super.setUp();
        plan = _monthlyPlan();
        sub = _subscription();
        (sub.firstAmount, sub.startBy) = (0, type(uint48).max);
    }

    /// @dev One anchor on each day of four years.
    function test_SucceedsFromEveryDayOfFourYears() public {
        uint256[] memory firsts = NaiveCalendar.firstDays();
        _createFree();
        for (uint256 month; month < 48; ++month) {
            for (uint256 day = 1; day <= NaiveCalendar.lengthOf(month); ++day) {
                vm.warp(NaiveCalendar.clamped(firsts, month, day, TIME_OF_DAY));
                sub.salt = month * 31 + day;
                vm.prank(subscriber);
                manager.subscribe(plan, sub, "");
                uint256 next = NaiveCalendar.clamped(firsts, month + 1, day, TIME_OF_DAY);
                require(manager.dueAt(plan, sub) == next, "a month later");
            }
        }
    }

    /// @dev Each period of forty years from the anchors that are clamped, and one that is not, is told from its first
    /// second to its last.
    function test_SucceedsThroughEveryMonthOfFortyYears() public {
        _createFree();
        uint8[5] memory days_ = [1, 28, 29, 30, 31];
        for (uint256 i; i < days_.length; ++i) _requireEveryPeriod(0, days_[i], 480);
    }

    function testFuzz_SucceedsThroughPeriodsOfManyMonths(uint16 period, uint8 month, uint8 day) public {
        plan.period = uint32(_bound(period, 1, 1_200));
        _createFree();
        uint256 dayOfMonth = (uint256(day) % NaiveCalendar.lengthOf(month)) + 1;
        _requireEveryPeriod(month, dayOfMonth, 2 + 240 / plan.period);
    }

    /// @dev The event of a renewal tells both ends of its period, and a period charged late is no later.
    function testFuzz_EmitsTheEndsOfThePeriod(uint8 periods, uint8 day, uint32 late) public {
        uint256[] memory firsts = NaiveCalendar.firstDays();
        uint256 dayOfMonth = (uint256(day) % 31) + 1;
        uint256 period = uint256(periods) + 1;
        _createFree();
        vm.warp(NaiveCalendar.clamped(firsts, MAY_2024, dayOfMonth, TIME_OF_DAY));
        bytes32 id = _subscribe(plan, sub);
        uint256 start = NaiveCalendar.clamped(firsts, MAY_2024 + period, dayOfMonth, TIME_OF_DAY);
        uint256 end = NaiveCalendar.clamped(firsts, MAY_2024 + period + 1, dayOfMonth, TIME_OF_DAY);
        vm.warp(start + (late % (end - start)));
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionCharged(
            id,
            subscriber,
            merchant,
            address(dollar),
            uint32(period),
            uint40(start),
            uint40(end),
            0,
            0,
            feeRecipient,
            ISubscriptionTypes.ChargeSource.Nothing,
            0,
            0
        );
        _renew(plan, sub);
        require(manager.dueAt(plan, sub) == end, "due next");
        require(manager.isActive(plan, sub), "active");
        vm.warp(end);
        require(!manager.isActive(plan, sub), "no longer");
    }

    /// @dev 2100, 2200 and 2300 have no leap day, and 2400 has one: month by month around each, from anchors of any sort.
    function test_SucceedsAtTheEndOfEveryCentury() public {
        _createFree();
        uint8[7] memory days_ = [1, 2, 15, 28, 29, 30, 31];
        for (uint256 century = 1; century < 5; ++century) {
            // December, 25 months before.
            uint256 december = (century * 100 - 20) * 12 - 13;
            for (uint256 i; i < days_.length; ++i) _requireEveryPeriod(december, days_[i], 40);
        }
    }

    /// @dev From 29 February 2024: a leap day that comes back, but not in every century.
    function test_SucceedsWithAnAnchorOnALeapDay() public {
        plan.period = 12;
        _createFree();
        _requireEveryPeriod(49, 29, 390);
    }

    // ---------------------------------------------------------------- how

    function _createFree() private {
        vm.warp(NOW);
        vm.prank(merchant);
        manager.createPlan(plan, 0, "");
        vm.warp(0);
    }

    function _requireEveryPeriod(uint256 month, uint256 day, uint256 periods) private {
        uint256[] memory firsts = NaiveCalendar.firstDays();
        sub.salt = month * 31 + day;
        vm.warp(NaiveCalendar.clamped(firsts, month, day, TIME_OF_DAY));
        vm.prank(subscriber);
        manager.subscribe(plan, sub, "");
        uint256 start = NaiveCalendar.clamped(firsts, month + plan.period, day, TIME_OF_DAY);
        require(manager.dueAt(plan, sub) == start, "due at first");
        for (uint256 period = 1; period < periods; ++period) {
            if (month + (period + 1) * plan.period >= NaiveCalendar.MONTHS) return;
            uint256 end = NaiveCalendar.clamped(firsts, month + (period + 1) * plan.period, day, TIME_OF_DAY);
            vm.warp(start);
            require(manager.dueAt(plan, sub) == start, "at the first second");
            vm.warp(end - 1);
            require(manager.dueAt(plan, sub) == start, "at the last second");
            start = end;
        }
    }
}
