// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowEvents} from "../interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../interfaces/IPaymentTypes.sol";

/// @notice The first event of a payment. Terms are 14 words without pointers, so their encoding is the calldata itself:
/// copying it costs a tenth of encoding it field by field. Warning: the caller has validated every field.
library IntakeEvents {
    function authorized(
        bytes32 id,
        IPaymentTypes.Terms calldata terms,
        IPaymentTypes.Source source,
        uint96 capturable
    ) internal {
        (address merchant, bytes32 invoiceRef) = (terms.merchant, terms.invoiceRef);
        bytes32 topic = IPaymentEscrowEvents.Authorized.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            calldatacopy(data, terms, 0x1c0)
            mstore(add(data, 0x1c0), source)
            mstore(add(data, 0x1e0), capturable)
            mstore(add(data, 0x200), 0)
            log4(data, 0x220, topic, id, merchant, invoiceRef)
        }
    }

    function charged(
        bytes32 id,
        IPaymentTypes.Terms calldata terms,
        IPaymentTypes.Source source,
        uint96 fee,
        uint96 refundable,
        uint64 seq
    ) internal {
        (address merchant, bytes32 invoiceRef) = (terms.merchant, terms.invoiceRef);
        bytes32 topic = IPaymentEscrowEvents.Charged.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            calldatacopy(data, terms, 0x1c0)
            mstore(add(data, 0x1c0), source)
            mstore(add(data, 0x1e0), fee)
            mstore(add(data, 0x200), 0)
            mstore(add(data, 0x220), refundable)
            mstore(add(data, 0x240), seq)
            log4(data, 0x260, topic, id, merchant, invoiceRef)
        }
    }
}
