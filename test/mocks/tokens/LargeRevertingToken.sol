// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Refuses amounts of 2^96 and more, as UNI and COMP do; an unlimited approval is the one exception.
contract LargeRevertingToken is PlainToken {
    error TooLarge(uint256 value);

    constructor() PlainToken(18) {}

    function _update(address from, address to, uint256 value) internal override {
        if (value > type(uint96).max) revert TooLarge(value);
        super._update(from, to, value);
    }

    function _approve(address owner, address spender, uint256 value, bool emitEvent) internal override {
        if (value > type(uint96).max && value != type(uint256).max) revert TooLarge(value);
        super._approve(owner, spender, value, emitEvent);
    }
}
