// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITokenHook, HookedToken} from "./HookedToken.sol";

/// @notice A subscriber's hook that does harm when it is asked to let money go.
contract SpendingHook is ITokenHook {
    enum Harm {
        None,
        BurnAllGas,
        Revert,
        RevertWithMuchData,
        Donate
    }

    HookedToken private immutable TOKEN;
    Harm public harm;

    error Refused();

    constructor(HookedToken token) {
        TOKEN = token;
    }

    function setHarm(Harm value) external {
        harm = value;
    }

    /// @inheritdoc ITokenHook
    function tokensToSend(address, address to, uint256) external {
        if (harm == Harm.Donate) TOKEN.mint(to, 1);
        if (harm == Harm.Revert) revert Refused();
        if (harm == Harm.BurnAllGas) _burnAllGas();
        if (harm == Harm.RevertWithMuchData) _revertWith(50_000);
    }

    /// @inheritdoc ITokenHook
    function tokensReceived(address, address, uint256) external {}

    function _burnAllGas() private pure {
        assembly ("memory-safe") {
            invalid()
        }
    }

    function _revertWith(uint256 size) private pure {
        assembly ("memory-safe") {
            revert(mload(0x40), size)
        }
    }
}
