// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../interfaces/IPaymentEscrowErrors.sol";

/// @notice A balance in one word, so that a change reads storage once and writes it once: available in the lowest 96 bits,
/// then prepaid of 96 bits and the sequence of 64.
library BalanceWord {
    uint256 private constant ONE_PREPAID = 1 << 96;
    uint256 private constant ONE_CHANGE = 1 << 192;

    function addAvailable(uint256 word, uint96 amount) internal pure returns (uint256) {
        if (uint256(uint96(word)) + amount > type(uint96).max) revert IPaymentEscrowErrors.BalanceOverflow(amount);
        unchecked {
            return word + amount;
        }
    }

    function subAvailable(uint256 word, uint96 amount) internal pure returns (uint256) {
        if (amount > uint96(word)) revert IPaymentEscrowErrors.ExceedsAvailable(amount, uint96(word));
        unchecked {
            return word - amount;
        }
    }

    function addPrepaid(uint256 word, uint96 amount) internal pure returns (uint256) {
        if (uint256(prepaidOf(word)) + amount > type(uint96).max) revert IPaymentEscrowErrors.BalanceOverflow(amount);
        unchecked {
            return word + amount * ONE_PREPAID;
        }
    }

    function subPrepaid(uint256 word, uint96 amount) internal pure returns (uint256) {
        if (amount > prepaidOf(word)) revert IPaymentEscrowErrors.ExceedsPrepaid(amount, prepaidOf(word));
        return subCovered(word, amount);
    }

    /// @notice Warning: the caller has checked that the prepaid part covers the amount.
    function subCovered(uint256 word, uint96 amount) internal pure returns (uint256) {
        unchecked {
            return word - amount * ONE_PREPAID;
        }
    }

    function prepaidOf(uint256 word) internal pure returns (uint96) {
        return uint96(word >> 96);
    }

    /// @notice Counts one change; 2^64 of them are out of reach.
    function changed(uint256 word) internal pure returns (uint256) {
        unchecked {
            return word + ONE_CHANGE;
        }
    }

    function unpack(uint256 word) internal pure returns (uint96 available, uint96 prepaid, uint64 seq) {
        return (uint96(word), uint96(word >> 96), uint64(word >> 192));
    }
}
