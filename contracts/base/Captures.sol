// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";
import {CaptureCheck} from "../libraries/CaptureCheck.sol";
import {PaymentSlot} from "../libraries/PaymentSlot.sol";
import {Payments} from "./Payments.sol";

/// @notice Money from escrow to the balances of merchant and fee recipient.
abstract contract Captures is Payments {
    using PaymentSlot for PaymentSlot.Slot;

    bytes32 private constant CAPTURE_TYPEHASH = keccak256(
        "Capture(address account,bytes32 id,uint256 amount,uint256 fee,uint256 nonce,uint256 deadline)"
    );

    /// @dev Neighbours in a batch with the same merchant, token and fee recipient are credited at once. Words, because
    /// narrower types are cut to size at every use.
    /// @param seq The merchant's balance sequence before the credit.
    struct Group {
        address merchant;
        address token;
        address feeRecipient;
        uint256 net;
        uint256 fees;
        uint256 seq;
    }

    /// @inheritdoc IPaymentEscrow
    function capture(Terms calldata terms, uint96 amount, uint96 fee, bytes calldata auth) external locked {
        bytes32 id = paymentId(terms);
        address actor = msg.sender;
        if (auth.length != 0)
            (actor, ) = _signer(auth, abi.encode(CAPTURE_TYPEHASH, FROM_AUTH, id, amount, fee, FROM_AUTH, FROM_AUTH));
        bytes memory failure = CaptureCheck.failure(terms, actor, amount, fee, _payments[id].capturableOf());
        if (failure.length != 0) _revertWith(failure);
        uint96 net = amount - fee;
        (uint96 capturable, uint96 refundable) = _payments[id].capture(amount, net);
        uint64 seq = _creditCaptured(id, terms, net, fee);
        emit Captured(id, terms.merchant, terms.token, amount, fee, terms.feeRecipient, capturable, refundable, seq);
    }

    /// @inheritdoc IPaymentEscrow
    function captureBatch(CaptureItem[] calldata items) external locked {
        Group memory group;
        for (uint256 i; i < items.length; ++i) {
            CaptureItem calldata item = items[i];
            Terms calldata terms = item.terms;
            bytes32 id = paymentId(terms);
            PaymentSlot.Slot storage slot = _payments[id];
            bytes memory failure = CaptureCheck.failure(terms, msg.sender, item.amount, item.fee, slot.capturableOf());
            if (failure.length != 0) {
                emit ItemFailed(id, bytes4(failure));
                continue;
            }
            if (!_belongs(group, terms)) {
                _creditGroup(group);
                group = _groupOf(terms);
            }
            _captureInto(group, id, slot, item.amount, item.fee);
        }
        _creditGroup(group);
    }

    function _captureInto(
        Group memory group,
        bytes32 id,
        PaymentSlot.Slot storage slot,
        uint96 amount,
        uint96 fee
    ) private {
        uint96 net = amount - fee;
        (uint96 capturable, uint96 refundable) = slot.capture(amount, net);
        unchecked {
            // A batch is far too short for 160 more bits.
            group.net += net;
            group.fees += fee;
        }
        uint64 seq = uint64(group.net == 0 ? group.seq : group.seq + 1);
        emit Captured(id, group.merchant, group.token, amount, fee, group.feeRecipient, capturable, refundable, seq);
    }

    function _creditGroup(Group memory group) private {
        _creditSum(group.merchant, group.token, group.net);
        _creditSum(group.feeRecipient, group.token, group.fees);
    }

    function _creditSum(address account, address token, uint256 sum) private {
        if (sum == 0) return;
        if (sum > type(uint96).max) revert BalanceOverflow(sum);
        _credit(account, token, uint96(sum), 0);
    }

    function _groupOf(Terms calldata terms) private view returns (Group memory group) {
        (group.merchant, group.token, group.feeRecipient) = (terms.merchant, terms.token, terms.feeRecipient);
        group.seq = _seq(group.merchant, group.token);
    }

    function _belongs(Group memory group, Terms calldata terms) private pure returns (bool) {
        return
            terms.merchant == group.merchant && terms.token == group.token && terms.feeRecipient == group.feeRecipient;
    }

    function _revertWith(bytes memory data) private pure {
        assembly ("memory-safe") {
            revert(add(data, 0x20), mload(data))
        }
    }
}
