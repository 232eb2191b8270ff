// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract TransferBalanceTest is EntryTest {
    bytes private constant TYPE =
        "TransferBalance(address account,address to,address token,uint256 amount,bytes32 ref,uint256 nonce,uint256 deadline)";
    bytes32 private constant REF = keccak256("payroll");

    function setUp() public override {
        super.setUp();
        _deposit(merchant, AMOUNT, false);
        _deposit(merchant, 5, true);
    }

    function testFuzz_SucceedsToAnyAccount(uint96 seed, address to, bytes32 ref) public {
        _assumeOutsider(to);
        uint96 amount = _bound(seed, 1, AMOUNT);
        _expectTransfer(0, to, amount, ref);
        _succeeds(merchant, _transfer(to, amount, ref, ""));
        _requireBalance(merchant, address(dollar), AMOUNT - amount, 5, 3);
        _requireBalance(to, address(dollar), amount, 0, 1);
        require(dollar.balanceOf(address(escrow)) == AMOUNT + 5, "no token moves");
    }

    function testFuzz_SucceedsWithASignatureDeliveredByAnyone(address relayer) public {
        bytes memory fields = abi.encode(payer, dollar, 4_000_000, REF);
        bytes memory auth = _authOf(merchant, MERCHANT_KEY, TYPE, fields, 7, NOW + 1);
        _expectTransfer(_digestOf(merchant, TYPE, fields, 7, NOW + 1), payer, 4_000_000, REF);
        _succeeds(relayer, _transfer(payer, 4_000_000, REF, auth));
        require(escrow.isNonceUsed(merchant, 7), "nonce");
        _requireBalance(merchant, address(dollar), 6_000_000, 5, 3);
        _requireBalance(payer, address(dollar), 4_000_000, 0, 1);
    }

    function testFuzz_RevertsWhenTheRelayerChangesWhatWasSigned(address to, uint96 amount, bytes32 ref) public {
        _assumeOutsider(to);
        bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(payer, dollar, 1, REF));
        bytes4 invalid = ICommonErrors.InvalidSignature.selector;
        vm.assume(to != payer && amount > 1 && ref != REF);
        _reverts(stranger, _transfer(to, 1, REF, auth), invalid);
        _reverts(stranger, _transfer(payer, amount, REF, auth), invalid);
        _reverts(stranger, _transfer(payer, 1, ref, auth), invalid);
        _reverts(stranger, abi.encodeCall(escrow.transferBalance, (payer, COIN, 1, REF, auth)), invalid);
    }

    function testFuzz_RevertsWhenMoreThanAvailableIsTransferred(uint96 seed) public {
        uint96 amount = _bound(seed, AMOUNT + 1, type(uint96).max);
        _reverts(
            merchant,
            _transfer(payer, amount, REF, ""),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsAvailable.selector, amount, AMOUNT)
        );
    }

    function testFuzz_RevertsWhenAnotherAccountTransfers(address caller) public {
        vm.assume(caller != merchant && caller != payer);
        bytes memory none = abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsAvailable.selector, 1, 0);
        _reverts(caller, _transfer(payer, 1, REF, ""), none);
    }

    function test_RevertsWhenNobodyCouldTakeTheMoneyOut() public {
        address[5] memory bad = [address(0), address(escrow), address(dollar), manager, merchant];
        for (uint256 i; i < bad.length; ++i) {
            bytes memory invalid = abi.encodeWithSelector(ICommonErrors.InvalidParty.selector, bad[i]);
            _reverts(merchant, _transfer(bad[i], 1, REF, ""), invalid);
        }
        bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(merchant, dollar, 1, REF));
        _reverts(stranger, _transfer(merchant, 1, REF, auth), ICommonErrors.InvalidParty.selector);
    }

    function test_RevertsWhenAmountIsZero() public {
        bytes memory zero = abi.encodeWithSelector(ICommonErrors.ZeroAmount.selector);
        _reverts(merchant, _transfer(payer, 0, REF, ""), zero);
    }

    /// @dev So a fee is given back beside a refund.
    function test_SucceedsWithAFeeThatItsRecipientGivesBack() public {
        _charge(_chargeTerms());
        _succeeds(feeRecipient, _transfer(payer, 50_000, REF, ""));
        _requireBalance(feeRecipient, address(dollar), 0, 0, 2);
        _requireBalance(payer, address(dollar), 50_000, 0, 1);
    }

    function test_SucceedsWithTheChainsOwnCoin() public {
        _listCoin();
        _depositCoin(merchant, AMOUNT, false);
        _succeeds(merchant, abi.encodeCall(escrow.transferBalance, (payer, COIN, 4_000_000, REF, "")));
        _requireBalance(merchant, COIN, 6_000_000, 0, 2);
        _requireBalance(payer, COIN, 4_000_000, 0, 1);
    }

    function _expectTransfer(bytes32 cause, address to, uint96 amount, bytes32 ref) private {
        _expectBalance(merchant, address(dollar), cause, AMOUNT - amount, 5, 3);
        _expectBalance(to, address(dollar), cause, amount, 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.BalanceTransferred(merchant, to, address(dollar), amount, ref, 3);
    }

    function _assumeOutsider(address to) private view {
        vm.assume(to != address(0) && to != address(escrow) && to != address(dollar));
        vm.assume(to != manager && to != merchant);
    }

    function _transfer(address to, uint96 amount, bytes32 ref, bytes memory auth) private view returns (bytes memory) {
        return abi.encodeCall(escrow.transferBalance, (to, address(dollar), amount, ref, auth));
    }
}
