// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";

/// @notice What an account allows its operators to refund per UTC day.
abstract contract Operators is IPaymentEscrow {
    struct Grant {
        uint96 dailyCap;
        uint96 spent;
        uint48 day;
    }

    mapping(address account => mapping(address operator => mapping(address token => Grant))) private _grants;

    /// @inheritdoc IPaymentEscrow
    function operatorOf(
        address account,
        address operator,
        address token
    ) external view returns (uint96 dailyCap, uint96 spentToday) {
        Grant memory grant = _grants[account][operator][token];
        return (grant.dailyCap, _spentToday(grant));
    }

    function _setDailyCap(address account, address operator, address token, uint96 dailyCap) internal {
        _grants[account][operator][token].dailyCap = dailyCap;
        emit OperatorSet(account, operator, token, dailyCap);
    }

    function _spendDailyCap(address account, address operator, address token, uint96 amount) internal {
        Grant memory grant = _grants[account][operator][token];
        uint256 spent = _spentToday(grant);
        uint256 left = grant.dailyCap > spent ? grant.dailyCap - spent : 0;
        if (amount > left) revert ExceedsDailyCap(amount, left);
        grant.spent = uint96(spent) + amount;
        grant.day = _today();
        _grants[account][operator][token] = grant;
    }

    function _spentToday(Grant memory grant) private view returns (uint96) {
        return grant.day == _today() ? grant.spent : 0;
    }

    function _today() private view returns (uint48) {
        return uint48(block.timestamp / 1 days);
    }
}
