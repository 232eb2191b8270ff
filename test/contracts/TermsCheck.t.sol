// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EntryTest} from "./support/EntryTest.sol";

/// @notice What terms must satisfy before money enters under them, shown on `authorize`.
contract TermsCheckTest is EntryTest {
    function testFuzz_RevertsWhenDeadlinesAreOutOfOrder(uint48 early) public {
        IPaymentTypes.Terms memory terms = _terms();
        terms.captureBy = uint48(_bound(early, 0, terms.authorizeBy - 1));
        _revertsWith(terms, _allowance(), _outOfOrder(terms));
        terms = _terms();
        terms.refundBy = uint48(_bound(early, 0, terms.captureBy - 1));
        _revertsWith(terms, _allowance(), _outOfOrder(terms));
    }

    function test_SucceedsWhenAllDeadlinesAreOne() public {
        IPaymentTypes.Terms memory terms = _terms();
        (terms.captureBy, terms.refundBy) = (terms.authorizeBy, terms.authorizeBy);
        _authorize(terms);
    }

    function testFuzz_RevertsWhenCaptureByIsMoreThanAYearAhead(uint48 excess) public {
        IPaymentTypes.Terms memory terms = _terms();
        uint256 latest = NOW + 365 days;
        terms.captureBy = uint48(_bound(excess, latest + 1, type(uint48).max));
        terms.refundBy = type(uint48).max;
        _revertsWith(
            terms,
            _allowance(),
            abi.encodeWithSelector(IPaymentEscrowErrors.CaptureByTooLate.selector, terms.captureBy, latest)
        );
        terms.captureBy = uint48(latest);
        _authorize(terms);
    }

    function test_RevertsWhenAmountIsZero() public {
        _revertsWith(_termsOf(0), _allowance(), abi.encodeWithSelector(ICommonErrors.ZeroAmount.selector));
    }

    function testFuzz_RevertsWhenFeeBoundsAreInvalid(uint16 least, uint16 greatest) public {
        vm.assume(least > greatest || greatest > 10_000);
        IPaymentTypes.Terms memory terms = _terms();
        (terms.minFeeBps, terms.maxFeeBps) = (least, greatest);
        _revertsWith(
            terms,
            _allowance(),
            abi.encodeWithSelector(IPaymentEscrowErrors.InvalidFeeBps.selector, least, greatest)
        );
    }

    /// @dev Nobody whose money could never be taken out again.
    function test_RevertsWhenAPartyIsInvalid() public {
        address[4] memory bad = [address(0), address(escrow), manager, address(dollar)];
        for (uint256 i; i < bad.length; ++i) {
            IPaymentTypes.Terms memory terms = _terms();
            terms.merchant = bad[i];
            _revertsWith(terms, _allowance(), _invalidParty(bad[i]));
            terms = _terms();
            terms.payer = bad[i];
            _revertsWith(terms, _allowance(), _invalidParty(bad[i]));
            terms = _terms();
            terms.feeRecipient = bad[i];
            _revertsWith(terms, _allowance(), _invalidParty(bad[i]));
            if (i == 0) continue;
            terms.minFeeBps = terms.maxFeeBps = 0;
            _revertsWith(terms, _allowance(), _invalidParty(bad[i]));
            terms = _terms();
            terms.operator = bad[i];
            _revertsWith(terms, _allowance(), _invalidParty(bad[i]));
        }
    }

    function test_RevertsWhenThePayerIsTheMerchant() public {
        IPaymentTypes.Terms memory terms = _terms();
        terms.merchant = payer;
        _revertsWith(terms, _allowance(), _invalidParty(payer));
    }

    /// @dev Payer and merchant alone must differ.
    function test_SucceedsWhenPartiesCoincide() public {
        IPaymentTypes.Terms memory terms = _terms();
        (terms.operator, terms.feeRecipient) = (merchant, merchant);
        _authorize(terms);
        (terms.operator, terms.feeRecipient) = (payer, payer);
        _authorize(terms);
    }

    /// @dev Equal bounds, the highest bounds, and no fee at all.
    function testFuzz_SucceedsWithFeeBoundsInOrder(uint16 least, uint16 greatest) public {
        IPaymentTypes.Terms memory terms = _terms();
        terms.maxFeeBps = uint16(_bound(greatest, 0, 10_000));
        terms.minFeeBps = uint16(_bound(least, 0, terms.maxFeeBps));
        _authorize(terms);
        (terms.salt, terms.minFeeBps, terms.maxFeeBps) = (2, 10_000, 10_000);
        _authorize(terms);
    }

    function test_SucceedsWithoutOperatorAndFee() public {
        IPaymentTypes.Terms memory terms = _terms();
        (terms.operator, terms.feeRecipient, terms.minFeeBps, terms.maxFeeBps) = (address(0), address(0), 0, 0);
        _authorize(terms);
    }

    /// @dev A word with bits beyond its type would have an id of its own beside the id of the clean terms.
    function testFuzz_RevertsWhenAWordHasBitsBeyondItsType(uint256 word, uint256 bit) public {
        bytes memory message = abi.encodeCall(escrow.authorize, (_terms(), _allowance()));
        uint8[12] memory widths = [160, 160, 160, 160, 96, 8, 48, 48, 48, 16, 16, 160];
        word = word % widths.length;
        bit = widths[word] + (bit % (256 - widths[word]));
        uint256 flag = 1 << bit;
        assembly ("memory-safe") {
            let place := add(add(message, 0x24), mul(word, 0x20))
            mstore(place, or(mload(place), flag))
        }
        vm.prank(payer);
        (bool success, bytes memory answer) = address(escrow).call(message);
        require(!success && answer.length == 0, "expected the decoder to refuse");
    }

    function _allowance() private pure returns (IPaymentTypes.Pull memory) {
        return _byCall(IPaymentTypes.Source.Allowance);
    }

    function _revertsWith(
        IPaymentTypes.Terms memory terms,
        IPaymentTypes.Pull memory pull,
        bytes memory expected
    ) private {
        _reverts(payer, abi.encodeCall(escrow.authorize, (terms, pull)), expected);
    }

    function _outOfOrder(IPaymentTypes.Terms memory terms) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IPaymentEscrowErrors.DeadlinesOutOfOrder.selector,
                terms.authorizeBy,
                terms.captureBy,
                terms.refundBy
            );
    }

    function _invalidParty(address party) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ICommonErrors.InvalidParty.selector, party);
    }
}
