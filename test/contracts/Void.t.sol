// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../../contracts/interfaces/IPaymentEscrow.sol";
import {HostileDollar} from "../mocks/HostileDollar.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract VoidTest is EscrowTest {
    bytes private constant TYPE = "Void(address account,bytes32 id,uint256 nonce,uint256 deadline)";

    function testFuzz_SucceedsWithTheCapturableRestAtAnyTime(uint96 part, uint48 later, bool byOperator) public {
        IPaymentEscrow.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        uint96 captured = _bound(part, 1, AMOUNT - 1);
        _capture(terms, captured);
        vm.warp(block.timestamp + later);
        _succeeds(byOperator ? operator : merchant, abi.encodeCall(escrow.void, (terms, "")));
        _requirePayment(id, IPaymentEscrow.Status.Ended, 0, captured - _leastFee(terms, captured));
        require(dollar.balanceOf(payer) == WEALTH - captured, "payer");
    }

    function testFuzz_SucceedsWithASignatureDeliveredByAnyone(address relayer) public {
        IPaymentEscrow.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        bytes memory auth = _auth(OPERATOR_KEY, TYPE, abi.encode(id));
        _succeeds(relayer, abi.encodeCall(escrow.void, (terms, auth)));
        require(dollar.balanceOf(payer) == WEALTH, "payer");
    }

    function test_EmitsVoidedWithTotals() public {
        IPaymentEscrow.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        _capture(terms, 4_000_000);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrow.Voided(id, payer, 6_000_000, false, 0, 3_980_000);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
    }

    function testFuzz_RevertsWhenAStrangerOrThePayerVoids(address caller) public {
        vm.assume(caller != merchant && caller != operator);
        IPaymentEscrow.Terms memory terms = _terms();
        _authorize(terms);
        bytes memory call = abi.encodeCall(escrow.void, (terms, ""));
        _reverts(caller, call, IPaymentEscrow.NotMerchantOrOperator.selector);
        _reverts(payer, call, IPaymentEscrow.NotMerchantOrOperator.selector);
    }

    function test_RevertsWhenVoidedTwice() public {
        IPaymentEscrow.Terms memory terms = _terms();
        _authorize(terms);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        _reverts(merchant, abi.encodeCall(escrow.void, (terms, "")), IPaymentEscrow.NothingCapturable.selector);
    }

    function test_SucceedsWithACreditWhenThePayersWalletIsBlocked() public {
        _voidRefusedPush(HostileDollar.Refusal.Revert);
    }

    function test_SucceedsWithACreditWhenTheTokenAnswersFalse() public {
        _voidRefusedPush(HostileDollar.Refusal.AnswerFalse);
    }

    function test_RevertsWhenTheTokenAnswersFalseButPays() public {
        IPaymentEscrow.Terms memory terms = _terms();
        _authorize(terms);
        dollar.setBlocked(payer, true);
        dollar.setRefusal(HostileDollar.Refusal.AnswerFalseAndPay);
        _reverts(merchant, abi.encodeCall(escrow.void, (terms, "")), IPaymentEscrow.InexactTransfer.selector);
    }

    function _voidRefusedPush(HostileDollar.Refusal refusal) private {
        IPaymentEscrow.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        dollar.setBlocked(payer, true);
        dollar.setRefusal(refusal);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrow.BalanceChanged(payer, address(dollar), id, AMOUNT, 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrow.Voided(id, payer, AMOUNT, true, 0, 0);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        require(dollar.balanceOf(address(escrow)) == AMOUNT, "held");
        _succeeds(payer, abi.encodeCall(escrow.withdraw, (address(dollar), AMOUNT, stranger, "")));
        require(dollar.balanceOf(stranger) == AMOUNT, "the payer takes it elsewhere");
    }
}
