// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @notice A plain token of 18 decimals with EIP-2612, and without EIP-3009.
contract WideToken is ERC20Permit {
    constructor() ERC20("Wide", "WIDE") ERC20Permit("Wide") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}
