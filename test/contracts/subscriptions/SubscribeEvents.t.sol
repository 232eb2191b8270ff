// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowEvents} from "../../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";
import {Vm} from "../support/Vm.sol";

/// @notice What the books get to know of a beginning: these events, in this order, and no others.
contract SubscribeEventsTest is BeginningTest {
    bytes32 private constant SUBSCRIBED = ISubscriptionManagerEvents.Subscribed.selector;
    bytes32 private constant CHARGED = ISubscriptionManagerEvents.SubscriptionCharged.selector;
    bytes32 private constant OVER = ISubscriptionManagerEvents.SubscriptionEnded.selector;
    bytes32 private constant BALANCE = IPaymentEscrowEvents.BalanceChanged.selector;
    bytes32 private constant DEPOSITED = IPaymentEscrowEvents.Deposited.selector;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    bytes32 private id;

    /// @dev Every field has a value of its own.
    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        (sub.quantity, sub.firstAmount, sub.capPerPeriod) = (3, 3 * PRICE, 4 * PRICE);
        (sub.maxPeriods, sub.catchUp, sub.salt) = (24, 2, 77);
        id = _id(plan, sub);
        _create(plan);
    }

    function test_EmitsWhatWasChargedFromTheAllowance() public {
        _expectSubscribed(plan, sub, NOW);
        _expectFirstCharge(plan, sub, FROM_ALLOWANCE, 0, 0);
        _expectBalance(merchant, id, 3 * PRICE - _fee(3 * PRICE), 0, 1);
        _expectBalance(feeRecipient, id, _fee(3 * PRICE), 0, 1);
        _subscribe(plan, sub);
    }

    function test_EmitsWhatWasChargedFromPrepaid() public {
        _deposit(subscriber, 5, false);
        _deposit(subscriber, 3 * PRICE + 7, true);
        _expectSubscribed(plan, sub, NOW);
        _expectFirstCharge(plan, sub, FROM_PREPAID, 7, 3);
        _expectBalance(merchant, id, 3 * PRICE - _fee(3 * PRICE), 0, 1);
        _expectBalance(feeRecipient, id, _fee(3 * PRICE), 0, 1);
        _subscribe(plan, sub);
    }

    function test_EmitsTheDepositOfAnAuthorization() public {
        bytes memory call = _subscribing(plan, sub, _erc3009(plan, sub, 4 * PRICE));
        _expectSubscribed(plan, sub, NOW);
        _expectBalance(subscriber, id, 0, 4 * PRICE, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Deposited(
            subscriber,
            address(dollar),
            4 * PRICE,
            true,
            IPaymentTypes.Source.Erc3009,
            1
        );
        _expectFirstCharge(plan, sub, FROM_PREPAID, PRICE, 2);
        _expectBalance(merchant, id, 3 * PRICE - _fee(3 * PRICE), 0, 1);
        _expectBalance(feeRecipient, id, _fee(3 * PRICE), 0, 1);
        _succeeds(stranger, call);
    }

    function test_EmitsAChargeOfNothing() public {
        plan.salt = 5;
        sub.firstAmount = 0;
        id = _id(plan, sub);
        vm.prank(merchant);
        manager.createPlan(plan, 0, "");
        _expectSubscribed(plan, sub, NOW);
        _expectFirstCharge(plan, sub, FROM_NOTHING, 0, 0);
        vm.recordLogs();
        _subscribe(plan, sub);
        bytes32[] memory topics = new bytes32[](2);
        (topics[0], topics[1]) = (SUBSCRIBED, CHARGED);
        _requireLogs(topics);
    }

    function test_EmitsTheEndWhereOnePeriodIsAll() public {
        sub.maxPeriods = 1;
        id = _id(plan, sub);
        _expectSubscribed(plan, sub, NOW);
        _expectFirstCharge(plan, sub, FROM_ALLOWANCE, 0, 0);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionEnded(id, uint40(NOW + PERIOD));
        _expectBalance(merchant, id, 3 * PRICE - _fee(3 * PRICE), 0, 1);
        _subscribe(plan, sub);
        _requireBegun(id, NOW);
    }

    /// @dev A month of 28 to 31 days, by the calendar: 1,900,000,000 is 17 March 2030.
    function test_EmitsTheCalendarsEndOfThePeriod() public {
        plan = _monthlyPlan();
        sub.maxPeriods = 1;
        id = _id(plan, sub);
        _create(plan);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionEnded(id, uint40(NOW + 31 days));
        _subscribe(plan, sub);
    }

    // ---------------------------------------------------------------- and no others

    function test_EmitsNothingElseFromTheAllowance() public {
        vm.recordLogs();
        _subscribe(plan, sub);
        bytes32[] memory topics = new bytes32[](4);
        (topics[0], topics[1], topics[2], topics[3]) = (SUBSCRIBED, CHARGED, BALANCE, BALANCE);
        _requireLogs(topics);
    }

    /// @dev The subscriber's balance stands in the charge itself.
    function test_EmitsNothingElseFromPrepaid() public {
        _deposit(subscriber, 3 * PRICE, true);
        vm.recordLogs();
        _subscribe(plan, sub);
        bytes32[] memory topics = new bytes32[](4);
        (topics[0], topics[1], topics[2], topics[3]) = (SUBSCRIBED, CHARGED, BALANCE, BALANCE);
        _requireLogs(topics);
    }

    function test_EmitsNothingElseByAnAuthorization() public {
        bytes memory call = _subscribing(plan, sub, _erc3009(plan, sub, 3 * PRICE));
        vm.recordLogs();
        _succeeds(stranger, call);
        bytes32[] memory topics = new bytes32[](6);
        (topics[0], topics[1], topics[2]) = (SUBSCRIBED, BALANCE, DEPOSITED);
        (topics[3], topics[4], topics[5]) = (CHARGED, BALANCE, BALANCE);
        _requireLogs(topics);
    }

    function test_EmitsOneBalanceWithoutAFee() public {
        (plan.feeBps, plan.feeRecipient) = (0, address(0));
        id = _id(plan, sub);
        _create(plan);
        _expectSubscribed(plan, sub, NOW);
        _expectFirstCharge(plan, sub, FROM_ALLOWANCE, 0, 0);
        _expectBalance(merchant, id, 3 * PRICE, 0, 1);
        vm.recordLogs();
        _subscribe(plan, sub);
        bytes32[] memory topics = new bytes32[](3);
        (topics[0], topics[1], topics[2]) = (SUBSCRIBED, CHARGED, BALANCE);
        _requireLogs(topics);
    }

    /// @dev Nothing is charged until the trial is over, and so nothing is said.
    function test_EmitsOnlyTheBeginningOfATrial() public {
        plan = _trialPlan();
        (sub.firstAmount, sub.maxPeriods) = (0, 1);
        id = _id(plan, sub);
        _create(plan);
        _expectSubscribed(plan, sub, NOW + 14 days);
        vm.recordLogs();
        _subscribe(plan, sub);
        bytes32[] memory topics = new bytes32[](1);
        topics[0] = SUBSCRIBED;
        _requireLogs(topics);
        vm.warp(NOW + 14 days);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionEnded(id, uint40(NOW + 14 days + PERIOD));
        _renew(plan, sub);
    }

    /// @dev Of both contracts; the token's own are not ours to tell.
    function _requireLogs(bytes32[] memory topics) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 count;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter == address(dollar)) continue;
            require(count < topics.length && logs[i].topics[0] == topics[count], "another event");
            bool ofEscrow = topics[count] == BALANCE || topics[count] == DEPOSITED;
            require(logs[i].emitter == (ofEscrow ? address(escrow) : address(manager)), "emitter");
            ++count;
        }
        require(count == topics.length, "count");
    }
}
