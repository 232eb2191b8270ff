// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

contract ReclaimTest is EscrowTest {
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
        vm.warp(_bound(early, block.timestamp, terms.captureBy - 1));
        _reverts(payer, abi.encodeCall(escrow.reclaim, (terms)), IPaymentEscrowErrors.TooEarly.selector);
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
        _authorize(terms);
        vm.warp(terms.captureBy);
        _succeeds(payer, abi.encodeCall(escrow.reclaim, (terms)));
        _reverts(payer, abi.encodeCall(escrow.reclaim, (terms)), IPaymentEscrowErrors.NothingCapturable.selector);
    }

    function test_SucceedsWithACreditWhenABlockedPartyReclaims() public {
        address[3] memory parties = [payer, merchant, operator];
        dollar.setBlocked(payer, false);
        for (uint256 i; i < parties.length; ++i) {
            IPaymentTypes.Terms memory terms = _terms();
            terms.salt = i;
            _authorize(terms);
            uint256 snapshot = block.timestamp;
            vm.warp(terms.captureBy);
            dollar.setBlocked(payer, true);
            _succeeds(parties[i], abi.encodeCall(escrow.reclaim, (terms)));
            require(_available(payer) == AMOUNT * (i + 1), "credited");
            dollar.setBlocked(payer, false);
            vm.warp(snapshot);
        }
    }

    /// @dev Named attack: a stranger's reclaim during a token's pause.
    function testFuzz_RevertsWhenAStrangerReclaimsDuringATokensPause(address caller) public {
        vm.assume(caller != payer && caller != merchant && caller != operator);
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        vm.warp(terms.captureBy);
        dollar.setPaused(true);
        _reverts(caller, abi.encodeCall(escrow.reclaim, (terms)), IPaymentEscrowErrors.PushFailed.selector);
        _requirePayment(id, IPaymentTypes.Status.Active, AMOUNT, 0);
    }
}
