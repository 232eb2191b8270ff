// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Refuses listed accounts as sender and as receiver, as USDC does.
contract BlockListToken is PlainToken {
    mapping(address account => bool) public blocked;

    error Blocked(address account);

    constructor() PlainToken(6) {}

    function setBlocked(address account, bool value) external {
        blocked[account] = value;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (blocked[from]) revert Blocked(from);
        if (blocked[to]) revert Blocked(to);
        super._update(from, to, value);
    }
}
