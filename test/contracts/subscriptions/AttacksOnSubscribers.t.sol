// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../../../contracts/interfaces/IManagerHooks.sol";
import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice Attacks on money: balances that were never set aside, credit out of nothing, and those who have left.
contract AttacksOnSubscribersTest is BeginningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
        id = _id(plan, sub);
    }

    // ---------------------------------------------------------------- balances

    /// @dev Named attack: the manager debiting a merchant's available balance. The merchant of one plan subscribes to
    /// another; what it earned stays, by every way of charging.
    function test_RevertsWhenTheManagerShouldDebitAMerchantsAvailableBalance() public {
        _subscribe(plan, sub);
        uint96 earned = PRICE - _fee(PRICE);
        ISubscriptionTypes.Plan memory other = _plan();
        (other.merchant, other.operator) = (stranger, stranger);
        _create(other);
        ISubscriptionTypes.Subscription memory buyer = _subscription();
        (buyer.subscriber, buyer.capPerPeriod) = (merchant, type(uint96).max);
        _reverts(merchant, _subscribing(other, buyer, ""), _cannotPay(merchant, PRICE));
        _fund(merchant, PRICE);
        bytes32 bought = _subscribe(other, buyer);
        bytes memory usage = abi.encodeCall(manager.chargeUsage, (other, buyer, 0, 1, ""));
        _reverts(stranger, usage, _cannotPay(merchant, 1));
        vm.warp(NOW + PERIOD);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionChargeFailed(
            bought,
            1,
            ISubscriptionManagerErrors.CannotPay.selector
        );
        _renew(other, buyer);
        _requireBegun(bought, NOW);
        _requireBalance(merchant, earned, 0);
    }

    /// @dev The hooks are the manager's alone, and the manager's verbs name nobody but the subscriber.
    function testFuzz_RevertsWhenSomeoneElseDebitsPrepaidBalances(address attacker) public {
        vm.assume(attacker != address(manager));
        _deposit(subscriber, PRICE, true);
        IManagerHooks.Debit[] memory debits = new IManagerHooks.Debit[](1);
        debits[0] = IManagerHooks.Debit(subscriber, PRICE);
        bytes[2] memory calls = [
            abi.encodeCall(escrow.enterFor, (address(dollar))),
            abi.encodeCall(escrow.debitPrepaid, (debits))
        ];
        bytes memory refused = abi.encodeWithSelector(
            IPaymentEscrowErrors.NotManager.selector,
            attacker,
            address(manager)
        );
        for (uint256 i; i < calls.length; ++i) {
            vm.prank(attacker);
            (bool success, bytes memory answer) = address(escrow).call(calls[i]);
            require(!success && keccak256(answer) == keccak256(refused), "expected a refusal");
        }
        _requireBalance(subscriber, 0, PRICE);
    }

    /// @dev A merchant that makes a plan for a victim gets nothing without its consent.
    function testFuzz_RevertsWhenAMerchantSubscribesAVictim(bytes calldata signature) public {
        vm.assume(signature.length != 0);
        plan.merchant = stranger;
        _create(plan);
        _deposit(subscriber, PRICE, true);
        id = _id(plan, sub);
        _reverts(stranger, _subscribing(plan, sub, ""), _notSubscriber(stranger, subscriber));
        bytes memory pull = _pull(SIGNATURE, signature, "");
        _reverts(stranger, _subscribing(plan, sub, pull), _invalidSignature(subscriber, id));
        pull = _pull(ERC3009, abi.encode(PRICE, signature), "");
        _reverts(stranger, _subscribing(plan, sub, pull), _refusedByToken(subscriber));
        _renew(plan, sub);
        _requireUnknown(id);
        _requireBalance(subscriber, 0, PRICE);
        _requireWallet(subscriber, WEALTH);
    }

    // ---------------------------------------------------------------- plan hopping

    /// @dev Named attack: plan hopping that mints credit. Whoever hops pays each first amount in full; what anybody gets
    /// is what somebody paid, and nothing ever comes back by itself.
    function testFuzz_SucceedsWithPlanHoppingThatMintsNoCredit(uint96[8] memory prices, uint32[8] memory waits) public {
        ISubscriptionTypes.Plan memory from = plan;
        ISubscriptionTypes.Subscription memory left = sub;
        _subscribe(from, left);
        uint256 paid = PRICE;
        uint256 time = NOW;
        for (uint256 i; i < prices.length; ++i) {
            ISubscriptionTypes.Plan memory to = _plan();
            (to.salt, to.trial) = (100 + i, i % 3 == 2 ? uint32(1 days) : 0);
            uint96 price = prices[i] % WEALTH;
            vm.prank(merchant);
            manager.createPlan(to, price, "");
            ISubscriptionTypes.Subscription memory next = _subscription();
            (next.replaces, next.firstAmount) = (_id(from, left), to.trial == 0 ? price : 0);
            (next.capPerPeriod, next.startBy) = (type(uint96).max, type(uint48).max);
            time += waits[i] % (2 * PERIOD);
            vm.warp(time);
            dollar.mint(subscriber, next.firstAmount);
            _succeeds(subscriber, abi.encodeCall(manager.replace, (from, left, to, next, "")));
            paid += next.firstAmount;
            _requireBalance(subscriber, 0, 0);
            (from, left) = (to, next);
        }
        (uint96 earned, , ) = escrow.balance(merchant, address(dollar));
        (uint96 fees, , ) = escrow.balance(feeRecipient, address(dollar));
        require(uint256(earned) + fees == paid, "credit out of nothing");
        _requireWallet(subscriber, WEALTH - PRICE);
        _requireSolvent();
    }

    /// @dev Hopping to and fro at one moment charges each time, and the trial of a replaced one gives no money either.
    function test_SucceedsWithHoppingBackThatIsNoRefund() public {
        _subscribe(plan, sub);
        ISubscriptionTypes.Plan memory trial = _trialPlan();
        _create(trial);
        ISubscriptionTypes.Subscription memory away = _trialSubscription(2);
        away.replaces = id;
        _succeeds(subscriber, abi.encodeCall(manager.replace, (plan, sub, trial, away, "")));
        ISubscriptionTypes.Subscription memory back = _subscription();
        (back.replaces, back.salt) = (_id(trial, away), 3);
        _succeeds(subscriber, abi.encodeCall(manager.replace, (trial, away, plan, back, "")));
        _requireWallet(subscriber, WEALTH - 2 * PRICE);
        _requireBalance(merchant, 2 * (PRICE - _fee(PRICE)), 0);
        _requireSolvent();
    }

    // ---------------------------------------------------------------- those who have left

    /// @dev Named attack: a signature used after the cancel, in every form in which it was given.
    function test_RevertsWhenASignatureIsUsedAfterTheCancel() public {
        bytes memory consent = _consent(plan, sub);
        bytes memory authorization = _erc3009(plan, sub, PRICE);
        bytes memory permit = _pull(
            PERMIT,
            _permitData(SUBSCRIBER_KEY, PRICE, NOW + 1 hours, _sign(SUBSCRIBER_KEY, id)),
            ""
        );
        _succeeds(stranger, _subscribing(plan, sub, consent));
        vm.prank(subscriber);
        manager.cancel(plan, sub, false, "");
        for (uint256 i; i < 2; ++i) {
            _reverts(stranger, _subscribing(plan, sub, consent), _exists(id));
            _reverts(stranger, _subscribing(plan, sub, authorization), _exists(id));
            _reverts(merchant, _subscribing(plan, sub, permit), _exists(id));
            vm.warp(NOW + 1 minutes);
        }
        vm.warp(NOW + PERIOD);
        _renew(plan, sub);
        _requireState(id, ENDED, NOW, 1, NOW, 1);
        _requireWallet(subscriber, WEALTH - PRICE);
    }

    /// @dev Named attack: a lapsed subscriber ambushed at the refill. It missed five periods and agreed to catch up none:
    /// however often it is charged then, it pays the one it is in.
    function test_ChargesOnePeriodWhenALapsedSubscriberIsAmbushedAtRefill() public {
        _subscribe(plan, sub);
        _allow(subscriber, 0);
        for (uint256 i = 1; i < 6; ++i) {
            vm.warp(NOW + i * PERIOD);
            _renew(plan, sub);
        }
        _requireBegun(id, NOW);
        vm.warp(NOW + 6 * PERIOD + 1);
        _deposit(subscriber, 10 * PRICE, true);
        for (uint256 i; i < 10; ++i) {
            vm.warp(NOW + 6 * PERIOD + 1 + i);
            _renew(plan, sub);
            _renew(plan, sub);
        }
        _requireState(id, ACTIVE, NOW, 7, NOW + 6 * PERIOD + 1, 65);
        _requireBalance(subscriber, 0, 9 * PRICE);
    }

    /// @dev Where it agreed to catch up two, it pays two and the one it is in: one a second, and no more.
    function test_ChargesNoMoreThanCatchUpWhenALapsedSubscriberIsAmbushed() public {
        sub.catchUp = 2;
        id = _subscribe(plan, sub);
        _allow(subscriber, 0);
        vm.warp(NOW + 6 * PERIOD);
        _deposit(subscriber, 10 * PRICE, true);
        for (uint256 i; i < 10; ++i) {
            vm.warp(NOW + 6 * PERIOD + i);
            _renew(plan, sub);
            _renew(plan, sub);
            _requireBalance(subscriber, 0, (i < 3 ? 9 - i : 7) * PRICE);
        }
        _requireState(id, ACTIVE, NOW, 7, NOW + 6 * PERIOD + 2, 71);
    }
}
