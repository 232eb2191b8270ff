// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";

/// @notice What terms must satisfy before any money enters under them.
library TermsCheck {
    uint256 private constant LONGEST_ESCROW = 365 days;

    function check(IPaymentEscrow.Terms calldata terms, IPaymentEscrow.Mode mode) internal view {
        if (terms.mode != mode) revert IPaymentEscrow.WrongMode(terms.mode, mode);
        if (terms.amount == 0) revert IPaymentEscrow.ZeroAmount();
        _checkDeadlines(terms.authorizeBy, terms.captureBy, terms.refundBy);
        _checkParties(terms);
    }

    function _checkDeadlines(uint48 authorizeBy, uint48 captureBy, uint48 refundBy) private view {
        if (block.timestamp >= authorizeBy) revert IPaymentEscrow.TooLate(block.timestamp, authorizeBy);
        if (authorizeBy > captureBy || captureBy > refundBy) {
            revert IPaymentEscrow.DeadlinesOutOfOrder(authorizeBy, captureBy, refundBy);
        }
        uint256 latest = block.timestamp + LONGEST_ESCROW;
        if (captureBy > latest) revert IPaymentEscrow.CaptureByTooLate(captureBy, latest);
    }

    function _checkParties(IPaymentEscrow.Terms calldata terms) private view {
        (address payer, address merchant, address feeRecipient) = (terms.payer, terms.merchant, terms.feeRecipient);
        (uint16 minFeeBps, uint16 maxFeeBps) = (terms.minFeeBps, terms.maxFeeBps);
        if (minFeeBps > maxFeeBps || maxFeeBps > 10_000) revert IPaymentEscrow.InvalidFeeBps(minFeeBps, maxFeeBps);
        if (maxFeeBps != 0 && feeRecipient == address(0)) revert IPaymentEscrow.InvalidParty(feeRecipient);
        if (payer == address(0) || merchant == address(0)) revert IPaymentEscrow.InvalidParty(address(0));
        if (payer == merchant) revert IPaymentEscrow.InvalidParty(merchant);
        _checkOutsider(payer, terms.token);
        _checkOutsider(merchant, terms.token);
        _checkOutsider(terms.operator, terms.token);
        _checkOutsider(feeRecipient, terms.token);
    }

    /// @dev Money credited to this contract or to the token could never be taken out.
    function _checkOutsider(address party, address token) private view {
        if (party == address(this) || party == token) revert IPaymentEscrow.InvalidParty(party);
    }
}
