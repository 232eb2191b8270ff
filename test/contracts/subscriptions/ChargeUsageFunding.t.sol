// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {UsageTest} from "../support/UsageTest.sol";
import {Vm} from "../support/Vm.sol";

/// @notice Where usage is paid from, and what the books get to know.
contract ChargeUsageFundingTest is UsageTest {
    function testFuzz_SucceedsFromPrepaidWhereItCoversAll(uint96 amount, uint96 rest) public {
        amount = _bound(amount, 1, USAGE_CAP);
        rest = _bound(rest, 0, WEALTH);
        _deposit(subscriber, amount + rest, true);
        _expectUsage(plan, sub, amount, amount, FROM_PREPAID, rest, 2);
        _succeeds(merchant, _using(0, amount));
        _requireBalance(subscriber, 0, rest);
        _requireWallet(subscriber, WEALTH - PRICE);
        _requireSolvent();
    }

    function testFuzz_SucceedsFromTheAllowanceWherePrepaidDoesNotSuffice(uint96 amount) public {
        amount = _bound(amount, 2, USAGE_CAP);
        _deposit(subscriber, amount - 1, true);
        _expectUsage(plan, sub, amount, amount, FROM_ALLOWANCE, 0, 0);
        _succeeds(merchant, _using(0, amount));
        _requireBalance(subscriber, 0, amount - 1);
        _requireWallet(subscriber, WEALTH - PRICE - amount);
        _requireSolvent();
    }

    function test_SucceedsFromTheAllowanceAloneThoughPrepaidWouldDo() public {
        (sub.funding, sub.salt) = (ALLOWANCE_ONLY, 2);
        id = _subscribe(plan, sub);
        _deposit(subscriber, 1_000, true);
        _succeeds(merchant, _using(0, 1_000));
        _requireBalance(subscriber, 0, 1_000);
        _allow(subscriber, 0);
        _reverts(merchant, _using(0, 2_000), _cannotPay(subscriber, 1_000));
    }

    /// @dev What could not be charged may be tried again, and was not counted.
    function test_RevertsWhenNeitherSuffices() public {
        _deposit(subscriber, WEALTH, false);
        _deposit(subscriber, 999, true);
        _allow(subscriber, 999);
        _reverts(merchant, _using(0, 1_000), _cannotPay(subscriber, 1_000));
        require(manager.usageOf(id, 0) == 0, "usage");
        _succeeds(merchant, _using(0, 999));
        // Of the rest only the increase is asked for.
        _succeeds(merchant, _using(0, 1_998));
        _reverts(merchant, _using(0, 1_999), _cannotPay(subscriber, 1));
        _requireBalance(subscriber, WEALTH, 0);
    }

    function test_RevertsWhenTheTokenKeepsAFee() public {
        dollar.setFeeUnits(1);
        bytes memory refused = abi.encodeWithSelector(IPaymentEscrowErrors.Unbalanced.selector, 1_000, 999);
        _reverts(merchant, _using(0, 1_000), refused);
        require(manager.usageOf(id, 0) == 0, "usage");
    }

    function test_SucceedsWithTheChainsOwnCoin() public {
        plan.token = COIN;
        _create(plan);
        _prepayCoin(subscriber, PRICE + 1_000);
        id = _subscribe(plan, sub);
        _expectUsage(plan, sub, 400, 400, FROM_PREPAID, 600, 3);
        _succeeds(merchant, _using(0, 400));
        vm.deal(subscriber, WEALTH);
        _reverts(merchant, _using(0, 1_001), _cannotPay(subscriber, 601));
        _succeeds(merchant, _using(0, 1_000));
        (uint96 available, , ) = escrow.balance(merchant, COIN);
        require(available == PRICE + 1_000 - 50_000 - _fee(400) - _fee(600), "merchant");
    }

    // ---------------------------------------------------------------- fees

    function test_RoundsTheFeeOfEachIncreaseUp() public {
        _expectUsage(plan, sub, 1, 1, FROM_ALLOWANCE, 0, 0);
        _succeeds(merchant, _using(0, 1));
        _requireBalance(merchant, NET, 0);
        _requireBalance(feeRecipient, 50_001, 0);
        // 200 base units cost 1, 201 cost 2.
        _succeeds(merchant, _using(0, 201));
        _requireBalance(feeRecipient, 50_002, 0);
        _succeeds(merchant, _using(0, 402));
        _requireBalance(feeRecipient, 50_004, 0);
        _requireBalance(merchant, NET + 398, 0);
    }

    function test_ChargesNoFeeWhereThereIsNone() public {
        (plan.feeBps, plan.feeRecipient) = (0, address(0));
        _create(plan);
        id = _subscribe(plan, sub);
        _expectUsage(plan, sub, 1, 1, FROM_ALLOWANCE, 0, 0);
        _succeeds(merchant, _using(0, 1));
        _requireBalance(merchant, NET + PRICE + 1, 0);
    }

    // ---------------------------------------------------------------- events

    function test_EmitsTheIncreaseAndTheBalances() public {
        _succeeds(merchant, _using(0, 400));
        _expectUsage(plan, sub, 1_000, 600, FROM_ALLOWANCE, 0, 0);
        _expectBalance(merchant, id, NET + 398 + 597, 0, 3);
        _expectBalance(feeRecipient, id, 50_005, 0, 3);
        vm.recordLogs();
        _succeeds(operator, _using(0, 1_000));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        // And the token's own.
        require(logs.length == 4, "no others");
        require(logs[1].topics[0] == ISubscriptionManagerEvents.UsageCharged.selector, "usage");
        require(logs[2].topics[0] == IPaymentEscrowEvents.BalanceChanged.selector, "balance");
        require(logs[3].topics[0] == IPaymentEscrowEvents.BalanceChanged.selector, "balance");
    }
}
