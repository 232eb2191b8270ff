// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice An honest token until its owner upgrades it to something else.
contract UpgradeableToken is PlainToken {
    enum Behavior {
        Honest,
        KeepsAFee,
        TakesMore,
        MovesNothing,
        Paused
    }

    Behavior public behavior;

    error Paused();

    constructor() PlainToken(6) {}

    function upgrade(Behavior value) external {
        behavior = value;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (behavior == Behavior.Paused) revert Paused();
        if (behavior == Behavior.MovesNothing) return;
        super._update(from, to, value);
        if (behavior == Behavior.KeepsAFee) super._update(to, address(0), value / 100);
        if (behavior == Behavior.TakesMore) super._update(from, address(0), value / 100);
    }
}
