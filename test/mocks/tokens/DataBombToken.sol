// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PlainToken} from "./PlainToken.sol";

/// @notice Answers a call with a megabyte, as success or as failure.
contract DataBombToken is PlainToken {
    enum Trigger {
        Never,
        Transfer,
        TransferFrom,
        BalanceOf,
        Permit
    }

    uint256 public constant SIZE = 1 << 20;

    Trigger public trigger;
    bool public failing;

    constructor() PlainToken(6) {}

    function setBomb(Trigger trigger_, bool failing_) external {
        (trigger, failing) = (trigger_, failing_);
    }

    function permit(address, address, uint256, uint256, uint8, bytes32, bytes32) external view {
        if (trigger == Trigger.Permit) _explode(1);
    }

    function transfer(address to, uint256 value) public override returns (bool) {
        if (trigger != Trigger.Transfer) return super.transfer(to, value);
        if (!failing) super.transfer(to, value);
        _explode(1);
    }

    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        if (trigger != Trigger.TransferFrom) return super.transferFrom(from, to, value);
        if (!failing) super.transferFrom(from, to, value);
        _explode(1);
    }

    function balanceOf(address account) public view override returns (uint256) {
        if (trigger == Trigger.BalanceOf) _explode(super.balanceOf(account));
        return super.balanceOf(account);
    }

    /// @dev The first word is what an honest answer would be.
    function _explode(uint256 answer) private view {
        bool asFailure = failing;
        uint256 size = SIZE;
        assembly {
            let place := mload(0x40)
            mstore(place, answer)
            if asFailure {
                revert(place, size)
            }
            return(place, size)
        }
    }
}
