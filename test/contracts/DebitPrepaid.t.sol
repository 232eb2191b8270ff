// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../../contracts/interfaces/IManagerHooks.sol";
import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";

import {DebitedWord} from "./support/DebitedWord.sol";
import {HooksTest} from "./support/HooksTest.sol";

contract DebitPrepaidTest is HooksTest {
    uint96 private constant PREPAID = 7_000_000;

    function setUp() public override {
        super.setUp();
        _deposit(payer, AMOUNT, false);
        _deposit(payer, PREPAID, true);
    }

    function testFuzz_SucceedsUpToTheWholePrepaidBalance(uint96 seed) public {
        uint96 amount = _bound(seed, 1, PREPAID);
        _enter(address(dollar));
        vm.recordLogs();
        DebitedWord.Debited memory result = _debit(payer, amount);
        require(vm.getRecordedLogs().length == 0, "the manager tells");
        require(result.available == AMOUNT, "available");
        _requireResult(result, PREPAID - amount, 3);
        _requireBalance(payer, address(dollar), AMOUNT, PREPAID - amount, 3);
        _settle(merchant, amount);
        _requireBalance(merchant, address(dollar), amount, 0, 1);
    }

    /// @dev Named attack: the manager debiting an available balance.
    function testFuzz_ChangesNothingWhenPrepaidDoesNotSuffice(uint96 seed) public {
        uint96 amount = _bound(seed, PREPAID + 1, type(uint96).max);
        _enter(address(dollar));
        DebitedWord.Debited memory result = _debit(payer, amount);
        require(result.prepaidAfter == 0 && result.seq == 0, "result");
        _requireBalance(payer, address(dollar), AMOUNT, PREPAID, 2);
        _reverts(manager, _settling(merchant, amount), _unbalanced(amount, 0));
        _settleNothing();
    }

    function test_ReportsEachDebitAndSumsThoseThatSucceed() public {
        _deposit(stranger, 50, true);
        IManagerHooks.Debit[] memory debits = new IManagerHooks.Debit[](5);
        debits[0] = IManagerHooks.Debit(payer, 1_000_000);
        debits[1] = IManagerHooks.Debit(stranger, 51);
        debits[2] = IManagerHooks.Debit(payer, 6_000_001);
        debits[3] = IManagerHooks.Debit(stranger, 50);
        debits[4] = IManagerHooks.Debit(payer, 6_000_000);
        _enter(address(dollar));
        vm.prank(manager);
        uint256[] memory results = escrow.debitPrepaid(debits);
        require(results.length == 5, "length");
        _requireResult(DebitedWord.unpack(results[0]), 6_000_000, 3);
        _requireResult(DebitedWord.unpack(results[1]), 0, 0);
        _requireResult(DebitedWord.unpack(results[2]), 0, 0);
        _requireResult(DebitedWord.unpack(results[3]), 0, 2);
        _requireResult(DebitedWord.unpack(results[4]), 0, 4);
        _requireBalance(payer, address(dollar), AMOUNT, 0, 4);
        _requireBalance(stranger, address(dollar), 0, 0, 2);
        _reverts(manager, _settling(merchant, 7_000_049), _unbalanced(7_000_049, 7_000_050));
        _reverts(manager, _settling(merchant, 7_000_051), _unbalanced(7_000_051, 7_000_050));
        _settle(merchant, 7_000_050);
    }

    function test_AddsUpSeveralCalls() public {
        _enter(address(dollar));
        require(_debit(payer, 3).seq == 3 && _debit(payer, 4).seq == 4, "debited");
        _reverts(manager, _settling(merchant, 4), _unbalanced(4, 7));
        _settle(merchant, 7);
    }

    function test_SucceedsWithNoDebits() public {
        _enter(address(dollar));
        vm.prank(manager);
        require(escrow.debitPrepaid(new IManagerHooks.Debit[](0)).length == 0, "length");
        _settleNothing();
    }

    /// @dev Only the token entered for.
    function test_LeavesTheBalancesOfOtherTokens() public {
        _listCoin();
        _enter(COIN);
        require(_debit(payer, 1).seq == 0, "no coin is prepaid");
        _requireBalance(payer, address(dollar), AMOUNT, PREPAID, 2);
    }

    function test_RevertsWhenAnAmountIsZero() public {
        _enter(address(dollar));
        IManagerHooks.Debit[] memory debits = new IManagerHooks.Debit[](2);
        debits[0] = IManagerHooks.Debit(payer, 1);
        debits[1] = IManagerHooks.Debit(payer, 0);
        bytes memory call = abi.encodeCall(escrow.debitPrepaid, (debits));
        _reverts(manager, call, abi.encodeWithSelector(ICommonErrors.ZeroAmount.selector));
        _settleNothing();
    }

    function testFuzz_RevertsWhenAnyoneElseDebits(address caller) public {
        vm.assume(caller != manager);
        bytes memory call = abi.encodeCall(escrow.debitPrepaid, (_debits(payer, 1)));
        _reverts(caller, call, _notManager(caller));
        _enter(address(dollar));
        _reverts(caller, call, _notManager(caller));
        _reverts(payer, call, _notManager(payer));
    }

    function test_RevertsWhenNotEntered() public {
        bytes memory call = abi.encodeCall(escrow.debitPrepaid, (_debits(payer, 1)));
        _reverts(manager, call, _notEntered());
        _enter(address(dollar));
        _settleNothing();
        _reverts(manager, call, _notEntered());
    }

    function _requireResult(DebitedWord.Debited memory result, uint96 prepaid, uint64 seq) private pure {
        require(result.prepaidAfter == prepaid && result.seq == seq, "result");
    }
}
