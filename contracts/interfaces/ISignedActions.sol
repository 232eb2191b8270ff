// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "./ICommonErrors.sol";

/// @notice Nonces and domain of the actions that accounts sign and anyone delivers. Each of the two contracts has its own.
interface ISignedActions is ICommonErrors {
    /// @param digest What the account signed; with Source.Erc3009, the nonce of what it signed.
    event NonceUsed(address indexed account, uint256 indexed nonce, bytes32 digest);
    /// @notice No {NonceUsed} stands beside it for this nonce.
    event NonceCanceled(address indexed account, uint256 indexed nonce);

    /// @notice Makes a nonce of the account unusable, and so every action signed with it. Signed as `CancelNonce(
    /// address account,uint256 canceled,uint256 nonce,uint256 deadline)`. Consent to a
    /// payment or subscription has no nonce: its payer burns the id.
    function cancelNonce(uint256 nonce, bytes calldata auth) external;

    /// @return used Whether the nonce was used or canceled.
    function isNonceUsed(address account, uint256 nonce) external view returns (bool used);

    /// @notice Of EIP-712. Fixed at deployment, so that ids outlive a fork of the chain.
    function domainSeparator() external view returns (bytes32 separator);
}
