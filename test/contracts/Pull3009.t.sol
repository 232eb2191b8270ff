// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";

import {HooksTest} from "./support/HooksTest.sol";
import {SubscriptionIds} from "./support/SubscriptionIds.sol";

contract Pull3009Test is HooksTest {
    uint48 private constant START_BY = uint48(NOW + 1 hours);

    function testFuzz_CreditsThePrepaidBalance(uint96 seed) public {
        uint96 value = _bound(seed, 1, WEALTH);
        bytes memory call = _pullCall(value, _signature(value));
        _enter(address(dollar));
        _expectBalance(payer, address(dollar), _subscriptionId(), 0, value, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Deposited(payer, address(dollar), value, true, ERC3009, 1);
        _succeeds(manager, call);
        _requireBalance(payer, address(dollar), 0, value, 1);
        require(dollar.balanceOf(address(escrow)) == value && dollar.balanceOf(payer) == WEALTH - value, "wallets");
        // It was credited already, so it is nothing that came in.
        _reverts(manager, _settling(merchant, value), _unbalanced(value, 0));
        _settleNothing();
    }

    function test_MayBeDebitedAtOnce() public {
        bytes memory call = _pullCall(AMOUNT, _signature(AMOUNT));
        _enter(address(dollar));
        _succeeds(manager, call);
        require(_debit(payer, 4_000_000).prepaidAfter == 6_000_000, "debited");
        _reverts(manager, _settling(merchant, 4_000_001), _unbalanced(4_000_001, 4_000_000));
        _settle(merchant, 4_000_000);
        _requireBalance(payer, address(dollar), 0, 6_000_000, 2);
        _requireBalance(merchant, address(dollar), 4_000_000, 0, 1);
    }

    function test_AddsToWhatIsThere() public {
        _deposit(payer, 3, false);
        _deposit(payer, 5, true);
        bytes memory call = _pullCall(7, _signature(7));
        _enter(address(dollar));
        _expectBalance(payer, address(dollar), _subscriptionId(), 3, 12, 3);
        _succeeds(manager, call);
        _settleNothing();
    }

    /// @dev Everything that the manager names is in the signature.
    function testFuzz_RevertsWhenTheManagerChangesWhatWasSigned(bytes32 id, uint48 startBy, uint96 value) public {
        vm.assume(id != SUBSCRIPTION && startBy != START_BY && startBy > NOW && value > 1 && value < WEALTH);
        bytes memory signature = _signature(1);
        dollar.mint(merchant, 1);
        _enter(address(dollar));
        bytes memory invalid = abi.encodeWithSignature("InvalidSignature(address)", payer);
        _reverts(manager, abi.encodeCall(escrow.pull3009, (id, payer, START_BY, 1, signature)), invalid);
        _reverts(manager, abi.encodeCall(escrow.pull3009, (SUBSCRIPTION, payer, startBy, 1, signature)), invalid);
        _reverts(manager, _pullCall(value, signature), invalid);
        invalid = abi.encodeWithSignature("InvalidSignature(address)", merchant);
        _reverts(manager, abi.encodeCall(escrow.pull3009, (SUBSCRIPTION, merchant, START_BY, 1, signature)), invalid);
        _requireBalance(payer, address(dollar), 0, 0, 0);
    }

    function testFuzz_RevertsWhenStartByIsReached(uint32 late) public {
        bytes memory call = _pullCall(AMOUNT, _signature(AMOUNT));
        _enter(address(dollar));
        vm.warp(START_BY + uint256(late));
        vm.prank(manager);
        (bool success, ) = address(escrow).call(call);
        require(!success, "expected the token to refuse");
        vm.warp(START_BY - 1);
        _succeeds(manager, call);
    }

    function test_RevertsWhenASubscriptionIsPulledTwice() public {
        bytes memory call = _pullCall(AMOUNT, _signature(AMOUNT));
        _enter(address(dollar));
        _succeeds(manager, call);
        vm.prank(manager);
        (bool success, ) = address(escrow).call(call);
        require(!success, "expected the token to refuse");
        _requireBalance(payer, address(dollar), 0, AMOUNT, 1);
    }

    function test_RevertsWhenTheValueIsZero() public {
        bytes memory call = _pullCall(0, _signature(0));
        _enter(address(dollar));
        _reverts(manager, call, abi.encodeWithSelector(ICommonErrors.ZeroAmount.selector));
    }

    function test_RevertsWhenTheTokenKeepsAFee() public {
        bytes memory call = _pullCall(AMOUNT, _signature(AMOUNT));
        _enter(address(dollar));
        dollar.setFeeUnits(1);
        _reverts(
            manager,
            call,
            abi.encodeWithSelector(IPaymentEscrowErrors.InexactTransfer.selector, AMOUNT - 1, AMOUNT)
        );
    }

    function test_RevertsForTheChainsOwnCoin() public {
        _listCoin();
        bytes memory call = _pullCall(AMOUNT, _signature(AMOUNT));
        _enter(COIN);
        _reverts(manager, call, abi.encodeWithSignature("SafeERC20FailedOperation(address)", COIN));
    }

    function testFuzz_RevertsWhenAnyoneElsePulls(address caller) public {
        vm.assume(caller != manager);
        bytes memory call = _pullCall(AMOUNT, _signature(AMOUNT));
        _reverts(caller, call, _notManager(caller));
        _enter(address(dollar));
        _reverts(caller, call, _notManager(caller));
        _reverts(payer, call, _notManager(payer));
    }

    function test_RevertsWhenNotEntered() public {
        bytes memory call = _pullCall(AMOUNT, _signature(AMOUNT));
        _reverts(manager, call, _notEntered());
        _enter(address(dollar));
        _settleNothing();
        _reverts(manager, call, _notEntered());
    }

    function _signature(uint96 value) private view returns (bytes memory) {
        return _erc3009Signature(PAYER_KEY, payer, value, START_BY, _subscriptionId());
    }

    function _subscriptionId() private view returns (bytes32) {
        return SubscriptionIds.digest(manager, SUBSCRIPTION);
    }

    function _pullCall(uint96 value, bytes memory signature) private view returns (bytes memory) {
        return abi.encodeCall(escrow.pull3009, (SUBSCRIPTION, payer, START_BY, value, signature));
    }
}
