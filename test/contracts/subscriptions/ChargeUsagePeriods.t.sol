// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {UsageTest} from "../support/UsageTest.sol";

/// @notice Of which periods usage is charged, and until when.
contract ChargeUsagePeriodsTest is UsageTest {
    uint256 private constant GRACE = 3 days;

    function test_SucceedsUpToTheLastSecondOfGrace() public {
        vm.warp(NOW + PERIOD + GRACE - 1);
        _succeeds(merchant, _using(0, 1));
        vm.warp(NOW + PERIOD + GRACE);
        _reverts(merchant, _using(0, 2), _tooLate(NOW + PERIOD + GRACE));
        require(manager.usageOf(id, 0) == 1, "usage");
    }

    function testFuzz_RevertsWhenGraceIsOver(uint32 late) public {
        uint256 time = NOW + PERIOD + GRACE + late;
        vm.warp(time);
        bytes memory refused = abi.encodeWithSelector(ICommonErrors.TooLate.selector, time, NOW + PERIOD + GRACE);
        _reverts(operator, _using(0, 1), refused);
    }

    function test_SucceedsUpToTheEndWithoutGrace() public {
        (plan.grace, plan.salt) = (0, 2);
        _create(plan);
        id = _subscribe(plan, sub);
        vm.warp(NOW + PERIOD);
        _reverts(merchant, _using(0, 1), _tooLate(NOW + PERIOD));
        vm.warp(NOW + PERIOD - 1);
        _succeeds(merchant, _using(0, 1));
    }

    /// @dev By the calendar: from 17 March to 17 April 2030.
    function test_SucceedsUpToTheCalendarsEnd() public {
        plan = _monthlyPlan();
        _create(plan);
        id = _subscribe(plan, sub);
        vm.warp(NOW + 31 days + GRACE);
        _reverts(merchant, _using(0, 1), _tooLate(NOW + 31 days + GRACE));
        vm.warp(NOW + 31 days + GRACE - 1);
        _succeeds(merchant, _using(0, 1));
    }

    function testFuzz_RevertsWhenThePeriodIsNotCharged(uint32 period) public {
        vm.assume(period != 0);
        _reverts(merchant, _using(period, 1), _notCharged(period));
        vm.warp(NOW + PERIOD);
        // Due is not charged.
        _reverts(merchant, _using(1, 1), _notCharged(1));
    }

    /// @dev Each charged period has usage of its own, up to its own cap.
    function test_SucceedsForTwoPeriodsWithinGrace() public {
        _succeeds(merchant, _using(0, USAGE_CAP));
        vm.warp(NOW + PERIOD);
        _renew(plan, sub);
        _succeeds(merchant, _using(1, USAGE_CAP));
        _reverts(merchant, _using(0, USAGE_CAP), _already(USAGE_CAP, USAGE_CAP));
        require(manager.usageOf(id, 0) == USAGE_CAP && manager.usageOf(id, 1) == USAGE_CAP, "usage");
        _requireWallet(subscriber, WEALTH - 2 * PRICE - 2 * USAGE_CAP);
    }

    function test_RevertsWhenThePeriodWasSkipped() public {
        vm.warp(NOW + 2 * PERIOD);
        _renew(plan, sub);
        _requireState(id, ACTIVE, NOW, 3, NOW + 2 * PERIOD, 5);
        _reverts(merchant, _using(1, 1), _notCharged(1));
        _succeeds(merchant, _using(2, 1));
        _reverts(merchant, _using(3, 1), _notCharged(3));
    }

    /// @dev Neither usage of the period that is charged already.
    function test_RevertsWhilePaused() public {
        vm.prank(merchant);
        manager.pause(plan, sub, "");
        _reverts(merchant, _using(0, 1), _paused());
        vm.prank(merchant);
        manager.resume(plan, sub, "");
        _succeeds(merchant, _using(0, 1));
    }

    function test_RevertsWhenThePeriodWasPaused() public {
        vm.prank(merchant);
        manager.pause(plan, sub, "");
        vm.warp(NOW + PERIOD);
        _reverts(merchant, _using(1, 1), _paused());
        vm.prank(merchant);
        manager.resume(plan, sub, "");
        _reverts(merchant, _using(1, 1), _notCharged(1));
        vm.warp(NOW + 2 * PERIOD);
        _renew(plan, sub);
        _reverts(merchant, _using(1, 1), _notCharged(1));
        _succeeds(merchant, _using(2, 1));
    }

    function test_RevertsDuringATrial() public {
        plan = _trialPlan();
        sub = _trialSubscription(1);
        _create(plan);
        id = _subscribe(plan, sub);
        _reverts(merchant, _using(0, 1), _notCharged(0));
        vm.warp(NOW + 14 days);
        _reverts(merchant, _using(0, 1), _notCharged(0));
        _renew(plan, sub);
        _succeeds(merchant, _using(0, 1));
    }

    /// @dev A period for nothing is charged too; else it would have no usage.
    function test_SucceedsForPeriodsOfPriceZero() public {
        plan.salt = 2;
        vm.prank(merchant);
        manager.createPlan(plan, 0, "");
        sub.firstAmount = 0;
        id = _subscribe(plan, sub);
        _succeeds(merchant, _using(0, 7));
        vm.warp(NOW + PERIOD);
        _reverts(merchant, _using(1, 9), _notCharged(1));
        _renew(plan, sub);
        _succeeds(merchant, _using(1, 9));
        _requireWallet(subscriber, WEALTH - PRICE - 16);
    }

    // ---------------------------------------------------------------- after the end

    function test_RevertsWhenItWasCanceledAtOnce() public {
        vm.prank(subscriber);
        manager.cancel(plan, sub, false, "");
        _reverts(merchant, _using(0, 1), _wrongStatus(id, ENDED));
    }

    function test_SucceedsWithinGraceWhenItWasCanceledForTheEnd() public {
        vm.prank(subscriber);
        manager.cancel(plan, sub, true, "");
        _succeeds(merchant, _using(0, 1));
        vm.warp(NOW + PERIOD + GRACE - 1);
        _succeeds(merchant, _using(0, 2));
        vm.warp(NOW + PERIOD + GRACE);
        _reverts(merchant, _using(0, 3), _tooLate(NOW + PERIOD + GRACE));
    }

    function test_SucceedsForTheLastPeriodOfAll() public {
        (sub.maxPeriods, sub.salt) = (1, 2);
        id = _subscribe(plan, sub);
        vm.warp(NOW + PERIOD + GRACE - 1);
        _succeeds(merchant, _using(0, 1));
    }

    function test_RevertsWhenItIsUnknown() public {
        sub.salt = 2;
        id = _id(plan, sub);
        bytes memory refused = abi.encodeWithSelector(ISubscriptionManagerErrors.UnknownSubscription.selector, id);
        _reverts(merchant, _using(0, 1), refused);
        vm.prank(subscriber);
        manager.burn(plan, sub, "");
        _reverts(merchant, _using(0, 1), _wrongStatus(id, BURNED));
    }

    // ---------------------------------------------------------------- what is remembered

    /// @dev Of the 120 periods before the next one, the first is still known; the one before it no longer is.
    function test_RevertsWhenThePeriodIsForgotten() public {
        (plan.grace, plan.salt, plan.period) = (type(uint32).max, 2, 1 hours);
        _create(plan);
        id = _subscribe(plan, sub);
        vm.warp(NOW + 119 * 1 hours);
        _renew(plan, sub);
        _requireState(id, ACTIVE, NOW, 120, NOW + 119 * 1 hours, (1 << 119) + 1);
        _succeeds(merchant, _using(0, 1));
        vm.warp(NOW + 120 * 1 hours);
        _renew(plan, sub);
        _requireState(id, ACTIVE, NOW, 121, NOW + 120 * 1 hours, 3);
        _reverts(merchant, _using(0, 2), _notCharged(0));
        _succeeds(merchant, _using(119, 1));
        _succeeds(merchant, _using(120, 1));
        require(manager.usageOf(id, 0) == 1, "usage");
    }

    function _tooLate(uint256 deadline) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ICommonErrors.TooLate.selector, deadline, deadline);
    }
}
