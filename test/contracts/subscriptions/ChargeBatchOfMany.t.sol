// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {HostileDollar} from "../../mocks/HostileDollar.sol";
import {BlockListToken} from "../../mocks/tokens/BlockListToken.sol";
import {RenewalTest} from "../support/RenewalTest.sol";
import {Vm} from "../support/Vm.sol";

/// @notice A hundred renewals, every second one broken in another way.
contract ChargeBatchOfManyTest is RenewalTest {
    uint256 private constant SIZE = 100;
    uint256 private constant WAYS = 15;
    /// @dev What the plan costs since before the batch; the first period cost PRICE.
    uint96 private constant NEW_PRICE = PRICE + 3;
    uint256 private constant DUE = NOW + PERIOD;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Plan private otherPlan;
    ISubscriptionTypes.Subscription[] private subs;
    BlockListToken private token;

    function setUp() public override {
        super.setUp();
        token = new BlockListToken();
        dollar = HostileDollar(address(token));
        escrow.listToken(address(token), true);
        plan = _plan();
        otherPlan = _plan();
        otherPlan.salt = 2;
        _create(plan);
        _create(otherPlan);
        vm.prank(merchant);
        manager.setPrice(plan, NEW_PRICE, 2, uint40(NOW + 7 days), "");
        for (uint256 i; i < SIZE; ++i) subs.push(_built(i));
        for (uint256 i; i < SIZE; ++i) {
            if (i % 2 == 0) _prepare(i);
            else _break(i, (i / 2) % WAYS);
        }
    }

    function test_SucceedsExactlyWithEverySecondOneOfAHundredBroken() public {
        bytes32 broken = _brokenState();
        (uint96 had, , uint64 seq) = _word(merchant);
        (uint96 hadFees, , ) = _word(feeRecipient);
        uint256 held = token.balanceOf(address(escrow));
        vm.warp(DUE);
        vm.recordLogs();
        vm.prank(stranger);
        manager.chargeBatch(plan, subs);
        _requireReports(vm.getRecordedLogs());
        require(_brokenState() == broken, "a broken one was changed");
        for (uint256 i; i < SIZE; i += 2) _requireCharged(i);
        (uint96 has, , uint64 seqAfter) = _word(merchant);
        require(has == had + 50 * (NEW_PRICE - _fee(NEW_PRICE)) && seqAfter == seq + 1, "merchant");
        (uint96 hasFees, , ) = _word(feeRecipient);
        require(hasFees == hadFees + 50 * _fee(NEW_PRICE), "fee recipient");
        // Of the good ones a third is prepaid.
        require(token.balanceOf(address(escrow)) == held + 33 * uint256(NEW_PRICE), "held");
    }

    // ---------------------------------------------------------------- the good ones

    /// @dev One third each: from the prepaid balance, from the allowance, and from it because the prepaid one is short.
    function _prepare(uint256 index) private {
        _begin(index);
        address member = subs[index].subscriber;
        if (index % 3 == 0) _deposit(member, NEW_PRICE, true);
        if (index % 3 == 1) _deposit(member, NEW_PRICE - 1, true);
        // Whoever has more than needed would hide a second charge.
        vm.prank(member);
        token.approve(address(manager), NEW_PRICE);
    }

    function _requireCharged(uint256 index) private view {
        address member = subs[index].subscriber;
        _requireActive(_id(plan, subs[index]), NOW, 2, DUE, 3);
        (, uint96 prepaid, ) = _word(member);
        require(prepaid == (index % 3 == 1 ? NEW_PRICE - 1 : 0), "prepaid");
        uint256 wallet = 1_000 * CAP - PRICE - (index % 3 == 0 ? 0 : NEW_PRICE);
        require(token.balanceOf(member) == wallet, "wallet");
        require(token.allowance(member, address(manager)) == (index % 3 == 0 ? NEW_PRICE : 0), "allowance");
    }

    // ---------------------------------------------------------------- the broken ones

    function _break(uint256 index, uint256 way) private {
        ISubscriptionTypes.Subscription storage sub = subs[index];
        address member = sub.subscriber;
        if (way == 1) {
            vm.prank(member);
            manager.burn(plan, sub, "");
        } else if (way == 2) {
            sub.maxPeriods = 1;
        } else if (way == 3) {
            sub.capPerPeriod = NEW_PRICE - 1;
        } else if (way == 4) {
            _subscribe(otherPlan, sub);
        } else if (way == 5) {
            vm.warp(NOW + 1);
        } else if (way == 6) {
            sub.funding = ISubscriptionTypes.Funding.AllowanceOnly;
            _deposit(member, 5 * NEW_PRICE, true);
        }
        // 0: unknown; 1: burned; 4: to another plan. 5: not due for a second.
        if (way == 0 || way == 1 || way == 4) return;
        _begin(index);
        vm.warp(NOW);
        if (way > 5) _breakBegun(index, way);
    }

    function _breakBegun(uint256 index, uint256 way) private {
        ISubscriptionTypes.Subscription storage sub = subs[index];
        address member = sub.subscriber;
        ISubscriptionTypes.Subscription memory next = _copy(sub);
        next.replaces = _id(plan, sub);
        if (way == 12) _deposit(member, NEW_PRICE - 1, true);
        if (way == 13) token.setBlocked(member, true);
        vm.prank(way > 6 && way < 10 ? merchant : member);
        if (way == 7) manager.pause(plan, sub, "");
        else if (way == 8) manager.cancel(plan, sub, true, "");
        else if (way == 9) manager.cancel(plan, sub, false, "");
        else if (way == 11) token.transfer(stranger, 1_000 * CAP - PRICE - NEW_PRICE + 1);
        else if (way == 14)
            manager.replace(plan, sub, otherPlan, next, "");
            // 6: whose prepaid balance is not to be touched; 10; 12: with a short prepaid balance; 13: who is blocked.
        else
            token.approve(
                address(manager),
                way == 13
                    ? NEW_PRICE
                    : way == 6
                        ? 0
                        : NEW_PRICE - 1
            );
    }

    /// @dev The failures in the order in which they are tried: without the prepaid balance first, then from it.
    function _requireReports(Vm.Log[] memory logs) private view {
        (uint256 charges, uint256 failures) = (0, 0);
        for (uint256 i; i < logs.length; ++i) {
            bytes32 topic = logs[i].topics[0];
            if (topic == ISubscriptionManagerEvents.SubscriptionCharged.selector) ++charges;
            if (topic != ISubscriptionManagerEvents.SubscriptionChargeFailed.selector) continue;
            uint256 way = _wayOf(logs[i].topics[1]);
            (uint32 period, bytes4 reason) = abi.decode(logs[i].data, (uint32, bytes4));
            require(period == 1, "period");
            if (way == 3) require(reason == ISubscriptionManagerErrors.ExceedsCap.selector, "reason: cap");
            else require(reason == ISubscriptionManagerErrors.CannotPay.selector, "reason: money");
            require(way == 3 || way == 6 || (way > 9 && way < 14), "not to be reported");
            ++failures;
        }
        require(charges == 50, "charges");
        uint256 expected;
        for (uint256 i = 1; i < SIZE; i += 2) {
            uint256 way = (i / 2) % WAYS;
            if (way == 3 || way == 6 || (way > 9 && way < 14)) ++expected;
        }
        require(failures == expected && expected == 19, "failures");
    }

    function _wayOf(bytes32 id) private view returns (uint256 way) {
        for (uint256 i = 1; i < SIZE; i += 2) {
            if (_id(plan, subs[i]) == id) return (i / 2) % WAYS;
        }
        revert("a good one failed");
    }

    /// @dev State, balance with its sequence, wallet and allowance.
    function _brokenState() private view returns (bytes32 hash) {
        for (uint256 i = 1; i < SIZE; i += 2) {
            address member = subs[i].subscriber;
            (uint96 available, uint96 prepaid, uint64 seq) = _word(member);
            hash = keccak256(
                abi.encode(
                    hash,
                    _stateHash(_id(plan, subs[i])),
                    _stateHash(_id(otherPlan, subs[i])),
                    available,
                    prepaid,
                    seq,
                    token.balanceOf(member),
                    token.allowance(member, address(manager))
                )
            );
        }
    }

    function _built(uint256 index) private returns (ISubscriptionTypes.Subscription memory sub) {
        sub = _memberSubscription(index);
        sub.salt = index;
    }

    function _begin(uint256 index) private {
        _subscribe(plan, subs[index]);
    }
}
