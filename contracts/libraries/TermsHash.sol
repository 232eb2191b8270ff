// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";

/// @notice EIP-712 struct hash of terms.
library TermsHash {
    bytes32 internal constant TYPEHASH =
        keccak256(
            "Terms(address payer,address merchant,address operator,address token,uint96 amount,uint8 mode,"
            "uint48 authorizeBy,uint48 captureBy,uint48 refundBy,uint16 minFeeBps,uint16 maxFeeBps,"
            "address feeRecipient,bytes32 invoiceRef,uint256 salt)"
        );

    function hash(IPaymentEscrow.Terms calldata terms) internal pure returns (bytes32) {
        return keccak256(abi.encode(TYPEHASH, terms));
    }
}
