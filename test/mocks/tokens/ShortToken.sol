// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Moves what the sender has where it has less than asked, and calls that a success.
contract ShortToken is PlainToken {
    constructor() PlainToken(18) {}

    function _update(address from, address to, uint256 value) internal override {
        if (from != address(0) && balanceOf(from) < value) value = balanceOf(from);
        super._update(from, to, value);
    }
}
