// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PaymentEscrow} from "../../../contracts/PaymentEscrow.sol";
import {SubscriptionManager} from "../../../contracts/SubscriptionManager.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {HostileDollar} from "../../mocks/HostileDollar.sol";
import {SubscriptionDeployment} from "./SubscriptionDeployment.sol";
import {Vm} from "./Vm.sol";

/// @notice Both contracts, a listed dollar, five parties, and builders for what they agree on, sign and send.
abstract contract SubscriptionTest {
    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    uint256 internal constant SUBSCRIBER_KEY = 0xA11CE;
    uint256 internal constant MERCHANT_KEY = 0xB0B;
    uint256 internal constant OPERATOR_KEY = 0xCA401;
    uint256 internal constant STRANGER_KEY = 0xDEAD;
    /// @dev When every test begins. Not `block.timestamp`, which an optimizer may take for the same throughout a test.
    uint256 internal constant NOW = 1_900_000_000;
    uint32 internal constant PERIOD = 30 days;
    uint96 internal constant PRICE = 10_000_000;
    uint96 internal constant CAP = 2 * PRICE;
    uint96 internal constant WEALTH = 1e27;
    address internal constant COIN = address(0);

    PaymentEscrow internal escrow;
    SubscriptionManager internal manager;
    HostileDollar internal dollar;
    address internal subscriber = vm.addr(SUBSCRIBER_KEY);
    address internal merchant = vm.addr(MERCHANT_KEY);
    address internal operator = vm.addr(OPERATOR_KEY);
    address internal stranger = vm.addr(STRANGER_KEY);
    address internal feeRecipient = address(0xFEE);
    uint256 private _nextNonce;

    /// @dev The subscriber is rich and allows the manager everything; nothing is prepaid.
    function setUp() public virtual {
        vm.warp(NOW);
        (escrow, manager) = SubscriptionDeployment.create(address(this));
        dollar = new HostileDollar();
        escrow.listToken(address(dollar), true);
        _fund(subscriber, WEALTH);
    }

    // ---------------------------------------------------------------- what they own

    /// @dev Money in the wallet of `account`, which the manager may take.
    function _fund(address account, uint96 amount) internal {
        dollar.mint(account, amount);
        vm.prank(account);
        dollar.approve(address(manager), type(uint256).max);
    }

    function _deposit(address account, uint96 amount, bool toPrepaid) internal {
        dollar.mint(account, amount);
        vm.prank(account);
        dollar.approve(address(escrow), amount);
        vm.prank(account);
        escrow.deposit(toPrepaid, address(dollar), amount, IPaymentTypes.Source.Allowance, "");
    }

    // ---------------------------------------------------------------- what they agree on

    function _plan() internal view returns (ISubscriptionTypes.Plan memory) {
        return
            ISubscriptionTypes.Plan({
                merchant: merchant,
                operator: operator,
                token: address(dollar),
                period: PERIOD,
                unit: ISubscriptionTypes.PeriodUnit.Second,
                trial: 0,
                grace: 3 days,
                feeBps: 50,
                feeRecipient: feeRecipient,
                notice: 7 days,
                salt: 1
            });
    }

    function _trialPlan() internal view returns (ISubscriptionTypes.Plan memory plan) {
        plan = _plan();
        plan.trial = 14 days;
    }

    function _monthlyPlan() internal view returns (ISubscriptionTypes.Plan memory plan) {
        plan = _plan();
        (plan.period, plan.unit) = (1, ISubscriptionTypes.PeriodUnit.Month);
    }

    /// @dev At the price of `_create`, without a trial, from the allowance if nothing is prepaid.
    function _subscription() internal view returns (ISubscriptionTypes.Subscription memory) {
        return
            ISubscriptionTypes.Subscription({
                subscriber: subscriber,
                quantity: 1,
                firstAmount: PRICE,
                capPerPeriod: CAP,
                usageCapPerPeriod: 5_000_000,
                maxPeriods: type(uint32).max,
                startBy: uint48(NOW + 1 hours),
                catchUp: 0,
                funding: ISubscriptionTypes.Funding.PrepaidFirst,
                replaces: 0,
                salt: 1
            });
    }

    /// @dev Of the subscriber with `salt`, beginning with a trial.
    function _trialSubscription(uint256 salt) internal view returns (ISubscriptionTypes.Subscription memory sub) {
        sub = _subscription();
        (sub.firstAmount, sub.salt) = (0, salt);
    }

    function _fee(uint256 amount) internal pure returns (uint96) {
        return uint96((amount * 50 + 9_999) / 10_000);
    }

    // ---------------------------------------------------------------- what they sign

    function _sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function _managerDigest(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", manager.domainSeparator(), structHash));
    }

    /// @dev The subscriber's signature over the subscription, as `pull`.
    function _consent(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub
    ) internal view returns (bytes memory) {
        return _pull(ISubscriptionTypes.Consent.Signature, _sign(SUBSCRIBER_KEY, _id(plan, sub)), "");
    }

    function _pull(
        ISubscriptionTypes.Consent kind,
        bytes memory data,
        bytes memory offer
    ) internal pure returns (bytes memory) {
        return abi.encode(kind, data, offer);
    }

    /// @dev The subscriber's authorization of `value` with the subscription's id as nonce, as `pull`.
    function _erc3009(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub,
        uint96 value
    ) internal view returns (bytes memory) {
        bytes memory signature = _erc3009Signature(SUBSCRIBER_KEY, sub.subscriber, value, sub.startBy, _id(plan, sub));
        return _pull(ISubscriptionTypes.Consent.Erc3009, abi.encode(value, signature), "");
    }

    function _erc3009Signature(
        uint256 key,
        address from,
        uint256 value,
        uint256 validBefore,
        bytes32 nonce
    ) internal view returns (bytes memory) {
        bytes32 typehash = keccak256(
            "ReceiveWithAuthorization(address from,address to,uint256 value,"
            "uint256 validAfter,uint256 validBefore,bytes32 nonce)"
        );
        bytes32 structHash = keccak256(abi.encode(typehash, from, address(escrow), value, 0, validBefore, nonce));
        return _sign(key, keccak256(abi.encodePacked(hex"1901", dollar.DOMAIN_SEPARATOR(), structHash)));
    }

    /// @dev The agreement of merchant or operator to another first amount.
    function _offer(
        uint256 key,
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub
    ) internal view returns (bytes memory) {
        bytes32 structHash = keccak256(abi.encode(keccak256("Offer(bytes32 subscriptionId)"), _id(plan, sub)));
        return abi.encode(vm.addr(key), _sign(key, _managerDigest(structHash)));
    }

    function _auth(uint256 key, bytes memory typeString, bytes memory fields) internal returns (bytes memory) {
        return _authOf(vm.addr(key), key, typeString, fields, _nextNonce++, NOW + 365 days);
    }

    /// @dev `account` and the key's owner differ for contract wallets.
    function _authOf(
        address account,
        uint256 key,
        bytes memory typeString,
        bytes memory fields,
        uint256 nonce,
        uint256 deadline
    ) internal view returns (bytes memory) {
        bytes32 structHash = keccak256(
            bytes.concat(abi.encode(keccak256(typeString), account), fields, abi.encode(nonce, deadline))
        );
        return abi.encode(account, nonce, deadline, _sign(key, _managerDigest(structHash)));
    }

    // ---------------------------------------------------------------- what they send

    function _create(ISubscriptionTypes.Plan memory plan) internal returns (bytes32 id) {
        vm.prank(plan.merchant);
        manager.createPlan(plan, PRICE, "");
        return manager.planId(plan);
    }

    /// @dev By the subscriber's own call.
    function _subscribe(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub
    ) internal returns (bytes32 id) {
        vm.prank(sub.subscriber);
        manager.subscribe(plan, sub, "");
        return _id(plan, sub);
    }

    /// @dev By a stranger.
    function _renew(ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription memory sub) internal {
        vm.prank(stranger);
        manager.chargeBatch(plan, _batch(sub));
    }

    function _batch(
        ISubscriptionTypes.Subscription memory sub
    ) internal pure returns (ISubscriptionTypes.Subscription[] memory subs) {
        subs = new ISubscriptionTypes.Subscription[](1);
        subs[0] = sub;
    }

    function _succeeds(address sender, bytes memory call) internal {
        vm.prank(sender);
        (bool success, bytes memory answer) = address(manager).call(call);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    /// @param expected The whole error.
    function _reverts(address sender, bytes memory call, bytes memory expected) internal {
        vm.prank(sender);
        (bool success, bytes memory answer) = address(manager).call(call);
        require(!success, "expected a revert");
        require(bytes4(answer) == bytes4(expected), "reverted with another error");
        require(keccak256(answer) == keccak256(expected), "reverted with other arguments");
    }

    // ---------------------------------------------------------------- what stands afterwards

    function _id(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub
    ) internal view returns (bytes32) {
        return manager.subscriptionId(plan, sub);
    }

    function _requireBalance(address account, uint256 available, uint256 prepaid) internal view {
        (uint96 actualAvailable, uint96 actualPrepaid, ) = escrow.balance(account, address(dollar));
        require(actualAvailable == available, "available");
        require(actualPrepaid == prepaid, "prepaid");
    }

    function _requireStatus(bytes32 id, ISubscriptionTypes.SubscriptionStatus status) internal view {
        require(manager.subscriptionOf(id).status == status, "status");
    }

    function _bound(uint256 value, uint256 least, uint256 greatest) internal pure returns (uint96) {
        return uint96(least + (value % (greatest - least + 1)));
    }
}
