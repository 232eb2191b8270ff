// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";

import {BatchTest} from "./support/BatchTest.sol";
import {Vm} from "./support/Vm.sol";

/// @notice A batch does what its captures would do one by one, or nothing at all.
contract CaptureBatchEqualsSinglesTest is BatchTest {
    uint256 private constant MOST_ITEMS = 8;

    function testFuzz_LeavesTheStateOfTheSingleCapturesInOrder(uint256 seed, uint8 number) public {
        _fill(seed, 1 + (number % MOST_ITEMS));
        uint256 before = vm.snapshotState();
        bytes4[] memory reasons = new bytes4[](items.length);
        for (uint256 i; i < items.length; ++i) {
            reasons[i] = _captureAlone(items[i]);
        }
        bytes32 expected = _state();
        require(vm.revertToState(before), "snapshot");
        vm.recordLogs();
        _succeeds(operator, _batch());
        _requireReasons(vm.getRecordedLogs(), reasons);
        require(_state() == expected, "another state than by single captures");
    }

    /// @dev Named attack: failures faked with too little gas.
    function testFuzz_RevertsWholeOrDoesAllWithAnyGasLimit(uint256 seed, uint256 gasLimit) public {
        _fill(seed, MOST_ITEMS);
        uint256 before = vm.snapshotState();
        bytes32 untouched = _state();
        vm.recordLogs();
        _succeeds(operator, _batch());
        uint256 events = vm.getRecordedLogs().length;
        bytes32 done = _state();
        require(vm.revertToState(before), "snapshot");
        bytes memory call = _batch();
        vm.recordLogs();
        vm.prank(operator);
        (bool success, ) = address(escrow).call{gas: _bound(gasLimit, 25_000, 600_000)}(call);
        if (success) require(vm.getRecordedLogs().length == events, "other events");
        require(_state() == (success ? done : untouched), "a batch did a part");
    }

    /// @dev The sequence in each event is the one that the merchant's balance has once the item's group is credited.
    function testFuzz_CarriesTheSequenceOfTheMerchantsNextBalanceChange(uint256 seed) public {
        _fill(seed, MOST_ITEMS);
        vm.recordLogs();
        _succeeds(operator, _batch());
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != IPaymentEscrowEvents.Captured.selector) continue;
            (uint96 amount, uint96 fee, , , , uint64 seq) = abi.decode(
                logs[i].data,
                (uint96, uint96, address, uint96, uint96, uint64)
            );
            if (amount != fee) require(_nextSeq(logs, i) == seq, "seq");
        }
    }

    /// @dev Parties, tokens, amounts and fees at random; about half of the items are bad.
    function _fill(uint256 seed, uint256 number) private {
        for (uint256 i; i < number; ++i) {
            bytes32 dice = keccak256(abi.encode(seed, i));
            if (i != 0 && _oneIn(6, dice[0])) {
                items.push(items[uint8(dice[1]) % i]);
            } else {
                _addAny(dice);
                _spoil(items[i].terms, dice);
            }
        }
    }

    function _addAny(bytes32 dice) private {
        address to = _oneIn(3, dice[2]) ? OTHER_MERCHANT : merchant;
        address token = address(_oneIn(3, dice[3]) ? euro : dollar);
        address recipient = _oneIn(3, dice[4]) ? OTHER_RECIPIENT : feeRecipient;
        uint96 amount = _bound(uint32(bytes4(dice << 64)), 0, AMOUNT + AMOUNT / 4);
        _addTo(to, token, recipient, amount, _bound(uint32(bytes4(dice << 96)), 0, amount + amount / 4));
    }

    function _spoil(IPaymentTypes.Terms storage terms, bytes32 dice) private {
        if (_oneIn(8, dice[16])) terms.salt = uint256(dice);
        if (_oneIn(8, dice[17])) terms.captureBy = uint48(NOW);
        if (_oneIn(8, dice[18])) terms.operator = stranger;
    }

    function _oneIn(uint8 number, bytes1 die) private pure returns (bool) {
        return uint8(die) % number == 0;
    }

    function _captureAlone(IPaymentTypes.CaptureItem memory item) private returns (bytes4 reason) {
        vm.prank(operator);
        (bool success, bytes memory answer) = address(escrow).call(
            abi.encodeCall(escrow.capture, (item.terms, item.amount, item.fee, ""))
        );
        return success ? bytes4(0) : bytes4(answer);
    }

    /// @dev Items have one event each, in their order.
    function _requireReasons(Vm.Log[] memory logs, bytes4[] memory reasons) private pure {
        uint256 next;
        for (uint256 i; i < logs.length; ++i) {
            bytes32 topic = logs[i].topics[0];
            if (topic == IPaymentEscrowEvents.BalanceChanged.selector) continue;
            bytes4 reason =
                topic == IPaymentEscrowEvents.ItemFailed.selector ? abi.decode(logs[i].data, (bytes4)) : bytes4(0);
            require(reason == reasons[next++], "another reason than by the single capture");
        }
        require(next == reasons.length, "an item without an event");
    }

    function _nextSeq(Vm.Log[] memory logs, uint256 index) private pure returns (uint64 seq) {
        bytes32 account = logs[index].topics[2];
        bytes32 token = logs[index].topics[3];
        for (uint256 i = index + 1; i < logs.length; ++i) {
            if (logs[i].topics[0] != IPaymentEscrowEvents.BalanceChanged.selector) continue;
            if (logs[i].topics[1] != account || logs[i].topics[2] != token) continue;
            (, , , seq) = abi.decode(logs[i].data, (bytes32, uint96, uint96, uint64));
            return seq;
        }
    }

    /// @dev Every payment and every balance, but for sequences, which a batch raises less.
    function _state() private view returns (bytes32 hash) {
        for (uint256 i; i < items.length; ++i) {
            (IPaymentTypes.Status status, uint96 capturable, uint96 refundable) = escrow.paymentOf(
                escrow.paymentId(items[i].terms)
            );
            hash = keccak256(abi.encode(hash, status, capturable, refundable));
        }
        address[4] memory accounts = [merchant, OTHER_MERCHANT, feeRecipient, OTHER_RECIPIENT];
        for (uint256 i; i < 4; ++i) {
            hash = keccak256(
                abi.encode(hash, _money(accounts[i], address(dollar)), _money(accounts[i], address(euro)))
            );
        }
    }

    function _money(address account, address token) private view returns (bytes32) {
        (uint96 available, uint96 prepaid, ) = escrow.balance(account, token);
        return keccak256(abi.encode(available, prepaid));
    }
}
