// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";

/// @notice One balance per (account, token), in one slot.
abstract contract Balances is IPaymentEscrow {
    struct Balance {
        uint96 available;
        uint96 prepaid;
        uint64 seq;
    }

    mapping(address account => mapping(address token => Balance)) private _balances;

    /// @inheritdoc IPaymentEscrow
    function balance(
        address account,
        address token
    ) external view returns (uint96 available, uint96 prepaid, uint64 seq) {
        Balance memory held = _balances[account][token];
        return (held.available, held.prepaid, held.seq);
    }

    /// @return seq The sequence after the credit. A zero amount changes nothing.
    function _credit(address account, address token, uint96 amount, bytes32 cause) internal returns (uint64 seq) {
        Balance memory held = _balances[account][token];
        if (amount == 0) return held.seq;
        held.available += amount;
        held.seq += 1;
        _balances[account][token] = held;
        emit BalanceChanged(account, token, cause, held.available, held.prepaid, held.seq);
        return held.seq;
    }

    /// @return seq The sequence after the debit.
    function _debit(address account, address token, uint96 amount, bytes32 cause) internal returns (uint64 seq) {
        Balance memory held = _take(account, token, amount);
        emit BalanceChanged(account, token, cause, held.available, held.prepaid, held.seq);
        return held.seq;
    }

    /// @notice Lowers the available balance. Warning: the caller emits the event with the totals returned.
    function _take(address account, address token, uint96 amount) internal returns (Balance memory held) {
        held = _balances[account][token];
        if (amount > held.available) revert ExceedsAvailable(amount, held.available);
        held.available -= amount;
        held.seq += 1;
        _balances[account][token] = held;
    }

    function _seq(address account, address token) internal view returns (uint64) {
        return _balances[account][token].seq;
    }
}
