// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice By the subscriber's own call.
contract SubscribeTest is BeginningTest {
    function testFuzz_SucceedsByTheSubscribersCall(uint32 quantity, uint96 price) public {
        ISubscriptionTypes.Plan memory plan = _plan();
        ISubscriptionTypes.Subscription memory sub = _subscription();
        sub.quantity = uint32(_bound(quantity, 1, type(uint32).max));
        price = _bound(price, 1, WEALTH / sub.quantity);
        sub.firstAmount = price * sub.quantity;
        sub.capPerPeriod = sub.firstAmount;
        vm.prank(merchant);
        manager.createPlan(plan, price, "");
        bytes32 id = _subscribe(plan, sub);
        _requireBegun(id, NOW);
        _requirePaid(sub.firstAmount);
        _requireWallet(subscriber, WEALTH - sub.firstAmount);
        _requireBalance(subscriber, 0, 0);
        _requireSolvent();
    }

    function test_SucceedsWithATrialThatCostsNothing() public {
        ISubscriptionTypes.Plan memory plan = _trialPlan();
        _create(plan);
        bytes32 id = _subscribe(plan, _trialSubscription(1));
        _requireState(id, ACTIVE, NOW + 14 days, 0, 0, 0);
        _requireWallet(subscriber, WEALTH);
        _requireBalance(merchant, 0, 0);
    }

    /// @dev The trial's end is the anchor, to the second.
    function test_SucceedsWithTheFirstPeriodAtTheTrialsEnd() public {
        ISubscriptionTypes.Plan memory plan = _trialPlan();
        ISubscriptionTypes.Subscription memory sub = _trialSubscription(1);
        _create(plan);
        bytes32 id = _subscribe(plan, sub);
        vm.warp(NOW + 14 days - 1);
        _renew(plan, sub);
        _requireState(id, ACTIVE, NOW + 14 days, 0, 0, 0);
        _requireBalance(merchant, 0, 0);
        vm.warp(NOW + 14 days);
        _renew(plan, sub);
        _requireBegun(id, NOW + 14 days);
        _requirePaid(PRICE);
    }

    function test_SucceedsForNothingWhereThePriceIsZero() public {
        ISubscriptionTypes.Plan memory plan = _plan();
        vm.prank(merchant);
        manager.createPlan(plan, 0, "");
        ISubscriptionTypes.Subscription memory sub = _trialSubscription(1);
        _requireBegun(_subscribe(plan, sub), NOW);
        _requireWallet(subscriber, WEALTH);
        _requireBalance(merchant, 0, 0);
    }

    /// @dev An empty offer and an empty signature say the same as an empty pull.
    function test_SucceedsWithAnEncodedPullOfNothing() public {
        ISubscriptionTypes.Plan memory plan = _plan();
        _create(plan);
        _succeeds(subscriber, _subscribing(plan, _subscription(), _pull(SIGNATURE, "", "")));
        _requirePaid(PRICE);
    }

    function test_SucceedsWithoutAFee() public {
        ISubscriptionTypes.Plan memory plan = _plan();
        (plan.feeBps, plan.feeRecipient) = (0, address(0));
        _create(plan);
        _subscribe(plan, _subscription());
        _requireBalance(merchant, PRICE, 0);
        _requireBalance(address(0), 0, 0);
        _requireBalance(feeRecipient, 0, 0);
    }

    function test_SucceedsWhereTheFeeIsAll() public {
        ISubscriptionTypes.Plan memory plan = _plan();
        plan.feeBps = 10_000;
        _create(plan);
        _subscribe(plan, _subscription());
        _requireBalance(merchant, 0, 0);
        _requireBalance(feeRecipient, PRICE, 0);
    }

    function test_SucceedsAtThePriceOfTheMoment() public {
        ISubscriptionTypes.Plan memory plan = _plan();
        ISubscriptionTypes.Subscription memory sub = _subscription();
        sub.startBy = uint48(NOW + 30 days);
        _create(plan);
        vm.prank(merchant);
        manager.setPrice(plan, PRICE + 1, 2, uint40(NOW + 7 days), "");
        vm.warp(NOW + 7 days - 1);
        _subscribe(plan, sub);
        _requirePaid(PRICE);
        vm.warp(NOW + 7 days);
        sub.salt = 2;
        _reverts(subscriber, _subscribing(plan, sub, ""), _notAgreed(PRICE, PRICE + 1));
        sub.firstAmount = PRICE + 1;
        _subscribe(plan, sub);
        _requireWallet(subscriber, WEALTH - 2 * PRICE - 1);
    }

    function testFuzz_RevertsWhenSomeoneElseCalls(address caller) public {
        vm.assume(caller != subscriber);
        ISubscriptionTypes.Plan memory plan = _plan();
        _create(plan);
        bytes memory refused = _notSubscriber(caller, subscriber);
        _reverts(caller, _subscribing(plan, _subscription(), ""), refused);
        _reverts(caller, _subscribing(plan, _subscription(), _pull(SIGNATURE, "", "")), refused);
        _reverts(merchant, _subscribing(plan, _subscription(), ""), _notSubscriber(merchant, subscriber));
        _reverts(operator, _subscribing(plan, _subscription(), ""), _notSubscriber(operator, subscriber));
        _requireWallet(subscriber, WEALTH);
    }

    function testFuzz_RevertsWhenItReplacesAnother(bytes32 replaces) public {
        vm.assume(replaces != 0);
        ISubscriptionTypes.Plan memory plan = _plan();
        ISubscriptionTypes.Subscription memory sub = _subscription();
        sub.replaces = replaces;
        _create(plan);
        bytes memory refused = abi.encodeWithSelector(ISubscriptionManagerErrors.WrongReplaced.selector, replaces, 0);
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
        _reverts(stranger, _subscribing(plan, sub, _consent(plan, sub)), refused);
    }
}
