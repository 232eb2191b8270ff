// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";

/// @notice The state of a payment in one word, so that a verb reads storage once and writes it once. A payment is None,
/// then Active while something is capturable, then Ended for ever; it may be refunded in either.
library PaymentSlot {
    /// @param word Status in the lowest 8 bits, then capturable and refundable of 96 bits each.
    struct Slot {
        uint256 word;
    }

    function read(
        Slot storage slot
    ) internal view returns (IPaymentEscrow.Status status, uint96 capturable, uint96 refundable) {
        uint256 word = slot.word;
        return (IPaymentEscrow.Status(uint8(word)), _capturable(word), _refundable(word));
    }

    function begin(Slot storage slot, bytes32 id, uint96 capturable, uint96 refundable) internal {
        if (slot.word != 0) revert IPaymentEscrow.PaymentExists(id);
        slot.word = _pack(capturable, refundable);
    }

    function capture(
        Slot storage slot,
        uint96 amount,
        uint96 net
    ) internal returns (uint96 capturable, uint96 refundable) {
        uint256 word = slot.word;
        capturable = _capturable(word);
        if (amount > capturable) revert IPaymentEscrow.ExceedsCapturable(amount, capturable);
        unchecked {
            // What was captured and what is capturable sum up to no more than the terms' amount.
            capturable -= amount;
            refundable = _refundable(word) + net;
        }
        slot.word = _pack(capturable, refundable);
    }

    function end(Slot storage slot, bytes32 id) internal returns (uint96 amount, uint96 refundable) {
        uint256 word = slot.word;
        (amount, refundable) = (_capturable(word), _refundable(word));
        if (amount == 0) revert IPaymentEscrow.NothingCapturable(id);
        slot.word = _pack(0, refundable);
    }

    function refund(Slot storage slot, uint96 amount) internal returns (uint96 capturable, uint96 refundable) {
        uint256 word = slot.word;
        (capturable, refundable) = (_capturable(word), _refundable(word));
        if (amount > refundable) revert IPaymentEscrow.ExceedsRefundable(amount, refundable);
        unchecked {
            refundable -= amount;
            slot.word = word - (uint256(amount) << 104);
        }
    }

    function _capturable(uint256 word) private pure returns (uint96) {
        return uint96(word >> 8);
    }

    function _refundable(uint256 word) private pure returns (uint96) {
        return uint96(word >> 104);
    }

    function _pack(uint96 capturable, uint96 refundable) private pure returns (uint256) {
        uint8 status = capturable == 0 ? uint8(IPaymentEscrow.Status.Ended) : uint8(IPaymentEscrow.Status.Active);
        return status | (uint256(capturable) << 8) | (uint256(refundable) << 104);
    }
}
