// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../interfaces/IPaymentEscrowErrors.sol";

/// @notice The bounds of a fee.
library Fees {
    uint256 private constant BPS = 10_000;

    /// @notice The least fee is rounded up and is also allowed where the greatest, rounded down, lies below it: so tiny
    /// captures neither lose the fee nor revert.
    function bounds(
        uint256 amount,
        uint256 minFeeBps,
        uint256 maxFeeBps
    ) internal pure returns (uint256 least, uint256 greatest) {
        // Amounts are below 2^96 and bps at most 10,000: nothing overflows.
        unchecked {
            least = (amount * minFeeBps + BPS - 1) / BPS;
            greatest = (amount * maxFeeBps) / BPS;
        }
        if (greatest < least) greatest = least;
    }

    /// @notice A fee that is fixed: as the least one.
    function roundedUp(uint256 amount, uint256 feeBps) internal pure returns (uint256 fee) {
        unchecked {
            return (amount * feeBps + BPS - 1) / BPS;
        }
    }

    function check(uint256 fee, uint256 least, uint256 greatest) internal pure {
        if (fee < least || fee > greatest) revert IPaymentEscrowErrors.FeeOutOfRange(fee, least, greatest);
    }
}
