// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Accounts} from "./base/Accounts.sol";
import {Captures} from "./base/Captures.sol";
import {Intake} from "./base/Intake.sol";
import {ManagerHooks} from "./base/ManagerHooks.sol";
import {Operators} from "./base/Operators.sol";
import {Parties} from "./base/Parties.sol";
import {SignedActions} from "./base/SignedActions.sol";
import {IPaymentEscrow} from "./interfaces/IPaymentEscrow.sol";
import {Fees} from "./libraries/Fees.sol";
import {IntakeEvents} from "./libraries/IntakeEvents.sol";
import {PaymentSlot} from "./libraries/PaymentSlot.sol";
import {TermsCheck} from "./libraries/TermsCheck.sol";
import {TokenPull} from "./libraries/TokenPull.sol";
import {TokenPush} from "./libraries/TokenPush.sol";

/// @title PaymentEscrow
contract PaymentEscrow is Captures, Operators, Accounts, ManagerHooks {
    using PaymentSlot for PaymentSlot.Slot;

    bytes32 private constant VOID_TYPEHASH = keccak256(
        "Void(address account,bytes32 id,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant REFUND_TYPEHASH = keccak256(
        "Refund(address account,bytes32 id,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant BURN_TYPEHASH = keccak256(
        "Burn(address account,bytes32 id,uint256 nonce,uint256 deadline)"
    );

    constructor(address admin, address manager) Intake(admin) Parties(manager) SignedActions("Florin PaymentEscrow") {}

    // ---------------------------------------------------------------- intake

    /// @inheritdoc IPaymentEscrow
    function authorize(Terms calldata terms, Pull calldata pull) external payable locked {
        bytes32 id = _agree(terms, Mode.Escrow);
        _payments[id].begin(id, terms.amount, 0);
        IntakeEvents.authorized(id, terms, pull.source, terms.amount);
        _pull(id, terms, pull);
    }

    /// @inheritdoc IPaymentEscrow
    function charge(Terms calldata terms, uint96 fee, Pull calldata pull) external payable locked {
        bytes32 id = _agree(terms, Mode.Charge);
        (uint256 least, uint256 greatest) = Fees.bounds(terms.amount, terms.minFeeBps, terms.maxFeeBps);
        // A stranger who delivers the payer's signature must not choose what the merchant loses.
        Fees.check(fee, least, _isMerchantOrOperator(terms, msg.sender) ? greatest : least);
        uint96 net = terms.amount - fee;
        _payments[id].begin(id, 0, net);
        uint64 seq = _creditCaptured(id, terms, net, fee);
        IntakeEvents.charged(id, terms, pull.source, fee, net, seq);
        _pull(id, terms, pull);
    }

    /// @inheritdoc IPaymentEscrow
    function burn(Terms calldata terms, bytes calldata auth) external locked {
        bytes32 id = paymentId(terms);
        address actor = msg.sender;
        if (auth.length != 0) (actor, ) = _signer(auth, abi.encode(BURN_TYPEHASH, FROM_AUTH, id, FROM_AUTH, FROM_AUTH));
        if (actor != terms.payer) revert NotPayer(actor, terms.payer);
        _payments[id].burn(id);
        emit Burned(id, actor);
    }

    // ---------------------------------------------------------------- after authorization

    /// @inheritdoc IPaymentEscrow
    function void(Terms calldata terms, bytes calldata auth) external locked {
        bytes32 id = paymentId(terms);
        address actor = msg.sender;
        if (auth.length != 0) (actor, ) = _signer(auth, abi.encode(VOID_TYPEHASH, FROM_AUTH, id, FROM_AUTH, FROM_AUTH));
        _requireMerchantOrOperator(terms, actor);
        (address payer, address token) = (terms.payer, terms.token);
        (uint96 amount, uint96 refundable) = _payments[id].end(id);
        bool credited = !TokenPush.tryPush(token, payer, amount);
        if (credited) _credit(payer, token, amount, id);
        emit Voided(id, amount, credited, 0, refundable);
    }

    /// @inheritdoc IPaymentEscrow
    function reclaim(Terms calldata terms) external locked {
        bytes32 id = paymentId(terms);
        if (block.timestamp < terms.captureBy) revert TooEarly(block.timestamp, terms.captureBy);
        (address payer, address token) = (terms.payer, terms.token);
        (uint96 amount, uint96 refundable) = _payments[id].end(id);
        bool credited = !TokenPush.tryPush(token, payer, amount);
        if (credited) {
            // A stranger must not use a token's pause to turn the payer's money into a balance.
            if (msg.sender != payer && !_isMerchantOrOperator(terms, msg.sender)) {
                revert PushFailed(token, payer, amount);
            }
            _credit(payer, token, amount, id);
        }
        emit Reclaimed(id, amount, credited, 0, refundable);
    }

    /// @inheritdoc IPaymentEscrow
    function refund(Terms calldata terms, uint96 amount, Source source, bytes calldata auth) external payable locked {
        if (amount == 0) revert ZeroAmount();
        bytes32 id = paymentId(terms);
        (uint96 capturable, uint96 refundable) = _payments[id].refund(amount);
        uint64 seq =
            source == Source.Available
                ? _refundFromBalance(id, terms, amount, auth)
                : _refundFromWallet(id, terms, amount, source, auth);
        (address payer, address token) = (terms.payer, terms.token);
        bool credited = !TokenPush.tryPush(token, payer, amount);
        if (credited) _credit(payer, token, amount, id);
        emit Refunded(id, amount, source, credited, capturable, refundable, seq);
    }

    // ---------------------------------------------------------------- steps of the verbs

    function _agree(Terms calldata terms, Mode mode) private view returns (bytes32 id) {
        _requireHomeChain();
        address token = terms.token;
        _requireOpen(token);
        TermsCheck.check(terms, mode);
        (address payer, address merchant) = (terms.payer, terms.merchant);
        _requireOutsider(payer, token);
        _requireOutsider(merchant, token);
        if (payer == merchant) revert InvalidParty(merchant);
        if (terms.operator != address(0)) _requireOutsider(terms.operator, token);
        // Where a fee may be due, nobody is no recipient.
        if (terms.maxFeeBps != 0 || terms.feeRecipient != address(0)) _requireOutsider(terms.feeRecipient, token);
        return paymentId(terms);
    }

    function _pull(bytes32 id, Terms calldata terms, Pull calldata pull) private {
        (address payer, address token, uint96 amount, Source source) = (
            terms.payer,
            terms.token,
            terms.amount,
            pull.source
        );
        _requireValue(source, amount);
        if (source == Source.Erc3009) {
            TokenPull.byAuthorization(token, payer, amount, terms.authorizeBy, id, pull.data);
        } else if (source == Source.Permit2) {
            TokenPull.byPermit2(id, terms, pull.data);
        } else {
            _requireConsent(
                id,
                payer,
                source,
                source == Source.Permit ? TokenPull.permit(token, payer, pull.data) : pull.data
            );
            if (source == Source.Available) {
                _debit(payer, token, amount, id);
            } else if (source != Source.Native) {
                TokenPull.byAllowance(token, payer, amount);
            } else if (token != address(0) || msg.sender != payer) {
                revert InvalidSource(source);
            }
        }
    }

    /// @return seq The merchant's balance sequence afterwards.
    function _refundFromBalance(
        bytes32 id,
        Terms calldata terms,
        uint96 amount,
        bytes calldata auth
    ) private returns (uint64 seq) {
        if (msg.value != 0) revert WrongValue(msg.value, 0);
        address actor = msg.sender;
        if (auth.length != 0) {
            (actor, ) = _signer(
                auth,
                abi.encode(REFUND_TYPEHASH, FROM_AUTH, id, amount, Source.Available, FROM_AUTH, FROM_AUTH)
            );
        }
        address merchant = terms.merchant;
        if (actor != merchant) _useOperatorGrant(terms, actor, amount);
        return _debit(merchant, terms.token, amount, id);
    }

    /// @dev From a wallet, only its owner refunds.
    /// @return seq The merchant's balance sequence, which stays.
    function _refundFromWallet(
        bytes32 id,
        Terms calldata terms,
        uint96 amount,
        Source source,
        bytes calldata auth
    ) private returns (uint64 seq) {
        (address merchant, address token) = (terms.merchant, terms.token);
        bytes memory action = abi.encode(REFUND_TYPEHASH, FROM_AUTH, id, amount, source, FROM_AUTH, FROM_AUTH);
        _pullFromActor(token, amount, source, auth, action, merchant);
        return _seq(merchant, token);
    }

    function _useOperatorGrant(Terms calldata terms, address actor, uint96 amount) private {
        _requireMerchantOrOperator(terms, actor);
        if (block.timestamp >= terms.refundBy) revert TooLate(block.timestamp, terms.refundBy);
        _spendDailyCap(terms.merchant, actor, terms.token, amount);
    }
}
