// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice When periods begin, by other formulas than the contract's: those of Fliegel and Van Flandern, "A machine
/// algorithm for processing calendar dates" (Communications of the ACM 11, 1968), and a table of month lengths.
library CivilDates {
    int256 private constant EPOCH = 2_440_588;

    function startOf(uint256 anchor, uint256 index, uint256 period, bool inMonths) internal pure returns (uint256) {
        return inMonths ? _plusMonths(anchor, index * period) : anchor + index * period;
    }

    /// @return index Of the period that `time` lies in, which is not before the anchor.
    function indexAt(
        uint256 anchor,
        uint256 time,
        uint256 period,
        bool inMonths
    ) internal pure returns (uint256 index) {
        if (!inMonths) return (time - anchor) / period;
        (uint256 year, uint256 month, ) = _dateOf(anchor / 1 days);
        (uint256 laterYear, uint256 laterMonth, ) = _dateOf(time / 1 days);
        index = (laterYear * 12 + laterMonth - year * 12 - month) / period;
        if (startOf(anchor, index, period, true) > time) --index;
    }

    function _plusMonths(uint256 time, uint256 months) private pure returns (uint256) {
        (uint256 year, uint256 month, uint256 day) = _dateOf(time / 1 days);
        uint256 since = month - 1 + months;
        (year, month) = (year + since / 12, (since % 12) + 1);
        uint256 length = _lengthOf(year, month);
        if (day > length) day = length;
        return _dayOf(year, month, day) * 1 days + (time % 1 days);
    }

    function _lengthOf(uint256 year, uint256 month) private pure returns (uint256) {
        if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /// @return Days since 1970.
    function _dayOf(uint256 year, uint256 month, uint256 day) private pure returns (uint256) {
        (int256 y, int256 m, int256 d) = (int256(year), int256(month), int256(day));
        int256 early = (m - 14) / 12;
        int256 julian = d - 32_075 + (1_461 * (y + 4_800 + early)) / 4;
        julian += (367 * (m - 2 - early * 12)) / 12 - (3 * ((y + 4_900 + early) / 100)) / 4;
        return uint256(julian - EPOCH);
    }

    function _dateOf(uint256 dayNumber) private pure returns (uint256 year, uint256 month, uint256 day) {
        int256 l = int256(dayNumber) + 68_569 + EPOCH;
        int256 n = (4 * l) / 146_097;
        l -= (146_097 * n + 3) / 4;
        int256 y = (4_000 * (l + 1)) / 1_461_001;
        l -= (1_461 * y) / 4 - 31;
        int256 m = (80 * l) / 2_447;
        day = uint256(l - (2_447 * m) / 80);
        l = m / 11;
        month = uint256(m + 2 - 12 * l);
        year = uint256(100 * (n - 49) + y + l);
    }
}
