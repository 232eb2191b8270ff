// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {Periods} from "../../../contracts/libraries/Periods.sol";
import {NaiveCalendar} from "../support/NaiveCalendar.sol";

contract PeriodsTest {
    ISubscriptionTypes.PeriodUnit private constant SECOND = ISubscriptionTypes.PeriodUnit.Second;
    ISubscriptionTypes.PeriodUnit private constant MONTH = ISubscriptionTypes.PeriodUnit.Month;

    function testFuzz_SucceedsWithSeconds(uint40 anchor, uint32 index, uint32 period, uint32 later) public pure {
        if (period == 0) period = 1;
        uint256 start = Periods.startOf(anchor, index, period, SECOND);
        require(start == uint256(anchor) + uint256(index) * period, "start");
        _requireConsistent(anchor, index, period, SECOND, later);
    }

    /// @dev Nothing drifts: every beginning is counted from the anchor.
    function testFuzz_SucceedsWithMonths(uint40 anchor, uint8 index, uint16 period, uint32 later) public pure {
        period = (period % 1_200) + 1;
        _requireConsistent(anchor, index, period, MONTH, later);
    }

    function testFuzz_SucceedsAsTheCalendarHasIt(uint256 date, uint8 index, uint8 period) public pure {
        uint256[] memory firsts = NaiveCalendar.firstDays();
        uint256 length = uint256(period % 12) + 1;
        uint256 month = date % 240;
        uint256 day = ((date >> 128) % NaiveCalendar.lengthOf(month)) + 1;
        uint256 anchor = NaiveCalendar.clamped(firsts, month, day, 7);
        uint256 expected = NaiveCalendar.clamped(firsts, month + index * length, day, 7);
        require(Periods.startOf(anchor, index, length, MONTH) == expected, "start");
    }

    /// @dev The greatest that a subscription can say: a period and an index of 32 bits, after a trial of 32.
    function test_SucceedsWithTheGreatest() public pure {
        uint256 greatest = type(uint32).max;
        require(Periods.startOf(2e9, greatest, greatest, SECOND) == 2e9 + greatest * greatest, "start");
        (uint256 start, uint256 end) = Periods.boundsOf(2e9, greatest, greatest, SECOND);
        require(start == 2e9 + greatest * greatest && end == start + greatest, "bounds");
        require(Periods.indexAt(2e9, 2e9 + greatest * greatest - 1, greatest, SECOND) == greatest - 1, "index");
    }

    function _requireConsistent(
        uint256 anchor,
        uint256 index,
        uint256 period,
        ISubscriptionTypes.PeriodUnit unit,
        uint256 later
    ) private pure {
        (uint256 start, uint256 end) = Periods.boundsOf(anchor, index, period, unit);
        require(start == Periods.startOf(anchor, index, period, unit), "start");
        require(end == Periods.startOf(anchor, index + 1, period, unit), "end");
        require(Periods.startOf(anchor, 0, period, unit) == anchor, "the first at the anchor");
        require(Periods.indexAt(anchor, start, period, unit) == index, "at the beginning");
        require(Periods.indexAt(anchor, start + (later % (end - start)), period, unit) == index, "within");
        require(Periods.indexAt(anchor, end - 1, period, unit) == index, "at the last second");
        require(Periods.indexAt(anchor, end, period, unit) == index + 1, "in the next one");
    }
}
