// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Every balance is a share times an index, as with stETH and AMPL; transfers round to whole shares.
contract RebasingToken is PlainToken {
    uint256 private constant ONE = 1e18;

    uint256 public index = ONE;
    /// @dev Added to the index by each transfer: a token that rebases in the middle of one.
    uint256 public growth;

    constructor() PlainToken(18) {}

    function rebase(uint256 percent) external {
        index = (index * percent) / 100;
    }

    function setGrowth(uint256 value) external {
        growth = value;
    }

    function balanceOf(address account) public view override returns (uint256) {
        return (super.balanceOf(account) * index) / ONE;
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, (value * ONE) / index);
        index += growth;
    }
}
