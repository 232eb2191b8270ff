// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract SetOperatorTest is EntryTest {
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
        _reverts(stranger, _setOperator(operator, dailyCap, auth), ICommonErrors.InvalidSignature.selector);
    }

    function test_RevertsWhenTheOperatorIsNobodyOrTheAccountItself() public {
        address[2] memory bad = [address(0), merchant];
        for (uint256 i; i < bad.length; ++i) {
            bytes memory invalid = abi.encodeWithSelector(ICommonErrors.InvalidParty.selector, bad[i]);
            _reverts(merchant, _setOperator(bad[i], 5, ""), invalid);
        }
        bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(merchant, dollar, 5));
        _reverts(stranger, _setOperator(merchant, 5, auth), ICommonErrors.InvalidParty.selector);
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
        (uint96 dailyCap, uint96 spentToday) = escrow.operatorOf(merchant, operator, address(dollar));
        require(dailyCap == 2_000_000 && spentToday == 3_000_000, "grant");
        bytes memory none = abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsDailyCap.selector, 1, 0);
        _reverts(operator, _refund(1), none);
        _succeeds(merchant, _setOperator(operator, 3_000_001, ""));
        _succeeds(operator, _refund(1));
        _reverts(operator, _refund(1), none);
    }

    /// @dev A day begins at midnight UTC, and what was spent before it counts no more.
    function test_CountsByUtcDays() public {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        _charge(terms);
        _succeeds(merchant, _setOperator(operator, 3_000_000, ""));
        uint256 midnight = (NOW / 1 days + 1) * 1 days;
        vm.warp(midnight - 1);
        bytes memory call = abi.encodeCall(escrow.refund, (terms, 3_000_000, AVAILABLE, ""));
        _succeeds(operator, call);
        (, uint96 spentToday) = escrow.operatorOf(merchant, operator, address(dollar));
        require(spentToday == 3_000_000, "spent");
        _reverts(operator, call, abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsDailyCap.selector, 3_000_000, 0));
        vm.warp(midnight);
        (, spentToday) = escrow.operatorOf(merchant, operator, address(dollar));
        require(spentToday == 0, "a new day");
        _succeeds(operator, call);
        (, spentToday) = escrow.operatorOf(merchant, operator, address(dollar));
        require(spentToday == 3_000_000, "spent again");
    }

    /// @dev A grant is for one account, one operator and one token.
    function test_KeepsGrantsApart() public {
        _succeeds(merchant, _setOperator(operator, 5, ""));
        (uint96 ofStranger, ) = escrow.operatorOf(merchant, stranger, address(dollar));
        (uint96 ofCoin, ) = escrow.operatorOf(merchant, operator, COIN);
        (uint96 ofPayer, ) = escrow.operatorOf(payer, operator, address(dollar));
        require(ofStranger == 0 && ofCoin == 0 && ofPayer == 0, "grant");
    }

    function _setOperator(address who, uint96 dailyCap, bytes memory auth) private view returns (bytes memory) {
        return abi.encodeCall(escrow.setOperator, (who, address(dollar), dailyCap, auth));
    }

    function _refund(uint96 amount) private view returns (bytes memory) {
        return abi.encodeCall(escrow.refund, (_chargeTerms(), amount, IPaymentTypes.Source.Available, ""));
    }
}
