// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {RenewalTest} from "../support/RenewalTest.sol";

/// @notice One renewal, from each source it can come from: its events and balances to the unit, whatever price and fee.
contract ChargeBatchTest is RenewalTest {
    uint40 private constant START = uint40(NOW + PERIOD);
    uint40 private constant END = uint40(NOW + 2 * PERIOD);

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    bytes32 private id;

    // ---------------------------------------------------------------- from a prepaid balance

    function testFuzz_EmitsAChargeFromThePrepaidBalance(uint96 price, uint96 rest, uint16 feeBps) public {
        _begin(_bound(price, 1, 1e24), feeBps);
        rest = _bound(rest, 0, 1e24);
        _deposit(subscriber, sub.firstAmount + rest, true);
        _expectRenewal(Charge(PREPAID, 1, START, END, sub.firstAmount, rest, 2));
        _requireBalance(subscriber, 0, rest);
        require(dollar.balanceOf(subscriber) == WEALTH - sub.firstAmount, "the wallet pays the first amount alone");
    }

    /// @dev What is available is the subscriber's own, and nothing of it is ever charged.
    function test_SucceedsWithoutTouchingWhatIsAvailable() public {
        _begin(PRICE, 50);
        _deposit(subscriber, 3 * PRICE, false);
        _deposit(subscriber, PRICE, true);
        _expectRenewal(Charge(PREPAID, 1, START, END, PRICE, 0, 3));
        _requireBalance(subscriber, 3 * PRICE, 0);
        vm.warp(END);
        _expectEvents();
        _expectCharged(plan, sub, Charge(ALLOWANCE, 2, END, END + PERIOD, PRICE, 0, 0));
        _expectCredits(3, PRICE);
        _renew(plan, sub);
        _requireExactEvents();
        _requireBalance(subscriber, 3 * PRICE, 0);
    }

    // ---------------------------------------------------------------- from the allowance

    function testFuzz_EmitsAChargeFromTheAllowance(uint96 price, uint16 feeBps) public {
        _begin(_bound(price, 1, 1e24), feeBps);
        _expectRenewal(Charge(ALLOWANCE, 1, START, END, sub.firstAmount, 0, 0));
        _requireBalance(subscriber, 0, 0);
        require(dollar.balanceOf(subscriber) == WEALTH - 2 * uint256(sub.firstAmount), "wallet");
    }

    /// @dev A prepaid balance covers all of a charge or nothing of it.
    function testFuzz_EmitsAChargeFromTheAllowanceWhereThePrepaidBalanceIsShort(uint96 price, uint96 missing) public {
        _begin(_bound(price, 2, 1e24), 50);
        uint96 prepaid = sub.firstAmount - _bound(missing, 1, sub.firstAmount - 1);
        _deposit(subscriber, prepaid, true);
        _expectRenewal(Charge(ALLOWANCE, 1, START, END, sub.firstAmount, 0, 0));
        _requireBalance(subscriber, 0, prepaid);
        (, , uint64 seq) = _word(subscriber);
        require(seq == 1, "the balance is untouched");
    }

    function testFuzz_EmitsAChargeFromTheAllowanceAloneWhereNothingElseIsAgreed(uint96 prepaid) public {
        _deposit(subscriber, _bound(prepaid, CAP, 1e24), true);
        sub = _subscription();
        sub.funding = ISubscriptionTypes.Funding.AllowanceOnly;
        _beginWith(PRICE, 50);
        _expectRenewal(Charge(ALLOWANCE, 1, START, END, PRICE, 0, 0));
        _requireBalance(subscriber, 0, _bound(prepaid, CAP, 1e24));
        vm.prank(subscriber);
        dollar.approve(address(manager), 0);
        vm.warp(END);
        _requireFailure(2);
        _requireBalance(subscriber, 0, _bound(prepaid, CAP, 1e24));
    }

    // ---------------------------------------------------------------- of nothing

    /// @dev A period of a plan of usage alone begins by being charged at 0, and nobody's balance changes.
    function test_EmitsAChargeOfNothing() public {
        sub = _subscription();
        sub.firstAmount = 0;
        _beginWith(0, 50);
        vm.warp(START);
        _expectEvents();
        _expectCharged(plan, sub, Charge(NOTHING, 1, START, END, 0, 0, 0));
        _renew(plan, sub);
        _requireExactEvents();
        _requireActive(id, NOW, 2, START, 3);
        _requireBalance(merchant, 0, 0);
        (, , uint64 seq) = _word(merchant);
        require(seq == 0, "the merchant's balance is untouched");
        require(dollar.balanceOf(subscriber) == WEALTH, "wallet");
    }

    function test_EmitsAChargeOfNothingWhereTheSubscriberHasNothing() public {
        sub = _subscription();
        (sub.subscriber, sub.firstAmount) = (_member(1), 0);
        sub.funding = ISubscriptionTypes.Funding.AllowanceOnly;
        _beginWith(0, 10_000);
        vm.warp(START);
        _expectEvents();
        _expectCharged(plan, sub, Charge(NOTHING, 1, START, END, 0, 0, 0));
        _renew(plan, sub);
        _requireExactEvents();
    }

    // ---------------------------------------------------------------- what fails

    function test_EmitsAFailureWhereNeitherCovers() public {
        _begin(PRICE, 50);
        _deposit(subscriber, PRICE - 1, true);
        vm.prank(subscriber);
        dollar.approve(address(manager), PRICE - 1);
        vm.warp(START);
        _requireFailure(1);
        _requireBalance(subscriber, 0, PRICE - 1);
        // It stays due, and is charged once it can be.
        vm.prank(subscriber);
        dollar.approve(address(manager), PRICE);
        _expectRenewal(Charge(ALLOWANCE, 1, START, END, PRICE, 0, 0));
        require(dollar.allowance(subscriber, address(manager)) == 0, "allowance");
    }

    function test_EmitsAFailureWhereTheWalletIsEmpty() public {
        _begin(PRICE, 50);
        vm.prank(subscriber);
        dollar.transfer(stranger, WEALTH - PRICE - PRICE + 1);
        vm.warp(START);
        _requireFailure(1);
        require(dollar.balanceOf(subscriber) == PRICE - 1, "wallet");
        dollar.mint(subscriber, 1);
        _expectRenewal(Charge(ALLOWANCE, 1, START, END, PRICE, 0, 0));
        require(dollar.balanceOf(subscriber) == 0, "wallet");
    }

    // ---------------------------------------------------------------- the chain's own coin

    function test_EmitsAChargeOfTheChainsCoinFromThePrepaidBalanceOnly() public {
        escrow.listToken(COIN, true);
        _depositCoin(3 * PRICE - 1);
        plan = _plan();
        plan.token = COIN;
        sub = _subscription();
        _createFor(plan, PRICE);
        id = _subscribe(plan, sub);
        vm.warp(START);
        _expectEvents();
        _expectCharged(plan, sub, Charge(PREPAID, 1, START, END, PRICE, PRICE - 1, 3));
        _expectCredits(2, PRICE);
        _renew(plan, sub);
        _requireExactEvents();
        vm.warp(END);
        _requireFailure(2);
        _depositCoin(1);
        _expectEvents();
        _expectCharged(plan, sub, Charge(PREPAID, 2, END, END + PERIOD, PRICE, 0, 5));
        _expectCredits(3, PRICE);
        _renew(plan, sub);
        _requireExactEvents();
        (uint96 available, uint96 prepaid, ) = escrow.balance(merchant, COIN);
        require(available == 3 * (PRICE - _fee(PRICE)) && prepaid == 0, "merchant");
        require(address(escrow).balance == 3 * PRICE, "held");
    }

    // ---------------------------------------------------------------- steps

    function _begin(uint96 price, uint16 feeBps) private {
        sub = _subscription();
        (sub.firstAmount, sub.capPerPeriod) = (price, price);
        _beginWith(price, feeBps);
    }

    function _beginWith(uint96 price, uint16 feeBps) private {
        plan = _plan();
        plan.feeBps = feeBps % 10_001;
        _createFor(plan, price);
        id = _subscribe(plan, sub);
    }

    function _depositCoin(uint96 amount) private {
        vm.deal(subscriber, amount);
        vm.prank(subscriber);
        escrow.deposit{value: amount}(true, COIN, amount, IPaymentTypes.Source.Native, "");
    }

    /// @dev Of period 1, whose charge is the second of `sub.firstAmount`.
    function _expectRenewal(Charge memory charge) private {
        vm.warp(START);
        _expectEvents();
        _expectCharged(plan, sub, charge);
        _expectCredits(2, charge.amount);
        _renew(plan, sub);
        _requireExactEvents();
        _requireActive(id, NOW, 2, START, 3);
        uint96 fee = _feeOf(plan, charge.amount);
        _requireBalance(merchant, 2 * (charge.amount - fee), 0);
        _requireBalance(feeRecipient, 2 * fee, 0);
    }

    /// @dev After `count` charges of `amount`. Whoever gets nothing sees no change.
    function _expectCredits(uint64 count, uint96 amount) private {
        uint96 fee = _feeOf(plan, amount);
        if (amount > fee) _expectCredit(plan, merchant, uint96(count) * (amount - fee), 0, count);
        if (fee > 0) _expectCredit(plan, feeRecipient, uint96(count) * fee, 0, count);
    }

    function _requireFailure(uint32 period) private {
        bytes32 before = _stateHash(id);
        _expectEvents();
        _expectFailed(plan, sub, period, ISubscriptionManagerErrors.CannotPay.selector);
        _renew(plan, sub);
        _requireExactEvents();
        require(_stateHash(id) == before, "state");
    }
}
