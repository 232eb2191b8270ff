// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "../support/PlanningTest.sol";
import {SlotOf} from "../support/SlotOf.sol";

contract PauseTest is PlanningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
        id = _subscribe(plan, sub);
    }

    function testFuzz_SucceedsInChangingNothingElse(uint8 renewals, uint32 time) public {
        ISubscriptionTypes.SubscriptionState memory expected = _begun();
        for (uint256 i = 1; i <= renewals % 8; ++i) {
            vm.warp(NOW + i * PERIOD);
            _renew(plan, sub);
            (expected.nextPeriod, expected.chargedAt) = (uint32(i + 1), uint40(NOW + i * PERIOD));
            expected.charged = (expected.charged << 1) | 1;
        }
        vm.warp(NOW + (renewals % 8) * PERIOD + time);
        (expected.status, expected.pauses) = (PAUSED, 1);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionPaused(id, 1);
        _succeeds(merchant, _call());
        _requireState(id, expected);
    }

    /// @dev So that two pauses are never alike.
    function test_EmitsHowOftenItWasPaused() public {
        for (uint16 count = 1; count < 5; ++count) {
            vm.expectEmit(address(manager));
            emit ISubscriptionManagerEvents.SubscriptionPaused(id, count);
            _succeeds(merchant, _call());
            vm.expectEmit(address(manager));
            emit ISubscriptionManagerEvents.SubscriptionResumed(id, count, 1);
            _succeeds(merchant, abi.encodeCall(manager.resume, (plan, sub, "")));
        }
    }

    /// @dev The counter is too short for a troublemaker; its neighbours in the word are safe.
    function test_SucceedsInCountingFromZeroAgain() public {
        bytes32 slot = SlotOf.word(address(manager), id);
        vm.store(address(manager), slot, bytes32((uint256(vm.load(address(manager), slot)) | (0xffff << 80))));
        ISubscriptionTypes.SubscriptionState memory expected = _begun();
        expected.pauses = type(uint16).max;
        _requireState(id, expected);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionPaused(id, 0);
        _succeeds(merchant, _call());
        (expected.status, expected.pauses) = (PAUSED, 0);
        _requireState(id, expected);
    }

    function test_SucceedsInTheTrial() public {
        (ISubscriptionTypes.Plan memory trial, ISubscriptionTypes.Subscription memory trialing) = (
            _trialPlan(),
            _trialSubscription(2)
        );
        _create(trial);
        bytes32 trialId = _subscribe(trial, trialing);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionPaused(trialId, 1);
        _succeeds(merchant, abi.encodeCall(manager.pause, (trial, trialing, "")));
        uint40 anchor = uint40(NOW + 14 days);
        _requireState(trialId, ISubscriptionTypes.SubscriptionState(PAUSED, anchor, 0, 1, 0, 0));
    }

    function testFuzz_RevertsWhenAnotherPausesIt(address actor) public {
        vm.assume(actor != merchant);
        _reverts(actor, _call(), _notMerchant(actor));
        _reverts(subscriber, _call(), _notMerchant(subscriber));
        _reverts(operator, _call(), _notMerchant(operator));
        bytes memory resuming = abi.encodeCall(manager.resume, (plan, sub, ""));
        _succeeds(merchant, _call());
        _reverts(actor, resuming, _notMerchant(actor));
        _reverts(subscriber, resuming, _notMerchant(subscriber));
        _reverts(operator, resuming, _notMerchant(operator));
    }

    /// @dev The merchant of one plan names the subscription of another: that is another id.
    function testFuzz_RevertsWhenThePlanIsAnother(uint256 salt) public {
        vm.assume(salt != plan.salt);
        plan.salt = salt;
        _reverts(merchant, _call(), _unknown(_id(plan, sub)));
        (plan.salt, plan.merchant) = (1, stranger);
        _reverts(stranger, _call(), _unknown(_id(plan, sub)));
    }

    function _call() private view returns (bytes memory) {
        return abi.encodeCall(manager.pause, (plan, sub, ""));
    }
}
