// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowEvents} from "../../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {HostileDollar} from "../../mocks/HostileDollar.sol";
import {EntryTest} from "./EntryTest.sol";

/// @notice Builds batches of captures: a second listed token, a second merchant and a second fee recipient.
abstract contract BatchTest is EntryTest {
    address internal constant OTHER_MERCHANT = address(0x5E11E2);
    address internal constant OTHER_RECIPIENT = address(0xFEE2);

    HostileDollar internal euro;
    IPaymentTypes.CaptureItem[] internal items;

    function setUp() public virtual override {
        super.setUp();
        euro = new HostileDollar();
        escrow.listToken(address(euro), true);
        euro.mint(payer, WEALTH);
        vm.prank(payer);
        euro.approve(address(escrow), type(uint256).max);
    }

    /// @dev Any fee is allowed, so that the tests choose it.
    function _freeTerms(
        uint256 salt,
        address to,
        address token,
        address recipient
    ) internal view returns (IPaymentTypes.Terms memory terms) {
        terms = _terms();
        (terms.salt, terms.merchant, terms.token, terms.feeRecipient) = (salt, to, token, recipient);
        (terms.minFeeBps, terms.maxFeeBps) = (0, 10_000);
    }

    /// @dev A fresh payment to the usual merchant, and an item that captures `amount` of it.
    function _add(uint96 amount, uint96 fee) internal returns (bytes32 id) {
        return _addTo(merchant, address(dollar), feeRecipient, amount, fee);
    }

    function _addTo(
        address to,
        address token,
        address recipient,
        uint96 amount,
        uint96 fee
    ) internal returns (bytes32 id) {
        IPaymentTypes.Terms memory terms = _freeTerms(items.length + 100, to, token, recipient);
        id = _authorize(terms);
        items.push(IPaymentTypes.CaptureItem(amount, fee, terms));
    }

    function _batch() internal view returns (bytes memory) {
        return abi.encodeCall(escrow.captureBatch, (items));
    }

    function _expectCaptured(uint256 index, uint96 capturable, uint96 refundable, uint64 seq) internal {
        IPaymentTypes.CaptureItem memory item = items[index];
        bytes32 id = escrow.paymentId(item.terms);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Captured(
            id,
            item.terms.merchant,
            item.terms.token,
            item.amount,
            item.fee,
            item.terms.feeRecipient,
            capturable,
            refundable,
            seq
        );
    }

    function _expectFailed(uint256 index, bytes4 reason) internal {
        bytes32 id = escrow.paymentId(items[index].terms);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.ItemFailed(id, reason);
    }
}
