// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";
import {SignedActions} from "./SignedActions.sol";

/// @notice What an account allows its operators to refund per UTC day.
abstract contract Operators is IPaymentEscrow, SignedActions {
    bytes32 private constant SET_OPERATOR_TYPEHASH = keccak256(
        "SetOperator(address account,address operator,address token,uint256 dailyCap,uint256 nonce,uint256 deadline)"
    );

    struct Grant {
        uint96 dailyCap;
        uint96 spent;
        uint48 day;
    }

    mapping(address account => mapping(address operator => mapping(address token => Grant))) private _grants;

    /// @inheritdoc IPaymentEscrow
    function setOperator(address operator, address token, uint96 dailyCap, bytes calldata auth) external locked {
        address account = msg.sender;
        if (auth.length != 0) {
            (account, ) = _signer(
                auth,
                abi.encode(SET_OPERATOR_TYPEHASH, FROM_AUTH, operator, token, dailyCap, FROM_AUTH, FROM_AUTH)
            );
        }
        if (operator == address(0) || operator == account) revert InvalidParty(operator);
        _grants[account][operator][token].dailyCap = dailyCap;
        emit OperatorSet(account, operator, token, dailyCap);
    }

    /// @inheritdoc IPaymentEscrow
    function operatorOf(
        address account,
        address operator,
        address token
    ) external view returns (uint96 dailyCap, uint96 spentToday) {
        Grant memory grant = _grants[account][operator][token];
        return (grant.dailyCap, _spentToday(grant));
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
