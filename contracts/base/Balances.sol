// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";
import {BalanceSlot} from "../libraries/BalanceSlot.sol";

/// @notice One balance per (account, token). Each change raises its sequence by one.
abstract contract Balances is IPaymentEscrow {
    using BalanceSlot for BalanceSlot.Slot;

    mapping(address account => mapping(address token => BalanceSlot.Slot)) private _balances;

    /// @inheritdoc IPaymentEscrow
    function balance(
        address account,
        address token
    ) external view returns (uint96 available, uint96 prepaid, uint64 seq) {
        return _balances[account][token].read();
    }

    /// @return seq The sequence after the credit. A zero amount changes nothing.
    function _credit(address account, address token, uint96 amount, bytes32 cause) internal returns (uint64 seq) {
        if (amount == 0) return _seq(account, token);
        uint96 available;
        uint96 prepaid;
        (available, prepaid, seq) = _balances[account][token].credit(amount);
        emit BalanceChanged(account, token, cause, available, prepaid, seq);
    }

    /// @return seq The sequence after the debit.
    function _debit(address account, address token, uint96 amount, bytes32 cause) internal returns (uint64 seq) {
        uint96 available;
        uint96 prepaid;
        (available, prepaid, seq) = _take(account, token, amount);
        emit BalanceChanged(account, token, cause, available, prepaid, seq);
    }

    /// @notice Lowers the available balance. Warning: the caller emits the event with the totals returned.
    function _take(
        address account,
        address token,
        uint96 amount
    ) internal returns (uint96 available, uint96 prepaid, uint64 seq) {
        return _balances[account][token].debit(amount);
    }

    function _seq(address account, address token) internal view returns (uint64 seq) {
        (, , seq) = _balances[account][token].read();
    }
}
