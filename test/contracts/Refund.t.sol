// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract RefundTest is EntryTest {
    bytes private constant TYPE =
        "Refund(address account,bytes32 id,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)";
    uint96 private constant NET = AMOUNT - 50_000;

    IPaymentTypes.Terms private terms;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        terms = _terms();
        id = _authorize(terms);
        _capture(terms, AMOUNT);
    }

    function testFuzz_SucceedsForTheMerchantAtAnyTime(uint96 seed, uint48 later) public {
        uint96 amount = _bound(seed, 1, NET);
        vm.warp(NOW + later);
        _succeeds(merchant, _refund(amount, AVAILABLE, ""));
        _requirePayment(id, IPaymentTypes.Status.Ended, 0, NET - amount);
        require(_available(merchant) == NET - amount && _seq(merchant) == 2, "merchant");
        require(dollar.balanceOf(payer) == WEALTH - AMOUNT + amount, "payer");
    }

    function test_EmitsRefundedWithTotals() public {
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.BalanceChanged(merchant, address(dollar), id, NET - 4_000_000, 0, 2);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Refunded(id, 4_000_000, AVAILABLE, false, 0, NET - 4_000_000, 2);
        _succeeds(merchant, _refund(4_000_000, AVAILABLE, ""));
    }

    function test_SucceedsWithACreditWhenThePayersWalletIsBlocked() public {
        dollar.setBlocked(payer, true);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Refunded(id, NET, AVAILABLE, true, 0, 0, 2);
        _succeeds(merchant, _refund(NET, AVAILABLE, ""));
        require(_available(payer) == NET, "payer");
    }

    function testFuzz_RevertsWhenMoreThanRefundableIsRefunded(uint96 seed) public {
        uint96 amount = _bound(seed, NET + 1, type(uint96).max);
        _reverts(
            merchant,
            _refund(amount, AVAILABLE, ""),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsRefundable.selector, amount, NET)
        );
    }

    function test_RevertsWhenTheMerchantHasWithdrawn() public {
        _succeeds(merchant, abi.encodeCall(escrow.withdraw, (address(dollar), NET, merchant, "")));
        _reverts(
            merchant,
            _refund(1, AVAILABLE, ""),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsAvailable.selector, 1, 0)
        );
    }

    function test_RevertsWhenAmountIsZero() public {
        _reverts(merchant, _refund(0, AVAILABLE, ""), abi.encodeWithSelector(ICommonErrors.ZeroAmount.selector));
    }

    // ---------------------------------------------------------------- by an operator

    function testFuzz_SucceedsForARegisteredOperatorWithinItsDailyCap(uint96 first, uint96 second) public {
        _register(5_000_000);
        first = _bound(first, 1, 4_999_999);
        second = _bound(second, 1, 5_000_000 - first);
        _succeeds(operator, _refund(first, AVAILABLE, ""));
        _succeeds(operator, _refund(second, AVAILABLE, ""));
        uint96 left = 5_000_000 - first - second;
        _reverts(
            operator,
            _refund(left + 1, AVAILABLE, ""),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsDailyCap.selector, left + 1, left)
        );
        (uint96 dailyCap, uint96 spentToday) = escrow.operatorOf(merchant, operator, address(dollar));
        require(dailyCap == 5_000_000 && spentToday == first + second, "grant");
        vm.warp((NOW / 1 days + 1) * 1 days);
        _succeeds(operator, _refund(NET - first - second > 4_000_000 ? 4_000_000 : 1, AVAILABLE, ""));
    }

    function test_RevertsWhenTheOperatorIsNotRegistered() public {
        _reverts(
            operator,
            _refund(1, AVAILABLE, ""),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsDailyCap.selector, 1, 0)
        );
    }

    function test_RevertsWhenTheOperatorIsRevoked() public {
        _register(5_000_000);
        _register(0);
        _reverts(
            operator,
            _refund(1, AVAILABLE, ""),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsDailyCap.selector, 1, 0)
        );
    }

    function test_RevertsWhenARegisteredOperatorIsNotNamedInTheTerms() public {
        _succeeds(merchant, abi.encodeCall(escrow.setOperator, (stranger, address(dollar), NET, "")));
        _reverts(stranger, _refund(1, AVAILABLE, ""), _notMerchantOrOperator(stranger));
    }

    function test_RevertsWhenTheOperatorTakesFromTheMerchantsWallet() public {
        _register(NET);
        dollar.mint(merchant, NET);
        vm.prank(merchant);
        dollar.approve(address(escrow), NET);
        bytes memory notMerchant = abi.encodeWithSelector(ICommonErrors.NotMerchant.selector, operator, merchant);
        _reverts(operator, _refund(1, ALLOWANCE, ""), notMerchant);
        _reverts(
            operator,
            _refund(1, ERC3009, _erc3009AuthOf(OPERATOR_KEY, TYPE, abi.encode(id, 1, ERC3009), 1, 7, NOW + 1)),
            notMerchant
        );
        bytes memory auth = _auth(OPERATOR_KEY, TYPE, abi.encode(id, 1, ALLOWANCE));
        _reverts(merchant, _refund(1, ALLOWANCE, auth), notMerchant);
    }

    function testFuzz_RevertsWhenRefundByIsReachedByTheOperator(uint48 late) public {
        _register(NET);
        vm.warp(terms.refundBy - 1);
        _succeeds(operator, _refund(1, AVAILABLE, ""));
        vm.warp(uint256(terms.refundBy) + late);
        uint256 time = uint256(terms.refundBy) + late;
        _reverts(
            operator,
            _refund(1, AVAILABLE, ""),
            abi.encodeWithSelector(ICommonErrors.TooLate.selector, time, terms.refundBy)
        );
    }

    function testFuzz_RevertsWhenAnyoneElseRefunds(address caller) public {
        vm.assume(caller != merchant && caller != operator);
        _reverts(caller, _refund(1, AVAILABLE, ""), _notMerchantOrOperator(caller));
        bytes memory notMerchant = abi.encodeWithSelector(ICommonErrors.NotMerchant.selector, caller, merchant);
        _reverts(caller, _refund(1, ALLOWANCE, ""), notMerchant);
    }

    function testFuzz_SucceedsWithTheOperatorsSignatureDeliveredByAnyone(address relayer) public {
        _register(NET);
        bytes memory auth = _auth(OPERATOR_KEY, TYPE, abi.encode(id, 1_000_000, AVAILABLE));
        _succeeds(relayer, _refund(1_000_000, AVAILABLE, auth));
        (uint96 dailyCap, uint96 spentToday) = escrow.operatorOf(merchant, operator, address(dollar));
        require(dailyCap == NET && spentToday == 1_000_000, "grant");
    }

    /// @dev Named attack: a relayer choosing the source of money.
    function test_RevertsWhenARelayerChoosesTheSource() public {
        dollar.mint(merchant, NET);
        vm.prank(merchant);
        dollar.approve(address(escrow), NET);
        bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(id, 1_000_000, AVAILABLE));
        _reverts(
            stranger,
            _refund(1_000_000, IPaymentTypes.Source.Allowance, auth),
            ICommonErrors.InvalidSignature.selector
        );
    }

    function _notMerchantOrOperator(address actor) private view returns (bytes memory) {
        return abi.encodeWithSelector(ICommonErrors.NotMerchantOrOperator.selector, actor, merchant, operator);
    }

    function _register(uint96 dailyCap) private {
        _succeeds(merchant, abi.encodeCall(escrow.setOperator, (operator, address(dollar), dailyCap, "")));
    }

    function _refund(
        uint96 amount,
        IPaymentTypes.Source source,
        bytes memory auth
    ) private view returns (bytes memory) {
        return abi.encodeCall(escrow.refund, (terms, amount, source, auth));
    }
}
