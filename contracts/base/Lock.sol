// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../interfaces/ICommonErrors.sol";

/// @notice The reentrancy guard, in transient storage. Of its own making, because the manager's call holds the escrow's
/// from {IManagerHooks-enterFor} to {IManagerHooks-settle}.
abstract contract Lock is ICommonErrors {
    uint256 internal constant FREE = 0;
    uint256 private constant IN_VERB = 1;

    /// @dev A word of its own: a smaller type would share it and cost a read at each write.
    uint256 internal transient _state;

    /// @dev Every verb that changes anything, but for the hooks.
    modifier locked() {
        if (_state != FREE) revert Locked();
        _state = IN_VERB;
        _;
        _state = FREE;
    }
}
