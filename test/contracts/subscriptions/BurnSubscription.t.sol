// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "../support/PlanningTest.sol";

contract BurnSubscriptionTest is PlanningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        id = _id(plan, sub);
    }

    /// @dev Whether the plan exists or not: the subscriber burns what it signed.
    function testFuzz_SucceedsBeforeUse(uint256 salt, bool created) public {
        if (created) _create(plan);
        sub.salt = salt;
        id = _id(plan, sub);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionBurned(id, subscriber);
        _succeeds(subscriber, _call());
        _requireState(id, ISubscriptionTypes.SubscriptionState(BURNED, 0, 0, 0, 0, 0));
    }

    /// @dev Named attack: a signature used after its subscriber took it back.
    function test_RevertsWhenABurnedIdWouldBegin() public {
        _create(plan);
        bytes memory consent = _consent(plan, sub);
        bytes memory funded = _erc3009(plan, sub, PRICE);
        _succeeds(subscriber, _call());
        _reverts(stranger, abi.encodeCall(manager.subscribe, (plan, sub, consent)), _exists(id));
        _reverts(stranger, abi.encodeCall(manager.subscribe, (plan, sub, funded)), _exists(id));
        _reverts(subscriber, abi.encodeCall(manager.subscribe, (plan, sub, "")), _exists(id));
        require(dollar.balanceOf(subscriber) == WEALTH, "wallet");
    }

    function test_RevertsWhenBurnedBefore() public {
        _succeeds(subscriber, _call());
        _reverts(subscriber, _call(), _exists(id));
    }

    function test_RevertsAfterUse() public {
        _create(plan);
        _subscribe(plan, sub);
        _reverts(subscriber, _call(), _exists(id));
        _requireState(id, _begun());
        _pause(plan, sub);
        _reverts(subscriber, _call(), _exists(id));
        _cancel(plan, sub, true);
        _reverts(subscriber, _call(), _exists(id));
        _cancel(plan, sub, false);
        _reverts(subscriber, _call(), _exists(id));
        _requireStatus(id, ENDED);
    }

    /// @dev Named attack: a stranger burns an id. The merchant does not burn one either.
    function testFuzz_RevertsWhenAnotherBurnsIt(address actor) public {
        vm.assume(actor != subscriber);
        _reverts(actor, _call(), _notSubscriber(actor));
        _reverts(merchant, _call(), _notSubscriber(merchant));
        _reverts(operator, _call(), _notSubscriber(operator));
        _create(plan);
        _subscribe(plan, sub);
        _reverts(merchant, _call(), _notSubscriber(merchant));
    }

    function _call() private view returns (bytes memory) {
        return abi.encodeCall(manager.burn, (plan, sub, ""));
    }

    function _notSubscriber(address actor) private view returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.NotSubscriber.selector, actor, subscriber);
    }
}
