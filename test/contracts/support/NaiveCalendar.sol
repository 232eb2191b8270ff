// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A calendar as one learns it in school: month by month from January 2020 on, by the lengths of months. Knows no
/// formula, and nothing of {Calendar}.
library NaiveCalendar {
    /// @dev 1 January 2020, in days since 1970: 50 years, of which 12 had a leap day.
    uint256 internal constant FIRST_DAY = 50 * 365 + 12;
    uint256 internal constant FIRST_YEAR = 2020;
    /// @dev Until December 2419: all that a calendar can do before it repeats itself.
    uint256 internal constant MONTHS = 400 * 12;

    /// @return firsts By months since January 2020: the days since 1970 of its first day; and one more.
    function firstDays() internal pure returns (uint256[] memory firsts) {
        firsts = new uint256[](MONTHS + 1);
        firsts[0] = FIRST_DAY;
        for (uint256 month; month < MONTHS; ++month) firsts[month + 1] = firsts[month] + lengthOf(month);
    }

    /// @param month Months since January 2020.
    function lengthOf(uint256 month) internal pure returns (uint256 length) {
        uint256 ofYear = (month % 12) + 1;
        if (ofYear == 4 || ofYear == 6 || ofYear == 9 || ofYear == 11) return 30;
        if (ofYear != 2) return 31;
        return isLeap(FIRST_YEAR + month / 12) ? 29 : 28;
    }

    function isLeap(uint256 year) internal pure returns (bool leap) {
        if (year % 400 == 0) return true;
        if (year % 100 == 0) return false;
        return year % 4 == 0;
    }

    /// @notice Seconds since 1970 of the same day and time of day, or of the month's last day.
    /// @param month Months since January 2020.
    /// @param day Of the month, from 1.
    function clamped(
        uint256[] memory firsts,
        uint256 month,
        uint256 day,
        uint256 timeOfDay
    ) internal pure returns (uint256 time) {
        uint256 length = firsts[month + 1] - firsts[month];
        return (firsts[month] + (day > length ? length : day) - 1) * 1 days + timeOfDay;
    }
}
