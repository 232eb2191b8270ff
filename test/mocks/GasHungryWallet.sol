// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A contract wallet that accepts the chain's own coin only with so much gas.
contract GasHungryWallet {
    uint256 private immutable LEAST;

    error Hungry();

    constructor(uint256 least) {
        LEAST = least;
    }

    receive() external payable {
        if (gasleft() < LEAST) revert Hungry();
    }
}
