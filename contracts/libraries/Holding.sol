// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @notice What this contract holds of a token, or of the chain's own coin.
library Holding {
    function held(address token) internal view returns (uint256 amount) {
        return token == address(0) ? address(this).balance : erc20(token);
    }

    /// @dev `IERC20(token).balanceOf(address(this))`, in scratch memory because every pull and push asks for it.
    function erc20(address token) internal view returns (uint256 amount) {
        bytes4 selector = IERC20.balanceOf.selector;
        bool answered;
        assembly ("memory-safe") {
            mstore(0x00, selector)
            mstore(0x04, address())
            answered := and(gt(returndatasize(), 0x1f), staticcall(gas(), token, 0x00, 0x24, 0x00, 0x20))
            amount := mload(0x00)
        }
        if (!answered) revert SafeERC20.SafeERC20FailedOperation(token);
    }
}
