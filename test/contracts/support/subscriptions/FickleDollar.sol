// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {HostileDollar} from "../../../mocks/HostileDollar.sol";

/// @notice A dollar that treats each sender's transfers by allowance as it is told.
contract FickleDollar is HostileDollar {
    /// @dev The first three below `None` are plain refusals; the last two leave the receiver with another amount than
    /// the answer says.
    enum Whim {
        None,
        Revert,
        AnswerFalse,
        BurnGas,
        AnswerFalseAndMove,
        MoveLess
    }

    mapping(address account => Whim) public whims;

    error Refused(address account);

    function setWhim(address account, Whim whim) external {
        whims[account] = whim;
    }

    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        Whim whim = whims[from];
        if (whim == Whim.Revert) revert Refused(from);
        if (whim == Whim.AnswerFalse) return false;
        if (whim == Whim.BurnGas) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        bool moved = super.transferFrom(from, to, whim == Whim.MoveLess ? value - 1 : value);
        return moved && whim != Whim.AnswerFalseAndMove;
    }
}
