// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "../support/PlanningTest.sol";

/// @notice Active: the trial or the last charged period has not ended, whatever comes after it.
contract IsActiveTest is PlanningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
    }

    function test_SucceedsOnlyWithWhatHasBegun() public {
        _requireActive(false);
        _burn(plan, sub);
        _requireActive(false);
    }

    function testFuzz_SucceedsUntilTheEndOfTheLastChargedPeriod(uint8 renewals) public {
        _subscribe(plan, sub);
        for (uint256 i = 1; i <= renewals % 8; ++i) {
            vm.warp(NOW + i * PERIOD);
            _renew(plan, sub);
        }
        uint256 end = NOW + ((renewals % 8) + 1) * PERIOD;
        _requireActive(true);
        vm.warp(end - 1);
        _requireActive(true);
        vm.warp(end);
        _requireActive(false);
    }

    /// @dev A lapsed subscription is active again with its next charge.
    function test_SucceedsAfterAGap() public {
        _subscribe(plan, sub);
        vm.warp(NOW + 5 * PERIOD + 1);
        _requireActive(false);
        _renew(plan, sub);
        _requireActive(true);
        vm.warp(NOW + 6 * PERIOD);
        _requireActive(false);
    }

    /// @dev What was missed is paid late: the period it pays for is long over.
    function test_SucceedsNotByCatchingUp() public {
        sub.catchUp = 3;
        _subscribe(plan, sub);
        vm.warp(NOW + 3 * PERIOD);
        _renew(plan, sub);
        _requireActive(false);
        vm.warp(NOW + 3 * PERIOD + 1);
        _renew(plan, sub);
        _requireActive(false);
        vm.warp(NOW + 3 * PERIOD + 2);
        _renew(plan, sub);
        _requireActive(true);
    }

    function test_SucceedsUntilTheTrialsEnd() public {
        (plan, sub) = (_trialPlan(), _trialSubscription(2));
        _create(plan);
        _subscribe(plan, sub);
        _requireActive(true);
        vm.warp(NOW + 14 days - 1);
        _requireActive(true);
        vm.warp(NOW + 14 days);
        _requireActive(false);
        _renew(plan, sub);
        _requireActive(true);
        vm.warp(NOW + 14 days + PERIOD);
        _requireActive(false);
    }

    function test_SucceedsWhilePausedOrEndingOnlyInWhatIsPaid() public {
        _subscribe(plan, sub);
        _pause(plan, sub);
        vm.warp(NOW + PERIOD - 1);
        _requireActive(true);
        vm.warp(NOW + PERIOD);
        _requireActive(false);
        vm.warp(NOW);
        _cancel(plan, sub, true);
        vm.warp(NOW + PERIOD - 1);
        _requireActive(true);
        vm.warp(NOW + PERIOD);
        _requireActive(false);
    }

    function test_SucceedsNotAfterAnImmediateEnd() public {
        _subscribe(plan, sub);
        _cancel(plan, sub, false);
        _requireActive(false);
        vm.warp(NOW + PERIOD - 1);
        _requireActive(false);
    }

    /// @dev The last 120 periods are remembered, which is enough: an older one has ended.
    function testFuzz_SucceedsHoweverManyPeriodsAreSkipped(uint8 skipped) public {
        _subscribe(plan, sub);
        _pause(plan, sub);
        vm.warp(NOW + uint256(skipped) * PERIOD);
        _resume(plan, sub);
        _requireActive(skipped == 0);
        require(manager.subscriptionOf(_id(plan, sub)).charged == (skipped < 120 ? 1 << skipped : 0), "bit");
        vm.warp(NOW + (uint256(skipped) + 1) * PERIOD);
        _renew(plan, sub);
        _requireActive(true);
        vm.warp(NOW + (uint256(skipped) + 2) * PERIOD - 1);
        _requireActive(true);
    }

    function _requireActive(bool expected) private view {
        require(manager.isActive(plan, sub) == expected, "active");
    }
}
