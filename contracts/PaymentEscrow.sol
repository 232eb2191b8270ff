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
import {TermsCheck} from "./libraries/TermsCheck.sol";
import {TermsHash} from "./libraries/TermsHash.sol";
import {TokenMoves} from "./libraries/TokenMoves.sol";

/// @title PaymentEscrow
contract PaymentEscrow is SignedActions, Balances, Operators, Ownable2Step, ReentrancyGuardTransient {
    bytes32 private constant CAPTURE_TYPEHASH =
        keccak256(
            "Capture(address account,bytes32 id,uint256 amount,uint256 fee,uint256 nonce,uint256 deadline)"
        );
    bytes32 private constant VOID_TYPEHASH =
        keccak256("Void(address account,bytes32 id,uint256 nonce,uint256 deadline)");
    bytes32 private constant REFUND_TYPEHASH =
        keccak256(
            "Refund(address account,bytes32 id,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)"
        );
    bytes32 private constant WITHDRAW_TYPEHASH =
        keccak256(
            "Withdraw(address account,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)"
        );
    bytes32 private constant SET_OPERATOR_TYPEHASH =
        keccak256(
            "SetOperator(address account,address operator,address token,uint256 dailyCap,uint256 nonce,uint256 deadline)"
        );

    /// @dev Amounts are uint96.
    uint256 private constant SUPPLY_LIMIT = 1 << 96;

    struct Payment {
        Status status;
        uint96 capturable;
        uint96 refundable;
    }

    mapping(bytes32 id => Payment) private _payments;
    mapping(address token => bool) private _listed;

    constructor(address admin) Ownable(admin) {}

    // ---------------------------------------------------------------- intake

    /// @inheritdoc IPaymentEscrow
    function authorize(Terms calldata terms, Pull calldata pull) external nonReentrant {
        bytes32 id = _begin(terms, Mode.Escrow);
        _payments[id] = Payment(Status.Active, terms.amount, 0);
        emit Authorized(id, terms.merchant, terms.invoiceRef, terms, pull.source, terms.amount, 0);
        _pull(id, terms, pull);
    }

    /// @inheritdoc IPaymentEscrow
    function charge(Terms calldata terms, uint96 fee, Pull calldata pull) external nonReentrant {
        bytes32 id = _begin(terms, Mode.Charge);
        (uint256 least, uint256 greatest) = Fees.bounds(terms.amount, terms.minFeeBps, terms.maxFeeBps);
        // A stranger who delivers the payer's signature must not choose what the merchant loses.
        bool choosesFee = msg.sender == terms.merchant || msg.sender == terms.operator;
        Fees.check(fee, least, choosesFee ? greatest : least);
        uint96 net = terms.amount - fee;
        _payments[id] = Payment(Status.Ended, 0, net);
        uint64 seq = _creditCaptured(id, terms, net, fee);
        emit Charged(id, terms.merchant, terms.invoiceRef, terms, pull.source, fee, 0, net, seq);
        _pull(id, terms, pull);
    }

    // ---------------------------------------------------------------- after authorization

    /// @inheritdoc IPaymentEscrow
    function capture(Terms calldata terms, uint96 amount, uint96 fee, bytes calldata auth) external nonReentrant {
        bytes32 id = paymentId(terms);
        _requireMerchantOrOperator(terms, _actor(auth, CAPTURE_TYPEHASH, abi.encode(id, amount, fee)));
        if (amount == 0) revert ZeroAmount();
        if (block.timestamp >= terms.captureBy) revert TooLate(block.timestamp, terms.captureBy);
        Payment memory state = _payments[id];
        if (amount > state.capturable) revert ExceedsCapturable(amount, state.capturable);
        (uint256 least, uint256 greatest) = Fees.bounds(amount, terms.minFeeBps, terms.maxFeeBps);
        Fees.check(fee, least, greatest);

        uint96 net = amount - fee;
        state.capturable -= amount;
        state.refundable += net;
        if (state.capturable == 0) state.status = Status.Ended;
        _payments[id] = state;
        uint64 seq = _creditCaptured(id, terms, net, fee);
        emit Captured(
            id,
            terms.merchant,
            terms.token,
            amount,
            fee,
            terms.feeRecipient,
            state.capturable,
            state.refundable,
            seq
        );
    }

    /// @inheritdoc IPaymentEscrow
    function void(Terms calldata terms, bytes calldata auth) external nonReentrant {
        bytes32 id = paymentId(terms);
        address actor = _actor(auth, VOID_TYPEHASH, abi.encode(id));
        _requireMerchantOrOperator(terms, actor);
        (uint96 amount, bool credited, uint96 refundable) = _giveBack(id, terms, actor);
        emit Voided(id, terms.payer, terms.token, amount, credited, 0, refundable);
    }

    /// @inheritdoc IPaymentEscrow
    function reclaim(Terms calldata terms) external nonReentrant {
        bytes32 id = paymentId(terms);
        if (block.timestamp < terms.captureBy) revert TooEarly(block.timestamp, terms.captureBy);
        (uint96 amount, bool credited, uint96 refundable) = _giveBack(id, terms, msg.sender);
        emit Reclaimed(id, terms.payer, terms.token, amount, credited, 0, refundable);
    }

    /// @inheritdoc IPaymentEscrow
    function refund(Terms calldata terms, uint96 amount, Source source, bytes calldata auth) external nonReentrant {
        bytes32 id = paymentId(terms);
        if (amount == 0) revert ZeroAmount();
        Payment memory state = _payments[id];
        if (amount > state.refundable) revert ExceedsRefundable(amount, state.refundable);
        state.refundable -= amount;
        _payments[id] = state;

        (address actor, uint64 seq) = _fundRefund(id, terms, amount, source, auth);
        bool credited = _pay(id, terms, amount, actor);
        emit Refunded(
            id,
            terms.merchant,
            terms.token,
            terms.payer,
            amount,
            source,
            credited,
            state.capturable,
            state.refundable,
            seq
        );
    }

    // ---------------------------------------------------------------- balances

    /// @inheritdoc IPaymentEscrow
    function withdraw(address token, uint96 amount, address to, bytes calldata auth) external nonReentrant {
        address account = _actor(auth, WITHDRAW_TYPEHASH, abi.encode(token, amount, to));
        if (amount == 0) revert ZeroAmount();
        if (to == address(0) || to == address(this) || to == token) revert InvalidParty(to);
        Balance memory held = _take(account, token, amount);
        emit Withdrawn(account, token, to, amount, held.available, held.prepaid, held.seq);
        TokenMoves.push(token, to, amount);
    }

    /// @inheritdoc IPaymentEscrow
    function setOperator(
        address operator,
        address token,
        uint96 dailyCap,
        bytes calldata auth
    ) external nonReentrant {
        address account = _actor(auth, SET_OPERATOR_TYPEHASH, abi.encode(operator, token, dailyCap));
        if (operator == address(0) || operator == account) revert InvalidParty(operator);
        _setDailyCap(account, operator, token, dailyCap);
    }

    // ---------------------------------------------------------------- administration

    /// @inheritdoc IPaymentEscrow
    function listToken(address token, bool listed) external onlyOwner {
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
        Payment memory state = _payments[id];
        return (state.status, state.capturable, state.refundable);
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

    function _begin(Terms calldata terms, Mode mode) private view returns (bytes32 id) {
        _requireHomeChain();
        if (!_listed[terms.token]) revert TokenNotListed(terms.token);
        TermsCheck.check(terms, mode);
        id = paymentId(terms);
        if (_payments[id].status != Status.None) revert PaymentExists(id);
    }

    function _pull(bytes32 id, Terms calldata terms, Pull calldata pull) private {
        if (pull.source == Source.Erc3009) {
            TokenMoves.pullByAuthorization(terms.token, terms.payer, terms.amount, terms.authorizeBy, id, pull.data);
            return;
        }
        _requireConsent(id, terms.payer, pull.source, pull.data);
        if (pull.source == Source.Allowance) {
            TokenMoves.pullByAllowance(terms.token, terms.payer, terms.amount);
        } else {
            _debit(terms.payer, terms.token, terms.amount, id);
        }
    }

    function _creditCaptured(bytes32 id, Terms calldata terms, uint96 net, uint96 fee) private returns (uint64 seq) {
        seq = _credit(terms.merchant, terms.token, net, id);
        _credit(terms.feeRecipient, terms.token, fee, id);
    }

    /// @dev Ends the payment and returns the capturable rest to the payer.
    function _giveBack(
        bytes32 id,
        Terms calldata terms,
        address actor
    ) private returns (uint96 amount, bool credited, uint96 refundable) {
        Payment memory state = _payments[id];
        (amount, refundable) = (state.capturable, state.refundable);
        if (amount == 0) revert NothingCapturable(id);
        _payments[id] = Payment(Status.Ended, 0, refundable);
        credited = _pay(id, terms, amount, actor);
    }

    /// @dev Lowers the merchant's money by what the actor may lower.
    /// @return actor Who refunds.
    /// @return seq The merchant's balance sequence afterwards.
    function _fundRefund(
        bytes32 id,
        Terms calldata terms,
        uint96 amount,
        Source source,
        bytes calldata auth
    ) private returns (address actor, uint64 seq) {
        (address merchant, address token) = (terms.merchant, terms.token);
        bytes memory fields = abi.encode(id, amount, source);
        if (source == Source.Erc3009) {
            // The token judges the signature: it says that the merchant pays, and its nonce commits to this refund.
            Action memory action = _useAuth(auth, REFUND_TYPEHASH, fields);
            if (action.account != merchant) revert NotMerchant(action.account, merchant);
            TokenMoves.pullByAuthorization(
                token,
                merchant,
                amount,
                action.deadline,
                action.digest,
                action.signature
            );
            return (merchant, _seq(merchant, token));
        }
        actor = _actor(auth, REFUND_TYPEHASH, fields);
        if (actor != merchant) _useOperatorGrant(terms, amount, source, actor);
        if (source == Source.Allowance) {
            TokenMoves.pullByAllowance(token, merchant, amount);
            return (actor, _seq(merchant, token));
        }
        return (actor, _debit(merchant, token, amount, id));
    }

    function _useOperatorGrant(Terms calldata terms, uint96 amount, Source source, address actor) private {
        _requireMerchantOrOperator(terms, actor);
        if (source != Source.Available) revert WrongSource(source, Source.Available);
        if (block.timestamp >= terms.refundBy) revert TooLate(block.timestamp, terms.refundBy);
        _spendDailyCap(terms.merchant, actor, terms.token, amount);
    }

    /// @dev A wallet that its token refuses to pay must not trap the money: it becomes a balance, but only if a party
    /// acts, lest a stranger use a token's pause against the payer.
    function _pay(bytes32 id, Terms calldata terms, uint96 amount, address actor) private returns (bool credited) {
        (address payer, address token) = (terms.payer, terms.token);
        if (TokenMoves.tryPush(token, payer, amount)) return false;
        if (actor != payer && actor != terms.merchant && actor != terms.operator) {
            revert PushFailed(token, payer, amount);
        }
        _credit(payer, token, amount, id);
        return true;
    }

    function _requireMerchantOrOperator(Terms calldata terms, address actor) private pure {
        if (actor != terms.merchant && actor != terms.operator) {
            revert NotMerchantOrOperator(actor, terms.merchant, terms.operator);
        }
    }
}
