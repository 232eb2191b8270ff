// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../contracts/interfaces/ISubscriptionTypes.sol";
import {Periods} from "../../contracts/libraries/Periods.sol";

/// @notice The shipped periods for many anchors at a time.
contract PeriodsHarness {
    /// @return starts Of every index for the first anchor, then for the next.
    function startsOf(
        uint256[] calldata anchors,
        uint256[] calldata indexes,
        uint256 period,
        ISubscriptionTypes.PeriodUnit unit
    ) external pure returns (uint256[] memory starts) {
        starts = new uint256[](anchors.length * indexes.length);
        uint256 count;
        for (uint256 i; i < anchors.length; ++i) {
            for (uint256 j; j < indexes.length; ++j) {
                starts[count++] = Periods.startOf(anchors[i], indexes[j], period, unit);
            }
        }
    }

    /// @param times As many for each anchor, in the order of the anchors.
    function indexesAt(
        uint256[] calldata anchors,
        uint256[] calldata times,
        uint256 period,
        ISubscriptionTypes.PeriodUnit unit
    ) external pure returns (uint256[] memory indexes) {
        indexes = new uint256[](times.length);
        uint256 each = times.length / anchors.length;
        for (uint256 i; i < times.length; ++i) {
            indexes[i] = Periods.indexAt(anchors[i / each], times[i], period, unit);
        }
    }
}
