// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {HostileDollar} from "../mocks/HostileDollar.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract VoidTest is EntryTest {
    bytes private constant TYPE = "Void(address account,bytes32 id,uint256 nonce,uint256 deadline)";

    function testFuzz_SucceedsWithTheCapturableRestAtAnyTime(uint96 part, uint48 later, bool byOperator) public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        uint96 captured = _bound(part, 1, AMOUNT - 1);
        _capture(terms, captured);
        vm.warp(block.timestamp + later);
        _succeeds(byOperator ? operator : merchant, abi.encodeCall(escrow.void, (terms, "")));
        _requirePayment(id, IPaymentTypes.Status.Ended, 0, captured - _leastFee(terms, captured));
        require(dollar.balanceOf(payer) == WEALTH - captured, "payer");
    }

    function testFuzz_SucceedsWithASignatureDeliveredByAnyone(address relayer) public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        bytes memory auth = _auth(OPERATOR_KEY, TYPE, abi.encode(id));
        _succeeds(relayer, abi.encodeCall(escrow.void, (terms, auth)));
        require(dollar.balanceOf(payer) == WEALTH, "payer");
    }

    function test_EmitsVoidedWithTotals() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        _capture(terms, 4_000_000);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Voided(id, 6_000_000, false, 0, 3_980_000);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
    }

    function testFuzz_RevertsWhenAStrangerOrThePayerVoids(address caller) public {
        vm.assume(caller != merchant && caller != operator);
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        bytes memory call = abi.encodeCall(escrow.void, (terms, ""));
        bytes4 selector = ICommonErrors.NotMerchantOrOperator.selector;
        _reverts(caller, call, abi.encodeWithSelector(selector, caller, merchant, operator));
        _reverts(payer, call, abi.encodeWithSelector(selector, payer, merchant, operator));
    }

    function test_RevertsWhenThePayerSigned() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes memory auth = _auth(PAYER_KEY, TYPE, abi.encode(_authorize(terms)));
        bytes4 selector = ICommonErrors.NotMerchantOrOperator.selector;
        _reverts(
            merchant,
            abi.encodeCall(escrow.void, (terms, auth)),
            abi.encodeWithSelector(selector, payer, merchant, operator)
        );
    }

    function testFuzz_RevertsWhenTheRelayerVoidsAnotherPayment(uint256 salt) public {
        IPaymentTypes.Terms memory terms = _terms();
        vm.assume(salt != terms.salt);
        bytes memory auth = _auth(OPERATOR_KEY, TYPE, abi.encode(_authorize(terms)));
        terms.salt = salt;
        _authorize(terms);
        bytes memory call = abi.encodeCall(escrow.void, (terms, auth));
        _reverts(stranger, call, ICommonErrors.InvalidSignature.selector);
    }

    function test_RevertsWhenNothingWasAuthorized() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = escrow.paymentId(terms);
        bytes memory nothing = abi.encodeWithSelector(IPaymentEscrowErrors.NothingCapturable.selector, id);
        _reverts(merchant, abi.encodeCall(escrow.void, (terms, "")), nothing);
        _requirePayment(id, IPaymentTypes.Status.None, 0, 0);
    }

    function test_RevertsWhenVoidedTwice() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes memory nothing = abi.encodeWithSelector(
            IPaymentEscrowErrors.NothingCapturable.selector,
            _authorize(terms)
        );
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        _reverts(merchant, abi.encodeCall(escrow.void, (terms, "")), nothing);
    }

    function test_SucceedsWithACreditWhenThePayersWalletIsBlocked() public {
        _voidRefusedPush(HostileDollar.Refusal.Revert);
    }

    function test_SucceedsWithACreditWhenTheTokenAnswersFalse() public {
        _voidRefusedPush(HostileDollar.Refusal.AnswerFalse);
    }

    function test_RevertsWhenTheTokenAnswersFalseButPays() public {
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        dollar.setBlocked(payer, true);
        dollar.setRefusal(HostileDollar.Refusal.AnswerFalseAndPay);
        _reverts(
            merchant,
            abi.encodeCall(escrow.void, (terms, "")),
            abi.encodeWithSelector(IPaymentEscrowErrors.InexactTransfer.selector, 0, AMOUNT)
        );
    }

    function _voidRefusedPush(HostileDollar.Refusal refusal) private {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        dollar.setBlocked(payer, true);
        dollar.setRefusal(refusal);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.BalanceChanged(payer, address(dollar), id, AMOUNT, 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Voided(id, AMOUNT, true, 0, 0);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        require(dollar.balanceOf(address(escrow)) == AMOUNT, "held");
        _succeeds(payer, abi.encodeCall(escrow.withdraw, (address(dollar), AMOUNT, stranger, "")));
        require(dollar.balanceOf(stranger) == AMOUNT, "the payer takes it elsewhere");
    }
}
