// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../../../contracts/interfaces/IPaymentTypes.sol";
import {Stage} from "./Stage.sol";

/// @notice The handler's own books: what every wallet, balance and payment must be. They obey the rule above all others by
/// themselves, since nothing is lowered in them but for whom has consented, and what the escrow says is held against them.
///
/// Nothing here reverts: what goes wrong is remembered, so that it also shows where reverts are no failures.
abstract contract Books is Stage {
    struct Purse {
        uint96 available;
        uint96 prepaid;
        uint64 seq;
        uint256 wallet;
    }

    struct Book {
        uint96 captured;
        uint96 fees;
        uint96 voided;
        uint96 reclaimed;
        uint96 refunded;
        bool burned;
    }

    /// @param surplus Base units that nobody is owed: gifts, and fees that the token took from a push.
    struct Till {
        uint256 capturable;
        uint256 moneyIn;
        uint256 moneyOut;
        uint256 surplus;
    }

    mapping(address token => mapping(address account => Purse)) internal _purses;
    mapping(address token => Till) public tills;
    mapping(bytes32 id => Book) public books;
    IPaymentTypes.Terms[] internal _terms;
    bytes32[] public ids;
    mapping(address token => bytes32[]) private _idsOf;
    mapping(bytes32 id => bool) internal _known;
    /// @dev The one account whose money may fall in this step.
    address internal _consenting;
    /// @dev What went wrong first; empty while everything holds.
    string public violation;

    constructor() {
        for (uint256 t; t < TOKENS; ++t) {
            for (uint256 i; i < ACCOUNTS; ++i) _purses[tokens[t]][accounts[i]].wallet = WEALTH;
        }
    }

    function paymentCount() external view returns (uint256) {
        return ids.length;
    }

    function idsOf(address token) external view returns (bytes32[] memory) {
        return _idsOf[token];
    }

    function termsAt(uint256 index) external view returns (IPaymentTypes.Terms memory) {
        return _terms[index];
    }

    function _violate(string memory what) internal {
        if (bytes(violation).length == 0) violation = what;
    }

    // ---------------------------------------------------------------- balances

    function _raise(address token, address account, uint256 amount) internal {
        if (amount == 0) return;
        Purse storage purse = _purses[token][account];
        unchecked {
            (purse.available, purse.seq) = (purse.available + uint96(amount), purse.seq + 1);
        }
    }

    function _lower(address token, address account, uint256 amount) internal {
        _requireConsent(account);
        Purse storage purse = _purses[token][account];
        if (amount > purse.available) _violate("6: more was taken than was available");
        unchecked {
            (purse.available, purse.seq) = (purse.available - uint96(amount), purse.seq + 1);
        }
    }

    function _raisePrepaid(address token, address account, uint96 amount) internal {
        Purse storage purse = _purses[token][account];
        unchecked {
            (purse.prepaid, purse.seq) = (purse.prepaid + amount, purse.seq + 1);
        }
    }

    function _lowerPrepaid(address token, address account, uint96 amount) internal {
        _requireConsent(account);
        Purse storage purse = _purses[token][account];
        if (amount > purse.prepaid) _violate("6: more was taken than was prepaid");
        unchecked {
            (purse.prepaid, purse.seq) = (purse.prepaid - amount, purse.seq + 1);
        }
    }

    /// @dev A move is one change, so the sequence that the second half adds is taken back.
    function _move(address token, address account, uint96 amount, bool toPrepaid) internal {
        if (toPrepaid) {
            _lower(token, account, amount);
            _raisePrepaid(token, account, amount);
        } else {
            _lowerPrepaid(token, account, amount);
            _raise(token, account, amount);
        }
        --_purses[token][account].seq;
    }

    // ---------------------------------------------------------------- wallets

    function _takeIn(address token, address account, uint256 amount) internal {
        _requireConsent(account);
        Purse storage purse = _purses[token][account];
        if (amount > purse.wallet) _violate("6: more was taken than the wallet held");
        unchecked {
            purse.wallet -= amount;
        }
        tills[token].moneyIn += amount;
    }

    /// @param held What the escrow held before the push. What it sent less than `amount`, a token kept as its fee.
    function _payOut(address token, address account, uint256 amount, uint256 held) internal {
        uint256 heldAfter = _heldOf(token);
        uint256 sent = held > heldAfter ? held - heldAfter : 0;
        if (sent > amount) return _violate("3: more went out than was due");
        _purses[token][account].wallet += sent;
        tills[token].moneyOut += sent;
        tills[token].surplus += amount - sent;
    }

    function _requireConsent(address account) private {
        if (account != _consenting) _violate("6: money of somebody who did not consent was taken");
    }

    // ---------------------------------------------------------------- payments

    function _capturableOf(bytes32 id, uint96 amount) internal view returns (uint96) {
        Book storage book = books[id];
        if (book.burned) return 0;
        unchecked {
            return amount - book.captured - book.voided - book.reclaimed;
        }
    }

    function _refundableOf(bytes32 id) internal view returns (uint96) {
        Book storage book = books[id];
        unchecked {
            return book.captured - book.fees - book.refunded;
        }
    }

    function _remember(IPaymentTypes.Terms memory terms, bytes32 id) internal {
        if (_known[id]) _violate("4: an id lived again");
        _known[id] = true;
        ids.push(id);
        _idsOf[terms.token].push(id);
        _terms.push(terms);
    }

    // ---------------------------------------------------------------- comparison

    /// @notice Whether everybody's wallet and balance of `token` is what the books say.
    function checkToken(address token) public {
        for (uint256 i; i < ACCOUNTS; ++i) {
            address account = accounts[i];
            Purse memory purse = _purses[token][account];
            (uint96 available, uint96 prepaid, uint64 seq) = ESCROW.balance(account, token);
            if (available < purse.available || prepaid < purse.prepaid) _violate("6: a balance fell");
            if (available > purse.available || prepaid > purse.prepaid) _violate("3: a balance rose");
            if (seq != purse.seq) _violate("a sequence is not the number of changes");
            uint256 wallet = _walletOf(token, account);
            if (wallet < purse.wallet) _violate("6: a wallet fell");
            if (wallet > purse.wallet) _violate("3: a wallet rose");
        }
    }

    /// @notice Whether a payment is what the books say.
    function checkPayment(bytes32 id, uint96 amount) public {
        (IPaymentTypes.Status status, uint96 capturable, uint96 refundable) = ESCROW.paymentOf(id);
        Book storage book = books[id];
        uint256 used = uint256(book.captured) + book.voided + book.reclaimed;
        if (used + capturable != (book.burned ? 0 : amount)) _violate("2: the parts are not what was authorized");
        if (uint256(book.refunded) + refundable + book.fees != book.captured) _violate("2: refundable is wrong");
        bool isActive = status == IPaymentTypes.Status.Active;
        if (isActive != (capturable > 0) || status == IPaymentTypes.Status.None) _violate("4: the status is wrong");
    }
}
