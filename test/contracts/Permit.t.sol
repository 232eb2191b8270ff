// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";

import {EntryTest} from "./support/EntryTest.sol";

/// @notice EIP-2612 as a source of money: the permit sets the allowance, and the consent is still asked for.
contract PermitTest is EntryTest {
    function setUp() public override {
        super.setUp();
        vm.prank(payer);
        dollar.approve(address(escrow), 0);
    }

    function testFuzz_SucceedsWithPermitAndConsentDeliveredByAnyone(uint96 seed, address relayer) public {
        IPaymentTypes.Terms memory terms = _termsOf(_bound(seed, 1, WEALTH));
        _succeeds(relayer, _authorizing(terms, _permit(terms.amount, NOW + 1, _consentOf(terms))));
        _requirePaid(terms);
        require(dollar.allowance(payer, address(escrow)) == 0, "allowance");
        require(dollar.nonces(payer) == 1, "permitted");
    }

    function test_SucceedsWithAPermitByThePayersOwnCall() public {
        IPaymentTypes.Terms memory terms = _terms();
        _succeeds(payer, _authorizing(terms, _permit(2 * AMOUNT, NOW + 1, "")));
        _requirePaid(terms);
        require(dollar.allowance(payer, address(escrow)) == AMOUNT, "allowance");
    }

    function test_ChargesWithPermitAndConsent() public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        IPaymentTypes.Pull memory pull = IPaymentTypes.Pull(PERMIT, _permit(AMOUNT, NOW + 1, _consentOf(terms)));
        _succeeds(stranger, abi.encodeCall(escrow.charge, (terms, 50_000, pull)));
        _requireBalance(merchant, address(dollar), AMOUNT - 50_000, 0, 1);
        require(dollar.balanceOf(payer) == WEALTH - AMOUNT, "wallet");
    }

    /// @dev A front-runner can deliver the permit, and wins nothing by it.
    function test_SucceedsWhenTheFrontRunnerUsedThePermit() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes memory data = _permit(AMOUNT, NOW + 1, _consentOf(terms));
        (uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s, ) = abi.decode(
            data,
            (uint256, uint256, uint8, bytes32, bytes32, bytes)
        );
        vm.prank(stranger);
        dollar.permit(payer, address(escrow), value, deadline, v, r, s);
        _succeeds(stranger, _authorizing(terms, data));
        _requirePaid(terms);
    }

    function test_RevertsWhenThePermitIsWorthless() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes memory data = _permit(AMOUNT, NOW - 1, _consentOf(terms));
        _reverts(stranger, _authorizing(terms, data), _insufficient(0));
        data = _permit(AMOUNT - 1, NOW + 1, _consentOf(terms));
        _reverts(stranger, _authorizing(terms, data), _insufficient(AMOUNT - 1));
        require(dollar.nonces(payer) == 0, "nothing happened");
    }

    /// @dev The permit says nothing about whom, how much or what for.
    function testFuzz_RevertsWhenThePermitComesAlone(address caller) public {
        vm.assume(caller != payer);
        bytes memory data = _permit(AMOUNT, NOW + 1, "");
        bytes memory notPayer = abi.encodeWithSelector(IPaymentEscrowErrors.NotPayer.selector, caller, payer);
        _reverts(caller, _authorizing(_terms(), data), notPayer);
    }

    /// @dev A consent names its source.
    function test_RevertsWhenTheConsentNamesAnotherSource() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes4 invalid = ICommonErrors.InvalidSignature.selector;
        bytes memory consent = _consent(PAYER_KEY, terms, ALLOWANCE).data;
        _reverts(stranger, _authorizing(terms, _permit(AMOUNT, NOW + 1, consent)), invalid);
        consent = _consent(PAYER_KEY, terms, AVAILABLE).data;
        _reverts(stranger, _authorizing(terms, _permit(AMOUNT, NOW + 1, consent)), invalid);
        IPaymentTypes.Pull memory pull = IPaymentTypes.Pull(ALLOWANCE, _consentOf(terms));
        _reverts(stranger, abi.encodeCall(escrow.authorize, (terms, pull)), invalid);
    }

    function testFuzz_RevertsWhenTheConsentIsForOtherTerms(uint256 salt) public {
        IPaymentTypes.Terms memory terms = _terms();
        vm.assume(salt != terms.salt);
        bytes memory data = _permit(AMOUNT, NOW + 1, _consentOf(terms));
        terms.salt = salt;
        _reverts(stranger, _authorizing(terms, data), ICommonErrors.InvalidSignature.selector);
    }

    function test_RevertsWhenTheConsentIsSignedByAnother() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes memory consent = _consent(STRANGER_KEY, terms, PERMIT).data;
        bytes memory call = _authorizing(terms, _permit(AMOUNT, NOW + 1, consent));
        _reverts(stranger, call, ICommonErrors.InvalidSignature.selector);
    }

    function test_RevertsWhenThePermitIsNoPermit() public {
        _reverts(payer, _authorizing(_terms(), hex"1234"), bytes(""));
    }

    function test_RevertsWhenTheTokenKeepsAFee() public {
        dollar.setFeeUnits(1);
        bytes memory inexact = abi.encodeWithSelector(
            IPaymentEscrowErrors.InexactTransfer.selector,
            AMOUNT - 1,
            AMOUNT
        );
        _reverts(payer, _authorizing(_terms(), _permit(AMOUNT, NOW + 1, "")), inexact);
    }

    function _requirePaid(IPaymentTypes.Terms memory terms) private view {
        _requirePayment(escrow.paymentId(terms), IPaymentTypes.Status.Active, terms.amount, 0);
        require(dollar.balanceOf(address(escrow)) == terms.amount, "held");
        require(dollar.balanceOf(payer) == WEALTH - terms.amount, "wallet");
    }

    function _consentOf(IPaymentTypes.Terms memory terms) private view returns (bytes memory) {
        return _consent(PAYER_KEY, terms, PERMIT).data;
    }

    function _insufficient(uint256 allowance) private view returns (bytes memory) {
        return
            abi.encodeWithSignature(
                "ERC20InsufficientAllowance(address,uint256,uint256)",
                address(escrow),
                allowance,
                AMOUNT
            );
    }

    function _authorizing(IPaymentTypes.Terms memory terms, bytes memory data) private view returns (bytes memory) {
        return abi.encodeCall(escrow.authorize, (terms, IPaymentTypes.Pull(PERMIT, data)));
    }
}
