// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../../../contracts/interfaces/IManagerHooks.sol";
import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {DebitedWord} from "./DebitedWord.sol";
import {EntryTest} from "./EntryTest.sol";

/// @notice Plays the manager. A test is one transaction, so what a hook leaves in transient storage stays for the next.
abstract contract HooksTest is EntryTest {
    bytes32 internal constant SUBSCRIPTION = keccak256("subscription");

    function _enter(address token) internal {
        _succeeds(manager, abi.encodeCall(escrow.enterFor, (token)));
    }

    function _debit(address account, uint96 amount) internal returns (DebitedWord.Debited memory) {
        vm.prank(manager);
        return DebitedWord.unpack(escrow.debitPrepaid(_debits(account, amount))[0]);
    }

    function _settle(address account, uint96 amount) internal {
        _succeeds(manager, _settling(account, amount));
    }

    function _settleNothing() internal {
        _succeeds(manager, abi.encodeCall(escrow.settle, (new IManagerHooks.Credit[](0))));
    }

    function _settling(address account, uint96 amount) internal view returns (bytes memory) {
        IManagerHooks.Credit[] memory credits = new IManagerHooks.Credit[](1);
        credits[0] = IManagerHooks.Credit(SUBSCRIPTION, account, amount);
        return abi.encodeCall(escrow.settle, (credits));
    }

    function _debits(address account, uint96 amount) internal pure returns (IManagerHooks.Debit[] memory debits) {
        debits = new IManagerHooks.Debit[](1);
        debits[0] = IManagerHooks.Debit(account, amount);
    }

    function _unbalanced(uint256 credited, uint256 expected) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentEscrowErrors.Unbalanced.selector, credited, expected);
    }

    function _notManager(address caller) internal view returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentEscrowErrors.NotManager.selector, caller, manager);
    }

    function _notEntered() internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentEscrowErrors.NotEntered.selector);
    }
}
