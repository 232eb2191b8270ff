// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "../support/PlanningTest.sol";

contract ArchivePlanTest is PlanningTest {
    ISubscriptionTypes.Plan private plan;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        id = _create(plan);
    }

    function testFuzz_SucceedsInKeepingAllElse(uint96 price, uint40 since) public {
        since = uint40(_bound(since, NOW + 7 days, type(uint40).max));
        _setPrice(plan, price, 2, since);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.PlanArchived(id);
        _succeeds(merchant, _call());
        _requirePlan(id, ISubscriptionTypes.PlanState(PRICE, price, since, 2, true));
    }

    function test_RevertsWhenArchived() public {
        _succeeds(merchant, _call());
        _reverts(merchant, _call(), _archived());
    }

    function testFuzz_RevertsWhenThePlanIsUnknown(uint256 salt) public {
        vm.assume(salt != plan.salt);
        plan.salt = salt;
        _reverts(merchant, _call(), _unknownPlan(manager.planId(plan)));
    }

    function testFuzz_RevertsWhenAnotherArchivesIt(address actor) public {
        vm.assume(actor != merchant);
        _reverts(actor, _call(), _notMerchant(actor));
        _reverts(operator, _call(), _notMerchant(operator));
    }

    /// @dev Those that are there go on; whoever signed before comes too late.
    function test_RevertsWhenSomebodySubscribesAfterwards() public {
        ISubscriptionTypes.Subscription memory sub = _subscription();
        bytes32 subscription = _subscribe(plan, sub);
        _succeeds(merchant, _call());
        vm.warp(NOW + PERIOD);
        _renew(plan, sub);
        require(manager.subscriptionOf(subscription).nextPeriod == 2, "renewed");
        vm.warp(NOW);
        sub.salt = 2;
        bytes memory consent = _consent(plan, sub);
        _reverts(subscriber, abi.encodeCall(manager.subscribe, (plan, sub, "")), _archived());
        _reverts(stranger, abi.encodeCall(manager.subscribe, (plan, sub, consent)), _archived());
    }

    function _call() private view returns (bytes memory) {
        return abi.encodeCall(manager.archivePlan, (plan, ""));
    }

    function _archived() private view returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.PlanIsArchived.selector, id);
    }
}
