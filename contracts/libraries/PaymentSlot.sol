// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../interfaces/IPaymentTypes.sol";

/// @notice The state of a payment in one word, so that a verb reads storage once and writes it once. A payment may
/// be refunded while Active and when Ended.
library PaymentSlot {
    /// @param word Status in the lowest 8 bits, then capturable and refundable of 96 bits each.
    struct Slot {
        uint256 word;
    }

    uint256 private constant ACTIVE = uint256(IPaymentTypes.Status.Active);
    uint256 private constant ENDED = uint256(IPaymentTypes.Status.Ended);
    uint256 private constant BURNED = uint256(IPaymentTypes.Status.Burned);

    function read(
        Slot storage slot
    ) internal view returns (IPaymentTypes.Status status, uint96 capturable, uint96 refundable) {
        uint256 word = slot.word;
        return (IPaymentTypes.Status(uint8(word)), _capturable(word), _refundable(word));
    }

    function capturableOf(Slot storage slot) internal view returns (uint96) {
        return _capturable(slot.word);
    }

    /// @notice Uses the id up. With nothing capturable it has ended.
    function begin(Slot storage slot, bytes32 id, uint96 capturable, uint96 refundable) internal {
        if (slot.word != 0) revert IPaymentEscrowErrors.PaymentExists(id);
        slot.word = _pack(capturable, refundable);
    }

    function burn(Slot storage slot, bytes32 id) internal {
        if (slot.word != 0) revert IPaymentEscrowErrors.PaymentExists(id);
        slot.word = BURNED;
    }

    /// @notice Warning: the caller has checked that `amount` is capturable.
    function capture(
        Slot storage slot,
        uint96 amount,
        uint96 net
    ) internal returns (uint96 capturable, uint96 refundable) {
        uint256 word = slot.word;
        unchecked {
            // What was captured and what is capturable sum up to no more than the terms' amount.
            capturable = _capturable(word) - amount;
            refundable = _refundable(word) + net;
        }
        slot.word = _pack(capturable, refundable);
    }

    function end(Slot storage slot, bytes32 id) internal returns (uint96 amount, uint96 refundable) {
        uint256 word = slot.word;
        (amount, refundable) = (_capturable(word), _refundable(word));
        if (amount == 0) revert IPaymentEscrowErrors.NothingCapturable(id);
        slot.word = ENDED | (uint256(refundable) << 104);
    }

    function refund(Slot storage slot, uint96 amount) internal returns (uint96 capturable, uint96 refundable) {
        uint256 word = slot.word;
        (capturable, refundable) = (_capturable(word), _refundable(word));
        if (amount > refundable) revert IPaymentEscrowErrors.ExceedsRefundable(amount, refundable);
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
        return (capturable == 0 ? ENDED : ACTIVE) | (uint256(capturable) << 8) | (uint256(refundable) << 104);
    }
}
