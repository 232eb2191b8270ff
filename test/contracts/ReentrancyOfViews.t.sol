// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {HostileTest} from "./support/HostileTest.sol";

/// @notice What views tell whoever looks from within a call. State is written before money moves, so they tell how things
/// stand once the call has succeeded, and never that the same money is owed twice.
contract ReentrancyOfViewsTest is HostileTest {
    struct Sight {
        IPaymentTypes.Status status;
        uint96 capturable;
        uint96 refundable;
        uint96 ofPayer;
        uint96 ofMerchant;
        uint96 ofFeeRecipient;
        uint256 held;
    }

    bytes32 private id;
    Sight private seen;
    uint256 private looks;

    function setUp() public override {
        super.setUp();
        dollar.setHook(address(this), abi.encodeCall(this.look, ()));
    }

    /// @notice Called by the token in the middle of a transfer, before it moves anything.
    function look() external {
        seen = _sight();
        ++looks;
    }

    function test_SucceedsWithViewsThatShowAnAuthorizationAsDone() public {
        id = escrow.paymentId(_terms());
        _authorize(_terms());
        require(seen.status == IPaymentTypes.Status.Active && seen.capturable == AMOUNT, "payment");
        _requireSeenIsFinal(0, int256(uint256(AMOUNT)));
    }

    function test_SucceedsWithViewsThatShowAChargeAsDone() public {
        id = escrow.paymentId(_chargeTerms());
        _charge(_chargeTerms());
        require(seen.ofMerchant == AMOUNT - 50_000 && seen.ofFeeRecipient == 50_000, "balances");
        _requireSeenIsFinal(0, int256(uint256(AMOUNT)));
    }

    function test_SucceedsWithViewsThatShowAVoidAsDone() public {
        id = _authorize(_terms());
        _succeeds(merchant, abi.encodeCall(escrow.void, (_terms(), "")));
        require(seen.status == IPaymentTypes.Status.Ended && seen.capturable == 0, "payment");
        _requireSeenIsFinal(AMOUNT, -int256(uint256(AMOUNT)));
    }

    function test_SucceedsWithViewsThatShowAReclaimAsDone() public {
        IPaymentTypes.Terms memory terms = _terms();
        id = _authorize(terms);
        vm.warp(terms.captureBy);
        _succeeds(stranger, abi.encodeCall(escrow.reclaim, (terms)));
        _requireSeenIsFinal(AMOUNT, -int256(uint256(AMOUNT)));
    }

    function test_SucceedsWithViewsThatShowARefundAsDone() public {
        id = _authorize(_terms());
        _capture(_terms(), AMOUNT);
        _succeeds(merchant, _refundCall(_terms(), 1_000));
        require(seen.refundable == AMOUNT - 51_000 && seen.ofMerchant == AMOUNT - 51_000, "refund");
        _requireSeenIsFinal(AMOUNT, -1_000);
    }

    function test_SucceedsWithViewsThatShowAWithdrawalAsDone() public {
        id = _authorize(_terms());
        _capture(_terms(), AMOUNT);
        _succeeds(merchant, _withdrawCall(address(dollar), AMOUNT - 50_000, merchant));
        require(seen.ofMerchant == 0, "withdrawal");
        _requireSeenIsFinal(AMOUNT, -int256(uint256(AMOUNT - 50_000)));
    }

    /// @dev A deposit is booked after it came: during it, nothing of it shows.
    function test_SucceedsWithViewsThatShowNothingOfADepositYet() public {
        _succeeds(payer, abi.encodeCall(escrow.deposit, (false, address(dollar), AMOUNT, ALLOWANCE, "")));
        require(looks == 1 && seen.ofPayer == 0 && seen.held == 0, "seen");
        require(_available(payer) == AMOUNT, "balance");
    }

    function _requireSeenIsFinal(uint256 heldBefore, int256 rise) private view {
        require(looks > 0, "nobody looked");
        Sight memory last = _sight();
        require(seen.held == heldBefore, "looked too late");
        require(int256(last.held) == int256(seen.held) + rise, "held");
        require(last.status == seen.status, "status");
        require(last.capturable == seen.capturable && last.refundable == seen.refundable, "payment");
        require(last.ofPayer == seen.ofPayer && last.ofMerchant == seen.ofMerchant, "balances");
        require(last.ofFeeRecipient == seen.ofFeeRecipient, "fee recipient");
        uint256 owed = uint256(seen.capturable) + seen.ofPayer + seen.ofMerchant + seen.ofFeeRecipient;
        require(owed == last.held, "owed");
    }

    function _sight() private view returns (Sight memory sight) {
        (sight.status, sight.capturable, sight.refundable) = escrow.paymentOf(id);
        sight.ofPayer = _available(payer);
        sight.ofMerchant = _available(merchant);
        sight.ofFeeRecipient = _available(feeRecipient);
        sight.held = dollar.balanceOf(address(escrow));
    }
}
