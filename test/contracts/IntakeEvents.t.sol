// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

/// @notice The first events are put together by hand; whatever the terms say, they are what the ABI says.
contract IntakeEventsTest is EscrowTest {
    IPaymentTypes.Source private constant ALLOWANCE = IPaymentTypes.Source.Allowance;

    function testFuzz_EmitsAuthorizedWithAnyReferenceAndSalt(bytes32 ref, uint256 salt) public {
        IPaymentTypes.Terms memory terms = _terms();
        (terms.invoiceRef, terms.salt) = (ref, salt | type(uint16).max);
        bytes32 id = escrow.paymentId(terms);
        bytes memory call = abi.encodeCall(escrow.authorize, (terms, _byCall(ALLOWANCE)));
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Authorized(id, merchant, ref, terms, ALLOWANCE, AMOUNT, 0);
        _succeeds(payer, call);
    }

    function testFuzz_EmitsChargedWithAnyReferenceAndSalt(bytes32 ref, uint256 salt) public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        (terms.invoiceRef, terms.salt) = (ref, salt | type(uint16).max);
        uint96 fee = _leastFee(terms, AMOUNT);
        bytes32 id = escrow.paymentId(terms);
        bytes memory call = abi.encodeCall(escrow.charge, (terms, fee, _byCall(ALLOWANCE)));
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.BalanceChanged(merchant, address(dollar), id, AMOUNT - fee, 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.BalanceChanged(feeRecipient, address(dollar), id, fee, 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Charged(id, merchant, ref, terms, ALLOWANCE, fee, 0, AMOUNT - fee, 1);
        _succeeds(payer, call);
    }

    function test_RevertsWhenTheGreatestFeeIsOnePointAboveAll() public {
        IPaymentTypes.Terms memory terms = _terms();
        terms.maxFeeBps = 10_001;
        bytes memory call = abi.encodeCall(escrow.authorize, (terms, _byCall(ALLOWANCE)));
        _reverts(payer, call, IPaymentEscrowErrors.InvalidFeeBps.selector);
        terms.maxFeeBps = 10_000;
        _authorize(terms);
    }
}
