// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "../support/PlanningTest.sol";

contract CancelTest is PlanningTest {
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

    // ---------------------------------------------------------------- who

    function testFuzz_SucceedsForSubscriberAndMerchant(bool bySubscriber, bool atPeriodEnd) public {
        address actor = bySubscriber ? subscriber : merchant;
        _requireCanceled(actor, atPeriodEnd, atPeriodEnd ? NOW + PERIOD : NOW);
        ISubscriptionTypes.SubscriptionState memory expected = _begun();
        expected.status = atPeriodEnd ? ENDING : ENDED;
        _requireState(id, expected);
        require(dollar.balanceOf(subscriber) == WEALTH - PRICE, "what is paid stays paid");
    }

    function testFuzz_RevertsWhenAnotherCancels(address actor, bool atPeriodEnd) public {
        vm.assume(actor != subscriber && actor != merchant);
        _reverts(actor, _call(atPeriodEnd), _neither(actor));
        _reverts(operator, _call(atPeriodEnd), _neither(operator));
        _reverts(feeRecipient, _call(atPeriodEnd), _neither(feeRecipient));
        _requireState(id, _begun());
    }

    /// @dev Whoever names another subscriber or merchant names another id.
    function test_RevertsWhenTheSubscriptionIsAnother() public {
        sub.subscriber = stranger;
        _reverts(stranger, _call(false), _unknown(_id(plan, sub)));
        (sub.subscriber, plan.merchant) = (subscriber, stranger);
        _reverts(stranger, _call(true), _unknown(_id(plan, sub)));
    }

    // ---------------------------------------------------------------- now

    function testFuzz_EmitsNowAsTheEnd(uint40 time) public {
        time = uint40(_bound(time, NOW, type(uint40).max));
        vm.warp(time);
        _requireCanceled(subscriber, false, time);
        require(!manager.isActive(plan, sub), "not active");
    }

    function test_SucceedsAfterACancellationAtPeriodEnd() public {
        _cancel(plan, sub, true);
        vm.warp(NOW + 1 days);
        require(manager.isActive(plan, sub), "still active");
        _requireCanceled(merchant, false, NOW + 1 days);
        _requireStatus(id, ENDED);
        require(!manager.isActive(plan, sub), "not active");
    }

    function test_SucceedsWhilePaused() public {
        vm.warp(NOW + 1 days);
        _pause(plan, sub);
        _requireCanceled(subscriber, false, NOW + 1 days);
        ISubscriptionTypes.SubscriptionState memory expected = _begun();
        (expected.status, expected.pauses) = (ENDED, 1);
        _requireState(id, expected);
    }

    // ---------------------------------------------------------------- at the end of what is paid

    function testFuzz_EmitsTheEndOfTheLastChargedPeriod(uint8 renewals, uint32 later) public {
        for (uint256 i = 1; i <= renewals % 4; ++i) {
            vm.warp(NOW + i * PERIOD);
            _renew(plan, sub);
        }
        uint256 end = NOW + ((renewals % 4) + 1) * PERIOD;
        vm.warp(end - 1 - (later % PERIOD));
        _requireCanceled(subscriber, true, end);
        vm.warp(end - 1);
        require(manager.isActive(plan, sub), "active until then");
        vm.warp(end);
        require(!manager.isActive(plan, sub), "no longer");
    }

    /// @dev What is paid ended when the next period fell due.
    function testFuzz_EmitsNowWhereItHasLapsed(uint32 later) public {
        vm.warp(NOW + PERIOD + later);
        _requireCanceled(merchant, true, NOW + PERIOD + later);
        require(!manager.isActive(plan, sub), "not active");
    }

    function test_EmitsTheEndOfWhatIsPaidAfterAPause() public {
        vm.warp(NOW + PERIOD - 2);
        _pause(plan, sub);
        _requireCanceled(subscriber, true, NOW + PERIOD);
    }

    /// @dev The last charge is remembered across skipped periods; after 120 of them all there is is long past.
    function testFuzz_EmitsNowHoweverLongItWasPaused(uint8 periods) public {
        uint256 time = NOW + (uint256(periods) + 1) * PERIOD;
        _pause(plan, sub);
        vm.warp(time);
        _resume(plan, sub);
        _requireCanceled(subscriber, true, time);
    }

    /// @dev A charge after skipped periods counts from the anchor.
    function test_EmitsTheEndOfAPeriodChargedAfterAGap() public {
        vm.warp(NOW + 3 * PERIOD + 5 days);
        _renew(plan, sub);
        _requireCanceled(subscriber, true, NOW + 4 * PERIOD);
    }

    /// @dev 31 January 2030, 12:00, to 28 February.
    function test_EmitsTheEndOfACalendarMonth() public {
        (uint256 january, uint256 february) = (1_896_091_200, 1_898_510_400);
        vm.warp(january);
        (plan.unit, plan.period) = (MONTH, 1);
        _create(plan);
        id = _subscribe(plan, sub);
        _requireCanceled(subscriber, true, february);
    }

    function testFuzz_EmitsTheEndOfTheTrial(uint32 time) public {
        _beginTrial();
        uint256 anchor = NOW + 14 days;
        vm.warp(NOW + (time % 14 days));
        _requireCanceled(subscriber, true, anchor);
        _requireState(id, ISubscriptionTypes.SubscriptionState(ENDING, uint40(anchor), 0, 0, 0, 0));
        vm.warp(anchor - 1);
        require(manager.isActive(plan, sub), "on trial");
        vm.warp(anchor);
        require(!manager.isActive(plan, sub), "no longer");
    }

    function testFuzz_EmitsNowWhereTheTrialWasNeverPaid(uint32 later) public {
        _beginTrial();
        vm.warp(NOW + 14 days + later);
        _requireCanceled(subscriber, true, NOW + 14 days + later);
    }

    // ---------------------------------------------------------------- afterwards

    /// @dev Named attack: a signature used after its subscriber has left.
    function testFuzz_SucceedsInNeverChargingAgain(bool atPeriodEnd, uint32 later) public {
        sub.catchUp = type(uint32).max;
        id = _subscribe(plan, sub);
        _cancel(plan, sub, atPeriodEnd);
        bytes memory consent = _consent(plan, sub);
        vm.warp(NOW + later);
        vm.recordLogs();
        _renew(plan, sub);
        require(vm.getRecordedLogs().length == 0, "no event");
        require(dollar.balanceOf(subscriber) == WEALTH - 2 * PRICE, "not charged");
        require(manager.dueAt(plan, sub) == 0, "never due");
        _reverts(stranger, abi.encodeCall(manager.subscribe, (plan, sub, consent)), _exists(id));
    }

    function test_RevertsWhenCanceledTwice() public {
        _cancel(plan, sub, true);
        _reverts(merchant, _call(true), _wrongStatus(id, ENDING));
        _cancel(plan, sub, false);
        _reverts(merchant, _call(true), _wrongStatus(id, ENDED));
        _reverts(subscriber, _call(false), _wrongStatus(id, ENDED));
    }

    // ---------------------------------------------------------------- how

    function _beginTrial() private {
        (plan, sub) = (_trialPlan(), _trialSubscription(2));
        _create(plan);
        id = _subscribe(plan, sub);
    }

    function _requireCanceled(address actor, bool atPeriodEnd, uint256 endsAt) private {
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionCanceled(id, actor, atPeriodEnd, uint40(endsAt));
        _succeeds(actor, _call(atPeriodEnd));
        _requireStatus(id, atPeriodEnd ? ENDING : ENDED);
    }

    function _call(bool atPeriodEnd) private view returns (bytes memory) {
        return abi.encodeCall(manager.cancel, (plan, sub, atPeriodEnd, ""));
    }

    function _neither(address actor) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ISubscriptionManagerErrors.NotSubscriberOrMerchant.selector,
                actor,
                subscriber,
                merchant
            );
    }
}
