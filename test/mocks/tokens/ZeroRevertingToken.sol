// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Refuses amounts of zero, and the zero address, even for approvals.
contract ZeroRevertingToken is PlainToken {
    error Zero();

    constructor() PlainToken(18) {}

    function _update(address from, address to, uint256 value) internal override {
        if (value == 0 || to == address(0)) revert Zero();
        super._update(from, to, value);
    }

    function _approve(address owner, address spender, uint256 value, bool emitEvent) internal override {
        if (spender == address(0)) revert Zero();
        super._approve(owner, spender, value, emitEvent);
    }
}
