// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice Anyone renews what is due, also beside what subscriber or merchant send into the same block: before it or after
/// it, and again. Whatever the order, a period is charged once at most, and nothing that was stopped before.
contract AttacksInOneBlockTest is BeginningTest {
    uint256 private constant DUE = NOW + PERIOD;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    bytes32 private id;

    /// @dev Three missed periods may be caught up, so that a second charge would find one that is due.
    function setUp() public override {
        super.setUp();
        plan = _plan();
        plan.notice = 0;
        sub = _subscription();
        (sub.catchUp, sub.startBy) = (3, type(uint48).max);
        _create(plan);
        id = _subscribe(plan, sub);
        vm.warp(DUE);
    }

    // ---------------------------------------------------------------- canceled

    function test_ChargesOnceRightBeforeACancel() public {
        _renew(plan, sub);
        _cancel(false);
        _renew(plan, sub);
        _requireState(id, ENDED, NOW, 2, DUE, 3);
        _requireWallet(subscriber, WEALTH - 2 * PRICE);
    }

    function test_ChargesNothingRightAfterACancel() public {
        _cancel(false);
        _renew(plan, sub);
        _requireState(id, ENDED, NOW, 1, NOW, 1);
        _requireWallet(subscriber, WEALTH - PRICE);
    }

    /// @dev What was charged just before is then what it stays for.
    function test_ChargesOnceRightBeforeACancelForTheEnd() public {
        _renew(plan, sub);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionCanceled(id, subscriber, true, uint40(DUE + PERIOD));
        _cancel(true);
        _renew(plan, sub);
        _requireState(id, ENDING, NOW, 2, DUE, 3);
        require(manager.isActive(plan, sub), "active");
        vm.warp(DUE + PERIOD);
        _renew(plan, sub);
        _requireWallet(subscriber, WEALTH - 2 * PRICE);
    }

    function test_ChargesNothingRightAfterACancelForTheEnd() public {
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionCanceled(id, subscriber, true, uint40(DUE));
        _cancel(true);
        _renew(plan, sub);
        _requireState(id, ENDING, NOW, 1, NOW, 1);
        require(!manager.isActive(plan, sub), "over");
        _requireWallet(subscriber, WEALTH - PRICE);
    }

    // ---------------------------------------------------------------- replaced

    function test_ChargesOnceRightBeforeAReplacement() public {
        _renew(plan, sub);
        ISubscriptionTypes.Subscription memory next = _replace();
        _renew(plan, sub);
        _renew(plan, next);
        _requireState(id, ENDED, NOW, 2, DUE, 3);
        _requireBegun(_id(plan, next), DUE);
        _requireWallet(subscriber, WEALTH - 3 * PRICE);
    }

    function test_ChargesNothingRightAfterAReplacement() public {
        ISubscriptionTypes.Subscription memory next = _replace();
        _renew(plan, sub);
        _renew(plan, next);
        _requireState(id, ENDED, NOW, 1, NOW, 1);
        _requireBegun(_id(plan, next), DUE);
        _requireWallet(subscriber, WEALTH - 2 * PRICE);
    }

    // ---------------------------------------------------------------- paused and resumed

    function test_ChargesOnceRightBeforeAPause() public {
        _renew(plan, sub);
        _pause();
        _renew(plan, sub);
        _resume();
        _renew(plan, sub);
        vm.warp(DUE + 1);
        _renew(plan, sub);
        _requireCharges(2, 3, DUE);
        _requireWallet(subscriber, WEALTH - 2 * PRICE);
    }

    /// @dev The period that was due when it was paused is never charged, though one might catch up.
    function test_ChargesNothingRightAfterAPause() public {
        _pause();
        _renew(plan, sub);
        _resume();
        _renew(plan, sub);
        vm.warp(DUE + 1);
        _renew(plan, sub);
        _requireCharges(2, 2, NOW);
        _requireWallet(subscriber, WEALTH - PRICE);
    }

    // ---------------------------------------------------------------- at another price

    function test_ChargesTheOldPriceRightBeforeAPriceChange() public {
        _renew(plan, sub);
        _setPrice(CAP);
        _renew(plan, sub);
        _requireState(id, ACTIVE, NOW, 2, DUE, 3);
        _requireWallet(subscriber, WEALTH - 2 * PRICE);
    }

    function test_ChargesTheNewPriceRightAfterAPriceChange() public {
        _setPrice(CAP);
        _renew(plan, sub);
        _renew(plan, sub);
        _requireState(id, ACTIVE, NOW, 2, DUE, 3);
        _requireWallet(subscriber, WEALTH - PRICE - CAP);
    }

    /// @dev Above what was agreed to it is not charged at all, and is due again when the price comes down.
    function test_ChargesNothingRightAfterAPriceChangeAboveTheCap() public {
        _setPrice(CAP + 1);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionChargeFailed(id, 1, ISubscriptionManagerErrors.ExceedsCap.selector);
        _renew(plan, sub);
        _requireBegun(id, NOW);
        vm.prank(merchant);
        manager.setPrice(plan, 1, 3, uint40(DUE), "");
        _renew(plan, sub);
        _requireWallet(subscriber, WEALTH - PRICE - 1);
    }

    /// @dev With notice, a price set now is no price of now.
    function test_RevertsWhenAPriceShouldChangeInTheBlockOfARenewal() public {
        plan = _plan();
        _create(plan);
        id = _subscribe(plan, sub);
        vm.warp(DUE + PERIOD);
        bytes memory call = abi.encodeCall(manager.setPrice, (plan, CAP, 2, uint40(DUE + PERIOD + 7 days - 1), ""));
        _reverts(
            merchant,
            call,
            abi.encodeWithSelector(
                ISubscriptionManagerErrors.NoticeTooShort.selector,
                DUE + PERIOD + 7 days - 1,
                DUE + PERIOD + 7 days
            )
        );
        vm.prank(merchant);
        manager.setPrice(plan, CAP, 2, uint40(DUE + PERIOD + 7 days), "");
        _renew(plan, sub);
        _requireWallet(subscriber, WEALTH - 3 * PRICE);
    }

    // ---------------------------------------------------------------- archived

    function test_ChargesOnceRightBeforeArchiving() public {
        _renew(plan, sub);
        _archive();
        _renew(plan, sub);
        _requireState(id, ACTIVE, NOW, 2, DUE, 3);
        _requireWallet(subscriber, WEALTH - 2 * PRICE);
    }

    /// @dev Those that are there go on.
    function test_ChargesOnceRightAfterArchiving() public {
        _archive();
        _renew(plan, sub);
        _renew(plan, sub);
        _requireState(id, ACTIVE, NOW, 2, DUE, 3);
        _requireWallet(subscriber, WEALTH - 2 * PRICE);
    }

    // ---------------------------------------------------------------- begun

    /// @dev A subscription that begins now is not charged again now, by however short a period.
    function test_ChargesNothingRightAfterTheBeginning() public {
        plan.period = 1;
        _create(plan);
        id = _subscribe(plan, sub);
        _renew(plan, sub);
        _requireBegun(id, DUE);
        ISubscriptionTypes.Subscription[] memory twice = new ISubscriptionTypes.Subscription[](2);
        (twice[0], twice[1]) = (sub, sub);
        vm.warp(DUE + 5);
        vm.prank(stranger);
        manager.chargeBatch(plan, twice);
        _requireWallet(subscriber, WEALTH - 3 * PRICE);
    }

    // ---------------------------------------------------------------- steps

    function _cancel(bool atPeriodEnd) private {
        vm.prank(subscriber);
        manager.cancel(plan, sub, atPeriodEnd, "");
    }

    function _replace() private returns (ISubscriptionTypes.Subscription memory next) {
        next = _subscription();
        (next.replaces, next.startBy) = (id, type(uint48).max);
        _succeeds(subscriber, abi.encodeCall(manager.replace, (plan, sub, plan, next, "")));
    }

    function _pause() private {
        vm.prank(merchant);
        manager.pause(plan, sub, "");
    }

    function _resume() private {
        vm.prank(merchant);
        manager.resume(plan, sub, "");
    }

    function _setPrice(uint96 price) private {
        vm.prank(merchant);
        manager.setPrice(plan, price, 2, uint40(DUE), "");
    }

    function _archive() private {
        vm.prank(merchant);
        manager.archivePlan(plan, "");
    }

    /// @dev Active, after one pause.
    function _requireCharges(uint256 nextPeriod, uint256 charged, uint256 chargedAt) private view {
        ISubscriptionTypes.SubscriptionState memory state = manager.subscriptionOf(id);
        require(state.status == ACTIVE && state.pauses == 1, "status");
        require(state.nextPeriod == nextPeriod, "next period");
        require(state.charged == charged && state.chargedAt == chargedAt, "charged");
    }
}
