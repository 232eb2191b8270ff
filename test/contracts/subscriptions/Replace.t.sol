// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice What a replacement may end, and what it leaves. `sub` stands, `next` is to follow it on another plan.
contract ReplaceTest is BeginningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    ISubscriptionTypes.Plan private nextPlan;
    ISubscriptionTypes.Subscription private next;
    bytes32 private oldId;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        nextPlan = _plan();
        (nextPlan.salt, nextPlan.period) = (2, 365 days);
        next = _subscription();
        _create(plan);
        _create(nextPlan);
        oldId = _id(plan, sub);
        (next.salt, next.replaces) = (2, oldId);
    }

    function test_SucceedsAtOnce() public {
        _subscribe(plan, sub);
        vm.warp(NOW + 1 minutes);
        _succeeds(subscriber, _replacing(""));
        _requireState(oldId, ENDED, NOW, 1, NOW, 1);
        _requireBegun(_id(nextPlan, next), NOW + 1 minutes);
        // Two first charges, and nothing given back.
        _requireBalance(merchant, 2 * (PRICE - _fee(PRICE)), 0);
        _requireBalance(feeRecipient, 2 * _fee(PRICE), 0);
        _requireBalance(subscriber, 0, 0);
        _requireWallet(subscriber, WEALTH - 2 * PRICE);
        _requireSolvent();
    }

    function test_EmitsTheEndAndTheBeginning() public {
        _subscribe(plan, sub);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionCanceled(oldId, subscriber, false, uint40(NOW));
        _expectSubscribed(nextPlan, next, NOW);
        _expectFirstCharge(nextPlan, next, FROM_ALLOWANCE, 0, 0);
        bytes32 id = _id(nextPlan, next);
        _expectBalance(merchant, id, 2 * (PRICE - _fee(PRICE)), 0, 2);
        _expectBalance(feeRecipient, id, 2 * _fee(PRICE), 0, 2);
        _succeeds(subscriber, _replacing(""));
    }

    function test_SucceedsWhilePaused() public {
        _subscribe(plan, sub);
        vm.prank(merchant);
        manager.pause(plan, sub, "");
        _succeeds(subscriber, _replacing(""));
        _requireStatus(oldId, ENDED);
        _requireBegun(_id(nextPlan, next), NOW);
    }

    function test_SucceedsWhileEnding() public {
        _subscribe(plan, sub);
        vm.prank(subscriber);
        manager.cancel(plan, sub, true, "");
        _succeeds(subscriber, _replacing(""));
        _requireState(oldId, ENDED, NOW, 1, NOW, 1);
        _requireBegun(_id(nextPlan, next), NOW);
    }

    function test_SucceedsDuringATrial() public {
        plan.trial = 14 days;
        sub.firstAmount = 0;
        _create(plan);
        oldId = _subscribe(plan, sub);
        next.replaces = oldId;
        _succeeds(subscriber, _replacing(""));
        _requireState(oldId, ENDED, NOW + 14 days, 0, 0, 0);
        _requirePaid(PRICE);
    }

    function test_SucceedsOnTheSamePlan() public {
        _subscribe(plan, sub);
        (next.quantity, next.firstAmount) = (2, 2 * PRICE);
        _succeeds(subscriber, abi.encodeCall(manager.replace, (plan, sub, plan, next, "")));
        _requireStatus(oldId, ENDED);
        _requireBegun(_id(plan, next), NOW);
    }

    function test_SucceedsWithAnotherMerchant() public {
        nextPlan.merchant = stranger;
        _create(nextPlan);
        _subscribe(plan, sub);
        _succeeds(subscriber, _replacing(""));
        _requireStatus(oldId, ENDED);
        _requireBalance(merchant, PRICE - _fee(PRICE), 0);
        _requireBalance(stranger, PRICE - _fee(PRICE), 0);
        _requireBalance(feeRecipient, 2 * _fee(PRICE), 0);
    }

    function test_SucceedsFromAnArchivedPlan() public {
        _subscribe(plan, sub);
        vm.prank(merchant);
        manager.archivePlan(plan, "");
        _succeeds(subscriber, _replacing(""));
        _requireStatus(oldId, ENDED);
    }

    /// @dev One after another; each names the one before.
    function test_SucceedsAgainAndAgain() public {
        _subscribe(plan, sub);
        _succeeds(subscriber, _replacing(""));
        ISubscriptionTypes.Subscription memory third = _subscription();
        (third.salt, third.replaces) = (3, _id(nextPlan, next));
        _succeeds(subscriber, abi.encodeCall(manager.replace, (nextPlan, next, plan, third, "")));
        _requireStatus(third.replaces, ENDED);
        _requireBegun(_id(plan, third), NOW);
        _requireWallet(subscriber, WEALTH - 3 * PRICE);
    }

    // ---------------------------------------------------------------- what it may not end

    function test_RevertsWhenTheOldOneIsUnknown() public {
        bytes memory refused = abi.encodeWithSelector(ISubscriptionManagerErrors.UnknownSubscription.selector, oldId);
        _reverts(subscriber, _replacing(""), refused);
        _reverts(stranger, _replacing(_consent(nextPlan, next)), refused);
        _requireUnknown(_id(nextPlan, next));
    }

    function test_RevertsWhenTheOldOneHasEnded() public {
        _subscribe(plan, sub);
        vm.prank(subscriber);
        manager.cancel(plan, sub, false, "");
        _reverts(subscriber, _replacing(""), _wrongStatus(oldId, ENDED));
    }

    function test_RevertsWhenTheOldOneWasReplaced() public {
        _subscribe(plan, sub);
        _succeeds(subscriber, _replacing(""));
        _reverts(subscriber, _replacing(""), _wrongStatus(oldId, ENDED));
        next.salt = 3;
        _reverts(subscriber, _replacing(""), _wrongStatus(oldId, ENDED));
    }

    function test_RevertsWhenTheOldOneWasBurned() public {
        vm.prank(subscriber);
        manager.burn(plan, sub, "");
        _reverts(subscriber, _replacing(""), _wrongStatus(oldId, BURNED));
    }

    function testFuzz_RevertsWhenItNamesAnother(bytes32 replaces) public {
        vm.assume(replaces != oldId);
        _subscribe(plan, sub);
        next.replaces = replaces;
        bytes memory refused = abi.encodeWithSelector(
            ISubscriptionManagerErrors.WrongReplaced.selector,
            replaces,
            oldId
        );
        _reverts(subscriber, _replacing(""), refused);
        _reverts(stranger, _replacing(_consent(nextPlan, next)), refused);
        _requireBegun(oldId, NOW);
    }

    function test_RevertsWhenTheOldOneIsSomeoneElses() public {
        sub.subscriber = stranger;
        _fund(stranger, PRICE);
        oldId = _subscribe(plan, sub);
        next.replaces = oldId;
        bytes memory refused = _notSubscriber(subscriber, stranger);
        _reverts(subscriber, _replacing(""), refused);
        _reverts(stranger, _replacing(""), refused);
        _reverts(merchant, _replacing(_consent(nextPlan, next)), refused);
        _requireBegun(oldId, NOW);
    }

    // ---------------------------------------------------------------- what it needs like any beginning

    function test_RevertsWhenTheNewIdWasBurned() public {
        _subscribe(plan, sub);
        vm.prank(subscriber);
        manager.burn(nextPlan, next, "");
        _reverts(subscriber, _replacing(""), _exists(_id(nextPlan, next)));
        _requireBegun(oldId, NOW);
    }

    function test_RevertsWhenTheNewPlanIsArchived() public {
        _subscribe(plan, sub);
        vm.prank(merchant);
        manager.archivePlan(nextPlan, "");
        bytes32 planId = manager.planId(nextPlan);
        bytes memory refused = abi.encodeWithSelector(ISubscriptionManagerErrors.PlanIsArchived.selector, planId);
        _reverts(subscriber, _replacing(""), refused);
        _requireBegun(oldId, NOW);
    }

    /// @dev Proration is the merchant's to agree to, as any first amount.
    function test_RevertsWhenNobodyAgreedToTheProration() public {
        _subscribe(plan, sub);
        next.firstAmount = PRICE / 2;
        _reverts(subscriber, _replacing(""), _notAgreed(PRICE / 2, PRICE));
        bytes memory pull = _pull(SIGNATURE, "", _offer(OPERATOR_KEY, nextPlan, next));
        _succeeds(subscriber, _replacing(pull));
        _requireWallet(subscriber, WEALTH - PRICE - PRICE / 2);
    }

    /// @dev Not even the old one is ended where the first charge of the new one fails.
    function test_LeavesTheOldOneAliveWhereTheFirstChargeFails() public {
        _subscribe(plan, sub);
        _allow(subscriber, PRICE - 1);
        _reverts(subscriber, _replacing(""), _cannotPay(subscriber, PRICE));
        _reverts(stranger, _replacing(_consent(nextPlan, next)), _cannotPay(subscriber, PRICE));
        _requireBegun(oldId, NOW);
        _requireUnknown(_id(nextPlan, next));
        _allow(subscriber, PRICE);
        vm.warp(NOW + PERIOD);
        _renew(plan, sub);
        _requireState(oldId, ACTIVE, NOW, 2, NOW + PERIOD, 3);
    }

    /// @dev What the old one might have cost is over: base and usage alike.
    function test_ChargesNothingMoreForTheOldOne() public {
        _subscribe(plan, sub);
        vm.prank(merchant);
        manager.chargeUsage(plan, sub, 0, 1_000, "");
        _succeeds(subscriber, _replacing(""));
        (uint96 before, , ) = escrow.balance(merchant, address(dollar));
        bytes memory call = abi.encodeCall(manager.chargeUsage, (plan, sub, 0, 2_000, ""));
        _reverts(merchant, call, _wrongStatus(oldId, ENDED));
        _reverts(operator, call, _wrongStatus(oldId, ENDED));
        vm.warp(NOW + PERIOD);
        _renew(plan, sub);
        _requireState(oldId, ENDED, NOW, 1, NOW, 1);
        _requireBalance(merchant, before, 0);
        require(manager.usageOf(oldId, 0) == 1_000, "usage");
    }

    function _replacing(bytes memory pull) private view returns (bytes memory) {
        return abi.encodeCall(manager.replace, (plan, sub, nextPlan, next, pull));
    }
}
