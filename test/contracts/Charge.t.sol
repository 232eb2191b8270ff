// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract ChargeTest is EntryTest {
    function testFuzz_SucceedsWithLeastFee(uint96 seed, uint16 minFeeBps) public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        terms.amount = _bound(seed, 1, WEALTH);
        (terms.minFeeBps, terms.maxFeeBps) = (uint16(_bound(minFeeBps, 0, 10_000)), 10_000);
        uint96 fee = _leastFee(terms, terms.amount);
        bytes32 id = _charge(terms);
        _requirePayment(id, IPaymentTypes.Status.Ended, 0, terms.amount - fee);
        require(_available(merchant) == terms.amount - fee, "merchant");
        require(_available(feeRecipient) == fee, "fee recipient");
        require(_seq(feeRecipient) == (fee == 0 ? 0 : 1), "a zero fee credits nothing");
    }

    function testFuzz_SucceedsWithChosenFeeWhenMerchantOrOperatorCalls(uint96 seed, bool byOperator) public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        uint96 fee = _bound(seed, 50_000, 100_000);
        _succeeds(byOperator ? operator : merchant, abi.encodeCall(escrow.charge, (terms, fee, _erc3009(terms))));
        require(_available(feeRecipient) == fee, "fee recipient");
    }

    function testFuzz_RevertsWhenAnyoneElseChoosesTheFee(address caller, uint96 fee) public {
        vm.assume(caller != merchant && caller != operator);
        IPaymentTypes.Terms memory terms = _chargeTerms();
        vm.assume(fee != 50_000);
        _reverts(
            caller,
            abi.encodeCall(escrow.charge, (terms, fee, _erc3009(terms))),
            abi.encodeWithSelector(IPaymentEscrowErrors.FeeOutOfRange.selector, fee, 50_000, 50_000)
        );
    }

    function testFuzz_RevertsWhenMerchantLeavesTheFeeBounds(uint96 fee) public {
        vm.assume(fee < 50_000 || fee > 100_000);
        IPaymentTypes.Terms memory terms = _chargeTerms();
        _reverts(
            merchant,
            abi.encodeCall(escrow.charge, (terms, fee, _erc3009(terms))),
            abi.encodeWithSelector(IPaymentEscrowErrors.FeeOutOfRange.selector, fee, 50_000, 100_000)
        );
    }

    function test_EmitsChargedWithSeqOfTheMerchant() public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        bytes32 id = escrow.paymentId(terms);
        IPaymentTypes.Source source = IPaymentTypes.Source.Allowance;
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.BalanceChanged(merchant, address(dollar), id, AMOUNT - 50_000, 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.BalanceChanged(feeRecipient, address(dollar), id, 50_000, 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Charged(id, merchant, terms.invoiceRef, terms, source, 50_000, 0, AMOUNT - 50_000, 1);
        _charge(terms);
    }

    function test_SucceedsFromAvailableBalanceWhenPayerIsFeeRecipient() public {
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        dollar.setBlocked(payer, true);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        terms = _chargeTerms();
        terms.feeRecipient = payer;
        IPaymentTypes.Pull memory pull = _byCall(IPaymentTypes.Source.Available);
        _succeeds(payer, abi.encodeCall(escrow.charge, (terms, 50_000, pull)));
        require(_available(payer) == 50_000, "payer");
        require(_available(merchant) == AMOUNT - 50_000, "merchant");
    }

    /// @dev A fee of all credits the merchant nothing, so its sequence stays.
    function test_SucceedsWithAFeeThatTakesAll() public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        (terms.minFeeBps, terms.maxFeeBps) = (10_000, 10_000);
        bytes32 id = escrow.paymentId(terms);
        _expectBalance(feeRecipient, address(dollar), id, AMOUNT, 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Charged(id, merchant, terms.invoiceRef, terms, ALLOWANCE, AMOUNT, 0, 0, 0);
        _charge(terms);
        _requireBalance(merchant, address(dollar), 0, 0, 0);
        _requirePayment(id, IPaymentTypes.Status.Ended, 0, 0);
    }

    function test_SucceedsWithConsentDeliveredByAnyone() public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        IPaymentTypes.Pull memory pull = _consent(PAYER_KEY, terms, ALLOWANCE);
        _succeeds(stranger, abi.encodeCall(escrow.charge, (terms, 50_000, pull)));
        _requireBalance(merchant, address(dollar), AMOUNT - 50_000, 0, 1);
    }

    /// @dev Debit and credits have the payment as their cause.
    function test_SucceedsFromTheAvailableBalance() public {
        _deposit(payer, AMOUNT, false);
        IPaymentTypes.Terms memory terms = _chargeTerms();
        bytes32 id = escrow.paymentId(terms);
        _expectBalance(merchant, address(dollar), id, AMOUNT - 50_000, 0, 1);
        _expectBalance(feeRecipient, address(dollar), id, 50_000, 0, 1);
        _expectBalance(payer, address(dollar), id, 0, 0, 2);
        _succeeds(payer, abi.encodeCall(escrow.charge, (terms, 50_000, _byCall(AVAILABLE))));
    }

    /// @dev The merchant must not pay itself: a credit that the payer's debit then takes would be nothing.
    function test_RevertsWhenThePayerIsTheMerchantOrItsBalanceIsEmpty() public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        bytes memory call = abi.encodeCall(escrow.charge, (terms, 50_000, _byCall(AVAILABLE)));
        _reverts(payer, call, abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsAvailable.selector, AMOUNT, 0));
        terms.merchant = payer;
        call = abi.encodeCall(escrow.charge, (terms, 50_000, _byCall(AVAILABLE)));
        _reverts(payer, call, abi.encodeWithSelector(ICommonErrors.InvalidParty.selector, payer));
    }

    function testFuzz_RevertsWhenAuthorizeByIsReached(uint48 late) public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        vm.warp(uint256(terms.authorizeBy) + late);
        bytes memory tooLate = abi.encodeWithSelector(
            ICommonErrors.TooLate.selector,
            uint256(terms.authorizeBy) + late,
            terms.authorizeBy
        );
        _reverts(payer, abi.encodeCall(escrow.charge, (terms, 50_000, _byCall(ALLOWANCE))), tooLate);
    }

    function test_RevertsWhenChargedTwice() public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        bytes32 id = _charge(terms);
        IPaymentTypes.Pull memory pull = _byCall(IPaymentTypes.Source.Allowance);
        _reverts(
            payer,
            abi.encodeCall(escrow.charge, (terms, 50_000, pull)),
            abi.encodeWithSelector(IPaymentEscrowErrors.PaymentExists.selector, id)
        );
    }

    function test_RevertsWhenModeIsEscrow() public {
        IPaymentTypes.Pull memory pull = _byCall(IPaymentTypes.Source.Allowance);
        _reverts(
            payer,
            abi.encodeCall(escrow.charge, (_terms(), 50_000, pull)),
            abi.encodeWithSelector(
                IPaymentEscrowErrors.WrongMode.selector,
                IPaymentTypes.Mode.Escrow,
                IPaymentTypes.Mode.Charge
            )
        );
    }

    function test_RevertsWhenAChargedPaymentIsCapturedVoidedOrReclaimed() public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        _charge(terms);
        _reverts(
            merchant,
            abi.encodeCall(escrow.capture, (terms, AMOUNT, 50_000, "")),
            IPaymentEscrowErrors.ExceedsCapturable.selector
        );
        _reverts(merchant, abi.encodeCall(escrow.void, (terms, "")), IPaymentEscrowErrors.NothingCapturable.selector);
        vm.warp(terms.captureBy);
        _reverts(payer, abi.encodeCall(escrow.reclaim, (terms)), IPaymentEscrowErrors.NothingCapturable.selector);
    }
}
