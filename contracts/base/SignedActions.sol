// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {ISignedActions} from "../interfaces/ISignedActions.sol";
import {DomainSeparator} from "../libraries/DomainSeparator.sol";
import {Lock} from "./Lock.sol";

/// @notice Who acts: the caller, or the account that signed. Holds the EIP-712 domain and the nonces.
abstract contract SignedActions is ISignedActions, Lock {
    bytes32 private constant CANCEL_NONCE_TYPEHASH = keccak256(
        "CancelNonce(address account,uint256 canceled,uint256 nonce,uint256 deadline)"
    );

    bytes32 internal immutable DOMAIN_SEPARATOR;
    uint256 internal immutable HOME_CHAIN;
    /// @dev Stands in a signed struct where {_useAuth} writes account, nonce and deadline.
    uint256 internal constant FROM_AUTH = 0;

    mapping(address account => mapping(uint256 word => uint256 bits)) private _usedNonces;

    constructor(string memory name) {
        HOME_CHAIN = block.chainid;
        DOMAIN_SEPARATOR = DomainSeparator.make(name, address(this));
    }

    /// @inheritdoc ISignedActions
    function cancelNonce(uint256 nonce, bytes calldata auth) external locked {
        address account = msg.sender;
        if (auth.length != 0)
            (account, ) = _signer(auth, abi.encode(CANCEL_NONCE_TYPEHASH, FROM_AUTH, nonce, FROM_AUTH, FROM_AUTH));
        _useNonce(account, nonce);
        emit NonceCanceled(account, nonce);
    }

    /// @inheritdoc ISignedActions
    function isNonceUsed(address account, uint256 nonce) external view returns (bool used) {
        return _usedNonces[account][nonce >> 8] & (1 << (nonce & 0xff)) != 0;
    }

    /// @inheritdoc ISignedActions
    function domainSeparator() external view returns (bytes32 separator) {
        return DOMAIN_SEPARATOR;
    }

    /// @notice Who acts by `auth`, and the digest that it signed. Spends the nonce.
    /// @param action As in {_useAuth}.
    function _signer(bytes calldata auth, bytes memory action) internal returns (address account, bytes32 digest) {
        bytes memory signature;
        (account, , digest, signature) = _useAuth(auth, action);
        _requireSignature(account, digest, signature);
    }

    /// @notice Spends the nonce. Warning: the signature is still to be judged, by {_signer} or by the token.
    /// @param action The ABI-encoded EIP-712 struct, with FROM_AUTH for account, nonce and deadline: its typehash, the
    /// account, its fields, the nonce, the deadline.
    function _useAuth(
        bytes calldata auth,
        bytes memory action
    ) internal returns (address account, uint256 deadline, bytes32 digest, bytes memory signature) {
        _requireHomeChain();
        uint256 nonce;
        (account, nonce, deadline, signature) = abi.decode(auth, (address, uint256, uint256, bytes));
        if (block.timestamp >= deadline) revert TooLate(block.timestamp, deadline);
        assembly ("memory-safe") {
            let end := add(action, mload(action))
            mstore(add(action, 0x40), account)
            mstore(sub(end, 0x20), nonce)
            mstore(end, deadline)
        }
        digest = _digest(keccak256(action));
        _useNonce(account, nonce);
        emit NonceUsed(account, nonce, digest);
    }

    function _requireHomeChain() internal view {
        if (block.chainid != HOME_CHAIN) revert ForeignChain(block.chainid, HOME_CHAIN);
    }

    function _digest(bytes32 structHash) internal view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(DOMAIN_SEPARATOR, structHash);
    }

    function _requireSignature(address account, bytes32 digest, bytes memory signature) internal view {
        if (!SignatureChecker.isValidSignatureNow(account, digest, signature)) {
            revert InvalidSignature(account, digest);
        }
    }

    function _useNonce(address account, uint256 nonce) private {
        uint256 bit = 1 << (nonce & 0xff);
        uint256 bits = _usedNonces[account][nonce >> 8];
        if (bits & bit != 0) revert NonceAlreadyUsed(account, nonce);
        _usedNonces[account][nonce >> 8] = bits | bit;
    }
}
