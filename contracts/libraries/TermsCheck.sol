// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../interfaces/IPaymentTypes.sol";

/// @notice What the mode, amount, deadlines and fees of terms must satisfy before any money enters under them.
library TermsCheck {
    uint256 private constant LONGEST_ESCROW = 365 days;

    function check(IPaymentTypes.Terms calldata terms, IPaymentTypes.Mode mode) internal view {
        if (terms.mode != mode) revert IPaymentEscrowErrors.WrongMode(terms.mode, mode);
        if (terms.amount == 0) revert ICommonErrors.ZeroAmount();
        _checkDeadlines(terms.authorizeBy, terms.captureBy, terms.refundBy);
        (uint16 minFeeBps, uint16 maxFeeBps) = (terms.minFeeBps, terms.maxFeeBps);
        if (minFeeBps > maxFeeBps || maxFeeBps > 10_000)
            revert IPaymentEscrowErrors.InvalidFeeBps(minFeeBps, maxFeeBps);
    }

    function _checkDeadlines(uint48 authorizeBy, uint48 captureBy, uint48 refundBy) private view {
        if (block.timestamp >= authorizeBy) revert ICommonErrors.TooLate(block.timestamp, authorizeBy);
        if (authorizeBy > captureBy || captureBy > refundBy) {
            revert IPaymentEscrowErrors.DeadlinesOutOfOrder(authorizeBy, captureBy, refundBy);
        }
        uint256 latest = block.timestamp + LONGEST_ESCROW;
        if (captureBy > latest) revert IPaymentEscrowErrors.CaptureByTooLate(captureBy, latest);
    }
}
