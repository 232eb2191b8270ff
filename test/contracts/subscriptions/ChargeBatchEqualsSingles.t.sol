// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {RenewalTest} from "../support/RenewalTest.sol";
import {Vm} from "../support/Vm.sol";

/// @notice Any batch does what its items do one by one, and tells the same of them.
contract ChargeBatchEqualsSinglesTest is RenewalTest {
    uint256 private constant SIZE = 12;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription[] private subs;

    function testFuzz_SucceedsAsItsItemsDoOneByOne(uint256 seed, uint16 feeBps) public {
        plan = _plan();
        plan.feeBps = feeBps % 10_001;
        _createFor(plan, PRICE);
        for (uint256 i; i < SIZE; ++i) _begin(i, keccak256(abi.encode(seed, i)));
        vm.warp(NOW + PERIOD + (seed % (4 * uint256(PERIOD))));
        uint256 before = vm.snapshotState();
        vm.recordLogs();
        _renewAll(plan, subs);
        bytes32 reports = _reports(vm.getRecordedLogs());
        bytes32 state = _state();
        vm.revertToState(before);
        vm.recordLogs();
        for (uint256 i; i < subs.length; ++i) _renew(plan, subs[i]);
        require(_reports(vm.getRecordedLogs()) == reports, "other events than one by one");
        require(_state() == state, "another state than one by one");
    }

    /// @dev Where one wallet is too small for two subscriptions of one subscriber, the order decides which of them is
    /// charged; and in a batch those that never read the prepaid balance go first.
    function test_SucceedsWithTheOneThatNeverReadsThePrepaidBalanceFirst() public {
        plan = _plan();
        _createFor(plan, PRICE);
        ISubscriptionTypes.Subscription memory first = _memberSubscription(1);
        ISubscriptionTypes.Subscription memory second = _copy(first);
        (second.salt, second.funding) = (2, ISubscriptionTypes.Funding.AllowanceOnly);
        bytes32 firstId = _subscribe(plan, first);
        bytes32 secondId = _subscribe(plan, second);
        vm.prank(first.subscriber);
        dollar.approve(address(manager), PRICE);
        vm.warp(NOW + PERIOD);
        _renewAll(plan, _pair(first, second));
        _requireActive(firstId, NOW, 1, NOW, 1);
        _requireActive(secondId, NOW, 2, NOW + PERIOD, 3);
    }

    // ---------------------------------------------------------------- steps

    /// @dev Half of the items share a subscriber with their neighbour, all of whose subscriptions are funded alike.
    function _begin(uint256 index, bytes32 dice) private {
        ISubscriptionTypes.Subscription memory sub = _subscription();
        uint256 member = index % 4 < 2 ? index - (index % 4) : index;
        sub.subscriber = _member(member);
        sub.salt = index;
        sub.quantity = uint32(1 + (uint8(dice[0]) % 3));
        sub.firstAmount = sub.quantity * PRICE;
        sub.capPerPeriod = sub.firstAmount;
        sub.catchUp = uint8(dice[1]) % 4;
        sub.maxPeriods = 1 + (uint8(dice[2]) % 8);
        sub.funding = ISubscriptionTypes.Funding(member % 3 == 0 ? 1 : 0);
        subs.push(sub);
        _fund(sub.subscriber, sub.firstAmount);
        if (_oneIn(6, dice[3])) return;
        _subscribe(plan, sub);
        _deposit(sub.subscriber, 1 + (uint96(uint8(dice[4])) * PRICE) / 64, true);
        _fund(sub.subscriber, (uint96(uint8(dice[5])) * PRICE) / 64);
        vm.prank(sub.subscriber);
        dollar.approve(address(manager), (uint256(uint8(dice[6])) * PRICE) / 32);
        if (_oneIn(6, dice[7])) {
            vm.prank(merchant);
            manager.pause(plan, sub, "");
        } else if (_oneIn(6, dice[8])) {
            vm.prank(merchant);
            manager.cancel(plan, sub, dice[9] < 0x80, "");
        }
    }

    function _oneIn(uint8 number, bytes1 die) private pure returns (bool) {
        return uint8(die) % number == 0;
    }

    /// @dev What is told of subscriptions, whatever the order: a batch charges prepaid ones after the others.
    function _reports(Vm.Log[] memory logs) private view returns (bytes32 sum) {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter != address(manager)) continue;
            bytes32 topic = logs[i].topics[0];
            bool known =
                topic == ISubscriptionManagerEvents.SubscriptionCharged.selector ||
                    topic == ISubscriptionManagerEvents.SubscriptionChargeFailed.selector ||
                    topic == ISubscriptionManagerEvents.SubscriptionEnded.selector;
            require(known, "another event");
            unchecked {
                sum = bytes32(uint256(sum) + uint256(keccak256(abi.encode(logs[i].topics, logs[i].data))));
            }
        }
    }

    /// @dev Every subscription, wallet and balance; without the sequences of merchant and fee recipient, which are credited
    /// once a call.
    function _state() private view returns (bytes32 hash) {
        for (uint256 i; i < subs.length; ++i) {
            address member = subs[i].subscriber;
            (uint96 free, uint96 prepaid, uint64 seq) = _word(member);
            hash = keccak256(
                abi.encode(hash, _stateHash(_id(plan, subs[i])), free, prepaid, seq, dollar.balanceOf(member))
            );
        }
        (uint96 earned, uint96 earnedPrepaid, ) = _word(merchant);
        (uint96 fees, uint96 feesPrepaid, ) = _word(feeRecipient);
        return keccak256(abi.encode(hash, earned, earnedPrepaid, fees, feesPrepaid, dollar.balanceOf(address(escrow))));
    }
}
