// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Accepts any call, as WETH does: a permit succeeds and does nothing.
contract WethLikeToken is PlainToken {
    uint256 public strangeCalls;

    constructor() PlainToken(18) {}

    fallback() external payable {
        ++strangeCalls;
    }

    receive() external payable {
        _mint(msg.sender, msg.value);
    }
}
