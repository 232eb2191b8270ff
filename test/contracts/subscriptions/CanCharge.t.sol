// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "../support/PlanningTest.sol";

/// @notice The reason is that of a renewal in the same second.
contract CanChargeTest is PlanningTest {
    bytes4 private constant NOT_DUE = ISubscriptionManagerErrors.NotDue.selector;
    bytes4 private constant WRONG_STATUS = ISubscriptionManagerErrors.WrongStatus.selector;
    bytes4 private constant CANNOT_PAY = ISubscriptionManagerErrors.CannotPay.selector;
    bytes4 private constant CLOSED = ISubscriptionManagerErrors.IntakeClosed.selector;
    IPaymentTypes.Source private constant NATIVE = IPaymentTypes.Source.Native;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
    }

    // ---------------------------------------------------------------- status and time

    function test_SucceedsWithUnknownAsReason() public view {
        require(manager.canCharge(plan, sub) == ISubscriptionManagerErrors.UnknownSubscription.selector, "unknown");
    }

    function test_SucceedsWithTheStatusAsReason() public {
        _subscribe(plan, sub);
        _pause(plan, sub);
        vm.warp(NOW + PERIOD);
        _requireReason(WRONG_STATUS);
        _cancel(plan, sub, true);
        _requireReason(WRONG_STATUS);
        _cancel(plan, sub, false);
        _requireReason(WRONG_STATUS);
        sub.salt = 2;
        _burn(plan, sub);
        _requireReason(WRONG_STATUS);
    }

    function test_SucceedsFromThePeriodsBeginningOn() public {
        _subscribe(plan, sub);
        _requireReason(NOT_DUE);
        vm.warp(NOW + PERIOD - 1);
        _requireReason(NOT_DUE);
        vm.warp(NOW + PERIOD);
        _requireReason(0);
        vm.warp(NOW + 2 * PERIOD - 1);
        _requireReason(0);
        _renew(plan, sub);
        _requireReason(NOT_DUE);
        vm.warp(NOW + 2 * PERIOD);
        _requireReason(0);
    }

    function test_SucceedsFromTheTrialsEndOn() public {
        (plan, sub) = (_trialPlan(), _trialSubscription(2));
        _create(plan);
        _subscribe(plan, sub);
        _requireReason(NOT_DUE);
        vm.warp(NOW + 14 days - 1);
        _requireReason(NOT_DUE);
        vm.warp(NOW + 14 days);
        _requireReason(0);
    }

    function test_SucceedsUntilTheLastPeriod() public {
        sub.maxPeriods = 3;
        _subscribe(plan, sub);
        vm.warp(NOW + 3 * PERIOD - 1);
        _requireReason(0);
        vm.warp(NOW + 3 * PERIOD);
        _requireReason(NOT_DUE);
        vm.warp(NOW + 2 * PERIOD);
        _renew(plan, sub);
        vm.warp(NOW + 3 * PERIOD);
        _requireReason(NOT_DUE);
    }

    /// @dev However much was missed: one charge a second.
    function test_SucceedsOnceASecond() public {
        sub.catchUp = 5;
        _subscribe(plan, sub);
        vm.warp(NOW + 3 * PERIOD);
        _renew(plan, sub);
        _requireReason(NOT_DUE);
        vm.warp(NOW + 3 * PERIOD + 1);
        _requireReason(0);
    }

    // ---------------------------------------------------------------- price

    function test_SucceedsUpToTheCap() public {
        (sub.quantity, sub.firstAmount, sub.capPerPeriod) = (2, 2 * PRICE, 2 * PRICE + 6);
        _subscribe(plan, sub);
        _setPrice(plan, PRICE + 3, 2, NOW + PERIOD);
        vm.warp(NOW + PERIOD);
        _requireReason(0);
        _setPrice(plan, PRICE + 4, 3, NOW + PERIOD + 7 days);
        vm.warp(NOW + PERIOD + 7 days - 1);
        _requireReason(0);
        vm.warp(NOW + PERIOD + 7 days);
        _requireReason(ISubscriptionManagerErrors.ExceedsCap.selector);
        _renew(plan, sub);
        require(dollar.balanceOf(subscriber) == WEALTH - 2 * PRICE, "not charged");
    }

    function test_SucceedsWhenTheCapIsThePrice() public {
        sub.capPerPeriod = PRICE;
        _subscribe(plan, sub);
        vm.warp(NOW + PERIOD);
        _requireReason(0);
    }

    /// @dev A period that costs nothing needs no money.
    function test_SucceedsWithoutMoneyWhereNothingIsToPay() public {
        sub.funding = ISubscriptionTypes.Funding.AllowanceOnly;
        _subscribe(plan, sub);
        sub.salt = 2;
        sub.funding = ISubscriptionTypes.Funding.PrepaidFirst;
        _subscribe(plan, sub);
        _setPrice(plan, 0, 2, NOW + PERIOD);
        _impoverish(0, 0);
        vm.warp(NOW + PERIOD);
        _requireReason(0);
        sub.salt = 1;
        sub.funding = ISubscriptionTypes.Funding.AllowanceOnly;
        _requireReason(0);
    }

    // ---------------------------------------------------------------- intake

    function test_SucceedsWhileIntakeIsOpen() public {
        _subscribe(plan, sub);
        vm.warp(NOW + PERIOD);
        escrow.pauseIntake(true);
        _requireReason(CLOSED);
        escrow.pauseIntake(false);
        escrow.listToken(address(dollar), false);
        _requireReason(CLOSED);
        escrow.listToken(address(dollar), true);
        vm.chainId(40_000);
        _requireReason(CLOSED);
        vm.chainId(31_337);
        _requireReason(0);
    }

    // ---------------------------------------------------------------- money

    function testFuzz_SucceedsWithThePrepaidBalanceOrTheAllowance(
        uint96 prepaid,
        uint96 wallet,
        uint96 allowed
    ) public {
        _requireMoney(_bound(prepaid, PRICE - 1, PRICE + 1), _bound(wallet, PRICE - 1, PRICE + 1), PRICE);
        _requireMoney(prepaid % (2 * PRICE), wallet % (2 * PRICE), allowed % (2 * PRICE));
        _requireMoney(PRICE - 1, PRICE, PRICE - 1);
        _requireMoney(0, PRICE, PRICE);
        _requireMoney(PRICE, 0, 0);
    }

    /// @dev Neither does the allowance of the escrow help, nor the available balance.
    function testFuzz_SucceedsWithTheAllowanceAlone(uint96 prepaid, uint96 wallet, uint96 allowed) public {
        sub.funding = ISubscriptionTypes.Funding.AllowanceOnly;
        _requireMoney(prepaid, _bound(wallet, PRICE - 1, PRICE + 1), _bound(allowed, PRICE - 1, PRICE + 1));
        _requireMoney(2 * PRICE, PRICE, PRICE - 1);
        _requireMoney(2 * PRICE, PRICE - 1, PRICE);
        _requireMoney(0, PRICE, PRICE);
    }

    function test_SucceedsWithThePrepaidCoin() public {
        escrow.listToken(COIN, true);
        (plan.token, plan.salt) = (COIN, 2);
        _create(plan);
        vm.deal(subscriber, 10 * PRICE);
        _depositCoin(2 * PRICE - 1);
        _subscribe(plan, sub);
        vm.warp(NOW + PERIOD);
        _requireReason(CANNOT_PAY);
        _depositCoin(1);
        _requireReason(0);
        _renew(plan, sub);
        require(manager.subscriptionOf(_id(plan, sub)).nextPeriod == 2, "charged");
    }

    // ---------------------------------------------------------------- how

    /// @dev Begins one anew, and compares what is told before its renewal with what becomes of it.
    function _requireMoney(uint96 prepaid, uint96 wallet, uint96 allowed) private {
        uint256 state = vm.snapshotState();
        _subscribe(plan, sub);
        _impoverish(wallet, allowed);
        if (prepaid != 0) _deposit(subscriber, prepaid, true);
        vm.warp(NOW + PERIOD);
        bool byPrepaid = sub.funding == ISubscriptionTypes.Funding.PrepaidFirst && prepaid >= PRICE;
        bool can = byPrepaid || (wallet >= PRICE && allowed >= PRICE);
        _requireReason(can ? bytes4(0) : CANNOT_PAY);
        _renew(plan, sub);
        require(manager.subscriptionOf(_id(plan, sub)).nextPeriod == (can ? 2 : 1), "what became of it");
        vm.revertToState(state);
    }

    function _impoverish(uint96 wallet, uint96 allowed) private {
        uint256 surplus = dollar.balanceOf(subscriber) - wallet;
        vm.prank(subscriber);
        dollar.transfer(stranger, surplus);
        vm.prank(subscriber);
        dollar.approve(address(manager), allowed);
    }

    function _depositCoin(uint96 amount) private {
        vm.prank(subscriber);
        escrow.deposit{value: amount}(true, COIN, amount, NATIVE, "");
    }

    function _requireReason(bytes4 expected) private view {
        require(manager.canCharge(plan, sub) == expected, "reason");
    }
}
