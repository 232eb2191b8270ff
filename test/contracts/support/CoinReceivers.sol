// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Takes no coin.
contract RefusingReceiver {
    error Refused();

    receive() external payable {
        revert Refused();
    }
}

/// @notice Burns whatever gas it is given.
contract BurningReceiver {
    receive() external payable {
        assembly ("memory-safe") {
            invalid()
        }
    }
}

/// @notice A wallet that spends about 90,000 gas on being paid, and takes the coin.
contract LavishReceiver {
    uint256[4] private _notes;

    receive() external payable {
        for (uint256 i; i < 4; ++i) _notes[i] = 1;
    }
}
