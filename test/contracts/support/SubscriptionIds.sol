// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Subscription ids as SubscriptionManager gives them: digests under its own EIP-712 domain.
library SubscriptionIds {
    function digest(address manager, bytes32 structHash) internal view returns (bytes32) {
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Florin SubscriptionManager"),
                keccak256("1"),
                block.chainid,
                manager
            )
        );
        return keccak256(abi.encodePacked(hex"1901", separator, structHash));
    }
}
