// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Calendar months of the proleptic Gregorian calendar in UTC. Years begin in March here, so that the leap day is
/// the last of a year, and months have lengths by a formula (Howard Hinnant, "chrono-compatible low-level date
/// algorithms").
library Calendar {
    uint256 private constant DAYS_OF_ERA = 146_097;
    /// @dev From 1 March of year 0 to 1 January 1970.
    uint256 private constant EPOCH = 719_468;

    /// @return later The same day of the month, or its last one if that is earlier, and the same time of day.
    function addMonths(uint256 time, uint256 months) internal pure returns (uint256 later) {
        unchecked {
            (uint256 month, uint256 day) = monthOf(time);
            month += months;
            uint256 first = _firstDay(month);
            uint256 date = first + day;
            // Every month has a 28th.
            if (day > 27) {
                uint256 last = _firstDay(month + 1) - 1;
                if (date > last) date = last;
            }
            return date * 1 days + (time % 1 days);
        }
    }

    /// @notice The greatest number of months whose addition to `from` does not lead beyond `to`, which is not earlier.
    function monthsBetween(uint256 from, uint256 to) internal pure returns (uint256 months) {
        unchecked {
            (uint256 first, ) = monthOf(from);
            (uint256 last, ) = monthOf(to);
            months = last - first;
            if (addMonths(from, months) > to) --months;
        }
    }

    /// @return month Months since March of year 0.
    /// @return day Of the month, from 0.
    function monthOf(uint256 time) internal pure returns (uint256 month, uint256 day) {
        unchecked {
            uint256 date = time / 1 days + EPOCH;
            uint256 dayOfEra = date % DAYS_OF_ERA;
            uint256 year = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
            uint256 dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100);
            uint256 monthOfYear = (5 * dayOfYear + 2) / 153;
            month = ((date / DAYS_OF_ERA) * 400 + year) * 12 + monthOfYear;
            day = dayOfYear - (153 * monthOfYear + 2) / 5;
        }
    }

    /// @return date Days since 1970.
    function _firstDay(uint256 month) private pure returns (uint256 date) {
        unchecked {
            uint256 year = month / 12;
            uint256 yearOfEra = year % 400;
            uint256 dayOfYear = (153 * (month % 12) + 2) / 5;
            return (year / 400) * DAYS_OF_ERA + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - EPOCH;
        }
    }
}
