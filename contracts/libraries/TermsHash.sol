// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../interfaces/IPaymentTypes.sol";

/// @notice EIP-712 struct hash of terms.
library TermsHash {
    bytes32 internal constant TYPEHASH = keccak256(
        "Terms(address payer,address merchant,address operator,address token,uint96 amount,uint8 mode,"
        "uint48 authorizeBy,uint48 captureBy,uint48 refundBy,uint16 minFeeBps,uint16 maxFeeBps,"
        "address feeRecipient,bytes32 invoiceRef,uint256 salt)"
    );

    /// @dev The terms as witness of Permit2's `PermitWitnessTransferFrom`, with the types that it refers to in their order.
    string internal constant PERMIT2_WITNESS =
        "Terms witness)Terms(address payer,address merchant,address operator,address token,uint96 amount,uint8 mode,"
        "uint48 authorizeBy,uint48 captureBy,uint48 refundBy,uint16 minFeeBps,uint16 maxFeeBps,"
        "address feeRecipient,bytes32 invoiceRef,uint256 salt)TokenPermissions(address token,uint256 amount)";

    /// @notice Struct hash of `terms`.
    /// @dev Terms are 14 words without pointers, so their encoding is the calldata itself. A word with bits beyond its
    /// type has a hash of its own, but no payment: intake reads every such field, and reading it reverts.
    function hash(IPaymentTypes.Terms calldata terms) internal pure returns (bytes32 result) {
        bytes32 typehash = TYPEHASH;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typehash)
            calldatacopy(add(free, 0x20), terms, 0x1c0)
            result := keccak256(free, 0x1e0)
        }
    }

    /// @notice The payment id: the digest of `terms` under a domain.
    function digest(
        IPaymentTypes.Terms calldata terms,
        bytes32 domainSeparator
    ) internal pure returns (bytes32 result) {
        bytes32 typehash = TYPEHASH;
        assembly ("memory-safe") {
            let free := mload(0x40)
            let encoded := add(free, 0x22)
            mstore(encoded, typehash)
            calldatacopy(add(encoded, 0x20), terms, 0x1c0)
            mstore(encoded, keccak256(encoded, 0x1e0))
            mstore(free, hex"1901")
            mstore(add(free, 0x02), domainSeparator)
            result := keccak256(free, 0x42)
        }
    }
}
