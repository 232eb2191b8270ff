// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowEvents} from "../../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {SubscriptionTest} from "./SubscriptionTest.sol";

/// @notice What the tests of subscribe, replace and chargeUsage share: calls, whole errors, whole events, exact states.
abstract contract BeginningTest is SubscriptionTest {
    ISubscriptionTypes.Consent internal constant SIGNATURE = ISubscriptionTypes.Consent.Signature;
    ISubscriptionTypes.Consent internal constant ERC3009 = ISubscriptionTypes.Consent.Erc3009;
    ISubscriptionTypes.Consent internal constant PERMIT = ISubscriptionTypes.Consent.Permit;
    ISubscriptionTypes.Funding internal constant ALLOWANCE_ONLY = ISubscriptionTypes.Funding.AllowanceOnly;
    ISubscriptionTypes.ChargeSource internal constant FROM_NOTHING = ISubscriptionTypes.ChargeSource.Nothing;
    ISubscriptionTypes.ChargeSource internal constant FROM_PREPAID = ISubscriptionTypes.ChargeSource.Prepaid;
    ISubscriptionTypes.ChargeSource internal constant FROM_ALLOWANCE = ISubscriptionTypes.ChargeSource.Allowance;
    ISubscriptionTypes.SubscriptionStatus internal constant NONE = ISubscriptionTypes.SubscriptionStatus.None;
    ISubscriptionTypes.SubscriptionStatus internal constant ACTIVE = ISubscriptionTypes.SubscriptionStatus.Active;
    ISubscriptionTypes.SubscriptionStatus internal constant PAUSED = ISubscriptionTypes.SubscriptionStatus.Paused;
    ISubscriptionTypes.SubscriptionStatus internal constant ENDING = ISubscriptionTypes.SubscriptionStatus.Ending;
    ISubscriptionTypes.SubscriptionStatus internal constant ENDED = ISubscriptionTypes.SubscriptionStatus.Ended;
    ISubscriptionTypes.SubscriptionStatus internal constant BURNED = ISubscriptionTypes.SubscriptionStatus.Burned;

    // ---------------------------------------------------------------- what they sign

    /// @dev The permit of the key's owner for the manager, as data of the pull.
    function _permitData(
        uint256 key,
        uint256 value,
        uint256 deadline,
        bytes memory consent
    ) internal view returns (bytes memory) {
        address owner = vm.addr(key);
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner,
                address(manager),
                value,
                dollar.nonces(owner),
                deadline
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", dollar.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encode(value, deadline, v, r, s, consent);
    }

    /// @dev Takes back what the subscriber allowed the manager.
    function _allow(address account, uint256 amount) internal {
        vm.prank(account);
        dollar.approve(address(manager), amount);
    }

    // ---------------------------------------------------------------- what they send

    function _subscribing(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub,
        bytes memory pull
    ) internal view returns (bytes memory) {
        return abi.encodeCall(manager.subscribe, (plan, sub, pull));
    }

    /// @dev Reverts as decoding does: without a word.
    function _revertsSilently(address sender, bytes memory call) internal {
        vm.prank(sender);
        (bool success, bytes memory answer) = address(manager).call(call);
        require(!success, "expected a revert");
        require(answer.length == 0, "reverted with an error");
    }

    // ---------------------------------------------------------------- errors

    function _refusedByToken(address account) internal pure returns (bytes memory) {
        return abi.encodeWithSignature("InvalidSignature(address)", account);
    }

    function _invalidSignature(address account, bytes32 digest) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ICommonErrors.InvalidSignature.selector, account, digest);
    }

    function _cannotPay(address account, uint256 amount) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.CannotPay.selector, account, amount);
    }

    function _exists(bytes32 id) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.SubscriptionExists.selector, id);
    }

    function _notSubscriber(address actual, address expected) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.NotSubscriber.selector, actual, expected);
    }

    function _notAgreed(uint256 actual, uint256 expected) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.FirstAmountNotAgreed.selector, actual, expected);
    }

    function _wrongStatus(
        bytes32 id,
        ISubscriptionTypes.SubscriptionStatus actual
    ) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.WrongStatus.selector, id, actual);
    }

    // ---------------------------------------------------------------- what is expected

    /// @dev In memory, since the stack has no room for what an event says.
    struct Beginning {
        bytes32 id;
        bytes32 planId;
        ISubscriptionTypes.Subscription sub;
        uint256 anchor;
    }

    /// @dev `cumulative` is of usage only.
    struct Charge {
        bytes32 id;
        ISubscriptionTypes.Plan plan;
        address subscriber;
        uint96 cumulative;
        uint96 amount;
        ISubscriptionTypes.ChargeSource source;
        uint96 prepaidAfter;
        uint64 seq;
    }

    function _expectSubscribed(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub,
        uint256 anchor
    ) internal {
        _expectEvent(Beginning(_id(plan, sub), manager.planId(plan), sub, anchor));
    }

    /// @dev Of period 0 of a subscription that begins now, in seconds.
    function _expectFirstCharge(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub,
        ISubscriptionTypes.ChargeSource source,
        uint96 prepaidAfter,
        uint64 seq
    ) internal {
        _expectEventOfPeriod(
            Charge(_id(plan, sub), plan, sub.subscriber, 0, sub.firstAmount, source, prepaidAfter, seq)
        );
    }

    function _expectUsage(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub,
        uint96 cumulative,
        uint96 amount,
        ISubscriptionTypes.ChargeSource source,
        uint96 prepaidAfter,
        uint64 seq
    ) internal {
        bytes32 id = _id(plan, sub);
        _expectEventOfUsage(Charge(id, plan, sub.subscriber, cumulative, amount, source, prepaidAfter, seq));
    }

    function _expectEvent(Beginning memory begun) private {
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.Subscribed(
            begun.id,
            begun.planId,
            begun.sub.subscriber,
            begun.sub.quantity,
            begun.sub.firstAmount,
            begun.sub.capPerPeriod,
            begun.sub.usageCapPerPeriod,
            begun.sub.maxPeriods,
            begun.sub.startBy,
            begun.sub.catchUp,
            begun.sub.funding,
            begun.sub.replaces,
            begun.sub.salt,
            uint40(begun.anchor)
        );
    }

    function _expectEventOfPeriod(Charge memory charge) private {
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.SubscriptionCharged(
            charge.id,
            charge.subscriber,
            charge.plan.merchant,
            charge.plan.token,
            0,
            uint40(NOW),
            uint40(NOW + charge.plan.period),
            charge.amount,
            _leastFee(charge),
            charge.plan.feeRecipient,
            charge.source,
            charge.prepaidAfter,
            charge.seq
        );
    }

    function _expectEventOfUsage(Charge memory charge) private {
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.UsageCharged(
            charge.id,
            charge.subscriber,
            charge.plan.merchant,
            charge.plan.token,
            0,
            charge.cumulative,
            charge.amount,
            _leastFee(charge),
            charge.plan.feeRecipient,
            charge.source,
            charge.prepaidAfter,
            charge.seq
        );
    }

    function _leastFee(Charge memory charge) private pure returns (uint96) {
        return uint96((uint256(charge.amount) * charge.plan.feeBps + 9_999) / 10_000);
    }

    function _expectBalance(address account, bytes32 cause, uint96 available, uint96 prepaid, uint64 seq) internal {
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.BalanceChanged(account, address(dollar), cause, available, prepaid, seq);
    }

    // ---------------------------------------------------------------- what stands afterwards

    function _requireState(
        bytes32 id,
        ISubscriptionTypes.SubscriptionStatus status,
        uint256 anchor,
        uint256 nextPeriod,
        uint256 chargedAt,
        uint256 charged
    ) internal view {
        ISubscriptionTypes.SubscriptionState memory state = manager.subscriptionOf(id);
        require(state.status == status, "status");
        require(state.anchor == anchor, "anchor");
        require(state.nextPeriod == nextPeriod, "next period");
        require(state.chargedAt == chargedAt, "charged at");
        require(state.charged == charged, "charged");
        require(state.pauses == 0, "pauses");
    }

    /// @dev Begun at `anchor` with period 0 charged.
    function _requireBegun(bytes32 id, uint256 anchor) internal view {
        _requireState(id, ACTIVE, anchor, 1, anchor, 1);
    }

    function _requireUnknown(bytes32 id) internal view {
        _requireState(id, NONE, 0, 0, 0, 0);
    }

    /// @dev What merchant and fee recipient got of `amount`, and nobody else.
    function _requirePaid(uint256 amount) internal view {
        _requireBalance(merchant, amount - _fee(amount), 0);
        _requireBalance(feeRecipient, _fee(amount), 0);
    }

    function _requireWallet(address account, uint256 amount) internal view {
        require(dollar.balanceOf(account) == amount, "wallet");
    }

    /// @dev All that the escrow holds belongs to these four, and the manager holds nothing.
    function _requireSolvent() internal view {
        address[4] memory accounts = [subscriber, merchant, feeRecipient, operator];
        uint256 sum;
        for (uint256 i; i < accounts.length; ++i) {
            (uint96 available, uint96 prepaid, ) = escrow.balance(accounts[i], address(dollar));
            sum += uint256(available) + prepaid;
        }
        require(dollar.balanceOf(address(escrow)) == sum, "held");
        require(dollar.balanceOf(address(manager)) == 0, "the manager holds nothing");
    }

    /// @dev A prepaid balance of the chain's own coin.
    function _prepayCoin(address account, uint96 amount) internal {
        escrow.listToken(COIN, true);
        vm.deal(account, amount);
        vm.prank(account);
        escrow.deposit{value: amount}(true, COIN, amount, IPaymentTypes.Source.Native, "");
    }
}
