// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ICommonErrors} from "../interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../interfaces/IPaymentEscrowErrors.sol";
import {Holding} from "./Holding.sol";

/// @notice Transfers out of this contract.
library TokenPush {
    using SafeERC20 for IERC20;

    /// @dev 300,000 forwarded to the token, and the overhead of the call itself. A wallet that needs more is no wallet.
    uint256 private constant PUSH_GAS = 310_000;
    /// @dev What a receiver of the chain's own coin may spend: enough for any wallet, too little to burn a block.
    uint256 private constant NATIVE_GAS = 100_000;

    /// @notice Pays out and reports whether the receiver or the token refused. Warning: refusals are only reported where
    /// they are proven, that is, with enough gas and with this contract's holding unchanged; else this reverts.
    function tryPush(address token, address to, uint256 amount) internal returns (bool pushed) {
        if (token == address(0)) return _tryPushNative(to, amount);
        uint256 held = Holding.erc20(token);
        uint256 left = gasleft();
        if (IERC20(token).trySafeTransfer(to, amount)) return true;
        _requireEnoughGas(left);
        uint256 heldAfter = Holding.erc20(token);
        if (heldAfter != held) revert IPaymentEscrowErrors.InexactTransfer(heldAfter, held);
    }

    function push(address token, address to, uint256 amount) internal {
        if (token != address(0)) IERC20(token).safeTransfer(to, amount);
        else if (!_transferNative(to, amount)) revert IPaymentEscrowErrors.PushFailed(token, to, amount);
    }

    /// @dev A call that failed left the holding unchanged.
    function _tryPushNative(address to, uint256 amount) private returns (bool pushed) {
        uint256 left = gasleft();
        pushed = _transferNative(to, amount);
        if (!pushed) _requireEnoughGas(left);
    }

    function _requireEnoughGas(uint256 left) private pure {
        // The EVM keeps back a 64th of what is left (EIP-150).
        uint256 forwarded = left - left / 64;
        if (forwarded < PUSH_GAS) revert ICommonErrors.TooLittleGas(forwarded, PUSH_GAS);
    }

    function _transferNative(address to, uint256 amount) private returns (bool success) {
        uint256 cap = NATIVE_GAS;
        assembly ("memory-safe") {
            success := call(cap, to, amount, 0x00, 0x00, 0x00, 0x00)
        }
    }
}
