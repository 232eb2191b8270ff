// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {CredulousWallet} from "../../mocks/CredulousWallet.sol";
import {LenientWallet} from "../../mocks/LenientWallet.sol";
import {OwnedWallet} from "../../mocks/OwnedWallet.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice Parties with code: they call themselves, or sign by ERC-1271.
contract SubscriberWalletsTest is BeginningTest {
    bytes private constant BURN = "BurnSubscription(address account,bytes32 id,uint256 nonce,uint256 deadline)";
    bytes private constant CANCEL =
        "Cancel(address account,bytes32 id,bool atPeriodEnd,uint256 nonce,uint256 deadline)";

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
        _use(address(new OwnedWallet(subscriber)));
    }

    // ---------------------------------------------------------------- subscribe

    function test_SucceedsByTheWalletsCall() public {
        _requireBegun(_subscribe(plan, sub), NOW);
        _requireWallet(sub.subscriber, WEALTH - PRICE);
    }

    function testFuzz_SucceedsByItsOwnersSignature(address relayer) public {
        _succeeds(relayer, _subscribing(plan, sub, _consent(plan, sub)));
        _requireBegun(_id(plan, sub), NOW);
        _requireWallet(sub.subscriber, WEALTH - PRICE);
        _requireWallet(subscriber, WEALTH);
    }

    function test_SucceedsByAuthorization() public {
        _allow(sub.subscriber, 0);
        _succeeds(stranger, _subscribing(plan, sub, _erc3009(plan, sub, 2 * PRICE)));
        _requireBalance(sub.subscriber, 0, PRICE);
    }

    function test_SucceedsByPermitWhereTheTokenAsksWallets() public {
        _allow(sub.subscriber, 0);
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                sub.subscriber,
                address(manager),
                PRICE,
                0,
                NOW
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", dollar.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(SUBSCRIBER_KEY, digest);
        bytes memory data = abi.encode(PRICE, NOW, v, r, s, _sign(SUBSCRIBER_KEY, _id(plan, sub)));
        _succeeds(stranger, _subscribing(plan, sub, _pull(PERMIT, data, "")));
        _requireWallet(sub.subscriber, WEALTH - PRICE);
    }

    function test_RevertsWhenSomeoneElseSigned() public {
        bytes32 id = _id(plan, sub);
        bytes memory pull = _pull(SIGNATURE, _sign(STRANGER_KEY, id), "");
        _reverts(stranger, _subscribing(plan, sub, pull), _invalidSignature(sub.subscriber, id));
    }

    /// @dev The owner of a wallet is not the wallet.
    function test_RevertsWhenTheOwnerCalls() public {
        bytes memory refused = _notSubscriber(subscriber, sub.subscriber);
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
    }

    /// @dev Nothing is no signature, though this wallet would take it for one.
    function test_RevertsWhenNobodySignedForAWalletThatBelievesAll() public {
        _use(address(new CredulousWallet()));
        bytes memory refused = _notSubscriber(stranger, sub.subscriber);
        _reverts(stranger, _subscribing(plan, sub, ""), refused);
        _reverts(stranger, _subscribing(plan, sub, _pull(SIGNATURE, "", "")), refused);
        bytes memory permit = abi.encode(PRICE, NOW, uint8(27), bytes32(0), bytes32(0), "");
        _reverts(stranger, _subscribing(plan, sub, _pull(PERMIT, permit, "")), refused);
        _succeeds(stranger, _subscribing(plan, sub, _pull(SIGNATURE, hex"00", "")));
    }

    /// @dev A wallet may take two encodings of one signature; the id lives once.
    function test_RevertsWhenTheOtherEncodingShouldSubscribeAgain() public {
        _use(address(new LenientWallet(subscriber)));
        bytes32 id = _id(plan, sub);
        bytes memory full = _sign(SUBSCRIBER_KEY, id);
        _succeeds(stranger, _subscribing(plan, sub, _pull(SIGNATURE, _compact(full), "")));
        _reverts(stranger, _subscribing(plan, sub, _pull(SIGNATURE, full, "")), _exists(id));
        _requireWallet(sub.subscriber, WEALTH - PRICE);
        sub.salt = 2;
        id = _id(plan, sub);
        full = _erc3009Signature(SUBSCRIBER_KEY, sub.subscriber, PRICE, sub.startBy, id);
        bytes memory data = abi.encode(PRICE, _compact(full));
        _succeeds(stranger, _subscribing(plan, sub, _pull(ERC3009, data, "")));
        data = abi.encode(PRICE, full);
        _reverts(stranger, _subscribing(plan, sub, _pull(ERC3009, data, "")), _exists(id));
        _requireWallet(sub.subscriber, WEALTH - 2 * PRICE);
    }

    // ---------------------------------------------------------------- cancel and burn

    function test_SucceedsWithACancelThatTheOwnerSigned() public {
        bytes32 id = _subscribe(plan, sub);
        bytes memory auth = _signed(sub.subscriber, CANCEL, abi.encode(id, false));
        _succeeds(stranger, abi.encodeCall(manager.cancel, (plan, sub, false, auth)));
        _requireStatus(id, ENDED);
    }

    function test_SucceedsWithABurnThatTheOwnerSigned() public {
        bytes32 id = _id(plan, sub);
        bytes memory auth = _signed(sub.subscriber, BURN, abi.encode(id));
        _succeeds(stranger, abi.encodeCall(manager.burn, (plan, sub, auth)));
        _requireStatus(id, BURNED);
    }

    // ---------------------------------------------------------------- siblings

    /// @dev Two wallets of one owner accept the same digests; the subscriber stands in each.
    function test_RevertsWhenASiblingAgreed() public {
        bytes memory consent = _consent(plan, sub);
        bytes memory authorization = _erc3009(plan, sub, PRICE);
        address wallet = sub.subscriber;
        _use(address(new OwnedWallet(subscriber)));
        bytes32 id = _id(plan, sub);
        _reverts(stranger, _subscribing(plan, sub, consent), _invalidSignature(sub.subscriber, id));
        _reverts(stranger, _subscribing(plan, sub, authorization), _refusedByToken(sub.subscriber));
        _requireWallet(sub.subscriber, WEALTH);
        sub.subscriber = wallet;
        _succeeds(stranger, _subscribing(plan, sub, consent));
    }

    function test_RevertsWhenASiblingSignedTheCancelOrTheBurn() public {
        address sibling = address(new OwnedWallet(subscriber));
        bytes32 unused = _id(plan, sub);
        bytes memory burn = _signed(sibling, BURN, abi.encode(unused));
        bytes memory refused = _notSubscriber(sibling, sub.subscriber);
        _reverts(stranger, abi.encodeCall(manager.burn, (plan, sub, burn)), refused);
        bytes32 id = _subscribe(plan, sub);
        bytes memory cancel = _signed(sibling, CANCEL, abi.encode(id, false));
        refused = abi.encodeWithSelector(
            ISubscriptionManagerErrors.NotSubscriberOrMerchant.selector,
            sibling,
            sub.subscriber,
            merchant
        );
        _reverts(stranger, abi.encodeCall(manager.cancel, (plan, sub, false, cancel)), refused);
        _revertsInTheNameOf(sub.subscriber, cancel, id);
        _requireStatus(id, ACTIVE);
    }

    /// @dev Nor is it the wallet's where the name of the sibling is written over.
    function _revertsInTheNameOf(address account, bytes memory auth, bytes32 id) private {
        (, uint256 nonce, uint256 deadline, bytes memory signature) = abi.decode(
            auth,
            (address, uint256, uint256, bytes)
        );
        bytes32 structHash = keccak256(abi.encode(keccak256(CANCEL), account, id, false, nonce, deadline));
        auth = abi.encode(account, nonce, deadline, signature);
        bytes memory call = abi.encodeCall(manager.cancel, (plan, sub, false, auth));
        _reverts(stranger, call, _invalidSignature(account, _managerDigest(structHash)));
    }

    // ---------------------------------------------------------------- merchants

    function test_SucceedsWithAnOfferOfAContractMerchant() public {
        plan.merchant = address(new OwnedWallet(merchant));
        _create(plan);
        sub.firstAmount = 1;
        bytes32 structHash = keccak256(abi.encode(keccak256("Offer(bytes32 subscriptionId)"), _id(plan, sub)));
        bytes memory offer = abi.encode(plan.merchant, _sign(MERCHANT_KEY, _managerDigest(structHash)));
        bytes memory pull = _pull(SIGNATURE, _sign(SUBSCRIBER_KEY, _id(plan, sub)), offer);
        _succeeds(stranger, _subscribing(plan, sub, pull));
        _requireWallet(sub.subscriber, WEALTH - 1);
    }

    // ---------------------------------------------------------------- steps

    /// @dev `wallet` is the subscriber from now on, and rich.
    function _use(address wallet) private {
        sub.subscriber = wallet;
        _fund(wallet, WEALTH);
    }

    function _signed(address wallet, bytes memory typeString, bytes memory fields) private view returns (bytes memory) {
        return _authOf(wallet, SUBSCRIBER_KEY, typeString, fields, 1, NOW + 1);
    }

    /// @dev As EIP-2098 has it.
    function _compact(bytes memory signature) private pure returns (bytes memory) {
        (bytes32 r, bytes32 s, uint8 v) = (0, 0, 0);
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
            v := byte(0, mload(add(signature, 0x60)))
        }
        return abi.encodePacked(r, uint256(s) | (uint256(v - 27) << 255));
    }
}
