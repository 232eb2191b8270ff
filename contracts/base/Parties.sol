// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../interfaces/ICommonErrors.sol";

/// @notice Who can be a party of anything: nobody whose money could never be taken out again.
abstract contract Parties is ICommonErrors {
    /// @dev The other one of the two contracts.
    address internal immutable PARTNER;

    constructor(address partner) {
        PARTNER = partner;
    }

    /// @notice Reverts where `party` is nobody, one of the two contracts or the token.
    function _requireOutsider(address party, address token) internal view {
        address partner = PARTNER;
        bool inside;
        // Without jumps, because intake asks for four parties.
        assembly ("memory-safe") {
            inside := or(or(iszero(party), eq(party, address())), or(eq(party, partner), eq(party, token)))
        }
        if (inside) revert InvalidParty(party);
    }
}
