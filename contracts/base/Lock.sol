// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../interfaces/IPaymentEscrowErrors.sol";

/// @notice The reentrancy guard, in transient storage. Of its own making, because the manager's call holds it from
/// {IManagerHooks-enter} to {IManagerHooks-settleCredits}.
abstract contract Lock is IPaymentEscrowErrors {
    uint256 private constant FREE = 0;
    uint256 private constant IN_VERB = 1;
    uint256 private constant ENTERED = 2;

    /// @dev A word of its own: a smaller type would share it and cost a read at each write.
    uint256 private transient _state;

    /// @dev Every verb that changes anything, but for the hooks.
    modifier locked() {
        if (_state != FREE) revert Locked();
        _state = IN_VERB;
        _;
        _state = FREE;
    }

    /// @dev Every hook between {IManagerHooks-enter} and {IManagerHooks-settleCredits}.
    modifier whileEntered() {
        if (_state != ENTERED) revert NotEntered();
        _;
    }

    function _enter() internal {
        if (_state != FREE) revert Locked();
        _state = ENTERED;
    }

    function _exit() internal {
        _state = FREE;
    }
}
