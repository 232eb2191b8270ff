// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../../contracts/interfaces/IManagerHooks.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";

import {HooksTest} from "./support/HooksTest.sol";

contract SettleCreditsTest is HooksTest {
    function testFuzz_SucceedsWhenCreditsAreDebitsPlusTheRise(uint96 debited, uint96 risen, uint96 share) public {
        (debited, risen) = (_bound(debited, 0, AMOUNT), _bound(risen, 0, AMOUNT));
        _debitAndRaise(debited, risen);
        uint96 sum = debited + risen;
        share = _bound(share, 0, sum);
        _succeeds(manager, _settlingTwo(share, sum - share));
        _requireBalance(merchant, address(dollar), share, 0, share == 0 ? 0 : 1);
        _requireBalance(feeRecipient, address(dollar), sum - share, 0, share == sum ? 0 : 1);
    }

    function testFuzz_RevertsWhenCreditsAreOthers(uint96 debited, uint96 risen, uint96 credited) public {
        (debited, risen) = (_bound(debited, 0, AMOUNT), _bound(risen, 0, AMOUNT));
        _debitAndRaise(debited, risen);
        uint96 sum = debited + risen;
        credited = _bound(credited, 0, 3 * uint256(AMOUNT));
        vm.assume(credited != sum);
        _reverts(manager, _settlingTwo(credited, 0), _unbalanced(credited, sum));
        _reverts(manager, _settlingTwo(0, sum + 1), _unbalanced(sum + 1, sum));
        if (sum > 0) _reverts(manager, _settlingTwo(0, sum - 1), _unbalanced(sum - 1, sum));
        // A refused settlement neither unlocks nor credits.
        _requireBalance(merchant, address(dollar), 0, 0, 0);
        _succeeds(manager, _settlingTwo(0, sum));
    }

    function test_EmitsABalanceChangePerCreditWithItsCause() public {
        _debitAndRaise(AMOUNT, 5);
        IManagerHooks.Credit[] memory credits = new IManagerHooks.Credit[](4);
        credits[0] = IManagerHooks.Credit(SUBSCRIPTION, merchant, AMOUNT);
        credits[1] = IManagerHooks.Credit(keccak256("other"), merchant, 2);
        credits[2] = IManagerHooks.Credit(keccak256("none"), merchant, 0);
        credits[3] = IManagerHooks.Credit(0, feeRecipient, 3);
        _expectBalance(merchant, address(dollar), SUBSCRIPTION, AMOUNT, 0, 1);
        _expectBalance(merchant, address(dollar), keccak256("other"), AMOUNT + 2, 0, 2);
        _expectBalance(feeRecipient, address(dollar), 0, 3, 0, 1);
        vm.recordLogs();
        _succeeds(manager, abi.encodeCall(escrow.settle, (credits)));
        require(vm.getRecordedLogs().length == 3, "zero changes nothing");
        _requireBalance(merchant, address(dollar), AMOUNT + 2, 0, 2);
        _requireBalance(feeRecipient, address(dollar), 3, 0, 1);
    }

    /// @dev What came in before the manager entered belongs to nobody.
    function testFuzz_LeavesADonationFromBefore(uint96 donation) public {
        dollar.mint(address(escrow), donation);
        _debitAndRaise(AMOUNT, 3);
        _reverts(manager, _settling(merchant, AMOUNT), _unbalanced(AMOUNT, AMOUNT + 3));
        _settle(merchant, AMOUNT + 3);
    }

    /// @dev Whatever comes in meanwhile is to be credited, whoever sent it.
    function testFuzz_CountsADonationMeanwhile(uint96 seed) public {
        uint96 donation = _bound(seed, 1, WEALTH);
        _debitAndRaise(AMOUNT, 0);
        dollar.mint(address(escrow), donation);
        _reverts(manager, _settling(merchant, AMOUNT), _unbalanced(AMOUNT, uint256(AMOUNT) + donation));
        _settle(merchant, AMOUNT + donation);
    }

    function testFuzz_RevertsWhenTheHoldingFell(uint96 seed) public {
        uint96 lost = _bound(seed, 1, AMOUNT);
        _debitAndRaise(AMOUNT, 0);
        vm.prank(address(escrow));
        dollar.transfer(stranger, lost);
        bytes memory inexact = abi.encodeWithSelector(
            IPaymentEscrowErrors.InexactTransfer.selector,
            AMOUNT - lost,
            AMOUNT
        );
        _reverts(manager, _settling(merchant, AMOUNT - lost), inexact);
        _reverts(manager, _settling(merchant, AMOUNT), inexact);
    }

    function test_CountsTheChainsOwnCoin() public {
        _listCoin();
        _depositCoin(payer, 5, true);
        _enter(COIN);
        require(_debit(payer, 5).seq == 2, "debited");
        vm.deal(address(escrow), 7);
        _reverts(manager, _settling(merchant, 5), _unbalanced(5, 7));
        _settle(merchant, 7);
        _requireBalance(merchant, COIN, 7, 0, 1);
    }

    function test_RevertsWhenACreditOverflows() public {
        dollar.mint(stranger, type(uint96).max);
        vm.prank(stranger);
        dollar.approve(address(escrow), type(uint256).max);
        bytes memory call = abi.encodeCall(escrow.deposit, (false, address(dollar), type(uint96).max, ALLOWANCE, ""));
        _succeeds(stranger, call);
        _debitAndRaise(1, 0);
        bytes memory overflow = abi.encodeWithSelector(IPaymentEscrowErrors.BalanceOverflow.selector, 1);
        _reverts(manager, _settling(stranger, 1), overflow);
    }

    function testFuzz_RevertsWhenAnyoneElseSettles(address caller) public {
        vm.assume(caller != manager);
        _reverts(caller, _settlingTwo(0, 0), _notManager(caller));
        _enter(address(dollar));
        _reverts(caller, _settlingTwo(0, 0), _notManager(caller));
        _reverts(merchant, _settlingTwo(0, 0), _notManager(merchant));
        _settleNothing();
    }

    function test_RevertsWhenNotEnteredOrSettledTwice() public {
        _reverts(manager, _settlingTwo(0, 0), _notEntered());
        _enter(address(dollar));
        _settleNothing();
        _reverts(manager, _settlingTwo(0, 0), _notEntered());
    }

    /// @dev The payer's prepaid balance pays `debited`, its wallet `risen` by an allowance to the manager.
    function _debitAndRaise(uint96 debited, uint96 risen) private {
        if (debited > 0) _deposit(payer, debited, true);
        _enter(address(dollar));
        if (debited > 0) require(_debit(payer, debited).seq == 2, "debited");
        vm.prank(payer);
        dollar.approve(manager, risen);
        vm.prank(manager);
        dollar.transferFrom(payer, address(escrow), risen);
    }

    function _settlingTwo(uint96 first, uint96 second) private view returns (bytes memory) {
        IManagerHooks.Credit[] memory credits = new IManagerHooks.Credit[](2);
        credits[0] = IManagerHooks.Credit(SUBSCRIPTION, merchant, first);
        credits[1] = IManagerHooks.Credit(SUBSCRIPTION, feeRecipient, second);
        return abi.encodeCall(escrow.settle, (credits));
    }
}
