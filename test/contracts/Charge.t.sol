// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract ChargeTest is EscrowTest {
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
            IPaymentEscrowErrors.FeeOutOfRange.selector
        );
    }

    function testFuzz_RevertsWhenMerchantLeavesTheFeeBounds(uint96 fee) public {
        vm.assume(fee < 50_000 || fee > 100_000);
        IPaymentTypes.Terms memory terms = _chargeTerms();
        _reverts(
            merchant,
            abi.encodeCall(escrow.charge, (terms, fee, _erc3009(terms))),
            IPaymentEscrowErrors.FeeOutOfRange.selector
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

    function test_RevertsWhenChargedTwice() public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        _charge(terms);
        IPaymentTypes.Pull memory pull = _byCall(IPaymentTypes.Source.Allowance);
        _reverts(
            payer,
            abi.encodeCall(escrow.charge, (terms, 50_000, pull)),
            IPaymentEscrowErrors.PaymentExists.selector
        );
    }

    function test_RevertsWhenModeIsEscrow() public {
        IPaymentTypes.Pull memory pull = _byCall(IPaymentTypes.Source.Allowance);
        _reverts(
            payer,
            abi.encodeCall(escrow.charge, (_terms(), 50_000, pull)),
            IPaymentEscrowErrors.WrongMode.selector
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
