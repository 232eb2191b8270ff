// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowEvents} from "../../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {SubscriptionTest} from "./SubscriptionTest.sol";
import {Vm} from "./Vm.sol";

/// @notice Batches of any members, and the exact events that a batch must emit.
abstract contract RenewalTest is SubscriptionTest {
    ISubscriptionTypes.SubscriptionStatus internal constant ACTIVE = ISubscriptionTypes.SubscriptionStatus.Active;
    ISubscriptionTypes.ChargeSource internal constant NOTHING = ISubscriptionTypes.ChargeSource.Nothing;
    ISubscriptionTypes.ChargeSource internal constant PREPAID = ISubscriptionTypes.ChargeSource.Prepaid;
    ISubscriptionTypes.ChargeSource internal constant ALLOWANCE = ISubscriptionTypes.ChargeSource.Allowance;

    /// @dev What differs between the charges of one plan.
    struct Charge {
        ISubscriptionTypes.ChargeSource source;
        uint32 period;
        uint40 start;
        uint40 end;
        uint96 amount;
        uint96 prepaidAfter;
        uint64 seq;
    }

    // ---------------------------------------------------------------- members

    function _member(uint256 index) internal pure returns (address) {
        return address(uint160(0x5_0000 + index));
    }

    /// @dev A member with an allowance and all it needs for a thousand charges.
    function _memberSubscription(uint256 index) internal returns (ISubscriptionTypes.Subscription memory sub) {
        sub = _subscription();
        sub.subscriber = _member(index);
        _fund(sub.subscriber, 1_000 * CAP);
    }

    /// @dev By the merchant, whose agreement to any first amount stands in the call.
    function _subscribeFor(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub,
        uint256 key
    ) internal returns (bytes32 id) {
        id = _id(plan, sub);
        bytes memory pull = _pull(ISubscriptionTypes.Consent.Signature, _sign(key, id), "");
        vm.prank(plan.merchant);
        manager.subscribe(plan, sub, pull);
    }

    function _createFor(ISubscriptionTypes.Plan memory plan, uint96 price) internal {
        vm.prank(plan.merchant);
        manager.createPlan(plan, price, "");
    }

    function _renewAll(ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription[] memory subs) internal {
        vm.prank(stranger);
        manager.chargeBatch(plan, subs);
    }

    function _pair(
        ISubscriptionTypes.Subscription memory first,
        ISubscriptionTypes.Subscription memory second
    ) internal pure returns (ISubscriptionTypes.Subscription[] memory subs) {
        subs = new ISubscriptionTypes.Subscription[](2);
        (subs[0], subs[1]) = (first, second);
    }

    /// @dev Memory is shared by reference, and tests change what they got.
    function _copy(
        ISubscriptionTypes.Subscription memory sub
    ) internal pure returns (ISubscriptionTypes.Subscription memory) {
        return abi.decode(abi.encode(sub), (ISubscriptionTypes.Subscription));
    }

    function _feeOf(ISubscriptionTypes.Plan memory plan, uint256 amount) internal pure returns (uint96) {
        uint256 parts = amount * plan.feeBps;
        return uint96(parts / 10_000 + (parts % 10_000 == 0 ? 0 : 1));
    }

    // ---------------------------------------------------------------- exact events

    /// @notice Between this and {_requireExactEvents} the test emits each event that must come, and then makes the call.
    function _expectEvents() internal {
        vm.recordLogs();
    }

    /// @notice The contracts have emitted what the test has: the same events, in this order, and no others.
    function _requireExactEvents() internal {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 expected;
        while (expected < logs.length && logs[expected].emitter == address(this)) ++expected;
        uint256 next;
        for (uint256 i = expected; i < logs.length; ++i) {
            address emitter = logs[i].emitter;
            // A token's own events are its own affair.
            if (emitter != address(manager) && emitter != address(escrow)) continue;
            require(next < expected, "an event that was not expected");
            bytes32 topic = logs[i].topics[0];
            bool ofEscrow = topic == IPaymentEscrowEvents.BalanceChanged.selector;
            require(emitter == (ofEscrow ? address(escrow) : address(manager)), "emitted by the other contract");
            require(
                keccak256(abi.encode(logs[i].topics)) == keccak256(abi.encode(logs[next].topics)),
                "topics of an event"
            );
            require(keccak256(logs[i].data) == keccak256(logs[next].data), "data of an event");
            ++next;
        }
        require(next == expected, "an event is missing");
    }

    function _expectCharged(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub,
        Charge memory charge
    ) internal {
        bytes32 id = _id(plan, sub);
        emit ISubscriptionManagerEvents.SubscriptionCharged(
            id,
            sub.subscriber,
            plan.merchant,
            plan.token,
            charge.period,
            charge.start,
            charge.end,
            charge.amount,
            _feeOf(plan, charge.amount),
            plan.feeRecipient,
            charge.source,
            charge.prepaidAfter,
            charge.seq
        );
    }

    /// @dev A charge of `amount` by the allowance, in a plan with periods of seconds, begun at NOW.
    function _expectAllowanceCharge(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub,
        uint32 period,
        uint96 amount
    ) internal {
        uint40 start = uint40(NOW + uint256(period) * plan.period);
        _expectCharged(plan, sub, Charge(ALLOWANCE, period, start, start + plan.period, amount, 0, 0));
    }

    function _expectFailed(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub,
        uint32 period,
        bytes4 reason
    ) internal {
        emit ISubscriptionManagerEvents.SubscriptionChargeFailed(_id(plan, sub), period, reason);
    }

    /// @dev The one change of a balance that a batch makes, without a cause.
    function _expectCredit(
        ISubscriptionTypes.Plan memory plan,
        address account,
        uint96 available,
        uint96 prepaid,
        uint64 seq
    ) internal {
        emit IPaymentEscrowEvents.BalanceChanged(account, plan.token, 0, available, prepaid, seq);
    }

    // ---------------------------------------------------------------- exact state

    function _requireActive(
        bytes32 id,
        uint256 anchor,
        uint256 next,
        uint256 chargedAt,
        uint256 charged
    ) internal view {
        ISubscriptionTypes.SubscriptionState memory state = manager.subscriptionOf(id);
        require(state.status == ACTIVE, "status");
        require(state.anchor == anchor, "anchor");
        require(state.nextPeriod == next, "next period");
        require(state.pauses == 0, "pauses");
        require(state.chargedAt == chargedAt, "time of the charge");
        require(state.charged == charged, "charged periods");
    }

    function _stateHash(bytes32 id) internal view returns (bytes32) {
        return keccak256(abi.encode(manager.subscriptionOf(id)));
    }

    function _word(address account) internal view returns (uint96 available, uint96 prepaid, uint64 seq) {
        return escrow.balance(account, address(dollar));
    }
}
