// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {console} from "hardhat/console.sol";
import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {SignatureMutator} from "./SignatureMutator.sol";
import {SubscriptionTest} from "./SubscriptionTest.sol";

/// @notice Takes one good signed call of the manager apart, and puts it together again with one thing changed.
abstract contract ManagerSigning is SubscriptionTest, SignatureMutator {
    bytes4 private constant REFUSED = ICommonErrors.InvalidSignature.selector;
    bytes4 private constant REFUSED_BY_TOKEN = bytes4(keccak256("InvalidSignature(address)"));
    /// @dev Beside those of a signature: any bit, and a low bit, of the structs and amounts; and a bit of what stands beside
    /// the signature.
    uint256 private constant KINDS = 3 + SIGNATURE_KINDS;

    enum Shape {
        Action,
        Consent,
        Erc3009,
        Permit,
        Offer
    }

    /// @param statics The words before the call's last parameter.
    /// @param envelope For an action account, nonce and deadline; for a consent its kind, for EIP-3009 also the value; for
    /// an offer the account.
    struct Signed {
        Shape shape;
        bytes4 selector;
        bytes statics;
        uint256[] envelope;
        Origin origin;
    }

    bytes private _consentBesideOffer;

    /// @notice Tries `count` mutations, none of which may be accepted, and then the good call, which must be.
    function _requireEveryMutationRefused(string memory name, Signed memory good, uint256 count) internal {
        uint256 bySignature;
        for (uint256 i; i < count; ++i) {
            bytes memory call = _mutate(good, i % KINDS);
            vm.prank(stranger);
            (bool success, bytes memory answer) = address(manager).call(call);
            require(!success, "a mutated signature was accepted");
            if (bytes4(answer) == REFUSED || bytes4(answer) == REFUSED_BY_TOKEN) ++bySignature;
        }
        // The rest was refused even before: no such plan, party, amount, kind or time.
        require(bySignature * 2 > count, "too few signatures were judged");
        console.log("      %s: %d mutated signatures tried, none accepted", name, count);
        _succeeds(stranger, _encode(good, good.statics, good.envelope, _signatureOf(good.origin)));
    }

    /// @notice Flips each bit of what stands before the signature, which is `good` itself.
    function _requireEveryBitRefused(Signed memory good) internal {
        bytes memory signature = _signatureOf(good.origin);
        for (uint256 bit; bit < good.statics.length * 8; ++bit) {
            _flip(good.statics, bit);
            vm.prank(stranger);
            (bool success, ) = address(manager).call(_encode(good, good.statics, good.envelope, signature));
            require(!success, "another bit was accepted");
            _flip(good.statics, bit);
        }
        _succeeds(stranger, _encode(good, good.statics, good.envelope, signature));
    }

    function _mutate(Signed memory good, uint256 kind) private returns (bytes memory) {
        if (kind < 2) {
            bytes memory statics = bytes.concat(good.statics);
            _flip(statics, _next(statics.length / 32) * 256 + (kind == 0 ? _next(256) : 255 - _next(8)));
            return _encode(good, statics, good.envelope, _signatureOf(good.origin));
        }
        if (kind == 2) {
            uint256[] memory envelope = abi.decode(abi.encode(good.envelope), (uint256[]));
            envelope[_next(envelope.length)] ^= 1 << _next(256);
            return _encode(good, good.statics, envelope, _signatureOf(good.origin));
        }
        return _encode(good, good.statics, good.envelope, _mutatedSignature(good.origin, kind - 3));
    }

    // ---------------------------------------------------------------- the call

    function _encode(
        Signed memory good,
        bytes memory statics,
        uint256[] memory envelope,
        bytes memory signature
    ) internal view returns (bytes memory) {
        bytes memory last =
            good.shape == Shape.Action
                ? _first(abi.encode(0, envelope[1], envelope[2], signature), envelope[0])
                : _pullOf(good.shape, envelope, signature);
        bytes memory tail = bytes.concat(abi.encode(last.length), last);
        return bytes.concat(good.selector, statics, abi.encode(statics.length + 32), tail);
    }

    /// @dev An offer stands beside the consent of the subscriber, who signed the same subscription.
    function _pullOf(
        Shape shape,
        uint256[] memory envelope,
        bytes memory signature
    ) private view returns (bytes memory) {
        if (shape == Shape.Offer) {
            bytes memory offer = _first(abi.encode(0, signature), envelope[0]);
            return abi.encode(ISubscriptionTypes.Consent.Signature, _consentBesideOffer, offer);
        }
        bytes memory data = signature;
        if (shape == Shape.Erc3009) data = abi.encode(envelope[1], signature);
        if (shape == Shape.Permit) data = abi.encode(1, NOW, uint8(27), bytes32(0), bytes32(0), signature);
        return abi.encode(envelope[0], data, bytes(""));
    }

    /// @dev Written as a word, since it may have bits beyond its type.
    function _first(bytes memory data, uint256 word) private pure returns (bytes memory) {
        assembly ("memory-safe") {
            mstore(add(data, 0x20), word)
        }
        return data;
    }

    // ---------------------------------------------------------------- what is signed

    function _subscribed(
        Shape shape,
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub
    ) internal view returns (Signed memory good) {
        good.shape = shape;
        (good.selector, good.statics) = (manager.subscribe.selector, abi.encode(plan, sub));
        good.origin = _underManager(SUBSCRIBER_KEY, _structHash(plan, sub));
        good.envelope = new uint256[](1);
        if (shape == Shape.Permit) good.envelope[0] = uint256(ISubscriptionTypes.Consent.Permit);
    }

    function _funded(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub,
        uint96 value
    ) internal view returns (Signed memory good) {
        good = _subscribed(Shape.Erc3009, plan, sub);
        good.envelope = new uint256[](2);
        (good.envelope[0], good.envelope[1]) = (uint256(ISubscriptionTypes.Consent.Erc3009), value);
        bytes32 typehash = keccak256(
            "ReceiveWithAuthorization(address from,address to,uint256 value,"
            "uint256 validAfter,uint256 validBefore,bytes32 nonce)"
        );
        good.origin.structHash = keccak256(
            abi.encode(typehash, sub.subscriber, escrow, value, 0, sub.startBy, _id(plan, sub))
        );
        good.origin.verifyingContract = address(dollar);
        (good.origin.name, good.origin.version) = ("Florin Test Dollar", "2");
    }

    function _offered(
        uint256 key,
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub
    ) internal returns (Signed memory good) {
        good = _subscribed(Shape.Offer, plan, sub);
        _consentBesideOffer = _signatureOf(good.origin);
        good.envelope[0] = uint256(uint160(vm.addr(key)));
        bytes32 typehash = keccak256("Offer(bytes32 subscriptionId)");
        good.origin = _underManager(key, keccak256(abi.encode(typehash, _id(plan, sub))));
    }

    /// @param head The type up to its nonce.
    function _acted(
        uint256 key,
        bytes4 selector,
        bytes memory statics,
        string memory head,
        bytes memory fields
    ) internal view returns (Signed memory good) {
        (good.shape, good.selector, good.statics) = (Shape.Action, selector, statics);
        address account = vm.addr(key);
        good.envelope = new uint256[](3);
        (good.envelope[0], good.envelope[1], good.envelope[2]) = (uint256(uint160(account)), 5, NOW + 1 hours);
        bytes32 typehash = keccak256(bytes.concat(bytes(head), "uint256 nonce,uint256 deadline)"));
        bytes32 structHash = keccak256(
            bytes.concat(abi.encode(typehash, account), fields, abi.encode(good.envelope[1], good.envelope[2]))
        );
        good.origin = _underManager(key, structHash);
    }

    function _underManager(uint256 key, bytes32 structHash) private view returns (Origin memory) {
        return Origin(key, structHash, "Florin SubscriptionManager", "1", address(manager));
    }

    function _structHash(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub
    ) private pure returns (bytes32) {
        bytes memory planType = bytes(
            "Plan(address merchant,address operator,address token,uint32 period,uint8 unit,uint32 trial,uint32 grace,"
            "uint16 feeBps,address feeRecipient,uint32 notice,uint256 salt)"
        );
        bytes memory subscriptionType = bytes(
            "Subscription(Plan plan,address subscriber,uint32 quantity,uint96 firstAmount,uint96 capPerPeriod,"
            "uint96 usageCapPerPeriod,uint32 maxPeriods,uint48 startBy,uint32 catchUp,uint8 funding,bytes32 replaces,"
            "uint256 salt)"
        );
        bytes32 planHash = keccak256(abi.encode(keccak256(planType), plan));
        bytes32 typehash = keccak256(bytes.concat(subscriptionType, planType));
        return keccak256(abi.encode(typehash, planHash, sub));
    }
}
