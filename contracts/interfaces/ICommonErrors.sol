// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Errors of both contracts. Each carries what was found and what would have been right, where there is something
/// to tell.
interface ICommonErrors {
    /// @notice The contract lives on another chain than the one it was deployed on: no intake, and no signature counts.
    error ForeignChain(uint256 actual, uint256 expected);

    error ZeroAmount();
    /// @notice A party is zero where it must not be, equals another, or is the token or one of the two contracts.
    error InvalidParty(address party);

    /// @notice `block.timestamp < deadline` does not hold.
    error TooLate(uint256 actual, uint256 deadline);

    /// @notice Only the merchant does this: refunds from its wallet, plans, pauses.
    error NotMerchant(address actual, address expected);
    error NotMerchantOrOperator(address actual, address merchant, address operator);

    error InvalidSignature(address account, bytes32 digest);
    /// @notice The nonce was used or canceled.
    error NonceAlreadyUsed(address account, uint256 nonce);

    /// @notice Another verb is under way.
    error Locked();
    /// @notice A token's call failed with so little gas that the failure proves nothing. `actual` is what the call could
    /// get: all but a 64th of what was left.
    error TooLittleGas(uint256 actual, uint256 expected);
}
