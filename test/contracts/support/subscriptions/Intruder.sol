// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISignedActions} from "../../../../contracts/interfaces/ISignedActions.sol";
import {OwnedWallet} from "../../../mocks/OwnedWallet.sol";

/// @notice A contract wallet that, once armed, tries to act in the middle of a verb whenever a token's hook calls it: by
/// cancelling nonces of its own, which nothing but a lock forbids, and by the very call that is under way.
contract Intruder is OwnedWallet {
    address[] private _targets;
    bytes private _call;
    uint256 private _nextNonce = 1 << 128;
    /// @dev How often it was let in.
    uint256 public intrusions;

    constructor(address owner) OwnedWallet(owner) {}

    receive() external payable {}

    /// @param targets Whose verbs are all locked while `call` to the first of them is under way; none to disarm.
    function arm(address[] calldata targets, bytes calldata call) external {
        (_targets, _call) = (targets, call);
    }

    function intrude() external {
        if (_targets.length == 0) return;
        for (uint256 i; i < _targets.length; ++i) {
            _try(_targets[i], abi.encodeCall(ISignedActions.cancelNonce, (_nextNonce++, "")));
        }
        _try(_targets[0], _call);
    }

    function _try(address target, bytes memory call) private {
        (bool success, ) = target.call(call);
        if (success) ++intrusions;
    }
}
