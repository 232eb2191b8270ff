// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Whatever a token can do and say when it is asked to move an allowance: any answer, as success or as failure,
/// beside any movement.
contract AnsweringToken is PlainToken {
    bytes public answer = abi.encode(true);
    bool public failing;
    bool public idle;
    /// @dev What the receiver has more after a movement than was asked for: a fee that is taken, a donation, or a
    /// holding that melts.
    int256 public drift;

    constructor() PlainToken(6) {}

    function setAnswer(bytes calldata answer_, bool failing_) external {
        (answer, failing) = (answer_, failing_);
    }

    function setIdle(bool value) external {
        idle = value;
    }

    function setDrift(int256 value) external {
        drift = value;
    }

    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        if (!idle) {
            super.transferFrom(from, to, value);
            if (drift > 0) _mint(to, uint256(drift));
            if (drift < 0) _burn(to, uint256(-drift));
        }
        bytes memory data = answer;
        bool asFailure = failing;
        assembly ("memory-safe") {
            if asFailure {
                revert(add(data, 0x20), mload(data))
            }
            return(add(data, 0x20), mload(data))
        }
    }
}
