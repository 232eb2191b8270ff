// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";

import {BatchTest} from "./support/BatchTest.sol";

contract CaptureBatchTest is BatchTest {
    function testFuzz_SucceedsWithOneItem(uint96 seed, uint96 feeSeed, bool byOperator) public {
        uint96 amount = _bound(seed, 1, AMOUNT);
        uint96 fee = _bound(feeSeed, 0, amount);
        bytes32 id = _add(amount, fee);
        _succeeds(byOperator ? operator : merchant, _batch());
        bool whole = amount == AMOUNT;
        _requirePayment(
            id,
            whole ? IPaymentTypes.Status.Ended : IPaymentTypes.Status.Active,
            AMOUNT - amount,
            amount - fee
        );
        _requireBalance(merchant, address(dollar), amount - fee, 0, amount == fee ? 0 : 1);
        _requireBalance(feeRecipient, address(dollar), fee, 0, fee == 0 ? 0 : 1);
    }

    function testFuzz_SucceedsWithAnEmptyBatch(address caller) public {
        vm.recordLogs();
        _succeeds(caller, _batch());
        require(vm.getRecordedLogs().length == 0, "nothing happened");
    }

    /// @dev Each item has its own event; merchant and fee recipient have one each, without a cause.
    function test_EmitsOneBalanceChangePerAccountOfAGroup() public {
        _add(1_000_000, 10_000);
        _add(2_000_000, 30_000);
        _add(AMOUNT, 500_000);
        _expectCaptured(0, 9_000_000, 990_000, 1);
        _expectCaptured(1, 8_000_000, 1_970_000, 1);
        _expectCaptured(2, 0, 9_500_000, 1);
        _expectBalance(merchant, address(dollar), 0, 12_460_000, 0, 1);
        _expectBalance(feeRecipient, address(dollar), 0, 540_000, 0, 1);
        vm.recordLogs();
        _succeeds(operator, _batch());
        require(vm.getRecordedLogs().length == 5, "three captures, two balances");
        _requireBalance(merchant, address(dollar), 12_460_000, 0, 1);
        _requireBalance(feeRecipient, address(dollar), 540_000, 0, 1);
    }

    function test_EmitsTheSequenceThatFollowsWhatIsThere() public {
        _deposit(merchant, 3, false);
        _deposit(merchant, 5, true);
        _add(1_000_000, 0);
        _expectCaptured(0, 9_000_000, 1_000_000, 3);
        _expectBalance(merchant, address(dollar), 0, 1_000_003, 5, 3);
        vm.recordLogs();
        _succeeds(merchant, _batch());
        require(vm.getRecordedLogs().length == 2, "a zero fee credits nothing");
    }

    // ---------------------------------------------------------------- items that fail

    function test_SkipsEveryBadItemWithItsReason() public {
        _add(1_000_000, 10_000);
        _addTo(OTHER_MERCHANT, address(dollar), feeRecipient, 1, 0);
        items[1].terms.operator = stranger;
        _addBounded(0, 0);
        _addBounded(1_000_000, 4_999);
        _addBounded(1_000_000, 10_001);
        _addBounded(AMOUNT + 1, 50_001);
        items.push(IPaymentTypes.CaptureItem(1, 0, _freeTerms(999, merchant, address(dollar), feeRecipient)));
        _add(2_000_000, 20_000);
        _expectCaptured(0, 9_000_000, 990_000, 1);
        _expectFailed(1, ICommonErrors.NotMerchantOrOperator.selector);
        _expectFailed(2, ICommonErrors.ZeroAmount.selector);
        _expectFailed(3, IPaymentEscrowErrors.FeeOutOfRange.selector);
        _expectFailed(4, IPaymentEscrowErrors.FeeOutOfRange.selector);
        _expectFailed(5, IPaymentEscrowErrors.ExceedsCapturable.selector);
        _expectFailed(6, IPaymentEscrowErrors.ExceedsCapturable.selector);
        _expectCaptured(7, 8_000_000, 1_980_000, 1);
        _expectBalance(merchant, address(dollar), 0, 2_970_000, 0, 1);
        _expectBalance(feeRecipient, address(dollar), 0, 30_000, 0, 1);
        vm.recordLogs();
        _succeeds(operator, _batch());
        require(vm.getRecordedLogs().length == 10, "bad items do not part a group");
        for (uint256 i = 2; i < 6; ++i) {
            _requirePayment(escrow.paymentId(items[i].terms), IPaymentTypes.Status.Active, AMOUNT, 0);
        }
    }

    function test_SkipsWhatIsTooLate() public {
        bytes32 early = _add(1_000_000, 0);
        items[0].terms.captureBy = uint48(NOW + 2 hours);
        early = _authorize(items[0].terms);
        bytes32 late = _add(1_000_000, 0);
        vm.warp(NOW + 2 hours);
        _expectFailed(0, ICommonErrors.TooLate.selector);
        _expectCaptured(1, 9_000_000, 1_000_000, 1);
        _succeeds(merchant, _batch());
        _requirePayment(early, IPaymentTypes.Status.Active, AMOUNT, 0);
        _requirePayment(late, IPaymentTypes.Status.Active, 9_000_000, 1_000_000);
    }

    function test_SucceedsOneSecondBeforeCaptureBy() public {
        _add(AMOUNT, 0);
        vm.warp(items[0].terms.captureBy - 1);
        _succeeds(merchant, _batch());
        require(_available(merchant) == AMOUNT, "captured");
    }

    function testFuzz_SkipsEverythingWhenAStrangerCalls(address caller) public {
        vm.assume(caller != merchant && caller != operator);
        bytes32 id = _add(1_000_000, 0);
        _expectFailed(0, ICommonErrors.NotMerchantOrOperator.selector);
        vm.recordLogs();
        _succeeds(caller, _batch());
        require(vm.getRecordedLogs().length == 1, "nothing else");
        _requirePayment(id, IPaymentTypes.Status.Active, AMOUNT, 0);
    }

    function test_SkipsWhatAnotherMerchantMayCapture() public {
        bytes32 id = _addTo(OTHER_MERCHANT, address(dollar), feeRecipient, 1, 0);
        _expectFailed(0, ICommonErrors.NotMerchantOrOperator.selector);
        _succeeds(merchant, _batch());
        _requirePayment(id, IPaymentTypes.Status.Active, AMOUNT, 0);
    }

    // ---------------------------------------------------------------- one payment, several items

    function test_SucceedsWithTheSamePaymentTwice() public {
        bytes32 id = _add(4_000_000, 100);
        items.push(IPaymentTypes.CaptureItem(6_000_000, 200, items[0].terms));
        items.push(IPaymentTypes.CaptureItem(1, 0, items[0].terms));
        _expectCaptured(0, 6_000_000, 3_999_900, 1);
        _expectCaptured(1, 0, 9_999_700, 1);
        _expectFailed(2, IPaymentEscrowErrors.ExceedsCapturable.selector);
        _succeeds(operator, _batch());
        _requirePayment(id, IPaymentTypes.Status.Ended, 0, 9_999_700);
        _requireBalance(merchant, address(dollar), 9_999_700, 0, 1);
        _requireBalance(feeRecipient, address(dollar), 300, 0, 1);
    }

    // ---------------------------------------------------------------- limits

    /// @dev Only a supply that grew after listing gets there. Cutting the sum to 96 bits would lose the merchant's money.
    function test_RevertsWhenAGroupsSumOverflows() public {
        dollar.mint(payer, type(uint256).max - WEALTH);
        uint96 most = type(uint96).max;
        for (uint256 i; i < 2; ++i) {
            IPaymentTypes.Terms memory terms = _freeTerms(i, merchant, address(dollar), feeRecipient);
            terms.amount = most;
            _authorize(terms);
            items.push(IPaymentTypes.CaptureItem(most, i == 0 ? 0 : most - 1, terms));
        }
        bytes memory overflow = abi.encodeWithSelector(
            IPaymentEscrowErrors.BalanceOverflow.selector,
            uint256(most) + 1
        );
        _reverts(merchant, _batch(), overflow);
        items[1].fee = most;
        _succeeds(merchant, _batch());
        _requireBalance(merchant, address(dollar), most, 0, 1);
        _requireBalance(feeRecipient, address(dollar), most, 0, 1);
    }

    function test_RevertsWhenABalanceOverflows() public {
        dollar.mint(payer, type(uint256).max - WEALTH);
        uint96 most = type(uint96).max;
        _succeeds(payer, abi.encodeCall(escrow.deposit, (false, address(dollar), most, ALLOWANCE, "")));
        _succeeds(payer, abi.encodeCall(escrow.transferBalance, (merchant, address(dollar), most, 0, "")));
        bytes32 id = _add(1, 0);
        _reverts(merchant, _batch(), abi.encodeWithSelector(IPaymentEscrowErrors.BalanceOverflow.selector, 1));
        _requirePayment(id, IPaymentTypes.Status.Active, AMOUNT, 0);
    }

    /// @dev A payment whose fee must lie between 0.5 and 1 %.
    function _addBounded(uint96 amount, uint96 fee) private {
        IPaymentTypes.Terms memory terms = _terms();
        terms.salt = items.length;
        _authorize(terms);
        items.push(IPaymentTypes.CaptureItem(amount, fee, terms));
    }
}
