// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Balances} from "./base/Balances.sol";
import {Operators} from "./base/Operators.sol";
import {SignedActions} from "./base/SignedActions.sol";
import {IPaymentEscrow} from "./interfaces/IPaymentEscrow.sol";
import {Fees} from "./libraries/Fees.sol";
import {PaymentSlot} from "./libraries/PaymentSlot.sol";
import {TermsCheck} from "./libraries/TermsCheck.sol";
import {TermsHash} from "./libraries/TermsHash.sol";
import {TokenMoves} from "./libraries/TokenMoves.sol";

/// @title PaymentEscrow
contract PaymentEscrow is SignedActions, Balances, Operators, Ownable2Step, ReentrancyGuardTransient {
    using PaymentSlot for PaymentSlot.Slot;

    bytes32 private constant CAPTURE_TYPEHASH = keccak256(
        "Capture(address account,bytes32 id,uint256 amount,uint256 fee,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant VOID_TYPEHASH = keccak256(
        "Void(address account,bytes32 id,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant REFUND_TYPEHASH = keccak256(
        "Refund(address account,bytes32 id,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant WITHDRAW_TYPEHASH = keccak256(
        "Withdraw(address account,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant SET_OPERATOR_TYPEHASH = keccak256(
        "SetOperator(address account,address operator,address token,uint256 dailyCap,uint256 nonce,uint256 deadline)"
    );

    /// @dev Amounts are uint96.
    uint256 private constant SUPPLY_LIMIT = 1 << 96;

    mapping(bytes32 id => PaymentSlot.Slot) private _payments;
    mapping(address token => bool) private _listed;

    constructor(address admin) Ownable(admin) {}

    // ---------------------------------------------------------------- intake

    /// @inheritdoc IPaymentEscrow
    function authorize(Terms calldata terms, Pull calldata pull) external nonReentrant {
        bytes32 id = _agree(terms, Mode.Escrow);
        _payments[id].begin(id, terms.amount, 0);
        emit Authorized(id, terms.merchant, terms.invoiceRef, terms, pull.source, terms.amount, 0);
        _pull(id, terms, pull);
    }

    /// @inheritdoc IPaymentEscrow
    function charge(Terms calldata terms, uint96 fee, Pull calldata pull) external nonReentrant {
        bytes32 id = _agree(terms, Mode.Charge);
        (uint256 least, uint256 greatest) = Fees.bounds(terms.amount, terms.minFeeBps, terms.maxFeeBps);
        // A stranger who delivers the payer's signature must not choose what the merchant loses.
        bool choosesFee = msg.sender == terms.merchant || msg.sender == terms.operator;
        Fees.check(fee, least, choosesFee ? greatest : least);
        uint96 net = terms.amount - fee;
        _payments[id].begin(id, 0, net);
        uint64 seq = _creditCaptured(id, terms, net, fee);
        emit Charged(id, terms.merchant, terms.invoiceRef, terms, pull.source, fee, 0, net, seq);
        _pull(id, terms, pull);
    }

    // ---------------------------------------------------------------- after authorization

    /// @inheritdoc IPaymentEscrow
    function capture(Terms calldata terms, uint96 amount, uint96 fee, bytes calldata auth) external nonReentrant {
        bytes32 id = paymentId(terms);
        _requireMerchantOrOperator(
            terms,
            auth.length == 0 ? msg.sender : _signer(auth, CAPTURE_TYPEHASH, abi.encode(id, amount, fee))
        );
        if (amount == 0) revert ZeroAmount();
        if (block.timestamp >= terms.captureBy) revert TooLate(block.timestamp, terms.captureBy);
        (uint256 least, uint256 greatest) = Fees.bounds(amount, terms.minFeeBps, terms.maxFeeBps);
        Fees.check(fee, least, greatest);
        uint96 net = amount - fee;
        (uint96 capturable, uint96 refundable) = _payments[id].capture(amount, net);
        uint64 seq = _creditCaptured(id, terms, net, fee);
        emit Captured(id, terms.merchant, terms.token, amount, fee, terms.feeRecipient, capturable, refundable, seq);
    }

    /// @inheritdoc IPaymentEscrow
    function void(Terms calldata terms, bytes calldata auth) external nonReentrant {
        bytes32 id = paymentId(terms);
        _requireMerchantOrOperator(terms, auth.length == 0 ? msg.sender : _signer(auth, VOID_TYPEHASH, abi.encode(id)));
        (address payer, address token) = (terms.payer, terms.token);
        (uint96 amount, uint96 refundable) = _payments[id].end(id);
        bool credited = !TokenMoves.tryPush(token, payer, amount);
        if (credited) _credit(payer, token, amount, id);
        emit Voided(id, payer, amount, credited, 0, refundable);
    }

    /// @inheritdoc IPaymentEscrow
    function reclaim(Terms calldata terms) external nonReentrant {
        bytes32 id = paymentId(terms);
        if (block.timestamp < terms.captureBy) revert TooEarly(block.timestamp, terms.captureBy);
        (address payer, address token) = (terms.payer, terms.token);
        (uint96 amount, uint96 refundable) = _payments[id].end(id);
        bool credited = !TokenMoves.tryPush(token, payer, amount);
        if (credited) {
            // A stranger must not use a token's pause to turn the payer's money into a balance.
            if (!_isParty(terms, msg.sender)) revert PushFailed(token, payer, amount);
            _credit(payer, token, amount, id);
        }
        emit Reclaimed(id, payer, amount, credited, 0, refundable);
    }

    /// @inheritdoc IPaymentEscrow
    function refund(Terms calldata terms, uint96 amount, Source source, bytes calldata auth) external nonReentrant {
        if (amount == 0) revert ZeroAmount();
        bytes32 id = paymentId(terms);
        (uint96 capturable, uint96 refundable) = _payments[id].refund(amount);
        (address merchant, address token) = (terms.merchant, terms.token);
        uint64 seq;
        if (source == Source.Available) {
            address actor = auth.length == 0 ? msg.sender : _refunder(auth, id, amount, source);
            if (actor != merchant) _useOperatorGrant(terms, actor, amount);
            seq = _debit(merchant, token, amount, id);
        } else {
            _pullRefund(id, merchant, token, amount, source, auth);
            seq = _seq(merchant, token);
        }
        address payer = terms.payer;
        bool credited = !TokenMoves.tryPush(token, payer, amount);
        if (credited) _credit(payer, token, amount, id);
        emit Refunded(id, amount, source, credited, capturable, refundable, seq);
    }

    // ---------------------------------------------------------------- balances

    /// @inheritdoc IPaymentEscrow
    function withdraw(address token, uint96 amount, address to, bytes calldata auth) external nonReentrant {
        address account =
            auth.length == 0 ? msg.sender : _signer(auth, WITHDRAW_TYPEHASH, abi.encode(token, amount, to));
        if (amount == 0) revert ZeroAmount();
        if (to == address(0) || to == address(this)) revert InvalidParty(to);
        (uint96 available, uint96 prepaid, uint64 seq) = _take(account, token, amount);
        emit Withdrawn(account, token, to, amount, available, prepaid, seq);
        TokenMoves.push(token, to, amount);
    }

    /// @inheritdoc IPaymentEscrow
    function setOperator(address operator, address token, uint96 dailyCap, bytes calldata auth) external nonReentrant {
        address account =
            auth.length == 0 ? msg.sender : _signer(auth, SET_OPERATOR_TYPEHASH, abi.encode(operator, token, dailyCap));
        if (operator == address(0) || operator == account) revert InvalidParty(operator);
        _setDailyCap(account, operator, token, dailyCap);
    }

    // ---------------------------------------------------------------- administration

    /// @inheritdoc IPaymentEscrow
    function listToken(address token, bool listed) external onlyOwner nonReentrant {
        if (listed) {
            uint256 supply = IERC20(token).totalSupply();
            if (supply >= SUPPLY_LIMIT) revert SupplyTooLarge(supply, SUPPLY_LIMIT);
        }
        _listed[token] = listed;
        emit TokenListed(token, listed);
    }

    // ---------------------------------------------------------------- views

    /// @inheritdoc IPaymentEscrow
    function payment(bytes32 id) external view returns (Status status, uint96 capturable, uint96 refundable) {
        return _payments[id].read();
    }

    /// @inheritdoc IPaymentEscrow
    function isListed(address token) external view returns (bool listed) {
        return _listed[token];
    }

    /// @inheritdoc IPaymentEscrow
    function paymentId(Terms calldata terms) public view returns (bytes32 id) {
        return _digest(TermsHash.hash(terms));
    }

    // ---------------------------------------------------------------- steps of the verbs

    function _pull(bytes32 id, Terms calldata terms, Pull calldata pull) private {
        (address payer, address token, uint96 amount) = (terms.payer, terms.token, terms.amount);
        if (pull.source == Source.Erc3009) {
            TokenMoves.pullByAuthorization(token, payer, amount, terms.authorizeBy, id, pull.data);
            return;
        }
        _requireConsent(id, payer, pull.source, pull.data);
        if (pull.source == Source.Allowance) {
            TokenMoves.pullByAllowance(token, payer, amount);
        } else {
            _debit(payer, token, amount, id);
        }
    }

    function _creditCaptured(bytes32 id, Terms calldata terms, uint96 net, uint96 fee) private returns (uint64 seq) {
        address token = terms.token;
        seq = _credit(terms.merchant, token, net, id);
        if (fee != 0) _credit(terms.feeRecipient, token, fee, id);
    }

    /// @dev From the merchant's wallet, which only the merchant itself may lower.
    function _pullRefund(
        bytes32 id,
        address merchant,
        address token,
        uint96 amount,
        Source source,
        bytes calldata auth
    ) private {
        if (source == Source.Erc3009) {
            // The token judges the signature: it says that the merchant pays, and its nonce commits to this refund.
            Action memory action = _useAuth(auth, REFUND_TYPEHASH, abi.encode(id, amount, source));
            if (action.account != merchant) revert NotMerchant(action.account, merchant);
            TokenMoves.pullByAuthorization(token, merchant, amount, action.deadline, action.digest, action.signature);
        } else {
            address actor = auth.length == 0 ? msg.sender : _refunder(auth, id, amount, source);
            if (actor != merchant) revert NotMerchant(actor, merchant);
            TokenMoves.pullByAllowance(token, merchant, amount);
        }
    }

    function _refunder(bytes calldata auth, bytes32 id, uint96 amount, Source source) private returns (address) {
        return _signer(auth, REFUND_TYPEHASH, abi.encode(id, amount, source));
    }

    function _useOperatorGrant(Terms calldata terms, address actor, uint96 amount) private {
        _requireMerchantOrOperator(terms, actor);
        if (block.timestamp >= terms.refundBy) revert TooLate(block.timestamp, terms.refundBy);
        _spendDailyCap(terms.merchant, actor, terms.token, amount);
    }

    function _agree(Terms calldata terms, Mode mode) private view returns (bytes32 id) {
        _requireHomeChain();
        if (!_listed[terms.token]) revert TokenNotListed(terms.token);
        TermsCheck.check(terms, mode);
        return paymentId(terms);
    }

    function _requireMerchantOrOperator(Terms calldata terms, address actor) private pure {
        if (actor != terms.operator && actor != terms.merchant) {
            revert NotMerchantOrOperator(actor, terms.merchant, terms.operator);
        }
    }

    function _isParty(Terms calldata terms, address actor) private pure returns (bool) {
        return actor == terms.payer || actor == terms.merchant || actor == terms.operator;
    }
}
