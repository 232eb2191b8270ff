// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {HostileTest} from "./support/HostileTest.sol";
import {HostileVm} from "./support/HostileVm.sol";

/// @notice A money fact is known by its topics and data alone, wherever it is mined again. So no two may be alike, however
/// often the same little amount goes to and fro.
contract AttacksOnEventsTest is HostileTest {
    uint256 private constant STEPS = 60;

    mapping(bytes32 fact => bool) private _known;
    IPaymentTypes.Terms[] private _agreed;
    uint256 private _random;
    uint256 private _played;

    function testFuzz_EmitsNoTwoMoneyEventsAlikeInALongLife(uint256 seed) public {
        _random = seed;
        for (uint256 i; i < 3; ++i) {
            dollar.mint(_account(i), 1e9);
            _approve(address(dollar), _account(i));
            _succeeds(_account(i), abi.encodeCall(escrow.deposit, (i == 1, address(dollar), 200, ALLOWANCE, "")));
        }
        hostileVm.recordLogs();
        for (uint256 i; i < STEPS; ++i) _play(_next(10));
        HostileVm.Log[] memory logs = hostileVm.getRecordedLogs();
        uint256 facts;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter != address(escrow)) continue;
            // Moves no money.
            if (logs[i].topics[0] == IPaymentEscrowEvents.ItemFailed.selector) continue;
            bytes32 fact = keccak256(abi.encode(logs[i].topics, logs[i].data));
            require(!_known[fact], "two facts are alike");
            _known[fact] = true;
            ++facts;
        }
        require(_played >= STEPS / 4 && facts >= STEPS / 3, "nothing happened");
    }

    /// @dev Amounts are 1 or 2, and fees all or nothing, so that totals come round again and again.
    function _play(uint256 step) private {
        uint96 amount = uint96(_next(2) + 1);
        address account = _account(_next(3));
        if (step == 0 || _agreed.length == 0) return _begin();
        if (step == 1) return _try(_pick().merchant, _pickedCapture(amount));
        if (step == 2) return _try(operator, _batch(amount));
        if (step == 3) return _refundPicked(amount, AVAILABLE);
        if (step == 4) return _refundPicked(amount, ALLOWANCE);
        if (step == 5) return _end();
        if (step == 6) {
            bool toPrepaid = _next(2) == 0;
            return _try(account, abi.encodeCall(escrow.deposit, (toPrepaid, address(dollar), amount, ALLOWANCE, "")));
        }
        if (step == 7) {
            return _try(account, abi.encodeCall(escrow.movePrepaid, (address(dollar), amount, _next(2) == 0, "")));
        }
        if (step == 8) {
            address to = _account(_next(3));
            return _try(account, abi.encodeCall(escrow.transferBalance, (to, address(dollar), amount, "", "")));
        }
        _try(account, _withdrawCall(address(dollar), amount, account));
    }

    function _begin() private {
        IPaymentTypes.Terms memory terms = _termsOf(uint96(4 + _next(5)));
        (terms.salt, terms.minFeeBps, terms.maxFeeBps) = (_agreed.length, 0, 10_000);
        (terms.payer, terms.merchant) = _next(2) == 0 ? (payer, merchant) : (merchant, payer);
        terms.feeRecipient = _account(_next(3));
        _agreed.push(terms);
        IPaymentTypes.Pull memory pull = _byCall(_next(2) == 0 ? ALLOWANCE : AVAILABLE);
        if (_next(2) == 0) return _try(terms.payer, abi.encodeCall(escrow.authorize, (terms, pull)));
        _agreed[_agreed.length - 1].mode = terms.mode = IPaymentTypes.Mode.Charge;
        _try(terms.payer, abi.encodeCall(escrow.charge, (terms, 0, pull)));
    }

    function _end() private {
        IPaymentTypes.Terms memory terms = _pick();
        dollar.setBlocked(terms.payer, _next(2) == 0);
        _try(terms.merchant, abi.encodeCall(escrow.void, (terms, "")));
        dollar.setBlocked(terms.payer, false);
    }

    function _refundPicked(uint96 amount, IPaymentTypes.Source source) private {
        IPaymentTypes.Terms memory terms = _pick();
        dollar.setBlocked(terms.payer, _next(2) == 0);
        _try(terms.merchant, abi.encodeCall(escrow.refund, (terms, amount, source, "")));
        dollar.setBlocked(terms.payer, false);
    }

    function _pickedCapture(uint96 amount) private view returns (bytes memory) {
        return abi.encodeCall(escrow.capture, (_pick(), amount, _allOrNothing(amount), ""));
    }

    /// @dev The same payment twice in a row, and another one.
    function _batch(uint96 amount) private returns (bytes memory) {
        IPaymentTypes.CaptureItem[] memory items = new IPaymentTypes.CaptureItem[](3);
        items[0] = items[1] = IPaymentTypes.CaptureItem(amount, _allOrNothing(amount), _pick());
        _next(2);
        items[2] = IPaymentTypes.CaptureItem(amount, _allOrNothing(amount), _pick());
        return abi.encodeCall(escrow.captureBatch, (items));
    }

    function _try(address sender, bytes memory call) private {
        vm.prank(sender);
        (bool success, ) = address(escrow).call(call);
        if (success) ++_played;
    }

    function _account(uint256 index) private view returns (address) {
        return
            index == 0
                ? payer
                : index == 1
                    ? merchant
                    : feeRecipient;
    }

    /// @dev The last few, so that one payment lives through much.
    function _pick() private view returns (IPaymentTypes.Terms memory) {
        uint256 count = _agreed.length < 3 ? _agreed.length : 3;
        return _agreed[_agreed.length - 1 - ((_random >> 64) % count)];
    }

    function _allOrNothing(uint96 amount) private view returns (uint96) {
        return (_random >> 96) % 3 == 0 ? amount : 0;
    }

    function _next(uint256 limit) private returns (uint256) {
        _random = uint256(keccak256(abi.encode(_random)));
        return _random % limit;
    }
}
