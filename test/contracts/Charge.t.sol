// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../../contracts/interfaces/IPaymentEscrow.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract ChargeTest is EscrowTest {
    function testFuzz_SucceedsWithLeastFee(uint96 seed, uint16 minFeeBps) public {
        IPaymentEscrow.Terms memory terms = _chargeTerms();
        terms.amount = _bound(seed, 1, WEALTH);
        (terms.minFeeBps, terms.maxFeeBps) = (uint16(_bound(minFeeBps, 0, 10_000)), 10_000);
        uint96 fee = _leastFee(terms, terms.amount);
        bytes32 id = _charge(terms);
        _requirePayment(id, IPaymentEscrow.Status.Ended, 0, terms.amount - fee);
        require(_available(merchant) == terms.amount - fee, "merchant");
        require(_available(feeRecipient) == fee, "fee recipient");
        require(_seq(feeRecipient) == (fee == 0 ? 0 : 1), "a zero fee credits nothing");
    }

    function testFuzz_SucceedsWithChosenFeeWhenMerchantOrOperatorCalls(uint96 seed, bool byOperator) public {
        IPaymentEscrow.Terms memory terms = _chargeTerms();
        uint96 fee = _bound(seed, 50_000, 100_000);
        _succeeds(byOperator ? operator : merchant, abi.encodeCall(escrow.charge, (terms, fee, _erc3009(terms))));
        require(_available(feeRecipient) == fee, "fee recipient");
    }

    function testFuzz_RevertsWhenAnyoneElseChoosesTheFee(address caller, uint96 fee) public {
        vm.assume(caller != merchant && caller != operator);
        IPaymentEscrow.Terms memory terms = _chargeTerms();
        vm.assume(fee != 50_000);
        _reverts(
            caller,
            abi.encodeCall(escrow.charge, (terms, fee, _erc3009(terms))),
            IPaymentEscrow.FeeOutOfRange.selector
        );
    }

    function testFuzz_RevertsWhenMerchantLeavesTheFeeBounds(uint96 fee) public {
        vm.assume(fee < 50_000 || fee > 100_000);
        IPaymentEscrow.Terms memory terms = _chargeTerms();
        _reverts(
            merchant,
            abi.encodeCall(escrow.charge, (terms, fee, _erc3009(terms))),
            IPaymentEscrow.FeeOutOfRange.selector
        );
    }

    function test_EmitsChargedWithSeqOfTheMerchant() public {
        IPaymentEscrow.Terms memory terms = _chargeTerms();
        bytes32 id = escrow.paymentId(terms);
        IPaymentEscrow.Source source = IPaymentEscrow.Source.Allowance;
        vm.expectEmit(address(escrow));
        emit IPaymentEscrow.BalanceChanged(merchant, address(dollar), id, AMOUNT - 50_000, 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrow.BalanceChanged(feeRecipient, address(dollar), id, 50_000, 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrow.Charged(id, merchant, terms.invoiceRef, terms, source, 50_000, 0, AMOUNT - 50_000, 1);
        _charge(terms);
    }

    function test_SucceedsFromAvailableBalanceWhenPayerIsFeeRecipient() public {
        IPaymentEscrow.Terms memory terms = _terms();
        _authorize(terms);
        dollar.setBlocked(payer, true);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        terms = _chargeTerms();
        terms.feeRecipient = payer;
        IPaymentEscrow.Pull memory pull = _byCall(IPaymentEscrow.Source.Available);
        _succeeds(payer, abi.encodeCall(escrow.charge, (terms, 50_000, pull)));
        require(_available(payer) == 50_000, "payer");
        require(_available(merchant) == AMOUNT - 50_000, "merchant");
    }

    function test_RevertsWhenChargedTwice() public {
        IPaymentEscrow.Terms memory terms = _chargeTerms();
        _charge(terms);
        IPaymentEscrow.Pull memory pull = _byCall(IPaymentEscrow.Source.Allowance);
        _reverts(payer, abi.encodeCall(escrow.charge, (terms, 50_000, pull)), IPaymentEscrow.PaymentExists.selector);
    }

    function test_RevertsWhenModeIsEscrow() public {
        IPaymentEscrow.Pull memory pull = _byCall(IPaymentEscrow.Source.Allowance);
        _reverts(payer, abi.encodeCall(escrow.charge, (_terms(), 50_000, pull)), IPaymentEscrow.WrongMode.selector);
    }

    function test_RevertsWhenAChargedPaymentIsCapturedVoidedOrReclaimed() public {
        IPaymentEscrow.Terms memory terms = _chargeTerms();
        _charge(terms);
        _reverts(
            merchant,
            abi.encodeCall(escrow.capture, (terms, AMOUNT, 50_000, "")),
            IPaymentEscrow.ExceedsCapturable.selector
        );
        _reverts(merchant, abi.encodeCall(escrow.void, (terms, "")), IPaymentEscrow.NothingCapturable.selector);
        vm.warp(terms.captureBy);
        _reverts(payer, abi.encodeCall(escrow.reclaim, (terms)), IPaymentEscrow.NothingCapturable.selector);
    }
}
