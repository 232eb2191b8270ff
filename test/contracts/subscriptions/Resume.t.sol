// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "../support/PlanningTest.sol";

/// @notice A subscription goes on with the next period to begin: none of those before is ever charged.
contract ResumeTest is PlanningTest {
    function testFuzz_SucceedsWithTheNextPeriodToBegin(uint32 pausedAfter, uint32 resumedAfter) public {
        (ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription memory sub, bytes32 id) = _paused(
            NOW + (pausedAfter % PERIOD)
        );
        uint256 time = NOW + (pausedAfter % PERIOD) + resumedAfter;
        uint256 next = (time - NOW) / PERIOD + 1;
        _requireResumed(plan, sub, id, time, uint32(next));
        _requireChargedFrom(plan, sub, NOW + next * PERIOD, uint32(next));
    }

    /// @dev A period that begins this very second has begun.
    function test_SucceedsAtTheEdgeOfAPeriod() public {
        (ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription memory sub, bytes32 id) = _paused(NOW);
        _requireResumed(plan, sub, id, NOW + 4 * PERIOD - 1, 4);
        _pause(plan, sub);
        _resume(plan, sub);
        require(manager.subscriptionOf(id).nextPeriod == 4, "the same");
        _pause(plan, sub);
        vm.warp(NOW + 4 * PERIOD);
        _resume(plan, sub);
        require(manager.subscriptionOf(id).nextPeriod == 5, "begun");
    }

    /// @dev From 31 January 2030, 12:00: periods begin on 28 February, 31 March, 30 April.
    function test_SucceedsWithCalendarMonths() public {
        (uint256 january, uint256 february, uint256 april) = (1_896_091_200, 1_898_510_400, 1_903_780_800);
        ISubscriptionTypes.Plan memory plan = _monthlyPlan();
        ISubscriptionTypes.Subscription memory sub = _subscription();
        vm.warp(january);
        _create(plan);
        bytes32 id = _subscribe(plan, sub);
        _pause(plan, sub);
        vm.warp(february - 1);
        _resume(plan, sub);
        require(manager.subscriptionOf(id).nextPeriod == 1, "in January's");
        _pause(plan, sub);
        vm.warp(april - 1);
        _resume(plan, sub);
        require(manager.subscriptionOf(id).nextPeriod == 3, "in March's");
        _pause(plan, sub);
        vm.warp(april);
        _resume(plan, sub);
        require(manager.subscriptionOf(id).nextPeriod == 4, "in April's");
        require(manager.subscriptionOf(id).anchor == january, "anchor");
    }

    function testFuzz_SucceedsWithPeriodsOfManyMonths(uint8 months, uint8 periods) public {
        ISubscriptionTypes.Plan memory plan = _monthlyPlan();
        plan.period = uint32(_bound(months, 2, 60));
        ISubscriptionTypes.Subscription memory sub = _subscription();
        _create(plan);
        bytes32 id = _subscribe(plan, sub);
        _pause(plan, sub);
        // No month has less than 28 days nor more than 31.
        uint256 skipped = _bound(periods, 0, 20) * plan.period;
        vm.warp(NOW + skipped * 31 * 1 days);
        _resume(plan, sub);
        uint256 next = manager.subscriptionOf(id).nextPeriod;
        uint256 start = manager.dueAt(plan, sub);
        require(start > NOW + skipped * 31 * 1 days, "begins later");
        require(start <= NOW + (skipped + plan.period) * 31 * 1 days, "but soon");
        require(
            start >= NOW + next * plan.period * 28 * 1 days && start <= NOW + next * plan.period * 31 * 1 days,
            "index"
        );
    }

    function testFuzz_SucceedsWithTheLastPeriodsOver(uint32 maxPeriods, uint32 time) public {
        ISubscriptionTypes.Subscription memory sub = _subscription();
        ISubscriptionTypes.Plan memory plan = _plan();
        sub.maxPeriods = uint32(_bound(maxPeriods, 1, 20));
        _create(plan);
        bytes32 id = _subscribe(plan, sub);
        _pause(plan, sub);
        uint256 over = NOW + (uint256(sub.maxPeriods) - 1) * PERIOD;
        _requireResumed(plan, sub, id, over + time, sub.maxPeriods);
        require(manager.dueAt(plan, sub) == 0, "never due");
        require(manager.canCharge(plan, sub) == ISubscriptionManagerErrors.NotDue.selector, "not due");
        _renew(plan, sub);
        require(dollar.balanceOf(subscriber) == WEALTH - PRICE, "never charged");
    }

    /// @dev The last period of all may still begin.
    function test_SucceedsWithTheLastPeriodToBegin() public {
        ISubscriptionTypes.Subscription memory sub = _subscription();
        ISubscriptionTypes.Plan memory plan = _plan();
        sub.maxPeriods = 4;
        _create(plan);
        bytes32 id = _subscribe(plan, sub);
        _pause(plan, sub);
        _requireResumed(plan, sub, id, NOW + 3 * PERIOD - 1, 3);
        _requireChargedFrom(plan, sub, NOW + 3 * PERIOD, 3);
    }

    // ---------------------------------------------------------------- what is never charged

    /// @dev Neither what was paused, nor what was missed before, nor what began before the pause: `catchUp` reaches none.
    function testFuzz_SucceedsInCatchingUpWithNothingBefore(uint32 catchUp, uint8 missed, uint8 paused) public {
        ISubscriptionTypes.Plan memory plan = _plan();
        ISubscriptionTypes.Subscription memory sub = _subscription();
        sub.catchUp = uint32(_bound(catchUp, 1, type(uint32).max));
        _create(plan);
        _subscribe(plan, sub);
        uint256 next = uint256(missed) + paused + 1;
        vm.warp(NOW + uint256(missed) * PERIOD);
        _pause(plan, sub);
        vm.warp(NOW + (next - 1) * PERIOD);
        _resume(plan, sub);
        require(manager.canCharge(plan, sub) == ISubscriptionManagerErrors.NotDue.selector, "not due");
        _renew(plan, sub);
        require(dollar.balanceOf(subscriber) == WEALTH - PRICE, "not charged");
        _requireChargedFrom(plan, sub, NOW + next * PERIOD, uint32(next));
    }

    /// @dev What is missed after the resumption is caught up with as ever.
    function test_SucceedsInCatchingUpWithWhatIsMissedLater() public {
        ISubscriptionTypes.Plan memory plan = _plan();
        ISubscriptionTypes.Subscription memory sub = _subscription();
        sub.catchUp = 10;
        _create(plan);
        bytes32 id = _subscribe(plan, sub);
        _pause(plan, sub);
        vm.warp(NOW + 2 * PERIOD);
        _resume(plan, sub);
        vm.warp(NOW + 5 * PERIOD);
        for (uint256 i; i < 4; ++i) {
            vm.warp(NOW + 5 * PERIOD + i);
            _renew(plan, sub);
        }
        // Periods 0, 3, 4 and 5.
        uint40 last = uint40(NOW + 5 * PERIOD + 2);
        _requireState(id, ISubscriptionTypes.SubscriptionState(ACTIVE, uint40(NOW), 6, 1, last, 39));
        require(dollar.balanceOf(subscriber) == WEALTH - 4 * PRICE, "four periods");
    }

    // ---------------------------------------------------------------- the trial

    function testFuzz_SucceedsInTheTrial(uint32 pausedAfter, uint32 resumedAfter) public {
        (ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription memory sub, bytes32 id) = _trialing();
        uint256 anchor = NOW + 14 days;
        uint256 pausedAt = NOW + (pausedAfter % 14 days);
        vm.warp(pausedAt);
        _pause(plan, sub);
        vm.warp(pausedAt + (resumedAfter % (anchor - pausedAt)));
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionResumed(id, 1, 0);
        _succeeds(merchant, abi.encodeCall(manager.resume, (plan, sub, "")));
        _requireState(id, ISubscriptionTypes.SubscriptionState(ACTIVE, uint40(anchor), 0, 1, 0, 0));
        _requireChargedFrom(plan, sub, anchor, 0);
    }

    function test_SucceedsAtTheEdgeOfTheTrial() public {
        (ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription memory sub, bytes32 id) = _trialing();
        _pause(plan, sub);
        vm.warp(NOW + 14 days - 1);
        _resume(plan, sub);
        require(manager.subscriptionOf(id).nextPeriod == 0, "in the trial");
        _pause(plan, sub);
        vm.warp(NOW + 14 days);
        _resume(plan, sub);
        require(manager.subscriptionOf(id).nextPeriod == 1, "period 0 has begun");
        _requireState(id, ISubscriptionTypes.SubscriptionState(ACTIVE, uint40(NOW + 14 days), 1, 2, 0, 0));
        _requireChargedFrom(plan, sub, NOW + 14 days + PERIOD, 1);
    }

    // ---------------------------------------------------------------- how

    function _trialing()
        private
        returns (ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription memory sub, bytes32 id)
    {
        (plan, sub) = (_trialPlan(), _trialSubscription(1));
        _create(plan);
        id = _subscribe(plan, sub);
    }

    /// @dev Begun and charged at NOW.
    function _paused(
        uint256 time
    ) private returns (ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription memory sub, bytes32 id) {
        (plan, sub) = (_plan(), _subscription());
        _create(plan);
        id = _subscribe(plan, sub);
        vm.warp(time);
        _pause(plan, sub);
    }

    function _requireResumed(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub,
        bytes32 id,
        uint256 time,
        uint32 next
    ) private {
        vm.warp(time);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionResumed(id, 1, next);
        _succeeds(merchant, abi.encodeCall(manager.resume, (plan, sub, "")));
        ISubscriptionTypes.SubscriptionState memory expected = _begun();
        (expected.nextPeriod, expected.pauses) = (next, 1);
        // The lowest bit is the last period before the next one; after 120 the first is forgotten.
        expected.charged = uint120(next > 120 ? 0 : uint256(1) << (next - 1));
        _requireState(id, expected);
    }

    /// @dev Nothing is charged until `start`, and then `period` is.
    function _requireChargedFrom(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub,
        uint256 start,
        uint32 period
    ) private {
        bytes32 id = _id(plan, sub);
        uint256 wealth = dollar.balanceOf(subscriber);
        require(manager.dueAt(plan, sub) == start, "due at");
        vm.warp(start - 1);
        _renew(plan, sub);
        require(dollar.balanceOf(subscriber) == wealth, "too early");
        require(manager.subscriptionOf(id).nextPeriod == period, "next period before");
        vm.warp(start);
        _renew(plan, sub);
        require(dollar.balanceOf(subscriber) == wealth - PRICE, "charged");
        require(manager.subscriptionOf(id).nextPeriod == period + 1, "next period after");
        require(manager.subscriptionOf(id).charged & 1 == 1, "marked");
    }
}
