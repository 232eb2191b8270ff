// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../interfaces/IManagerHooks.sol";

/// @notice The escrow's hooks as SubscriptionManager calls them, with calldata written in place: the encoder spends some
/// 2,000 gas on the two credits of a charge. Reverts pass through. Warning: the caller knows that the escrow has code.
library EscrowCalls {
    function enterFor(IManagerHooks escrow, address token) internal {
        bytes4 selector = IManagerHooks.enterFor.selector;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, token)
        }
        _call(escrow, 0x00, 0x24);
    }

    /// @return word As in {IManagerHooks-debitPrepaid}.
    function debitPrepaid(IManagerHooks escrow, address account, uint256 amount) internal returns (uint256 word) {
        bytes4 selector = IManagerHooks.debitPrepaid.selector;
        uint256 data;
        assembly ("memory-safe") {
            data := mload(0x40)
            mstore(data, selector)
            mstore(add(data, 0x04), 0x20)
            mstore(add(data, 0x24), 1)
            mstore(add(data, 0x44), account)
            mstore(add(data, 0x64), amount)
        }
        _call(escrow, data, 0x84);
        assembly ("memory-safe") {
            returndatacopy(0x00, 0x40, 0x20)
            word := mload(0x00)
        }
    }

    /// @notice Credits that are zero are left out.
    function settle(
        IManagerHooks escrow,
        bytes32 cause,
        address merchant,
        uint256 net,
        address feeRecipient,
        uint256 fee
    ) internal {
        bytes4 selector = IManagerHooks.settle.selector;
        uint256 data;
        uint256 end;
        assembly ("memory-safe") {
            data := mload(0x40)
            mstore(data, selector)
            mstore(add(data, 0x04), 0x20)
            end := add(data, 0x44)
            if net {
                mstore(end, cause)
                mstore(add(end, 0x20), merchant)
                mstore(add(end, 0x40), net)
                end := add(end, 0x60)
            }
            if fee {
                mstore(end, cause)
                mstore(add(end, 0x20), feeRecipient)
                mstore(add(end, 0x40), fee)
                end := add(end, 0x60)
            }
            mstore(add(data, 0x24), div(sub(end, add(data, 0x44)), 0x60))
        }
        _call(escrow, data, end - data);
    }

    function _call(IManagerHooks escrow, uint256 data, uint256 size) private {
        assembly ("memory-safe") {
            if iszero(call(gas(), escrow, 0, data, size, 0x00, 0x00)) {
                let answer := mload(0x40)
                returndatacopy(answer, 0, returndatasize())
                revert(answer, returndatasize())
            }
        }
    }
}
