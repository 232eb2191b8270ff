// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice The two forms of EIP-3009's `receiveWithAuthorization`. USDC (FiatToken v2.2) has both; older tokens have
/// the first one only. A signature of 65 bytes goes by the first, any other, as of most contract wallets, by the
/// second.
interface IERC3009Pull {
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;

    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;
}
