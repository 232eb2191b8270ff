// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {console} from "hardhat/console.sol";
import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {HostileTest} from "./HostileTest.sol";

/// @notice Takes one good signed call apart, and puts it together again with one thing changed.
abstract contract HostileSigning is HostileTest {
    uint256 internal constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;
    uint256 internal constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
    uint256 private constant KINDS = 12;
    bytes4 private constant REFUSED = ICommonErrors.InvalidSignature.selector;
    bytes4 private constant REFUSED_BY_TOKEN = bytes4(keccak256("InvalidSignature(address)"));

    enum Shape {
        Action,
        Pull,
        PermitPull
    }

    /// @param statics The words before the call's last parameter.
    /// @param envelope For an action account, nonce and deadline; for a pull the source.
    /// @param ofToken Whether the token's domain is signed under, else the escrow's.
    struct Signed {
        Shape shape;
        bytes4 selector;
        bytes statics;
        uint256[] envelope;
        bytes32 structHash;
        bool ofToken;
        uint256 key;
    }

    uint256 private _random = 7;

    /// @notice Tries `count` mutations, none of which may be accepted, and then the good call, which must be.
    function _requireEveryMutationRefused(string memory name, Signed memory good, uint256 count) internal {
        uint256 bySignature;
        for (uint256 i; i < count; ++i) {
            bytes memory call = _mutate(good, i % KINDS);
            vm.prank(stranger);
            (bool success, bytes memory answer) = address(escrow).call(call);
            require(!success, "a mutated signature was accepted");
            if (bytes4(answer) == REFUSED || bytes4(answer) == REFUSED_BY_TOKEN) ++bySignature;
        }
        // The rest was refused even before: no such deadline, party, source or amount.
        require(bySignature * 2 > count, "too few signatures were judged");
        console.log("      %s: %d mutated signatures tried, none accepted", name, count);
        _succeeds(stranger, _encode(good, good.statics, good.envelope, _signature(good)));
    }

    function _encode(
        Signed memory good,
        bytes memory statics,
        uint256[] memory envelope,
        bytes memory signature
    ) internal view returns (bytes memory) {
        bytes memory tail;
        if (good.shape == Shape.Action) {
            bytes memory auth = abi.encode(address(0), envelope[1], envelope[2], signature);
            uint256 account = envelope[0];
            // Written as a word, since it may have bits beyond an address.
            assembly ("memory-safe") {
                mstore(add(auth, 0x20), account)
            }
            tail = bytes.concat(abi.encode(auth.length), auth);
        } else if (good.shape == Shape.Pull) {
            tail = abi.encode(envelope[0], signature);
        } else {
            bytes memory data = abi.encode(1, block.timestamp, uint8(27), bytes32(0), bytes32(0), signature);
            tail = abi.encode(envelope[0], data);
        }
        return bytes.concat(good.selector, statics, abi.encode(statics.length + 32), tail);
    }

    function _signature(Signed memory good) internal view returns (bytes memory) {
        return _sign(good.key, _digestUnder(_domain(good.ofToken, block.chainid, address(0)), good.structHash));
    }

    /// @param other Another verifying contract; zero for the right one.
    function _domain(bool ofToken, uint256 chainId, address other) internal view returns (bytes32 separator) {
        bytes32 typehash = keccak256(
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
        );
        bytes32 name = keccak256(bytes(ofToken ? "Florin Test Dollar" : "Florin PaymentEscrow"));
        bytes32 version = keccak256(bytes(ofToken ? "2" : "1"));
        address contract_ = ofToken ? address(dollar) : address(escrow);
        if (other != address(0)) contract_ = other;
        return keccak256(abi.encode(typehash, name, version, chainId, contract_));
    }

    function _compact(bytes memory signature) internal pure returns (bytes memory) {
        (bytes32 r, uint256 s) = abi.decode(signature, (bytes32, uint256));
        return abi.encodePacked(r, s | (uint256(uint8(signature[64]) - 27) << 255));
    }

    // ---------------------------------------------------------------- mutations

    function _mutate(Signed memory good, uint256 kind) private returns (bytes memory) {
        if (kind < 2) {
            // Any bit of any field; then one of the low ones, which change amounts, modes, times and fees.
            bytes memory statics = bytes.concat(good.statics);
            uint256 bit = _next(statics.length / 32) * 256 + (kind == 0 ? _next(256) : 255 - _next(8));
            _flip(statics, bit);
            return _encode(good, statics, good.envelope, _signature(good));
        }
        if (kind == 2) {
            uint256[] memory envelope = abi.decode(abi.encode(good.envelope), (uint256[]));
            envelope[_next(envelope.length)] ^= 1 << _next(256);
            return _encode(good, good.statics, envelope, _signature(good));
        }
        return _encode(good, good.statics, good.envelope, _mutateSignature(good, kind));
    }

    function _mutateSignature(Signed memory good, uint256 kind) private returns (bytes memory signature) {
        signature = _signature(good);
        (bytes32 r, uint256 s) = abi.decode(signature, (bytes32, uint256));
        uint8 v = uint8(signature[64]);
        if (kind == 3)
            _flip(signature, _next(520));
            // The other solution of the same equation.
        else if (kind == 4) signature = abi.encodePacked(r, ORDER - s, 27 + 28 - v);
        else if (kind == 5) signature = abi.encodePacked(r, s, uint8(v ^ (1 + _next(255))));
        else if (kind == 6) signature = _compact(signature);
        else if (kind == 7)
            signature = _signUnder(good, _domain(good.ofToken, block.chainid + 1 + _next(9), address(0)));
        else if (kind == 8)
            signature = _signUnder(good, _domain(good.ofToken, block.chainid, address(uint160(_random))));
        else if (kind == 9)
            signature = _sign(
                good.key + 1 + _next(1_000),
                _digestUnder(_domain(good.ofToken, block.chainid, address(0)), good.structHash)
            );
        else if (kind == 10) signature = _next(2) == 0 ? bytes.concat(signature, hex"00") : bytes("");
        else signature = _sign(good.key, keccak256(abi.encode(good.structHash, _next(1_000))));
        if (kind == 8) _next(2);
    }

    function _signUnder(Signed memory good, bytes32 domain) private pure returns (bytes memory) {
        return _sign(good.key, _digestUnder(domain, good.structHash));
    }

    function _digestUnder(bytes32 domain, bytes32 structHash) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    function _flip(bytes memory data, uint256 bit) private pure {
        data[bit / 8] ^= bytes1(uint8(0x80 >> (bit % 8)));
    }

    function _next(uint256 limit) private returns (uint256) {
        _random = uint256(keccak256(abi.encode(_random)));
        return _random % limit;
    }

    // ---------------------------------------------------------------- what is signed

    function _consented(
        bytes4 selector,
        bytes memory statics,
        IPaymentTypes.Terms memory terms,
        IPaymentTypes.Source source
    ) internal view returns (Signed memory good) {
        bytes32 typehash = keccak256("Consent(bytes32 id,uint8 source)");
        good.shape = source == PERMIT ? Shape.PermitPull : Shape.Pull;
        (good.selector, good.statics, good.key) = (selector, statics, PAYER_KEY);
        good.envelope = new uint256[](1);
        good.envelope[0] = uint256(source);
        good.structHash = keccak256(abi.encode(typehash, escrow.paymentId(terms), source));
    }

    function _authorizedByToken(
        bytes4 selector,
        bytes memory statics,
        IPaymentTypes.Terms memory terms
    ) internal view returns (Signed memory good) {
        good = _consented(selector, statics, terms, ERC3009);
        good.ofToken = true;
        good.structHash = _receipt(terms.payer, terms.amount, terms.authorizeBy, escrow.paymentId(terms));
    }

    /// @param head The type up to its nonce.
    function _acted(
        address account,
        uint256 key,
        bytes4 selector,
        bytes memory statics,
        string memory head,
        bytes memory fields
    ) internal view returns (Signed memory good) {
        (good.selector, good.statics, good.key) = (selector, statics, key);
        good.envelope = new uint256[](3);
        (good.envelope[0], good.envelope[1]) = (uint256(uint160(account)), 5);
        good.envelope[2] = block.timestamp + 1 hours;
        bytes32 typehash = keccak256(bytes.concat(bytes(head), "uint256 nonce,uint256 deadline)"));
        good.structHash = keccak256(
            bytes.concat(abi.encode(typehash, account), fields, abi.encode(good.envelope[1], good.envelope[2]))
        );
    }

    /// @dev The same action, for which the token judges the signature.
    function _actedByToken(Signed memory good, uint256 amount) internal view returns (Signed memory) {
        bytes32 digest = _digestUnder(_domain(false, block.chainid, address(0)), good.structHash);
        good.structHash = _receipt(address(uint160(good.envelope[0])), amount, good.envelope[2], digest);
        good.ofToken = true;
        return good;
    }

    function _receipt(address from, uint256 value, uint256 validBefore, bytes32 nonce) private view returns (bytes32) {
        bytes32 typehash = keccak256(
            "ReceiveWithAuthorization(address from,address to,uint256 value,"
            "uint256 validAfter,uint256 validBefore,bytes32 nonce)"
        );
        return keccak256(abi.encode(typehash, from, address(escrow), value, 0, validBefore, nonce));
    }
}
