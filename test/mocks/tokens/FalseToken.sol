// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Never reverts: answers false and moves nothing where a transfer is impossible or the receiver is refused.
contract FalseToken is PlainToken {
    mapping(address account => bool) public refused;

    constructor() PlainToken(18) {}

    function setRefused(address account, bool value) external {
        refused[account] = value;
    }

    function transfer(address to, uint256 value) public override returns (bool) {
        if (refused[to] || balanceOf(msg.sender) < value) return false;
        return super.transfer(to, value);
    }

    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        if (refused[to] || balanceOf(from) < value || allowance(from, msg.sender) < value) return false;
        return super.transferFrom(from, to, value);
    }
}
