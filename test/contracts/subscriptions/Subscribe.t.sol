// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {SubscriptionTest} from "../support/SubscriptionTest.sol";

contract SubscribeTest is SubscriptionTest {
    function test_SucceedsByTheSubscribersCall() public {
        ISubscriptionTypes.Plan memory plan = _plan();
        _create(plan);
        bytes32 id = _subscribe(plan, _subscription());
        _requireStatus(id, ISubscriptionTypes.SubscriptionStatus.Active);
        _requireBalance(merchant, PRICE - _fee(PRICE), 0);
        _requireBalance(feeRecipient, _fee(PRICE), 0);
        require(dollar.balanceOf(subscriber) == WEALTH - PRICE, "wallet");
    }

    function test_SucceedsWithOneSignatureThatFunds() public {
        ISubscriptionTypes.Plan memory plan = _plan();
        ISubscriptionTypes.Subscription memory sub = _subscription();
        _create(plan);
        bytes memory pull = _erc3009(plan, sub, 3 * PRICE);
        vm.prank(stranger);
        manager.subscribe(plan, sub, pull);
        _requireBalance(subscriber, 0, 2 * PRICE);
        vm.warp(NOW + PERIOD);
        _renew(plan, sub);
        _requireBalance(subscriber, 0, PRICE);
        _requireBalance(merchant, 2 * (PRICE - _fee(PRICE)), 0);
    }
}
