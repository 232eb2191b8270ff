// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../interfaces/IManagerHooks.sol";
import {IPaymentEscrowErrors} from "../interfaces/IPaymentEscrowErrors.sol";

/// @notice Who can be a party of anything: nobody whose money could never be taken out again.
abstract contract Parties is IManagerHooks, IPaymentEscrowErrors {
    address internal immutable MANAGER;

    constructor(address manager_) {
        MANAGER = manager_;
    }

    /// @inheritdoc IManagerHooks
    function manager() external view returns (address) {
        return MANAGER;
    }

    /// @notice Reverts where `party` is nobody, this contract, the manager or the token.
    function _requireOutsider(address party, address token) internal view {
        address manager_ = MANAGER;
        bool inside;
        // Without jumps, because intake asks for four parties.
        assembly ("memory-safe") {
            inside := or(or(iszero(party), eq(party, address())), or(eq(party, manager_), eq(party, token)))
        }
        if (inside) revert InvalidParty(party);
    }
}
