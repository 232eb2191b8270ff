// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract AuthorizeTest is EntryTest {
    function testFuzz_SucceedsWithAllowance(uint96 seed) public {
        IPaymentTypes.Terms memory terms = _termsOf(_bound(seed, 1, WEALTH));
        bytes32 id = _authorize(terms);
        _requirePayment(id, IPaymentTypes.Status.Active, terms.amount, 0);
        require(dollar.balanceOf(address(escrow)) == terms.amount, "held");
        require(dollar.balanceOf(payer) == WEALTH - terms.amount, "paid");
    }

    function testFuzz_SucceedsWithErc3009DeliveredByAnyone(uint96 seed, address relayer) public {
        IPaymentTypes.Terms memory terms = _termsOf(_bound(seed, 1, WEALTH));
        _succeeds(relayer, abi.encodeCall(escrow.authorize, (terms, _erc3009(terms))));
        _requirePayment(escrow.paymentId(terms), IPaymentTypes.Status.Active, terms.amount, 0);
        require(dollar.balanceOf(address(escrow)) == terms.amount, "held");
    }

    function testFuzz_SucceedsWithConsentDeliveredByAnyone(uint96 seed, address relayer) public {
        IPaymentTypes.Terms memory terms = _termsOf(_bound(seed, 1, WEALTH));
        IPaymentTypes.Pull memory pull = _consent(PAYER_KEY, terms, IPaymentTypes.Source.Allowance);
        _succeeds(relayer, abi.encodeCall(escrow.authorize, (terms, pull)));
        _requirePayment(escrow.paymentId(terms), IPaymentTypes.Status.Active, terms.amount, 0);
    }

    function testFuzz_SucceedsWithAvailableBalance(uint96 seed) public {
        uint96 credit = _creditPayer();
        IPaymentTypes.Terms memory terms = _termsOf(_bound(seed, 1, credit));
        terms.salt = 2;
        uint64 seq = _seq(payer);
        uint256 held = dollar.balanceOf(address(escrow));
        _succeeds(payer, abi.encodeCall(escrow.authorize, (terms, _byCall(IPaymentTypes.Source.Available))));
        require(_available(payer) == credit - terms.amount, "available");
        require(_seq(payer) == seq + 1, "seq");
        require(dollar.balanceOf(address(escrow)) == held, "no token moves");
    }

    function test_EmitsAuthorizedWithFullTerms() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = escrow.paymentId(terms);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Authorized(
            id,
            merchant,
            terms.invoiceRef,
            terms,
            IPaymentTypes.Source.Allowance,
            AMOUNT,
            0
        );
        _authorize(terms);
    }

    /// @dev The event names where the money came from, and a debit has the payment as its cause.
    function test_EmitsTheSourceOfTheMoney() public {
        _deposit(payer, AMOUNT + 3, false);
        IPaymentTypes.Terms memory terms = _terms();
        _expectAuthorized(terms, AVAILABLE);
        _expectBalance(payer, address(dollar), escrow.paymentId(terms), 3, 0, 2);
        _succeeds(payer, abi.encodeCall(escrow.authorize, (terms, _byCall(AVAILABLE))));
        terms.salt = 2;
        bytes memory call = abi.encodeCall(escrow.authorize, (terms, _erc3009(terms)));
        _expectAuthorized(terms, ERC3009);
        _succeeds(stranger, call);
    }

    function test_SucceedsFromTheAvailableBalanceByConsent() public {
        _deposit(payer, AMOUNT, false);
        IPaymentTypes.Terms memory terms = _terms();
        IPaymentTypes.Pull memory pull = _consent(PAYER_KEY, terms, AVAILABLE);
        _succeeds(stranger, abi.encodeCall(escrow.authorize, (terms, pull)));
        _requireBalance(payer, address(dollar), 0, 0, 2);
        require(dollar.balanceOf(payer) == WEALTH, "wallet");
    }

    /// @dev What is set aside for subscriptions pays no invoice.
    function test_RevertsWhenOnlyPrepaidMoneyIsThere() public {
        _deposit(payer, AMOUNT, true);
        bytes memory none = abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsAvailable.selector, AMOUNT, 0);
        _revertsWith(_terms(), _byCall(AVAILABLE), none);
    }

    function testFuzz_RevertsWhenAvailableBalanceIsTooSmall(uint96 seed) public {
        uint96 credit = _creditPayer();
        IPaymentTypes.Terms memory terms = _termsOf(_bound(seed, credit + 1, type(uint96).max));
        terms.salt = 2;
        _revertsWith(
            terms,
            _byCall(AVAILABLE),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsAvailable.selector, terms.amount, credit)
        );
    }

    function testFuzz_RevertsWhenStrangerCallsWithoutConsent(address caller, uint8 source) public {
        vm.assume(caller != payer);
        IPaymentTypes.Pull memory pull = _byCall(IPaymentTypes.Source(source % 2));
        _reverts(
            caller,
            abi.encodeCall(escrow.authorize, (_terms(), pull)),
            abi.encodeWithSelector(IPaymentEscrowErrors.NotPayer.selector, caller, payer)
        );
    }

    function testFuzz_RevertsWhenConsentIsSignedByAnother(uint256 key) public {
        key = (key % 1e18) + 1e19;
        IPaymentTypes.Terms memory terms = _terms();
        IPaymentTypes.Pull memory pull = _consent(key, terms, IPaymentTypes.Source.Allowance);
        bytes memory call = abi.encodeCall(escrow.authorize, (terms, pull));
        _reverts(payer, call, ICommonErrors.InvalidSignature.selector);
    }

    function test_RevertsWhenIdIsUsedAgain() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes memory exists = abi.encodeWithSelector(IPaymentEscrowErrors.PaymentExists.selector, _authorize(terms));
        _revertsWith(terms, _allowance(), exists);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        _revertsWith(terms, _allowance(), exists);
    }

    function testFuzz_RevertsWhenAuthorizeByIsReached(uint48 late) public {
        IPaymentTypes.Terms memory terms = _terms();
        vm.warp(terms.authorizeBy - 1);
        _authorize(terms);
        terms.salt = 2;
        uint256 time = uint256(terms.authorizeBy) + late;
        vm.warp(time);
        _revertsWith(
            terms,
            _allowance(),
            abi.encodeWithSelector(ICommonErrors.TooLate.selector, time, terms.authorizeBy)
        );
    }

    function test_RevertsWhenModeIsCharge() public {
        _revertsWith(
            _chargeTerms(),
            _allowance(),
            abi.encodeWithSelector(
                IPaymentEscrowErrors.WrongMode.selector,
                IPaymentTypes.Mode.Charge,
                IPaymentTypes.Mode.Escrow
            )
        );
    }

    function test_RevertsWhenTokenIsNotListed() public {
        escrow.listToken(address(dollar), false);
        _revertsWith(
            _terms(),
            _allowance(),
            abi.encodeWithSelector(IPaymentEscrowErrors.TokenNotListed.selector, address(dollar))
        );
    }

    function testFuzz_RevertsWhenTokenKeepsAFee(uint96 feeUnits) public {
        feeUnits = _bound(feeUnits, 1, AMOUNT);
        dollar.setFeeUnits(feeUnits);
        bytes memory inexact = abi.encodeWithSelector(
            IPaymentEscrowErrors.InexactTransfer.selector,
            AMOUNT - feeUnits,
            AMOUNT
        );
        IPaymentTypes.Terms memory terms = _terms();
        _revertsWith(terms, _allowance(), inexact);
        _revertsWith(terms, _erc3009(terms), inexact);
    }

    function _allowance() private pure returns (IPaymentTypes.Pull memory) {
        return _byCall(IPaymentTypes.Source.Allowance);
    }

    function _revertsWith(
        IPaymentTypes.Terms memory terms,
        IPaymentTypes.Pull memory pull,
        bytes memory expected
    ) private {
        _reverts(payer, abi.encodeCall(escrow.authorize, (terms, pull)), expected);
    }

    /// @dev Gives the payer an available balance, as a refused push does.
    function _creditPayer() private returns (uint96) {
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        dollar.setBlocked(payer, true);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        dollar.setBlocked(payer, false);
        return _available(payer);
    }

    function _expectAuthorized(IPaymentTypes.Terms memory terms, IPaymentTypes.Source source) private {
        bytes32 id = escrow.paymentId(terms);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Authorized(id, merchant, terms.invoiceRef, terms, source, AMOUNT, 0);
    }
}
