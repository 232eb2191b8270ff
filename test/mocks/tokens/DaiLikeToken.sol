// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Has a permit of its own, with an unlimited allowance and another signature than EIP-2612's, as DAI does.
contract DaiLikeToken is PlainToken {
    uint256 public permits;

    constructor() PlainToken(18) {}

    function permit(address holder, address spender, uint256, uint256, bool allowed, uint8, bytes32, bytes32) external {
        ++permits;
        _approve(holder, spender, allowed ? type(uint256).max : 0);
    }
}
