// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {SubscriptionTest} from "../support/SubscriptionTest.sol";

/// @notice Subscriptions whose every number is the greatest there is, at times that nobody lives to see.
contract ThiefExtremesTest is SubscriptionTest {
    uint256 private constant MOST = type(uint32).max;
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        (plan, sub) = (_plan(), _subscription());
        (plan.period, plan.grace, plan.notice) = (1, type(uint32).max, type(uint32).max);
        _create(plan);
    }

    /// @dev A period is a second: the last one that 32 bits can count, and none after it.
    function test_SucceedsUntilTheLastPeriodThatCanBeCounted() public {
        bytes32 id = _subscribe(plan, sub);
        _renewAt(NOW + MOST - 2);
        _requireState(id, MOST - 1, 1, NOW + MOST - 2);
        _renewAt(NOW + MOST - 1);
        _requireState(id, MOST, 3, NOW + MOST - 1);
        uint40[4] memory later = [
            uint40(NOW + MOST),
            uint40(NOW + MOST + 1),
            uint40(NOW + 2 * MOST + 2),
            type(uint40).max
        ];
        for (uint256 i; i < later.length; ++i) {
            _renewAt(later[i]);
            require(manager.dueAt(plan, sub) == 0, "due");
        }
        _requireState(id, MOST, 3, NOW + MOST - 1);
        _requirePaid(3);
    }

    /// @dev The oldest period within the bound, where counting it in 32 bits would have begun anew.
    function test_SucceedsWithTheOldestOfAllThatMayBeCaughtUp() public {
        sub.catchUp = type(uint32).max;
        bytes32 id = _subscribe(plan, sub);
        _renewAt(NOW + MOST);
        _requireState(id, 2, 3, NOW + MOST);
        _renewAt(NOW + MOST + 1_000);
        _requireState(id, 1_001, 1, NOW + MOST + 1_000);
        _renewAt(NOW + 2 * MOST - 1);
        _requireState(id, MOST, 1, NOW + 2 * MOST - 1);
        _renewAt(NOW + 2 * MOST);
        _renewAt(type(uint40).max);
        _requireState(id, MOST, 1, NOW + 2 * MOST - 1);
        _requirePaid(4);
    }

    /// @dev Which periods were charged is forgotten exactly when 120 others have passed, by renewals or by a pause.
    function testFuzz_SucceedsInForgettingWhatLiesTooFarBack(uint32 absence, bool paused) public {
        absence = uint32(_bound(absence, 1, MOST - 2));
        bytes32 id = _subscribe(plan, sub);
        if (paused) {
            vm.prank(merchant);
            manager.pause(plan, sub, "");
            vm.warp(NOW + absence);
            vm.prank(merchant);
            manager.resume(plan, sub, "");
        } else {
            _renewAt(NOW + absence);
        }
        uint256 bits = absence < 120 ? uint256(1) << absence : 0;
        _requireState(id, uint256(absence) + 1, paused ? bits : bits | 1, paused ? NOW : NOW + absence);
        bytes memory call = abi.encodeCall(manager.chargeUsage, (plan, sub, 0, 1, ""));
        bytes memory error_ = abi.encodeWithSelector(ISubscriptionManagerErrors.PeriodNotCharged.selector, id, 0);
        if (absence < 120) _succeeds(operator, call);
        else _reverts(operator, call, error_);
    }

    /// @dev One that is paused beyond its last period comes back to nothing.
    function test_SucceedsInResumingAfterTheLastPeriod() public {
        bytes32 id = _subscribe(plan, sub);
        vm.prank(merchant);
        manager.pause(plan, sub, "");
        vm.warp(type(uint40).max);
        vm.prank(merchant);
        manager.resume(plan, sub, "");
        _requireState(id, MOST, 0, NOW);
        _renewAt(type(uint40).max);
        _requirePaid(1);
    }

    /// @dev 136 years of trial, periods of as many, and of a hundred years of months.
    function test_SucceedsWithTheLongestTrialAndPeriods() public {
        (plan.trial, plan.period, sub.firstAmount) = (type(uint32).max, type(uint32).max, 0);
        _create(plan);
        bytes32 id = _subscribe(plan, sub);
        _renewAt(NOW + MOST - 1);
        _requirePaid(0);
        _renewAt(NOW + MOST);
        _renewAt(NOW + 2 * MOST - 1);
        _requirePaid(1);
        _renewAt(NOW + 2 * MOST);
        _requirePaid(2);
        require(manager.subscriptionOf(id).anchor == NOW + MOST, "anchor");
        require(manager.dueAt(plan, sub) == NOW + 3 * MOST, "due");
    }

    function _renewAt(uint256 time) private {
        vm.warp(time);
        _renew(plan, sub);
    }

    function _requireState(bytes32 id, uint256 next, uint256 charged, uint256 chargedAt) private view {
        ISubscriptionTypes.SubscriptionState memory state = manager.subscriptionOf(id);
        require(state.status == ISubscriptionTypes.SubscriptionStatus.Active && state.anchor == NOW, "kept");
        require(state.nextPeriod == next, "next");
        require(state.charged == charged, "charged");
        require(state.chargedAt == chargedAt, "when");
    }

    function _requirePaid(uint256 charges) private view {
        require(dollar.balanceOf(subscriber) == WEALTH - charges * PRICE, "wallet");
        _requireBalance(merchant, charges * (PRICE - _fee(PRICE)), 0);
    }
}
