// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";

/// @notice A balance in one word, so that a change reads storage once and writes it once. Each change raises the
/// sequence by one.
library BalanceSlot {
    /// @param word Available in the lowest 96 bits, then prepaid of 96 bits and the sequence of 64.
    struct Slot {
        uint256 word;
    }

    uint256 private constant ONE_CHANGE = 1 << 192;

    function read(Slot storage slot) internal view returns (uint96 available, uint96 prepaid, uint64 seq) {
        return _unpack(slot.word);
    }

    function credit(Slot storage slot, uint96 amount) internal returns (uint96 available, uint96 prepaid, uint64 seq) {
        uint256 word = slot.word;
        if (uint256(uint96(word)) + amount > type(uint96).max) revert IPaymentEscrow.BalanceOverflow(amount);
        unchecked {
            // Available stays within its bits, and 2^64 changes are out of reach.
            word += ONE_CHANGE + amount;
        }
        slot.word = word;
        return _unpack(word);
    }

    function debit(Slot storage slot, uint96 amount) internal returns (uint96 available, uint96 prepaid, uint64 seq) {
        uint256 word = slot.word;
        if (amount > uint96(word)) revert IPaymentEscrow.ExceedsAvailable(amount, uint96(word));
        unchecked {
            word += ONE_CHANGE - amount;
        }
        slot.word = word;
        return _unpack(word);
    }

    function _unpack(uint256 word) private pure returns (uint96 available, uint96 prepaid, uint64 seq) {
        return (uint96(word), uint96(word >> 96), uint64(word >> 192));
    }
}
