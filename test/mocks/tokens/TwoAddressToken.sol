// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice One ledger behind several addresses, each of which is an ERC-20 token of its own to the world.
contract SharedLedger {
    mapping(address account => uint256) public balanceOf;
    uint256 public totalSupply;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
        totalSupply += amount;
    }

    function move(address from, address to, uint256 amount) external {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}

/// @notice One of the addresses.
contract TwoAddressToken {
    SharedLedger public immutable LEDGER;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    constructor(SharedLedger ledger) {
        LEDGER = ledger;
    }

    function mint(address to, uint256 amount) external {
        LEDGER.mint(to, amount);
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        LEDGER.move(msg.sender, to, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        allowance[from][msg.sender] -= amount;
        LEDGER.move(from, to, amount);
        return true;
    }

    function balanceOf(address account) external view returns (uint256) {
        return LEDGER.balanceOf(account);
    }

    function totalSupply() external view returns (uint256) {
        return LEDGER.totalSupply();
    }
}
