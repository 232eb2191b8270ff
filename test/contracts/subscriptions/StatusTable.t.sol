// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "../support/PlanningTest.sol";

/// @notice Every verb of a subscription's life in every status: where it leads, or that it is refused.
contract StatusTableTest is PlanningTest {
    ISubscriptionTypes.Plan private plan;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        _create(plan);
    }

    function test_SucceedsOnlyFromActiveWithPause() public {
        for (uint256 i; i < 6; ++i) {
            ISubscriptionTypes.Subscription memory sub = _reach(_status(i));
            bytes memory call = abi.encodeCall(manager.pause, (plan, sub, ""));
            if (_status(i) == ACTIVE) _leads(merchant, call, sub, PAUSED);
            else _refuses(merchant, call, sub, _status(i));
        }
    }

    function test_SucceedsOnlyFromPausedWithResume() public {
        for (uint256 i; i < 6; ++i) {
            ISubscriptionTypes.Subscription memory sub = _reach(_status(i));
            bytes memory call = abi.encodeCall(manager.resume, (plan, sub, ""));
            if (_status(i) == PAUSED) _leads(merchant, call, sub, ACTIVE);
            else _refuses(merchant, call, sub, _status(i));
        }
    }

    function test_SucceedsFromWhatLivesWithCancelNow() public {
        for (uint256 i; i < 6; ++i) {
            ISubscriptionTypes.Subscription memory sub = _reach(_status(i));
            bytes memory call = abi.encodeCall(manager.cancel, (plan, sub, false, ""));
            ISubscriptionTypes.SubscriptionStatus status = _status(i);
            bool lives = status == ACTIVE || status == PAUSED || status == ENDING;
            if (lives) _leads(subscriber, call, sub, ENDED);
            else _refuses(subscriber, call, sub, status);
        }
    }

    function test_SucceedsFromActiveAndPausedWithCancelAtPeriodEnd() public {
        for (uint256 i; i < 6; ++i) {
            ISubscriptionTypes.Subscription memory sub = _reach(_status(i));
            bytes memory call = abi.encodeCall(manager.cancel, (plan, sub, true, ""));
            if (_status(i) == ACTIVE || _status(i) == PAUSED) _leads(subscriber, call, sub, ENDING);
            else _refuses(subscriber, call, sub, _status(i));
        }
    }

    function test_SucceedsOnlyFromNoneWithBurn() public {
        for (uint256 i; i < 6; ++i) {
            ISubscriptionTypes.Subscription memory sub = _reach(_status(i));
            bytes memory call = abi.encodeCall(manager.burn, (plan, sub, ""));
            if (_status(i) == NONE) _leads(subscriber, call, sub, BURNED);
            else _reverts(subscriber, call, _exists(_id(plan, sub)));
        }
    }

    function test_SucceedsOnlyFromNoneWithSubscribe() public {
        for (uint256 i; i < 6; ++i) {
            ISubscriptionTypes.Subscription memory sub = _reach(_status(i));
            bytes memory call = abi.encodeCall(manager.subscribe, (plan, sub, ""));
            if (_status(i) == NONE) _leads(subscriber, call, sub, ACTIVE);
            else _reverts(subscriber, call, _exists(_id(plan, sub)));
        }
    }

    /// @dev Renewals skip without a word what they may not charge.
    function test_SucceedsInChargingOnlyWhatIsActive() public {
        vm.warp(NOW);
        for (uint256 i; i < 6; ++i) {
            ISubscriptionTypes.Subscription memory sub = _reach(_status(i));
            bytes32 id = _id(plan, sub);
            ISubscriptionTypes.SubscriptionState memory state = manager.subscriptionOf(id);
            uint256 wealth = dollar.balanceOf(subscriber);
            vm.warp(NOW + PERIOD);
            vm.recordLogs();
            _renew(plan, sub);
            if (_status(i) == ACTIVE) {
                require(dollar.balanceOf(subscriber) == wealth - PRICE, "charged");
                require(manager.subscriptionOf(id).nextPeriod == 2, "next period");
            } else {
                require(vm.getRecordedLogs().length == 0 && dollar.balanceOf(subscriber) == wealth, "not charged");
                _requireState(id, state);
            }
            vm.warp(NOW);
        }
    }

    // ---------------------------------------------------------------- how

    function _status(uint256 index) private pure returns (ISubscriptionTypes.SubscriptionStatus) {
        return ISubscriptionTypes.SubscriptionStatus(index);
    }

    /// @dev One subscription for each status.
    function _reach(
        ISubscriptionTypes.SubscriptionStatus status
    ) private returns (ISubscriptionTypes.Subscription memory sub) {
        sub = _subscription();
        sub.salt = uint256(status);
        if (status == NONE) return sub;
        if (status == BURNED) _burn(plan, sub);
        else _subscribe(plan, sub);
        if (status == PAUSED) _pause(plan, sub);
        if (status == ENDING) _cancel(plan, sub, true);
        if (status == ENDED) _cancel(plan, sub, false);
        _requireStatus(_id(plan, sub), status);
    }

    function _leads(
        address sender,
        bytes memory call,
        ISubscriptionTypes.Subscription memory sub,
        ISubscriptionTypes.SubscriptionStatus status
    ) private {
        _succeeds(sender, call);
        _requireStatus(_id(plan, sub), status);
    }

    function _refuses(
        address sender,
        bytes memory call,
        ISubscriptionTypes.Subscription memory sub,
        ISubscriptionTypes.SubscriptionStatus status
    ) private {
        bytes32 id = _id(plan, sub);
        _reverts(sender, call, status == NONE ? _unknown(id) : _wrongStatus(id, status));
        _requireStatus(id, status);
    }
}
