// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Calls whoever sends and receives, before and after, as ERC-777 does.
interface ITokenHook {
    function tokensToSend(address from, address to, uint256 amount) external;
    function tokensReceived(address from, address to, uint256 amount) external;
}

/// @notice ERC-20 with the hooks of ERC-777. A hook that reverts fails the transfer.
contract HookedToken is PlainToken {
    mapping(address account => ITokenHook) public hookOf;

    constructor() PlainToken(18) {}

    function setHook(address account, ITokenHook hook) external {
        hookOf[account] = hook;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (address(hookOf[from]) != address(0)) hookOf[from].tokensToSend(from, to, value);
        super._update(from, to, value);
        if (address(hookOf[to]) != address(0)) hookOf[to].tokensReceived(from, to, value);
    }
}
