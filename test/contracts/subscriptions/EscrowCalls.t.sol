// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../../../contracts/interfaces/IManagerHooks.sol";
import {EscrowCalls} from "../../../contracts/libraries/EscrowCalls.sol";
import {RenewalQueue} from "../../../contracts/libraries/RenewalQueue.sol";
import {HookRecorder} from "../support/HookRecorder.sol";

/// @notice The calldata that is written in place is what the compiler would encode, and a refusal comes through as it is.
contract EscrowCallsTest {
    using RenewalQueue for RenewalQueue.Queue;

    HookRecorder private recorder = new HookRecorder();
    IManagerHooks private escrow = IManagerHooks(address(recorder));

    // ---------------------------------------------------------------- calldata

    function testFuzz_SucceedsWithTheCallThatEnters(address token) public {
        this.enterFor(token);
        _requireData(abi.encodeCall(IManagerHooks.enterFor, (token)));
    }

    function testFuzz_SucceedsWithTheCallThatDebits(address account, uint96 amount, uint256 word) public {
        uint256[] memory words = new uint256[](1);
        words[0] = word;
        recorder.tell(abi.encode(words), false);
        require(this.debitPrepaid(account, amount) == word, "word");
        IManagerHooks.Debit[] memory debits = new IManagerHooks.Debit[](1);
        debits[0] = IManagerHooks.Debit(account, amount);
        _requireData(abi.encodeCall(IManagerHooks.debitPrepaid, (debits)));
    }

    /// @dev A credit of nothing is left out.
    function testFuzz_SucceedsWithTheCallThatSettles(
        bytes32 cause,
        address merchant,
        uint96 net,
        address feeRecipient,
        uint96 fee
    ) public {
        for (uint256 i; i < 4; ++i) {
            (uint96 first, uint96 second) = (i & 1 == 0 ? 0 : net | 1, i & 2 == 0 ? 0 : fee | 1);
            this.settle(cause, merchant, first, feeRecipient, second);
            IManagerHooks.Credit[] memory credits = new IManagerHooks.Credit[](
                i == 0
                    ? 0
                    : i == 3
                        ? 2
                        : 1
            );
            if (first != 0) credits[0] = IManagerHooks.Credit(cause, merchant, first);
            if (second != 0) credits[credits.length - 1] = IManagerHooks.Credit(cause, feeRecipient, second);
            _requireData(abi.encodeCall(IManagerHooks.settle, (credits)));
        }
    }

    /// @dev Whatever the queue could hold, what it was given comes out in its order; and memory beside it is left alone.
    function testFuzz_SucceedsWithTheCallOfAQueue(uint256 seed, uint8 size, uint8 count) public {
        size = size % 20;
        count = size == 0 ? 0 : count % (size + 1);
        uint256[] memory words = new uint256[](count);
        IManagerHooks.Debit[] memory debits = new IManagerHooks.Debit[](count);
        for (uint256 i; i < count; ++i) {
            words[i] = uint256(keccak256(abi.encode(seed, i)));
            debits[i] = IManagerHooks.Debit(_account(seed, i), _amount(seed, i));
        }
        recorder.tell(abi.encode(words), false);
        uint256[] memory answer = this.debit(seed, size, count);
        require(keccak256(abi.encode(answer)) == keccak256(abi.encode(words)), "words");
        _requireData(abi.encodeCall(IManagerHooks.debitPrepaid, (debits)));
    }

    // ---------------------------------------------------------------- refusals

    function testFuzz_RevertsWhenTheEscrowReverts(bytes calldata reason) public {
        recorder.tell(reason, true);
        _requireRefused(abi.encodeCall(this.enterFor, (address(1))), reason);
        _requireRefused(abi.encodeCall(this.debitPrepaid, (address(1), 1)), reason);
        _requireRefused(abi.encodeCall(this.settle, ("cause", address(1), 1, address(2), 1)), reason);
        _requireRefused(abi.encodeCall(this.debit, (1, 3, 2)), reason);
    }

    // ---------------------------------------------------------------- frames of their own

    function enterFor(address token) external {
        EscrowCalls.enterFor(escrow, token);
    }

    function debitPrepaid(address account, uint256 amount) external returns (uint256 word) {
        bytes memory beside = abi.encode("beside");
        word = EscrowCalls.debitPrepaid(escrow, account, amount);
        require(keccak256(beside) == keccak256(abi.encode("beside")), "memory");
    }

    function settle(bytes32 cause, address merchant, uint256 net, address feeRecipient, uint256 fee) external {
        EscrowCalls.settle(escrow, cause, merchant, net, feeRecipient, fee);
    }

    function debit(uint256 seed, uint256 size, uint256 count) external returns (uint256[] memory words) {
        bytes memory beside = abi.encode("beside");
        RenewalQueue.Queue memory queue = RenewalQueue.make(size);
        bytes memory behind = abi.encode("behind");
        for (uint256 i; i < count; ++i) queue.add(_renewal(seed, i), _account(seed, i));
        words = queue.debit(escrow);
        bytes memory later = abi.encode("later");
        require(queue.count == count, "count");
        for (uint256 i; i < count; ++i) {
            bytes32 given = keccak256(abi.encode(_renewal(seed, i)));
            require(keccak256(abi.encode(queue.renewalAt(i))) == given, "renewal");
        }
        require(keccak256(beside) == keccak256(abi.encode("beside")), "memory before");
        require(keccak256(behind) == keccak256(abi.encode("behind")), "memory after");
        require(keccak256(later) == keccak256(abi.encode("later")), "memory of the answer");
    }

    // ---------------------------------------------------------------- steps

    function _renewal(uint256 seed, uint256 index) private pure returns (RenewalQueue.Renewal memory) {
        return RenewalQueue.Renewal(keccak256(abi.encode(seed)), seed, index, index * 3, _amount(seed, index));
    }

    function _account(uint256 seed, uint256 index) private pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode(seed, index, "account")))));
    }

    function _amount(uint256 seed, uint256 index) private pure returns (uint96) {
        return uint96(uint256(keccak256(abi.encode(seed, index, "amount"))));
    }

    function _requireData(bytes memory expected) private view {
        require(keccak256(recorder.data()) == keccak256(expected), "calldata");
    }

    function _requireRefused(bytes memory call, bytes memory reason) private {
        (bool success, bytes memory answer) = address(this).call(call);
        require(!success, "expected a revert");
        require(keccak256(answer) == keccak256(reason), "another reason");
    }
}
