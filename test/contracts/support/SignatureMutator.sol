// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Vm} from "./Vm.sol";

/// @notice Every way to sign almost what was asked for: another chain, contract, key or struct, another encoding of the same
/// signature, or another bit.
abstract contract SignatureMutator {
    /// @dev Ways in which {_mutatedSignature} changes a signature, from 0.
    uint256 internal constant SIGNATURE_KINDS = 9;
    uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
    Vm private constant signer = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    /// @notice What is signed, under which domain, by which key.
    struct Origin {
        uint256 key;
        bytes32 structHash;
        string name;
        string version;
        address verifyingContract;
    }

    uint256 private _random = 7;

    function _signatureOf(Origin memory origin) internal view returns (bytes memory) {
        return _signedUnder(origin, origin.key, block.chainid, origin.verifyingContract);
    }

    function _mutatedSignature(Origin memory origin, uint256 kind) internal returns (bytes memory signature) {
        signature = _signatureOf(origin);
        (bytes32 r, uint256 s) = abi.decode(signature, (bytes32, uint256));
        uint8 v = uint8(signature[64]);
        if (kind == 0) {
            _flip(signature, _next(520));
            return signature;
        }
        // The other solution of the same equation; another parity; and EIP-2098.
        if (kind == 1) return abi.encodePacked(r, ORDER - s, 27 + 28 - v);
        if (kind == 2) return abi.encodePacked(r, s, uint8(v ^ (1 + _next(255))));
        if (kind == 3) return abi.encodePacked(r, s | (uint256(v - 27) << 255));
        if (kind == 4) return _signedUnder(origin, origin.key, block.chainid + 1 + _next(9), origin.verifyingContract);
        if (kind == 5) return _signedUnder(origin, origin.key, block.chainid, address(uint160(1 + _next(1 << 160))));
        if (kind == 6) {
            return _signedUnder(origin, origin.key + 1 + _next(1_000), block.chainid, origin.verifyingContract);
        }
        if (kind == 7) return _next(2) == 0 ? bytes.concat(signature, hex"00") : bytes("");
        origin = abi.decode(abi.encode(origin), (Origin));
        origin.structHash = keccak256(abi.encode(origin.structHash, _next(1_000)));
        return _signatureOf(origin);
    }

    /// @param bit From the highest one of the first byte.
    function _flip(bytes memory data, uint256 bit) internal pure {
        data[bit / 8] ^= bytes1(uint8(0x80 >> (bit % 8)));
    }

    function _next(uint256 limit) internal returns (uint256) {
        _random = uint256(keccak256(abi.encode(_random)));
        return _random % limit;
    }

    function _signedUnder(
        Origin memory origin,
        uint256 key,
        uint256 chainId,
        address verifyingContract
    ) private pure returns (bytes memory) {
        bytes32 typehash = keccak256(
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
        );
        bytes32 separator = keccak256(
            abi.encode(
                typehash,
                keccak256(bytes(origin.name)),
                keccak256(bytes(origin.version)),
                chainId,
                verifyingContract
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", separator, origin.structHash));
        (uint8 v, bytes32 r, bytes32 s) = signer.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }
}
