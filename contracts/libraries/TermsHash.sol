// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";

/// @notice EIP-712 struct hash of terms.
library TermsHash {
    bytes32 internal constant TYPEHASH = keccak256(
        "Terms(address payer,address merchant,address operator,address token,uint96 amount,uint8 mode,"
        "uint48 authorizeBy,uint48 captureBy,uint48 refundBy,uint16 minFeeBps,uint16 maxFeeBps,"
        "address feeRecipient,bytes32 invoiceRef,uint256 salt)"
    );

    /// @dev Terms are 14 words without pointers, so their encoding is the calldata itself. A word with bits beyond its
    /// type has a hash of its own, but no payment: {TermsCheck} reads every such field, and reading it reverts.
    function hash(IPaymentEscrow.Terms calldata terms) internal pure returns (bytes32 result) {
        bytes32 typehash = TYPEHASH;
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typehash)
            calldatacopy(add(free, 0x20), terms, 0x1c0)
            result := keccak256(free, 0x1e0)
        }
    }
}
