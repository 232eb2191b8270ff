// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice While intake is paused, or the token is not listed, nothing begins that moves money.
contract SubscribeIntakeTest is BeginningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    ISubscriptionTypes.Plan private trial;
    ISubscriptionTypes.Subscription private free;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        trial = _trialPlan();
        free = _trialSubscription(1);
        _create(plan);
        _create(trial);
    }

    function test_RevertsWhileIntakeIsPaused() public {
        escrow.pauseIntake(true);
        _refuses(abi.encodePacked(IPaymentEscrowErrors.IntakeIsPaused.selector));
        escrow.pauseIntake(false);
        _subscribe(plan, sub);
    }

    function test_RevertsWhileTheTokenIsDelisted() public {
        escrow.listToken(address(dollar), false);
        _refuses(abi.encodeWithSelector(IPaymentEscrowErrors.TokenNotListed.selector, address(dollar)));
        escrow.listToken(address(dollar), true);
        _subscribe(plan, sub);
    }

    /// @dev What is inside already is stopped as well.
    function test_RevertsFromPrepaidWhileIntakeIsPaused() public {
        _deposit(subscriber, PRICE, true);
        escrow.pauseIntake(true);
        bytes memory refused = abi.encodePacked(IPaymentEscrowErrors.IntakeIsPaused.selector);
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
        _requireBalance(subscriber, 0, PRICE);
    }

    function test_SucceedsWithoutMoneyWhilePausedAndDelisted() public {
        escrow.pauseIntake(true);
        escrow.listToken(address(dollar), false);
        _subscribe(trial, free);
        free.salt = 2;
        _succeeds(stranger, _subscribing(trial, free, _consent(trial, free)));
        _requireState(_id(trial, free), ACTIVE, NOW + 14 days, 0, 0, 0);
        // At no price, too.
        plan.salt = 2;
        vm.prank(merchant);
        manager.createPlan(plan, 0, "");
        sub.firstAmount = 0;
        _requireBegun(_subscribe(plan, sub), NOW);
    }

    function test_RevertsWhileAReplacementWouldMoveMoney() public {
        bytes32 oldId = _subscribe(plan, sub);
        ISubscriptionTypes.Subscription memory next = _subscription();
        (next.replaces, next.salt) = (oldId, 2);
        bytes memory call = abi.encodeCall(manager.replace, (plan, sub, plan, next, ""));
        escrow.pauseIntake(true);
        _reverts(subscriber, call, abi.encodePacked(IPaymentEscrowErrors.IntakeIsPaused.selector));
        _requireBegun(oldId, NOW);
        escrow.pauseIntake(false);
        escrow.listToken(address(dollar), false);
        _reverts(
            subscriber,
            call,
            abi.encodeWithSelector(IPaymentEscrowErrors.TokenNotListed.selector, address(dollar))
        );
        _requireBegun(oldId, NOW);
    }

    /// @dev By every way that money comes; an authorization moves it even where nothing is charged yet.
    function _refuses(bytes memory refused) private {
        bytes memory permit = _permitData(SUBSCRIBER_KEY, PRICE, NOW, _sign(SUBSCRIBER_KEY, _id(plan, sub)));
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
        _reverts(stranger, _subscribing(plan, sub, _consent(plan, sub)), refused);
        _reverts(stranger, _subscribing(plan, sub, _erc3009(plan, sub, PRICE)), refused);
        _reverts(stranger, _subscribing(plan, sub, _pull(PERMIT, permit, "")), refused);
        _reverts(stranger, _subscribing(trial, free, _erc3009(trial, free, PRICE)), refused);
        _requireUnknown(_id(plan, sub));
        _requireUnknown(_id(trial, free));
        _requireWallet(subscriber, WEALTH);
    }
}
