// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EntryTest} from "./support/EntryTest.sol";

contract ReclaimTest is EntryTest {
    function testFuzz_SucceedsForAnyoneFromCaptureByOn(address caller, uint48 late) public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        vm.warp(uint256(terms.captureBy) + late);
        _succeeds(caller, abi.encodeCall(escrow.reclaim, (terms)));
        _requirePayment(id, IPaymentTypes.Status.Ended, 0, 0);
        require(dollar.balanceOf(payer) == WEALTH, "payer");
    }

    function testFuzz_RevertsWhenCaptureByIsAhead(uint48 early) public {
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        uint256 time = _bound(early, NOW, terms.captureBy - 1);
        vm.warp(time);
        bytes memory tooEarly = abi.encodeWithSelector(IPaymentEscrowErrors.TooEarly.selector, time, terms.captureBy);
        _reverts(payer, abi.encodeCall(escrow.reclaim, (terms)), tooEarly);
    }

    function test_EmitsReclaimedWithTotals() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        _capture(terms, 4_000_000);
        vm.warp(terms.captureBy);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Reclaimed(id, 6_000_000, false, 0, 3_980_000);
        _succeeds(stranger, abi.encodeCall(escrow.reclaim, (terms)));
    }

    function test_RevertsWhenReclaimedTwice() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        vm.warp(terms.captureBy);
        _succeeds(payer, abi.encodeCall(escrow.reclaim, (terms)));
        bytes memory nothing = abi.encodeWithSelector(IPaymentEscrowErrors.NothingCapturable.selector, id);
        _reverts(payer, abi.encodeCall(escrow.reclaim, (terms)), nothing);
    }

    function test_SucceedsWithACreditWhenABlockedPartyReclaims() public {
        address[3] memory parties = [payer, merchant, operator];
        for (uint256 i; i < parties.length; ++i) {
            IPaymentTypes.Terms memory terms = _terms();
            terms.salt = i;
            terms.captureBy = uint48(NOW + 1 hours + i);
            bytes32 id = _authorize(terms);
            vm.warp(terms.captureBy);
            dollar.setBlocked(payer, true);
            _expectBalance(payer, address(dollar), id, AMOUNT * uint96(i + 1), 0, uint64(i + 1));
            vm.expectEmit(address(escrow));
            emit IPaymentEscrowEvents.Reclaimed(id, AMOUNT, true, 0, 0);
            _succeeds(parties[i], abi.encodeCall(escrow.reclaim, (terms)));
            require(_available(payer) == AMOUNT * (i + 1), "credited");
            dollar.setBlocked(payer, false);
            vm.warp(NOW);
        }
    }

    /// @dev Named attack: a stranger's reclaim during a token's pause.
    function testFuzz_RevertsWhenAStrangerReclaimsDuringATokensPause(address caller) public {
        vm.assume(caller != payer && caller != merchant && caller != operator);
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        vm.warp(terms.captureBy);
        dollar.setPaused(true);
        bytes memory failed = abi.encodeWithSelector(
            IPaymentEscrowErrors.PushFailed.selector,
            address(dollar),
            payer,
            AMOUNT
        );
        _reverts(caller, abi.encodeCall(escrow.reclaim, (terms)), failed);
        _requirePayment(id, IPaymentTypes.Status.Active, AMOUNT, 0);
    }
}
