// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";

/// @notice Who acts: the caller, or the account that signed. Holds the EIP-712 domain and the nonces.
abstract contract SignedActions is IPaymentEscrow {
    bytes32 private constant CONSENT_TYPEHASH = keccak256("Consent(bytes32 id,uint8 source)");

    /// @dev Our own, because OpenZeppelin's changes with the chain id, and ids would vanish on a fork.
    bytes32 private immutable DOMAIN_SEPARATOR;
    uint256 private immutable HOME_CHAIN;

    mapping(address account => mapping(uint256 word => uint256 bits)) private _usedNonces;

    /// @param digest What the account signed.
    struct Action {
        address account;
        uint256 deadline;
        bytes32 digest;
        bytes signature;
    }

    constructor() {
        HOME_CHAIN = block.chainid;
        DOMAIN_SEPARATOR = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Florin PaymentEscrow"),
                keccak256("1"),
                block.chainid,
                address(this)
            )
        );
    }

    /// @inheritdoc IPaymentEscrow
    function isNonceUsed(address account, uint256 nonce) external view returns (bool used) {
        return _usedNonces[account][nonce >> 8] & (1 << (nonce & 0xff)) != 0;
    }

    /// @inheritdoc IPaymentEscrow
    function domainSeparator() external view returns (bytes32 separator) {
        return DOMAIN_SEPARATOR;
    }

    /// @param fields ABI-encoded fields of the struct between `account` and `nonce`.
    function _signer(bytes calldata auth, bytes32 typehash, bytes memory fields) internal returns (address) {
        Action memory action = _useAuth(auth, typehash, fields);
        _requireSignature(action.account, action.digest, action.signature);
        return action.account;
    }

    /// @notice Spends the nonce. Warning: the signature is still to be judged, by {_signer} or by the token.
    function _useAuth(bytes calldata auth, bytes32 typehash, bytes memory fields) internal returns (Action memory) {
        _requireHomeChain();
        (address account, uint256 nonce, uint256 deadline, bytes memory signature) = abi.decode(
            auth,
            (address, uint256, uint256, bytes)
        );
        if (block.timestamp >= deadline) revert TooLate(block.timestamp, deadline);
        bytes32 digest = _digest(
            keccak256(bytes.concat(abi.encode(typehash, account), fields, abi.encode(nonce, deadline)))
        );
        _useNonce(account, nonce);
        emit NonceUsed(account, nonce, digest);
        return Action(account, deadline, digest, signature);
    }

    /// @notice The payer consents by calling, or by its signature over the id, which binds all terms, and the source.
    function _requireConsent(bytes32 id, address payer, Source source, bytes calldata signature) internal view {
        if (signature.length == 0) {
            if (msg.sender != payer) revert NotPayer(msg.sender, payer);
        } else {
            _requireSignature(payer, _digest(keccak256(abi.encode(CONSENT_TYPEHASH, id, source))), signature);
        }
    }

    function _requireHomeChain() internal view {
        if (block.chainid != HOME_CHAIN) revert ForeignChain(block.chainid, HOME_CHAIN);
    }

    function _digest(bytes32 structHash) internal view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(DOMAIN_SEPARATOR, structHash);
    }

    function _requireSignature(address account, bytes32 digest, bytes memory signature) private view {
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
