// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowEvents} from "../../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice Who agrees to a replacement, and that it is not taken for a beginning beside the old one.
contract ReplaceConsentTest is BeginningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    ISubscriptionTypes.Subscription private next;
    bytes32 private oldId;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
        oldId = _subscribe(plan, sub);
        next = _subscription();
        (next.salt, next.replaces) = (2, oldId);
    }

    function testFuzz_SucceedsBySignature(address relayer) public {
        _succeeds(relayer, _replacing(next, _consent(plan, next)));
        _requireStatus(oldId, ENDED);
        _requireBegun(_id(plan, next), NOW);
        _requireWallet(subscriber, WEALTH - 2 * PRICE);
        _requireSolvent();
    }

    function testFuzz_SucceedsByAuthorization(uint96 seed) public {
        uint96 value = _bound(seed, PRICE, WEALTH - PRICE);
        _allow(subscriber, 0);
        bytes32 id = _id(plan, next);
        bytes memory call = _replacing(next, _erc3009(plan, next, value));
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionCanceled(oldId, subscriber, false, uint40(NOW));
        _expectSubscribed(plan, next, NOW);
        _expectBalance(subscriber, id, 0, value, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Deposited(subscriber, address(dollar), value, true, IPaymentTypes.Source.Erc3009, 1);
        _expectFirstCharge(plan, next, FROM_PREPAID, value - PRICE, 2);
        _succeeds(stranger, call);
        _requireStatus(oldId, ENDED);
        _requireBalance(subscriber, 0, value - PRICE);
        _requireSolvent();
    }

    function test_SucceedsByPermit() public {
        _allow(subscriber, 0);
        bytes memory data = _permitData(SUBSCRIBER_KEY, PRICE, NOW, _sign(SUBSCRIBER_KEY, _id(plan, next)));
        _succeeds(stranger, _replacing(next, _pull(PERMIT, data, "")));
        _requireStatus(oldId, ENDED);
        _requireBegun(_id(plan, next), NOW);
    }

    // ---------------------------------------------------------------- who does not agree

    function testFuzz_RevertsWhenSomeoneElseCalls(address caller) public {
        vm.assume(caller != subscriber);
        _reverts(caller, _replacing(next, ""), _notSubscriber(caller, subscriber));
        _requireBegun(oldId, NOW);
    }

    function testFuzz_RevertsWhenSomeoneElseSigned(uint256 key) public {
        key = 1 + (key % (1 << 128));
        vm.assume(key != SUBSCRIBER_KEY);
        bytes32 id = _id(plan, next);
        _reverts(stranger, _replacing(next, _pull(SIGNATURE, _sign(key, id), "")), _invalidSignature(subscriber, id));
        _requireBegun(oldId, NOW);
    }

    function test_RevertsWhenStartByIsReached() public {
        bytes memory call = _replacing(next, _consent(plan, next));
        vm.warp(NOW + 1 hours);
        _reverts(stranger, call, abi.encodeWithSelector(ICommonErrors.TooLate.selector, NOW + 1 hours, NOW + 1 hours));
        _requireBegun(oldId, NOW);
        vm.warp(NOW + 1 hours - 1);
        _succeeds(stranger, call);
    }

    function test_RevertsOnAForeignChain() public {
        bytes memory call = _replacing(next, "");
        vm.chainId(40_000);
        _reverts(subscriber, call, abi.encodeWithSelector(ICommonErrors.ForeignChain.selector, 40_000, 31_337));
        _requireBegun(oldId, NOW);
    }

    // ---------------------------------------------------------------- what was agreed to

    /// @dev Whoever delivers it as a plain beginning would leave the old one standing, and charging.
    function test_RevertsWhenAReplacementIsDeliveredAsSubscription() public {
        bytes memory refused = _wrongReplaced(oldId, 0);
        _reverts(stranger, _subscribing(plan, next, _consent(plan, next)), refused);
        _reverts(stranger, _subscribing(plan, next, _erc3009(plan, next, PRICE)), refused);
        _reverts(subscriber, _subscribing(plan, next, ""), refused);
        // And with the name of the old one left out, it is not what was signed.
        ISubscriptionTypes.Subscription memory plain = next;
        bytes memory consent = _consent(plan, next);
        bytes memory authorization = _erc3009(plan, next, PRICE);
        plain.replaces = 0;
        bytes32 id = _id(plan, plain);
        _reverts(stranger, _subscribing(plan, plain, consent), _invalidSignature(subscriber, id));
        _reverts(stranger, _subscribing(plan, plain, authorization), _refusedByToken(subscriber));
        _requireBegun(oldId, NOW);
    }

    /// @dev Whoever delivers a plain beginning as a replacement would end what the subscriber keeps.
    function test_RevertsWhenASubscriptionIsDeliveredAsReplacement() public {
        next.replaces = 0;
        bytes memory consent = _consent(plan, next);
        bytes memory authorization = _erc3009(plan, next, PRICE);
        bytes memory refused = _wrongReplaced(0, oldId);
        _reverts(stranger, _replacing(next, consent), refused);
        _reverts(stranger, _replacing(next, authorization), refused);
        next.replaces = oldId;
        bytes32 id = _id(plan, next);
        _reverts(stranger, _replacing(next, consent), _invalidSignature(subscriber, id));
        _reverts(stranger, _replacing(next, authorization), _refusedByToken(subscriber));
        _requireBegun(oldId, NOW);
    }

    /// @dev Two subscriptions of one subscriber: the one that was named ends, and no other.
    function test_RevertsWhenAnotherOfTheSubscribersShouldEnd() public {
        ISubscriptionTypes.Subscription memory other = _subscription();
        other.salt = 3;
        bytes32 otherId = _subscribe(plan, other);
        bytes memory consent = _consent(plan, next);
        bytes memory call = abi.encodeCall(manager.replace, (plan, other, plan, next, consent));
        _reverts(stranger, call, _wrongReplaced(oldId, otherId));
        next.replaces = otherId;
        call = abi.encodeCall(manager.replace, (plan, other, plan, next, consent));
        _reverts(stranger, call, _invalidSignature(subscriber, _id(plan, next)));
        _requireBegun(otherId, NOW);
        _requireBegun(oldId, NOW);
    }

    function _replacing(
        ISubscriptionTypes.Subscription memory following,
        bytes memory pull
    ) private view returns (bytes memory) {
        return abi.encodeCall(manager.replace, (plan, sub, plan, following, pull));
    }

    function _wrongReplaced(bytes32 actual, bytes32 expected) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.WrongReplaced.selector, actual, expected);
    }
}
