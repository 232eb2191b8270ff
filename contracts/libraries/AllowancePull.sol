// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ICommonErrors} from "../interfaces/ICommonErrors.sol";

/// @notice A transfer between two others by this contract's allowance.
library AllowancePull {
    /// @dev What the token may spend: enough for any token, too little to burn a batch. The sender or a hook of it must
    /// not decide how much gas is left for the others.
    uint256 private constant PULL_GAS = 300_000;
    /// @dev What there must have been for it: the gas of the call itself and of what comes before it goes off.
    uint256 private constant LEAST_GAS = 310_000;

    /// @notice Reports whether the token moved the money. Warning: whether it moved all of it shows in what the receiver
    /// holds; and the caller has made sure that the token has code. A refusal is only reported where it is proven, that
    /// is, with enough gas; else this reverts.
    function tryPull(address token, address from, address to, uint256 amount) internal returns (bool pulled) {
        bytes4 selector = IERC20.transferFrom.selector;
        uint256 left = gasleft();
        uint256 cap = PULL_GAS;
        assembly ("memory-safe") {
            let message := mload(0x40)
            mstore(message, selector)
            mstore(add(message, 0x04), from)
            mstore(add(message, 0x24), to)
            mstore(add(message, 0x44), amount)
            mstore(0x00, 0)
            pulled := call(cap, token, 0, message, 0x64, 0x00, 0x20)
            // As SafeERC20 does: no answer is good, any other than true is not.
            if returndatasize() {
                pulled := and(pulled, eq(mload(0x00), 1))
            }
        }
        if (!pulled) _requireEnoughGas(left);
    }

    function _requireEnoughGas(uint256 left) private pure {
        // The EVM keeps back a 64th of what is left (EIP-150).
        uint256 forwarded = left - left / 64;
        if (forwarded < LEAST_GAS) revert ICommonErrors.TooLittleGas(forwarded, LEAST_GAS);
    }
}
