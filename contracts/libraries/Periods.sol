// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../interfaces/ISubscriptionTypes.sol";
import {Calendar} from "./Calendar.sol";

/// @notice When periods begin: always counted from the anchor, so that nothing drifts. Period n ends where n + 1 begins.
library Periods {
    function startOf(
        uint256 anchor,
        uint256 index,
        uint256 period,
        ISubscriptionTypes.PeriodUnit unit
    ) internal pure returns (uint256 start) {
        unchecked {
            // 40 bits and 32 times 32 bits.
            if (unit == ISubscriptionTypes.PeriodUnit.Second) return anchor + index * period;
            return Calendar.addMonths(anchor, index * period);
        }
    }

    /// @return start Of the period.
    /// @return end Of the period, where the next one begins.
    function boundsOf(
        uint256 anchor,
        uint256 index,
        uint256 period,
        ISubscriptionTypes.PeriodUnit unit
    ) internal pure returns (uint256 start, uint256 end) {
        unchecked {
            if (unit == ISubscriptionTypes.PeriodUnit.Second) {
                start = anchor + index * period;
                return (start, start + period);
            }
            return (Calendar.addMonths(anchor, index * period), Calendar.addMonths(anchor, (index + 1) * period));
        }
    }

    /// @return index Of the period that `time` lies in, which is not before the anchor.
    function indexAt(
        uint256 anchor,
        uint256 time,
        uint256 period,
        ISubscriptionTypes.PeriodUnit unit
    ) internal pure returns (uint256 index) {
        unchecked {
            if (unit == ISubscriptionTypes.PeriodUnit.Second) return (time - anchor) / period;
            return Calendar.monthsBetween(anchor, time) / period;
        }
    }
}
