// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {HostileDollar} from "./HostileDollar.sol";
import {Reenterer} from "./Reenterer.sol";

/// @notice A dollar that gives the attacker control wherever it is called: before and after each movement, at each
/// approval (so at each permit), and at each question for a balance or the supply.
contract AttackerDollar is HostileDollar {
    Reenterer private _attacker;

    function setAttacker(Reenterer attacker) external {
        _attacker = attacker;
    }

    function balanceOf(address account) public view override returns (uint256) {
        if (address(_attacker) != address(0)) _attacker.check();
        return super.balanceOf(account);
    }

    function totalSupply() public view override returns (uint256) {
        if (address(_attacker) != address(0)) _attacker.check();
        return super.totalSupply();
    }

    function _update(address from, address to, uint256 value) internal override {
        if (address(_attacker) != address(0)) _attacker.trigger();
        super._update(from, to, value);
        if (address(_attacker) != address(0)) _attacker.trigger();
    }

    function _approve(address owner, address spender, uint256 value, bool emitEvent) internal override {
        if (address(_attacker) != address(0)) _attacker.trigger();
        super._approve(owner, spender, value, emitEvent);
    }
}
