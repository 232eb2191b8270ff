// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {HostileDollar} from "../mocks/HostileDollar.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract WithdrawTest is EntryTest {
    bytes private constant TYPE =
        "Withdraw(address account,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)";
    uint96 private constant NET = AMOUNT - 50_000;

    function setUp() public override {
        super.setUp();
        _charge(_chargeTerms());
    }

    function testFuzz_SucceedsToAnyWallet(uint96 seed, address to) public {
        vm.assume(to != address(0) && to != address(escrow) && to != payer);
        vm.assume(to != manager && to != address(dollar));
        uint96 amount = _bound(seed, 1, NET);
        _succeeds(merchant, _withdraw(amount, to, ""));
        require(dollar.balanceOf(to) == amount, "wallet");
        require(_available(merchant) == NET - amount, "available");
    }

    function testFuzz_SucceedsWithASignatureDeliveredByAnyone(address relayer) public {
        bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(dollar, NET, merchant));
        _succeeds(relayer, _withdraw(NET, merchant, auth));
        require(dollar.balanceOf(merchant) == NET, "wallet");
    }

    function test_EmitsWithdrawnWithTotals() public {
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Withdrawn(merchant, address(dollar), merchant, 1_000_000, NET - 1_000_000, 0, 2);
        _succeeds(merchant, _withdraw(1_000_000, merchant, ""));
    }

    function testFuzz_RevertsWhenTheRelayerChangesTheReceiver(address to) public {
        vm.assume(to != merchant);
        bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(dollar, NET, merchant));
        _reverts(stranger, _withdraw(NET, to, auth), ICommonErrors.InvalidSignature.selector);
    }

    function testFuzz_RevertsWhenMoreThanAvailableIsWithdrawn(uint96 seed) public {
        uint96 amount = _bound(seed, NET + 1, type(uint96).max);
        _reverts(
            merchant,
            _withdraw(amount, merchant, ""),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsAvailable.selector, amount, NET)
        );
    }

    function testFuzz_RevertsWhenAnotherAccountWithdraws(address caller) public {
        vm.assume(caller != merchant && caller != feeRecipient);
        _reverts(
            caller,
            _withdraw(1, stranger, ""),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsAvailable.selector, 1, 0)
        );
    }

    function test_RevertsWhenTheReceiverCouldNotTakeTheMoneyOut() public {
        address[4] memory bad = [address(0), address(escrow), manager, address(dollar)];
        for (uint256 i; i < bad.length; ++i) {
            bytes memory invalid = abi.encodeWithSelector(ICommonErrors.InvalidParty.selector, bad[i]);
            _reverts(merchant, _withdraw(1, bad[i], ""), invalid);
        }
    }

    function test_LeavesThePrepaidBalance() public {
        _deposit(merchant, 5, true);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Withdrawn(merchant, address(dollar), stranger, NET, 0, 5, 3);
        _succeeds(merchant, _withdraw(NET, stranger, ""));
        _requireBalance(merchant, address(dollar), 0, 5, 3);
        bytes memory none = abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsAvailable.selector, 5, 0);
        _reverts(merchant, _withdraw(5, stranger, ""), none);
    }

    function test_RevertsWhenAmountIsZero() public {
        _reverts(merchant, _withdraw(0, merchant, ""), abi.encodeWithSelector(ICommonErrors.ZeroAmount.selector));
    }

    function test_RevertsWhenTheTokenRefuses() public {
        dollar.setBlocked(merchant, true);
        _reverts(merchant, _withdraw(1, merchant, ""), HostileDollar.Blocked.selector);
        require(_available(merchant) == NET, "available");
    }

    function test_SucceedsWhenTheTokenIsDelisted() public {
        escrow.listToken(address(dollar), false);
        _succeeds(merchant, _withdraw(NET, merchant, ""));
    }

    function _withdraw(uint96 amount, address to, bytes memory auth) private view returns (bytes memory) {
        return abi.encodeCall(escrow.withdraw, (address(dollar), amount, to, auth));
    }
}
