// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";
import {PaymentSlot} from "../libraries/PaymentSlot.sol";
import {TermsHash} from "../libraries/TermsHash.sol";
import {Balances} from "./Balances.sol";
import {SignedActions} from "./SignedActions.sol";

/// @notice The state of every payment, by the digest of its terms.
abstract contract Payments is Balances, SignedActions {
    using PaymentSlot for PaymentSlot.Slot;

    bytes32 private constant CONSENT_TYPEHASH = keccak256("Consent(bytes32 id,uint8 source)");

    mapping(bytes32 id => PaymentSlot.Slot) internal _payments;

    /// @inheritdoc IPaymentEscrow
    function paymentOf(bytes32 id) external view returns (Status status, uint96 capturable, uint96 refundable) {
        return _payments[id].read();
    }

    /// @inheritdoc IPaymentEscrow
    function paymentId(Terms calldata terms) public view returns (bytes32 id) {
        return TermsHash.digest(terms, DOMAIN_SEPARATOR);
    }

    /// @return seq The merchant's balance sequence after the credit.
    function _creditCaptured(bytes32 id, Terms calldata terms, uint96 net, uint96 fee) internal returns (uint64 seq) {
        address token = terms.token;
        seq = _credit(terms.merchant, token, net, id);
        if (fee != 0) _credit(terms.feeRecipient, token, fee, id);
    }

    /// @notice The payer consents by calling, or by its signature over the id, which binds all terms, and the source.
    function _requireConsent(bytes32 id, address payer, Source source, bytes memory signature) internal view {
        if (signature.length == 0) {
            if (msg.sender != payer) revert NotPayer(msg.sender, payer);
        } else {
            _requireSignature(payer, _digest(keccak256(abi.encode(CONSENT_TYPEHASH, id, source))), signature);
        }
    }

    function _requireMerchantOrOperator(Terms calldata terms, address actor) internal pure {
        (address merchant, address operator) = (terms.merchant, terms.operator);
        if (actor != merchant && actor != operator) revert NotMerchantOrOperator(actor, merchant, operator);
    }

    function _isMerchantOrOperator(Terms calldata terms, address actor) internal pure returns (bool) {
        return actor == terms.merchant || actor == terms.operator;
    }
}
