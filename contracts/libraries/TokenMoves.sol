// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC3009Pull} from "../interfaces/IERC3009Pull.sol";
import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";

/// @notice Token transfers into and out of this contract. Every pull must raise its balance by exactly the amount.
library TokenMoves {
    using SafeERC20 for IERC20;

    /// @dev 300,000 forwarded to the token, and the overhead of the call itself. A wallet that needs more is no wallet.
    uint256 private constant PUSH_GAS = 310_000;

    function pullByAllowance(address token, address from, uint256 amount) internal {
        uint256 held = _held(token);
        IERC20(token).safeTransferFrom(from, address(this), amount);
        _requireRise(token, held, amount);
    }

    function pullByAuthorization(
        address token,
        address from,
        uint256 amount,
        uint256 validBefore,
        bytes32 nonce,
        bytes memory signature
    ) internal {
        uint256 held = _held(token);
        if (signature.length == 65) {
            (bytes32 r, bytes32 s, uint8 v) = _split(signature);
            IERC3009Pull(token).receiveWithAuthorization(from, address(this), amount, 0, validBefore, nonce, v, r, s);
        } else {
            IERC3009Pull(token).receiveWithAuthorization(from, address(this), amount, 0, validBefore, nonce, signature);
        }
        _requireRise(token, held, amount);
    }

    /// @notice Pays out and reports whether the token refused. Warning: refusals are only reported where they are
    /// proven, that is, with enough gas and with this contract's balance unchanged; else this reverts.
    function tryPush(address token, address to, uint256 amount) internal returns (bool pushed) {
        uint256 held = _held(token);
        uint256 left = gasleft();
        if (IERC20(token).trySafeTransfer(to, amount)) return true;
        // The EVM keeps back a 64th of what is left (EIP-150).
        uint256 forwarded = left - left / 64;
        if (forwarded < PUSH_GAS) revert IPaymentEscrow.TooLittleGas(forwarded, PUSH_GAS);
        uint256 heldAfter = _held(token);
        if (heldAfter != held) revert IPaymentEscrow.InexactTransfer(heldAfter, held);
    }

    function push(address token, address to, uint256 amount) internal {
        IERC20(token).safeTransfer(to, amount);
    }

    /// @dev `IERC20(token).balanceOf(address(this))`, in scratch memory because every pull and push asks for it.
    function _held(address token) private view returns (uint256 held) {
        bytes4 selector = IERC20.balanceOf.selector;
        bool answered;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, address())
            answered := and(gt(returndatasize(), 0x1f), staticcall(gas(), token, 0x00, 0x24, 0x00, 0x20))
            held := mload(0x00)
        }
        if (!answered) revert SafeERC20.SafeERC20FailedOperation(token);
    }

    function _requireRise(address token, uint256 held, uint256 amount) private view {
        uint256 heldAfter = _held(token);
        uint256 expected = held + amount;
        if (heldAfter != expected) revert IPaymentEscrow.InexactTransfer(heldAfter, expected);
    }

    function _split(bytes memory signature) private pure returns (bytes32 r, bytes32 s, uint8 v) {
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
            v := byte(0, mload(add(signature, 0x60)))
        }
    }
}
