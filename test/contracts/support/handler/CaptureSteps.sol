// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../../../contracts/interfaces/IPaymentTypes.sol";
import {Steps} from "./Steps.sol";

/// @notice Capture, alone and in batches.
abstract contract CaptureSteps is Steps {
    /// @dev As the escrow groups a batch, to know how often a balance changes.
    struct Group {
        address merchant;
        address token;
        address feeRecipient;
        uint256 net;
        uint256 fees;
    }

    function capture(uint256 seed, uint96 amount, uint96 fee) external step {
        if (ids.length == 0) return;
        uint256 r = _mix(seed);
        uint256 index = _live(r, false);
        IPaymentTypes.Terms memory terms = _terms[index];
        bytes32 id = ids[index];
        address actor = terms.operator == address(0) || _roll(r, 0, 2) == 0 ? terms.merchant : terms.operator;
        amount = _amount(amount, _capturableOf(id, terms.amount));
        fee = _fee(terms, amount, fee);
        Act memory act = _act(
            r,
            actor,
            "Capture(address account,bytes32 id,uint256 amount,uint256 fee,uint256 nonce,uint256 deadline)",
            abi.encode(id, amount, fee)
        );
        if (!_deliver(act, abi.encodeCall(ESCROW.capture, (terms, amount, fee, act.auth)))) return;
        if (block.timestamp >= terms.captureBy) _violate("6: captured too late");
        _bookCapture(terms, id, amount, fee);
        unchecked {
            _raise(terms.token, terms.merchant, amount - fee);
        }
        _raise(terms.token, terms.feeRecipient, fee);
        checkPayment(id, terms.amount);
        checkToken(terms.token);
    }

    /// @notice Up to four items by one caller: neighbours, twins, and bad ones of every kind.
    function captureBatch(uint256 seed, uint96 amount, uint96 fee) external step {
        if (ids.length == 0) return;
        uint256 r = _mix(seed);
        IPaymentTypes.CaptureItem[] memory items = new IPaymentTypes.CaptureItem[](1 + _roll(r, 0, 4));
        uint256 index = _live(r, false);
        address caller = _roll(r, 1, 2) == 0 ? _terms[index].merchant : _terms[index].operator;
        for (uint256 i; i < items.length; ++i) {
            IPaymentTypes.Terms memory terms = _terms[index];
            uint96 part = _amount(amount, _capturableOf(ids[index], terms.amount));
            items[i] = IPaymentTypes.CaptureItem(part, _fee(terms, part, fee), terms);
            uint256 what = _roll(r, 2 + i, 6);
            if (what == 0) ++items[i].fee;
            if (what == 1) items[i].amount = 0;
            if (what == 2) items[i].amount = terms.amount;
            if (what > 2) index = _nextFor(caller, index);
            (amount, fee) = (amount / 3, fee / 2);
        }
        if (caller == address(0) || !_try(caller, 0, abi.encodeCall(ESCROW.captureBatch, (items)))) return;
        _bookBatch(caller, items);
        for (uint256 t; t < TOKENS; ++t) checkToken(tokens[t]);
    }

    /// @dev The next older payment that `caller` may capture, or any.
    function _nextFor(address caller, uint256 index) private view returns (uint256) {
        for (uint256 i = 1; i < 16; ++i) {
            uint256 other = (index + ids.length * 16 - i) % ids.length;
            IPaymentTypes.Terms storage terms = _terms[other];
            bool isTheirs = terms.merchant == caller || terms.operator == caller;
            if (isTheirs && _capturableOf(ids[other], terms.amount) != 0) return other;
        }
        return (index + ids.length - 1) % ids.length;
    }

    function _bookBatch(address caller, IPaymentTypes.CaptureItem[] memory items) private {
        Group memory group;
        for (uint256 i; i < items.length; ++i) {
            IPaymentTypes.CaptureItem memory item = items[i];
            IPaymentTypes.Terms memory terms = item.terms;
            bytes32 id = ESCROW.paymentId(terms);
            if (!_isGood(caller, id, item)) continue;
            bool belongs =
                terms.merchant == group.merchant &&
                    terms.token == group.token &&
                    terms.feeRecipient == group.feeRecipient;
            if (!belongs) {
                _raiseGroup(group);
                group = Group(terms.merchant, terms.token, terms.feeRecipient, 0, 0);
            }
            _bookCapture(terms, id, item.amount, item.fee);
            (group.net, group.fees) = (group.net + item.amount - item.fee, group.fees + item.fee);
        }
        _raiseGroup(group);
        for (uint256 i; i < items.length; ++i) {
            checkPayment(ESCROW.paymentId(items[i].terms), items[i].terms.amount);
        }
    }

    function _raiseGroup(Group memory group) private {
        _raise(group.token, group.merchant, group.net);
        _raise(group.token, group.feeRecipient, group.fees);
    }

    function _isGood(address caller, bytes32 id, IPaymentTypes.CaptureItem memory item) private view returns (bool) {
        (uint256 least, uint256 greatest) = _feeBounds(item.terms, item.amount);
        return
            _isParty(item.terms, caller) &&
            block.timestamp < item.terms.captureBy &&
            item.amount != 0 &&
            item.fee >= least &&
            item.fee <= greatest &&
            item.amount <= _capturableOf(id, item.terms.amount);
    }

    function _bookCapture(IPaymentTypes.Terms memory terms, bytes32 id, uint96 amount, uint96 fee) private {
        _requireFeeInBounds(terms, amount, fee);
        Book storage book = books[id];
        unchecked {
            (book.captured, book.fees) = (book.captured + amount, book.fees + fee);
            tills[terms.token].capturable -= amount;
        }
    }
}
