// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract SetOperatorTest is EscrowTest {
    bytes private constant TYPE =
        "SetOperator(address account,address operator,address token,uint256 dailyCap,uint256 nonce,uint256 deadline)";

    function testFuzz_SucceedsForTheCallersOwnAccount(address account, uint96 dailyCap) public {
        vm.assume(account != operator);
        _succeeds(account, _setOperator(operator, dailyCap, ""));
        (uint96 actual, uint96 spentToday) = escrow.operatorOf(account, operator, address(dollar));
        require(actual == dailyCap && spentToday == 0, "grant");
    }

    function testFuzz_SucceedsWithASignatureDeliveredByAnyone(address relayer, uint96 dailyCap) public {
        bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(operator, dollar, dailyCap));
        _succeeds(relayer, _setOperator(operator, dailyCap, auth));
        (uint96 actual, ) = escrow.operatorOf(merchant, operator, address(dollar));
        require(actual == dailyCap, "grant");
    }

    function test_EmitsOperatorSet() public {
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.OperatorSet(merchant, operator, address(dollar), 5);
        _succeeds(merchant, _setOperator(operator, 5, ""));
    }

    function testFuzz_RevertsWhenTheRelayerRaisesTheCap(uint96 dailyCap) public {
        vm.assume(dailyCap != 5);
        bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(operator, dollar, 5));
        _reverts(stranger, _setOperator(operator, dailyCap, auth), IPaymentEscrowErrors.InvalidSignature.selector);
    }

    function test_RevertsWhenTheOperatorIsNobodyOrTheAccountItself() public {
        _reverts(merchant, _setOperator(address(0), 5, ""), IPaymentEscrowErrors.InvalidParty.selector);
        _reverts(merchant, _setOperator(merchant, 5, ""), IPaymentEscrowErrors.InvalidParty.selector);
    }

    function test_SucceedsWithRevokingWhenTheTokenIsDelisted() public {
        _succeeds(merchant, _setOperator(operator, 5, ""));
        escrow.listToken(address(dollar), false);
        _succeeds(merchant, _setOperator(operator, 0, ""));
    }

    /// @dev A new cap must not give what was spent today a second time.
    function test_RevertsWhenALoweredCapIsAlreadySpent() public {
        _charge(_chargeTerms());
        _succeeds(merchant, _setOperator(operator, 3_000_000, ""));
        _succeeds(operator, _refund(3_000_000));
        _succeeds(merchant, _setOperator(operator, 2_000_000, ""));
        _reverts(operator, _refund(1), IPaymentEscrowErrors.ExceedsDailyCap.selector);
        _succeeds(merchant, _setOperator(operator, 3_000_001, ""));
        _succeeds(operator, _refund(1));
    }

    function _setOperator(address who, uint96 dailyCap, bytes memory auth) private view returns (bytes memory) {
        return abi.encodeCall(escrow.setOperator, (who, address(dollar), dailyCap, auth));
    }

    function _refund(uint96 amount) private view returns (bytes memory) {
        return abi.encodeCall(escrow.refund, (_chargeTerms(), amount, IPaymentTypes.Source.Available, ""));
    }
}
