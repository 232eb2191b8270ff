// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract MovePrepaidTest is EntryTest {
    bytes private constant TYPE =
        "MovePrepaid(address account,address token,uint256 amount,bool toPrepaid,uint256 nonce,uint256 deadline)";

    function setUp() public override {
        super.setUp();
        _deposit(merchant, AMOUNT, false);
        _deposit(merchant, 2 * AMOUNT, true);
    }

    function testFuzz_SucceedsIntoPrepaid(uint96 seed) public {
        uint96 amount = _bound(seed, 1, AMOUNT);
        _expectMove(0, amount, true, AMOUNT - amount, 2 * AMOUNT + amount);
        _succeeds(merchant, _move(amount, true, ""));
        _requireBalance(merchant, address(dollar), AMOUNT - amount, 2 * AMOUNT + amount, 3);
    }

    function testFuzz_SucceedsOutOfPrepaid(uint96 seed) public {
        uint96 amount = _bound(seed, 1, 2 * AMOUNT);
        _expectMove(0, amount, false, AMOUNT + amount, 2 * AMOUNT - amount);
        _succeeds(merchant, _move(amount, false, ""));
        _requireBalance(merchant, address(dollar), AMOUNT + amount, 2 * AMOUNT - amount, 3);
    }

    function testFuzz_SucceedsWithASignatureDeliveredByAnyone(address relayer) public {
        bytes memory fields = abi.encode(dollar, 4_000_000, true);
        bytes memory auth = _authOf(merchant, MERCHANT_KEY, TYPE, fields, 7, NOW + 1);
        bytes32 cause = _digestOf(merchant, TYPE, fields, 7, NOW + 1);
        _expectMove(cause, 4_000_000, true, 6_000_000, 24_000_000);
        _succeeds(relayer, _move(4_000_000, true, auth));
        require(escrow.isNonceUsed(merchant, 7), "nonce");
        _requireBalance(merchant, address(dollar), 6_000_000, 24_000_000, 3);
    }

    function testFuzz_RevertsWhenTheRelayerChangesWhatWasSigned(uint96 amount, bool toPrepaid) public {
        vm.assume(amount != 0 && (amount != 1 || !toPrepaid));
        bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(dollar, 1, true));
        _reverts(stranger, _move(amount, toPrepaid, auth), ICommonErrors.InvalidSignature.selector);
    }

    function testFuzz_RevertsWhenMoreThanAvailableIsMoved(uint96 seed) public {
        uint96 amount = _bound(seed, AMOUNT + 1, type(uint96).max);
        _reverts(
            merchant,
            _move(amount, true, ""),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsAvailable.selector, amount, AMOUNT)
        );
    }

    function testFuzz_RevertsWhenMoreThanPrepaidIsMoved(uint96 seed) public {
        uint96 amount = _bound(seed, 2 * AMOUNT + 1, type(uint96).max);
        _reverts(
            merchant,
            _move(amount, false, ""),
            abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsPrepaid.selector, amount, 2 * AMOUNT)
        );
    }

    /// @dev The caller moves its own balance, and has none.
    function testFuzz_RevertsWhenAnotherAccountMoves(address caller) public {
        vm.assume(caller != merchant);
        bytes memory none = abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsAvailable.selector, 1, 0);
        _reverts(caller, _move(1, true, ""), none);
        none = abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsPrepaid.selector, 1, 0);
        _reverts(caller, _move(1, false, ""), none);
    }

    function test_RevertsWhenAmountIsZero() public {
        bytes memory zero = abi.encodeWithSelector(ICommonErrors.ZeroAmount.selector);
        _reverts(merchant, _move(0, true, ""), zero);
        _reverts(merchant, _move(0, false, ""), zero);
    }

    function test_RevertsWhenTheOtherPotWouldOverflow() public {
        dollar.mint(stranger, 4 * uint256(type(uint96).max));
        vm.prank(stranger);
        dollar.approve(address(escrow), type(uint256).max);
        uint96 most = type(uint96).max;
        for (uint256 i; i < 2; ++i) {
            _succeeds(stranger, abi.encodeCall(escrow.deposit, (i == 1, address(dollar), most, ALLOWANCE, "")));
        }
        bytes memory overflow = abi.encodeWithSelector(IPaymentEscrowErrors.BalanceOverflow.selector, 1);
        _reverts(stranger, _move(1, true, ""), overflow);
        _reverts(stranger, _move(1, false, ""), overflow);
    }

    function test_SucceedsWithTheChainsOwnCoin() public {
        _listCoin();
        _depositCoin(merchant, AMOUNT, true);
        _succeeds(merchant, abi.encodeCall(escrow.movePrepaid, (COIN, AMOUNT, false, "")));
        _requireBalance(merchant, COIN, AMOUNT, 0, 2);
    }

    function _expectMove(bytes32 cause, uint96 amount, bool toPrepaid, uint96 available, uint96 prepaid) private {
        _expectBalance(merchant, address(dollar), cause, available, prepaid, 3);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.PrepaidMoved(merchant, address(dollar), amount, toPrepaid, 3);
    }

    function _move(uint96 amount, bool toPrepaid, bytes memory auth) private view returns (bytes memory) {
        return abi.encodeCall(escrow.movePrepaid, (address(dollar), amount, toPrepaid, auth));
    }
}
