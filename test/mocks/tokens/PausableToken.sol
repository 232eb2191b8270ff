// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Moves nothing while it is paused.
contract PausableToken is PlainToken {
    bool public paused;

    error Paused();

    constructor() PlainToken(6) {}

    function setPaused(bool value) external {
        paused = value;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (paused) revert Paused();
        super._update(from, to, value);
    }
}
