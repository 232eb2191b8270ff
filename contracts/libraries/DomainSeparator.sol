// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice EIP-712 domain separators of version "1" on this chain. OpenZeppelin's change with the chain id, and ids would
/// vanish on a fork.
library DomainSeparator {
    function make(string memory name, address verifyingContract) internal view returns (bytes32 separator) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256(bytes(name)),
                    keccak256("1"),
                    block.chainid,
                    verifyingContract
                )
            );
    }
}
