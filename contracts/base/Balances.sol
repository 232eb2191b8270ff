// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";
import {BalanceWord} from "../libraries/BalanceWord.sol";

/// @notice One balance per (account, token). Each change raises its sequence by one.
abstract contract Balances is IPaymentEscrow {
    using BalanceWord for uint256;

    /// @param word As in {BalanceWord}. A struct, because a change computes its place once.
    struct Balance {
        uint256 word;
    }

    mapping(address account => mapping(address token => Balance)) private _balances;

    /// @inheritdoc IPaymentEscrow
    function balance(
        address account,
        address token
    ) external view returns (uint96 available, uint96 prepaid, uint64 seq) {
        return _balances[account][token].word.unpack();
    }

    /// @return seq The sequence after the credit. A zero amount changes nothing.
    function _credit(address account, address token, uint96 amount, bytes32 cause) internal returns (uint64 seq) {
        if (amount == 0) return _seq(account, token);
        Balance storage slot = _balances[account][token];
        return _store(slot, slot.word.addAvailable(amount), account, token, cause);
    }

    /// @return seq The sequence after the debit.
    function _debit(address account, address token, uint96 amount, bytes32 cause) internal returns (uint64 seq) {
        Balance storage slot = _balances[account][token];
        return _store(slot, slot.word.subAvailable(amount), account, token, cause);
    }

    /// @return seq The sequence after the credit.
    function _creditPrepaid(
        address account,
        address token,
        uint96 amount,
        bytes32 cause
    ) internal returns (uint64 seq) {
        Balance storage slot = _balances[account][token];
        return _store(slot, slot.word.addPrepaid(amount), account, token, cause);
    }

    /// @return seq The sequence after the move.
    function _movePrepaid(
        address account,
        address token,
        uint96 amount,
        bool toPrepaid,
        bytes32 cause
    ) internal returns (uint64 seq) {
        Balance storage slot = _balances[account][token];
        uint256 word = slot.word;
        word = toPrepaid ? word.subAvailable(amount).addPrepaid(amount) : word.subPrepaid(amount).addAvailable(amount);
        return _store(slot, word, account, token, cause);
    }

    /// @notice Lowers the prepaid balance where it suffices. Warning: the manager emits the event with the totals returned.
    /// @return word Of the balance afterwards; 0 where it does not suffice and nothing changed.
    function _tryTakePrepaid(address account, address token, uint96 amount) internal returns (uint256 word) {
        Balance storage slot = _balances[account][token];
        word = slot.word;
        if (amount > word.prepaidOf()) return 0;
        word = word.subCovered(amount).changed();
        slot.word = word;
    }

    /// @notice Lowers the available balance. Warning: the caller emits the event with the totals returned.
    function _take(
        address account,
        address token,
        uint96 amount
    ) internal returns (uint96 available, uint96 prepaid, uint64 seq) {
        Balance storage slot = _balances[account][token];
        uint256 word = slot.word.subAvailable(amount).changed();
        slot.word = word;
        return word.unpack();
    }

    function _availableOf(address account, address token) internal view returns (uint96 available) {
        return uint96(_balances[account][token].word);
    }

    function _seq(address account, address token) internal view returns (uint64 seq) {
        return uint64(_balances[account][token].word >> 192);
    }

    function _store(
        Balance storage slot,
        uint256 word,
        address account,
        address token,
        bytes32 cause
    ) private returns (uint64 seq) {
        word = word.changed();
        slot.word = word;
        uint96 available;
        uint96 prepaid;
        (available, prepaid, seq) = word.unpack();
        emit BalanceChanged(account, token, cause, available, prepaid, seq);
    }
}
