// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PaymentEscrow} from "../../../contracts/PaymentEscrow.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {HostileDollar} from "../../mocks/HostileDollar.sol";
import {Vm} from "./Vm.sol";

/// @notice Plays the verbs in random order with random parties, and keeps its own books. Whoever's money may fall in a
/// step is named by that step; that nobody else's fell is checked after it.
contract EscrowHandler {
    Vm private constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
    uint256 private constant MOST_PAYMENTS = 24;

    struct Book {
        uint256 captured;
        uint256 fees;
        uint256 voided;
        uint256 reclaimed;
        uint256 refunded;
    }

    PaymentEscrow public immutable ESCROW;
    HostileDollar public immutable DOLLAR;

    address[5] public accounts = [address(0xA1), address(0xA2), address(0xA3), address(0xA4), address(0xA5)];
    bytes32[] public ids;
    mapping(bytes32 id => Book) public books;
    uint256 public moneyIn;
    uint256 public moneyOut;
    /// @dev What went wrong first; empty while everything holds.
    string public violation;
    uint256 public succeeded;

    IPaymentTypes.Terms[] private _terms;
    uint256[5] private _wallets;
    uint256[5] private _balances;

    constructor(PaymentEscrow escrow, HostileDollar dollar) {
        (ESCROW, DOLLAR) = (escrow, dollar);
        for (uint256 i; i < accounts.length; ++i) {
            dollar.mint(accounts[i], 1e15);
            vm.prank(accounts[i]);
            dollar.approve(address(escrow), type(uint256).max);
        }
    }

    function paymentCount() external view returns (uint256) {
        return ids.length;
    }

    function termsAt(uint256 index) external view returns (IPaymentTypes.Terms memory) {
        return _terms[index];
    }

    // ---------------------------------------------------------------- steps

    function authorize(uint256 seed, uint96 amount, uint16 minFeeBps, bool fromBalance) external {
        IPaymentTypes.Terms memory terms = _agree(seed, amount, minFeeBps, IPaymentTypes.Mode.Escrow);
        if (_terms.length >= MOST_PAYMENTS) return;
        IPaymentTypes.Pull memory pull = _pull(fromBalance);
        _watch();
        if (!_call(terms.payer, abi.encodeCall(ESCROW.authorize, (terms, pull)))) return;
        _onlyFell(terms.payer);
        _remember(terms, fromBalance);
    }

    function charge(uint256 seed, uint96 amount, uint16 minFeeBps, bool fromBalance) external {
        IPaymentTypes.Terms memory terms = _agree(seed, amount, minFeeBps, IPaymentTypes.Mode.Charge);
        if (_terms.length >= MOST_PAYMENTS) return;
        uint96 fee = _leastFee(terms, terms.amount);
        _watch();
        if (!_call(terms.payer, abi.encodeCall(ESCROW.charge, (terms, fee, _pull(fromBalance))))) return;
        _onlyFell(terms.payer);
        bytes32 id = _remember(terms, fromBalance);
        (books[id].captured, books[id].fees) = (terms.amount, fee);
    }

    function capture(uint256 index, uint96 amount, bool byOperator) external {
        if (_terms.length == 0) return;
        IPaymentTypes.Terms memory terms = _terms[index % _terms.length];
        amount = uint96(amount % terms.amount) + 1;
        uint96 fee = _leastFee(terms, amount);
        _watch();
        address caller = byOperator ? terms.operator : terms.merchant;
        if (!_call(caller, abi.encodeCall(ESCROW.capture, (terms, amount, fee, "")))) return;
        _onlyFell(address(0));
        Book storage book = books[ESCROW.paymentId(terms)];
        (book.captured, book.fees) = (book.captured + amount, book.fees + fee);
    }

    function void(uint256 index, bool byOperator) external {
        if (_terms.length == 0) return;
        IPaymentTypes.Terms memory terms = _terms[index % _terms.length];
        bytes32 id = ESCROW.paymentId(terms);
        (, uint96 capturable, ) = ESCROW.payment(id);
        _watch();
        uint256 held = DOLLAR.balanceOf(address(ESCROW));
        if (!_call(byOperator ? terms.operator : terms.merchant, abi.encodeCall(ESCROW.void, (terms, "")))) return;
        _onlyFell(address(0));
        books[id].voided += capturable;
        moneyOut += held - DOLLAR.balanceOf(address(ESCROW));
    }

    function reclaim(uint256 index, uint256 caller) external {
        if (_terms.length == 0) return;
        IPaymentTypes.Terms memory terms = _terms[index % _terms.length];
        bytes32 id = ESCROW.paymentId(terms);
        (, uint96 capturable, ) = ESCROW.payment(id);
        _watch();
        uint256 held = DOLLAR.balanceOf(address(ESCROW));
        if (!_call(accounts[caller % accounts.length], abi.encodeCall(ESCROW.reclaim, (terms)))) return;
        _onlyFell(address(0));
        books[id].reclaimed += capturable;
        moneyOut += held - DOLLAR.balanceOf(address(ESCROW));
    }

    function refund(uint256 index, uint96 amount, bool fromWallet) external {
        if (_terms.length == 0) return;
        IPaymentTypes.Terms memory terms = _terms[index % _terms.length];
        _refund(terms, terms.merchant, uint96(amount % terms.amount) + 1, fromWallet);
    }

    function refundByOperator(uint256 index, uint96 amount) external {
        if (_terms.length == 0) return;
        IPaymentTypes.Terms memory terms = _terms[index % _terms.length];
        _refund(terms, terms.operator, uint96(amount % terms.amount) + 1, false);
    }

    function withdraw(uint256 index, uint96 amount, uint256 to) external {
        address account = accounts[index % accounts.length];
        (uint96 available, , ) = ESCROW.balance(account, address(DOLLAR));
        if (available == 0) return;
        amount = uint96(amount % available) + 1;
        address receiver = accounts[to % accounts.length];
        _watch();
        if (!_call(account, abi.encodeCall(ESCROW.withdraw, (address(DOLLAR), amount, receiver, "")))) return;
        _onlyFell(account);
        moneyOut += amount;
    }

    function setOperator(uint256 index, uint256 operator, uint96 dailyCap) external {
        _call(
            accounts[index % accounts.length],
            abi.encodeCall(ESCROW.setOperator, (accounts[operator % accounts.length], address(DOLLAR), dailyCap, ""))
        );
    }

    /// @notice Every verb that only a party may call, by an account that no terms name.
    function attack(uint256 index, uint96 amount, uint256 verb) external {
        if (_terms.length == 0) return;
        IPaymentTypes.Terms memory terms = _terms[index % _terms.length];
        amount = uint96(amount % terms.amount) + 1;
        IPaymentTypes.Source source = IPaymentTypes.Source(verb % 2);
        IPaymentTypes.Terms memory fresh = _agree(index, amount, 0, IPaymentTypes.Mode.Escrow);
        fresh.salt = type(uint256).max;
        bytes[5] memory calls = [
            abi.encodeCall(ESCROW.capture, (terms, amount, _leastFee(terms, amount), "")),
            abi.encodeCall(ESCROW.void, (terms, "")),
            abi.encodeCall(ESCROW.refund, (terms, amount, source, "")),
            abi.encodeCall(ESCROW.withdraw, (address(DOLLAR), amount, address(0xBAD), "")),
            abi.encodeCall(ESCROW.authorize, (fresh, IPaymentTypes.Pull(source, "")))
        ];
        if (_call(address(0xBAD), calls[verb % calls.length])) _violate("a stranger acted");
    }

    /// @notice A known id must never begin again.
    function beginAgain(uint256 index) external {
        if (_terms.length == 0) return;
        IPaymentTypes.Terms memory terms = _terms[index % _terms.length];
        IPaymentTypes.Pull memory pull = _pull(false);
        bytes memory call =
            terms.mode == IPaymentTypes.Mode.Escrow
                ? abi.encodeCall(ESCROW.authorize, (terms, pull))
                : abi.encodeCall(ESCROW.charge, (terms, _leastFee(terms, terms.amount), pull));
        if (_call(terms.payer, call)) _violate("an id lived again");
    }

    function letTimePass(uint32 time) external {
        vm.warp(block.timestamp + (time % 6 hours));
    }

    function setBlocked(uint256 index, bool blocked) external {
        DOLLAR.setBlocked(accounts[index % accounts.length], blocked);
    }

    // ---------------------------------------------------------------- books

    function _refund(IPaymentTypes.Terms memory terms, address caller, uint96 amount, bool fromWallet) private {
        (uint96 dailyCap, uint96 spent) = ESCROW.operatorOf(terms.merchant, caller, address(DOLLAR));
        bool allowed = caller == terms.merchant || (block.timestamp < terms.refundBy && dailyCap >= spent + amount);
        IPaymentTypes.Source source = fromWallet ? IPaymentTypes.Source.Allowance : IPaymentTypes.Source.Available;
        bytes32 id = ESCROW.paymentId(terms);
        (uint96 credited, , ) = ESCROW.balance(terms.payer, address(DOLLAR));
        _watch();
        if (!_call(caller, abi.encodeCall(ESCROW.refund, (terms, amount, source, "")))) return;
        _onlyFell(allowed ? terms.merchant : address(0));
        books[id].refunded += amount;
        (uint96 creditedAfter, , ) = ESCROW.balance(terms.payer, address(DOLLAR));
        if (fromWallet) moneyIn += amount;
        if (creditedAfter == credited) moneyOut += amount;
    }

    function _agree(
        uint256 seed,
        uint96 amount,
        uint16 minFeeBps,
        IPaymentTypes.Mode mode
    ) private view returns (IPaymentTypes.Terms memory terms) {
        terms.payer = accounts[seed % 5];
        terms.merchant = accounts[(seed / 5) % 5];
        terms.operator = accounts[(seed / 25) % 5];
        terms.feeRecipient = accounts[(seed / 125) % 5];
        terms.token = address(DOLLAR);
        terms.amount = uint96(amount % 1e9) + 1;
        terms.mode = mode;
        terms.authorizeBy = uint48(block.timestamp + 1 hours);
        terms.captureBy = uint48(block.timestamp + 12 hours);
        terms.refundBy = uint48(block.timestamp + 24 hours);
        (terms.minFeeBps, terms.maxFeeBps) = (minFeeBps % 10_001, 10_000);
        terms.salt = _terms.length;
    }

    function _pull(bool fromBalance) private pure returns (IPaymentTypes.Pull memory) {
        return IPaymentTypes.Pull(fromBalance ? IPaymentTypes.Source.Available : IPaymentTypes.Source.Allowance, "");
    }

    function _leastFee(IPaymentTypes.Terms memory terms, uint256 amount) private pure returns (uint96) {
        return uint96((amount * terms.minFeeBps + 9_999) / 10_000);
    }

    function _remember(IPaymentTypes.Terms memory terms, bool fromBalance) private returns (bytes32 id) {
        id = ESCROW.paymentId(terms);
        ids.push(id);
        _terms.push(terms);
        if (!fromBalance) moneyIn += terms.amount;
    }

    function _call(address caller, bytes memory message) private returns (bool success) {
        vm.prank(caller);
        (success, ) = address(ESCROW).call(message);
        if (success) ++succeeded;
    }

    function _watch() private {
        for (uint256 i; i < accounts.length; ++i) {
            _wallets[i] = DOLLAR.balanceOf(accounts[i]);
            (_balances[i], , ) = ESCROW.balance(accounts[i], address(DOLLAR));
        }
    }

    function _onlyFell(address consenting) private {
        for (uint256 i; i < accounts.length; ++i) {
            if (accounts[i] == consenting) continue;
            (uint96 available, , ) = ESCROW.balance(accounts[i], address(DOLLAR));
            if (DOLLAR.balanceOf(accounts[i]) < _wallets[i]) _violate("a wallet fell without consent");
            if (available < _balances[i]) _violate("a balance fell without consent");
        }
    }

    function _violate(string memory what) private {
        if (bytes(violation).length == 0) violation = what;
    }
}
