// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {console} from "hardhat/console.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {HostileTest} from "./support/HostileTest.sol";

/// @notice 10,000 captures of one to four base units each, single and batched, under random fee bounds: none reverts, none
/// loses its fee, and all books are exact.
contract TinyCapturesTest is HostileTest {
    uint256 private constant CAPTURES = 10_000;
    uint256 private constant PER_PAYMENT = 50;
    uint256 private constant MOST = 4;

    uint256 private _random = 11;
    uint256 private _captured;
    uint256 private _fees;
    uint256 private _leastFees;

    function test_SucceedsWith10000SingleTinyCaptures() public {
        for (uint256 i; i < CAPTURES / PER_PAYMENT; ++i) {
            (IPaymentTypes.Terms memory terms, bytes32 id) = _begin(i);
            (uint256 captured, uint256 fees) = (_captured, _fees);
            for (uint256 j; j < PER_PAYMENT; ++j) {
                (uint96 amount, uint96 fee) = _choose(terms);
                vm.prank(j % 2 == 0 ? merchant : operator);
                escrow.capture(terms, amount, fee, "");
            }
            _requireBooks(terms, id, _captured - captured, _fees - fees);
        }
        _requireTotals();
    }

    function test_SucceedsWith10000BatchedTinyCaptures() public {
        for (uint256 i; i < CAPTURES / PER_PAYMENT; ++i) {
            (IPaymentTypes.Terms memory terms, bytes32 id) = _begin(i);
            (uint256 captured, uint256 fees) = (_captured, _fees);
            IPaymentTypes.CaptureItem[] memory items = new IPaymentTypes.CaptureItem[](PER_PAYMENT);
            for (uint256 j; j < PER_PAYMENT; ++j) {
                (uint96 amount, uint96 fee) = _choose(terms);
                items[j] = IPaymentTypes.CaptureItem(amount, fee, terms);
            }
            vm.prank(operator);
            escrow.captureBatch(items);
            _requireBooks(terms, id, _captured - captured, _fees - fees);
        }
        _requireTotals();
    }

    /// @dev The smallest amount under every pair of bounds in steps: one unit goes to one side, never to none or both.
    function test_SucceedsWithOneUnitUnderEveryFeeBound() public {
        uint256 played;
        for (uint16 least; least <= 10_000; least += 1_250) {
            for (uint16 greatest = least; greatest <= 10_000; greatest += 1_250) {
                IPaymentTypes.Terms memory terms = _termsOf(1);
                (terms.minFeeBps, terms.maxFeeBps, terms.salt) = (least, greatest, ++played);
                bytes32 id = _authorize(terms);
                uint96 fee = least == 0 ? 0 : 1;
                vm.prank(merchant);
                escrow.capture(terms, 1, fee, "");
                _requirePayment(id, IPaymentTypes.Status.Ended, 0, 1 - fee);
            }
        }
        require(_available(merchant) + _available(feeRecipient) == played && played == 45, "units");
    }

    function _begin(uint256 salt) private returns (IPaymentTypes.Terms memory terms, bytes32 id) {
        terms = _termsOf(uint96(MOST * PER_PAYMENT));
        terms.salt = salt;
        terms.minFeeBps = uint16(_next(10_001));
        terms.maxFeeBps = uint16(terms.minFeeBps + _next(10_001 - terms.minFeeBps));
        // Half of them as in commerce: a few per cent at most.
        if (salt % 2 == 0) (terms.minFeeBps, terms.maxFeeBps) = (uint16(1 + _next(300)), uint16(301 + _next(300)));
        id = _authorize(terms);
    }

    /// @dev Any fee within the bounds that the terms say, by arithmetic of this test's own.
    function _choose(IPaymentTypes.Terms memory terms) private returns (uint96 amount, uint96 fee) {
        amount = uint96(1 + _next(MOST));
        uint256 least = (uint256(amount) * terms.minFeeBps) / 10_000;
        if (least * 10_000 < uint256(amount) * terms.minFeeBps) ++least;
        uint256 greatest = (uint256(amount) * terms.maxFeeBps) / 10_000;
        if (greatest < least) greatest = least;
        require(least <= amount, "the least fee exceeds the amount");
        fee = uint96(least + _next(greatest - least + 1));
        (_captured, _fees, _leastFees) = (_captured + amount, _fees + fee, _leastFees + least);
    }

    function _requireBooks(IPaymentTypes.Terms memory terms, bytes32 id, uint256 captured, uint256 fees) private view {
        (, uint96 capturable, uint96 refundable) = escrow.paymentOf(id);
        require(captured + capturable == terms.amount, "capturable");
        require(refundable == captured - fees, "refundable");
        // No fee is lost to rounding: each was rounded up, so all together are no less than the share of the sum.
        require(fees * 10_000 >= captured * terms.minFeeBps, "fees");
    }

    function _requireTotals() private view {
        require(_available(feeRecipient) == _fees && _fees >= _leastFees, "fees");
        require(_available(merchant) == _captured - _fees, "merchant");
        console.log("      %d captures: %d units captured, %d of them fees", CAPTURES, _captured, _fees);
    }

    function _next(uint256 limit) private returns (uint256) {
        _random = uint256(keccak256(abi.encode(_random)));
        return _random % limit;
    }
}
