// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Keeps 1 % of every transfer, and at least one unit.
contract FeeOnTransferToken is PlainToken {
    constructor() PlainToken(18) {}

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (from != address(0) && to != address(0)) super._update(to, address(0), value / 100 + 1);
    }
}
