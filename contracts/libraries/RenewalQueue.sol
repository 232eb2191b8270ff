// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../interfaces/IManagerHooks.sol";

/// @notice The renewals of a batch that are to come from prepaid balances. All are asked for by one call, whose calldata
/// grows here in place: an array of structs would cost each renewal some 700 gas.
library RenewalQueue {
    /// @param id Of the subscription.
    /// @param word Its state before, for the case that it cannot be charged.
    /// @param index Of the subscription in the batch.
    struct Renewal {
        bytes32 id;
        uint256 word;
        uint256 period;
        uint256 index;
        uint256 amount;
    }

    /// @param count How many wait.
    /// @param renewals Where their places in memory stand.
    /// @param debits Where the call stands: its selector at the end of a word, 0x20, the count, and two words for each.
    struct Queue {
        uint256 count;
        uint256 renewals;
        uint256 debits;
    }

    /// @param size The greatest count.
    function make(uint256 size) internal pure returns (Queue memory queue) {
        bytes4 selector = IManagerHooks.debitPrepaid.selector;
        (uint256 renewals, uint256 debits) = (0, 0);
        assembly ("memory-safe") {
            renewals := mload(0x40)
            debits := add(renewals, shl(5, size))
            mstore(debits, shr(224, selector))
            mstore(add(debits, 0x20), 0x20)
            mstore(0x40, add(add(debits, 0x60), shl(6, size)))
        }
        (queue.renewals, queue.debits) = (renewals, debits);
    }

    function add(Queue memory queue, Renewal memory renewal, address subscriber) internal pure {
        (uint256 count, uint256 renewals, uint256 debits) = (queue.count, queue.renewals, queue.debits);
        assembly ("memory-safe") {
            mstore(add(renewals, shl(5, count)), renewal)
            let item := add(add(debits, 0x60), shl(6, count))
            mstore(item, subscriber)
            mstore(add(item, 0x20), mload(add(renewal, 0x80)))
            mstore(queue, add(count, 1))
        }
    }

    function renewalAt(Queue memory queue, uint256 index) internal pure returns (Renewal memory renewal) {
        uint256 renewals = queue.renewals;
        assembly ("memory-safe") {
            renewal := mload(add(renewals, shl(5, index)))
        }
    }

    /// @return words Of the balances afterwards, as in {IManagerHooks-debitPrepaid}.
    function debit(Queue memory queue, IManagerHooks escrow) internal returns (uint256[] memory words) {
        (uint256 count, uint256 debits) = (queue.count, queue.debits);
        assembly ("memory-safe") {
            mstore(add(debits, 0x40), count)
            let answer := mload(0x40)
            let size := add(0x40, shl(5, count))
            if iszero(call(gas(), escrow, 0, add(debits, 0x1c), add(0x44, shl(6, count)), answer, size)) {
                returndatacopy(answer, 0, returndatasize())
                revert(answer, returndatasize())
            }
            words := add(answer, 0x20)
            mstore(0x40, add(answer, size))
        }
    }
}
