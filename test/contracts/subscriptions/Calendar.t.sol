// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Calendar} from "../../../contracts/libraries/Calendar.sol";
import {NaiveCalendar} from "../support/NaiveCalendar.sol";

/// @notice Every day of 400 years as a calendar of another make has it, and by its laws every day of any age.
contract CalendarTest {
    uint256 private constant ERA = 146_097 days;
    uint256 private constant MONTHS_OF_ERA = 4_800;
    /// @dev As {Calendar} counts them, from March of year 0 to January 2020.
    uint256 private constant JANUARY_2020 = 2_020 * 12 - 2;

    // ---------------------------------------------------------------- every day

    function test_SucceedsWithEveryDayOf400Years() public pure {
        uint256[] memory firsts = NaiveCalendar.firstDays();
        for (uint256 month; month < NaiveCalendar.MONTHS; ++month) {
            for (uint256 date = firsts[month]; date < firsts[month + 1]; ++date) {
                _requireMonth(date * 1 days, month, date - firsts[month]);
                _requireMonth(date * 1 days + 1 days - 1, month, date - firsts[month]);
            }
        }
    }

    function test_SucceedsInAddingAMonthToEveryDayUntil2259() public pure {
        _requireAdded(1, 2_259);
    }

    function test_SucceedsInAddingTwoMonthsToEveryDayUntil2119() public pure {
        _requireAdded(2, 2_119);
    }

    function test_SucceedsInAddingAQuarterToEveryDayUntil2119() public pure {
        _requireAdded(3, 2_119);
    }

    function test_SucceedsInAddingElevenMonthsToEveryDayUntil2119() public pure {
        _requireAdded(11, 2_119);
    }

    function test_SucceedsInAddingAYearToEveryDayUntil2119() public pure {
        _requireAdded(12, 2_119);
    }

    function test_SucceedsInAddingAHundredYearsToEveryDayUntil2119() public pure {
        _requireAdded(1_200, 2_119);
    }

    /// @dev From one anchor of each day of a month: every later day of forty years, as by counting months.
    function test_SucceedsInCountingMonthsToEveryDayOfFortyYears() public pure {
        uint256[] memory firsts = NaiveCalendar.firstDays();
        for (uint256 day = 1; day < 32; day += 3) {
            uint256 from = (firsts[0] + day - 1) * 1 days + 43_200;
            uint256 months;
            uint256 next = NaiveCalendar.clamped(firsts, 1, day, 43_200);
            for (uint256 time = from; time < firsts[480] * 1 days; time += 1 days) {
                if (time >= next) {
                    ++months;
                    next = NaiveCalendar.clamped(firsts, months + 1, day, 43_200);
                }
                require(Calendar.monthsBetween(from, time) == months, "at the time of day");
                require(Calendar.monthsBetween(from, time + 1 days - 1) == months, "until the next day");
            }
        }
    }

    // ---------------------------------------------------------------- any day

    function testFuzz_SucceedsInAddingAnyNumberOfMonths(uint256 date, uint256 months, uint256 timeOfDay) public pure {
        uint256[] memory firsts = NaiveCalendar.firstDays();
        uint256 month = date % (NaiveCalendar.MONTHS / 2);
        uint256 day = ((date >> 128) % NaiveCalendar.lengthOf(month)) + 1;
        months %= NaiveCalendar.MONTHS / 2;
        timeOfDay %= 1 days;
        uint256 from = NaiveCalendar.clamped(firsts, month, day, timeOfDay);
        uint256 expected = NaiveCalendar.clamped(firsts, month + months, day, timeOfDay);
        require(Calendar.addMonths(from, months) == expected, "added");
    }

    /// @dev The number of months between is the inverse of adding them; a second before it is one less.
    function testFuzz_SucceedsInCountingWhatWasAdded(uint40 from, uint24 months, uint256 later) public pure {
        uint256 to = Calendar.addMonths(from, months);
        require(to >= from && to % 1 days == from % 1 days, "time of day");
        require(Calendar.monthsBetween(from, to) == months, "at");
        if (months != 0) require(Calendar.monthsBetween(from, to - 1) == months - 1, "a second before");
        uint256 length = Calendar.addMonths(from, uint256(months) + 1) - to;
        require(length >= 28 days && length <= 31 days, "length of a month");
        require(Calendar.monthsBetween(from, to + (later % length)) == months, "until the next one");
    }

    function testFuzz_SucceedsInAddingNothing(uint40 time) public pure {
        require(Calendar.addMonths(time, 0) == time, "the same");
        require(Calendar.monthsBetween(time, time) == 0, "none between");
    }

    /// @dev The calendar repeats itself every 400 years; so what holds for 400 holds always.
    function testFuzz_SucceedsInEveryEra(uint40 time, uint24 months, uint8 eras) public pure {
        require(Calendar.addMonths(time, MONTHS_OF_ERA) == time + ERA, "an era");
        (uint256 month, uint256 day) = Calendar.monthOf(time);
        (uint256 laterMonth, uint256 sameDay) = Calendar.monthOf(time + eras * ERA);
        require(laterMonth == month + eras * MONTHS_OF_ERA && sameDay == day, "in another era");
        uint256 expected = Calendar.addMonths(time, months) + eras * ERA;
        require(Calendar.addMonths(time + eras * ERA, months) == expected, "added in another era");
    }

    /// @dev A later day never leads to an earlier one, however both are clamped.
    function testFuzz_SucceedsInOrder(uint40 time, uint24 later, uint24 months) public pure {
        uint256 first = Calendar.addMonths(time, months) / 1 days;
        require(Calendar.addMonths(uint256(time) + later, months) / 1 days >= first, "order");
    }

    // ---------------------------------------------------------------- examples

    /// @dev 31 January, 28 or 29 February, 31 March, 30 April; at 23:59:59 each.
    function test_SucceedsInClampingToTheLastDay() public pure {
        uint256 january2023 = 1_675_209_599;
        require(Calendar.addMonths(january2023, 1) == 1_677_628_799, "28 February 2023");
        require(Calendar.addMonths(january2023, 2) == 1_680_307_199, "31 March 2023");
        require(Calendar.addMonths(january2023, 3) == 1_682_899_199, "30 April 2023");
        require(Calendar.addMonths(january2023, 13) == 1_709_251_199, "29 February 2024");
        require(Calendar.addMonths(january2023, 12) == 1_706_745_599, "31 January 2024");
    }

    /// @dev 29 February 2024, noon, a year later; four years later; and in 2100, which has none.
    function test_SucceedsWithAnAnchorOnALeapDay() public pure {
        uint256 leapDay = 1_709_208_000;
        require(Calendar.addMonths(leapDay, 12) == 1_740_744_000, "28 February 2025");
        require(Calendar.addMonths(leapDay, 48) == 1_835_438_400, "29 February 2028");
        require(Calendar.addMonths(leapDay, 76 * 12) == 4_107_499_200, "28 February 2100");
        require(Calendar.monthsBetween(leapDay, 1_740_744_000 - 1) == 11, "not yet a year");
        require(Calendar.monthsBetween(leapDay, 1_740_744_000) == 12, "a year");
    }

    function test_SucceedsAtTheBeginningOfTime() public pure {
        (uint256 month, uint256 day) = Calendar.monthOf(0);
        require(month == 1_970 * 12 - 2 && day == 0, "1 January 1970");
        require(Calendar.addMonths(0, 1) == 31 days && Calendar.addMonths(0, 12) == 365 days, "1970");
    }

    // ---------------------------------------------------------------- how

    function _requireMonth(uint256 time, uint256 month, uint256 day) private pure {
        (uint256 actualMonth, uint256 actualDay) = Calendar.monthOf(time);
        require(actualMonth == JANUARY_2020 + month && actualDay == day, "month and day");
    }

    /// @dev At some time of day, which is kept.
    function _requireAdded(uint256 months, uint256 lastYear) private pure {
        uint256[] memory firsts = NaiveCalendar.firstDays();
        uint256 end = (lastYear + 1 - NaiveCalendar.FIRST_YEAR) * 12;
        if (end > NaiveCalendar.MONTHS - months) end = NaiveCalendar.MONTHS - months;
        for (uint256 month; month < end; ++month) {
            uint256 length = NaiveCalendar.lengthOf(month);
            for (uint256 day = 1; day <= length; ++day) {
                uint256 timeOfDay = (month * 31 + day * 2_741) % 1 days;
                uint256 from = NaiveCalendar.clamped(firsts, month, day, timeOfDay);
                uint256 expected = NaiveCalendar.clamped(firsts, month + months, day, timeOfDay);
                require(Calendar.addMonths(from, months) == expected, "added");
                require(Calendar.monthsBetween(from, expected) == months, "between");
                require(Calendar.monthsBetween(from, expected - 1) == months - 1, "a second before");
            }
        }
    }
}
