// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {IManagerHooks} from "../../../contracts/interfaces/IManagerHooks.sol";
import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {AttackerDollar} from "../../mocks/AttackerDollar.sol";
import {HostileDollar} from "../../mocks/HostileDollar.sol";
import {Reenterer} from "../../mocks/Reenterer.sol";
import {RenewalTest} from "./RenewalTest.sol";

/// @notice An attacker that is merchant, subscriber and admin, and whose token gives it control; and all that it could
/// call: each verb of the manager, in its own name and with signatures of others, all of which are good at any other
/// moment; and each verb and hook of the escrow.
abstract contract ManagerReentry is RenewalTest {
    bytes4 internal constant LOCKED = ICommonErrors.Locked.selector;
    uint48 private constant FOREVER = type(uint48).max;

    Reenterer internal attacker;
    ISubscriptionTypes.Plan internal plan;
    /// @dev Of the attacker.
    ISubscriptionTypes.Plan internal ownPlan;
    /// @dev How many of the attempts, the first ones, are the manager's verbs.
    uint256 internal verbs;
    uint256 private _salt = 1_000;

    function setUp() public virtual override {
        super.setUp();
        attacker = new Reenterer();
        AttackerDollar token = new AttackerDollar();
        token.setAttacker(attacker);
        dollar = HostileDollar(address(token));
        escrow.listToken(address(dollar), true);
        _fund(subscriber, WEALTH);
        _fund(address(attacker), WEALTH);
        escrow.transferOwnership(address(attacker));
        vm.prank(address(attacker));
        escrow.acceptOwnership();
        (plan, ownPlan) = (_plan(), _plan());
        (ownPlan.merchant, ownPlan.operator) = (address(attacker), address(attacker));
        _create(plan);
        _create(ownPlan);
        attacker.setTarget(address(manager));
        _learnOwnPlans();
        _learnOwnSubscriptions();
        _learnSignedPlans();
        _learnSignedSubscriptions();
        verbs = attacker.count();
        attacker.setTarget(address(escrow));
        _learnEscrow();
        _learnHooks();
    }

    // ---------------------------------------------------------------- what the attacker knows

    function _learnOwnPlans() private {
        ISubscriptionTypes.Plan memory next = ownPlan;
        next.salt = 2;
        _know(abi.encodeCall(manager.createPlan, (next, PRICE, "")));
        _know(abi.encodeCall(manager.setPrice, (ownPlan, PRICE, 2, uint40(NOW + 7 days), "")));
        _know(abi.encodeCall(manager.archivePlan, (ownPlan, "")));
        _know(abi.encodeCall(manager.cancelNonce, (77, "")));
    }

    function _learnOwnSubscriptions() private {
        ISubscriptionTypes.Subscription memory sub = _agreed(address(attacker));
        _know(abi.encodeCall(manager.subscribe, (plan, sub, "")));
        _know(abi.encodeCall(manager.burn, (plan, sub, "")));
        sub = _begun(plan, address(attacker));
        _know(abi.encodeCall(manager.cancel, (plan, sub, false, "")));
        ISubscriptionTypes.Subscription memory next = _agreed(address(attacker));
        next.replaces = _id(plan, sub);
        _know(abi.encodeCall(manager.replace, (plan, sub, plan, next, "")));
        sub = _begun(ownPlan, subscriber);
        _know(abi.encodeCall(manager.pause, (ownPlan, sub, "")));
        _know(abi.encodeCall(manager.cancel, (ownPlan, sub, true, "")));
        _know(abi.encodeCall(manager.chargeUsage, (ownPlan, sub, 0, 1, "")));
        _know(abi.encodeCall(manager.chargeBatch, (ownPlan, _batch(sub))));
        sub = _begun(ownPlan, subscriber);
        vm.prank(address(attacker));
        manager.pause(ownPlan, sub, "");
        _know(abi.encodeCall(manager.resume, (ownPlan, sub, "")));
    }

    function _learnSignedPlans() private {
        ISubscriptionTypes.Plan memory next = plan;
        next.salt = 3;
        bytes memory auth = _signed(
            MERCHANT_KEY,
            "CreatePlan(address account,bytes32 planId,uint256 price,",
            abi.encode(manager.planId(next), PRICE)
        );
        _know(abi.encodeCall(manager.createPlan, (next, PRICE, auth)));
        auth = _signed(
            MERCHANT_KEY,
            "SetPrice(address account,bytes32 planId,uint256 price,uint256 version,uint256 effectiveAt,",
            abi.encode(manager.planId(plan), PRICE, 2, NOW + 7 days)
        );
        _know(abi.encodeCall(manager.setPrice, (plan, PRICE, 2, uint40(NOW + 7 days), auth)));
        auth = _signed(MERCHANT_KEY, "ArchivePlan(address account,bytes32 planId,", abi.encode(manager.planId(plan)));
        _know(abi.encodeCall(manager.archivePlan, (plan, auth)));
        auth = _signed(MERCHANT_KEY, "CancelNonce(address account,uint256 canceled,", abi.encode(78));
        _know(abi.encodeCall(manager.cancelNonce, (78, auth)));
    }

    function _learnSignedSubscriptions() private {
        ISubscriptionTypes.Subscription memory sub = _agreed(subscriber);
        _know(abi.encodeCall(manager.subscribe, (plan, sub, _consent(plan, sub))));
        _know(abi.encodeCall(manager.subscribe, (plan, sub, _erc3009(plan, sub, PRICE))));
        bytes memory id = abi.encode(_id(plan, sub));
        bytes memory auth = _signed(SUBSCRIBER_KEY, "BurnSubscription(address account,bytes32 id,", id);
        _know(abi.encodeCall(manager.burn, (plan, sub, auth)));
        sub = _begun(plan, subscriber);
        id = abi.encode(_id(plan, sub));
        auth = _signed(MERCHANT_KEY, "Pause(address account,bytes32 id,", id);
        _know(abi.encodeCall(manager.pause, (plan, sub, auth)));
        auth = _signed(
            SUBSCRIBER_KEY,
            "Cancel(address account,bytes32 id,bool atPeriodEnd,",
            bytes.concat(id, abi.encode(true))
        );
        _know(abi.encodeCall(manager.cancel, (plan, sub, true, auth)));
        auth = _signed(
            OPERATOR_KEY,
            "ChargeUsage(address account,bytes32 id,uint256 period,uint256 cumulative,",
            bytes.concat(id, abi.encode(0, 1))
        );
        _know(abi.encodeCall(manager.chargeUsage, (plan, sub, 0, 1, auth)));
        ISubscriptionTypes.Subscription memory next = _agreed(subscriber);
        next.replaces = _id(plan, sub);
        _know(abi.encodeCall(manager.replace, (plan, sub, plan, next, _consent(plan, next))));
        sub = _begun(plan, subscriber);
        vm.prank(merchant);
        manager.pause(plan, sub, "");
        auth = _signed(MERCHANT_KEY, "Resume(address account,bytes32 id,", abi.encode(_id(plan, sub)));
        _know(abi.encodeCall(manager.resume, (plan, sub, auth)));
    }

    /// @dev Each is refused for its lock before anything else is asked; that they are good at other moments is shown by the
    /// tests of the escrow.
    function _learnEscrow() private {
        address token = address(dollar);
        IPaymentTypes.Terms memory terms = _terms();
        IPaymentTypes.Pull memory pull = IPaymentTypes.Pull(IPaymentTypes.Source.Allowance, "");
        _know(abi.encodeCall(escrow.authorize, (terms, pull)));
        _know(abi.encodeCall(escrow.charge, (terms, 0, pull)));
        _know(abi.encodeCall(escrow.burn, (terms, "")));
        _know(abi.encodeCall(escrow.capture, (terms, 1, 0, "")));
        _know(abi.encodeCall(escrow.captureBatch, (new IPaymentTypes.CaptureItem[](0))));
        _know(abi.encodeCall(escrow.void, (terms, "")));
        _know(abi.encodeCall(escrow.reclaim, (terms)));
        _know(abi.encodeCall(escrow.refund, (terms, 1, IPaymentTypes.Source.Available, "")));
        _know(abi.encodeCall(escrow.deposit, (true, token, 1, IPaymentTypes.Source.Allowance, "")));
        _know(abi.encodeCall(escrow.movePrepaid, (token, 1, true, "")));
        _know(abi.encodeCall(escrow.transferBalance, (stranger, token, 1, "", "")));
        _know(abi.encodeCall(escrow.withdraw, (token, 1, stranger, "")));
        _know(abi.encodeCall(escrow.withdrawFor, (merchant, token)));
        _know(abi.encodeCall(escrow.setPayout, (stranger, "")));
        _know(abi.encodeCall(escrow.setOperator, (stranger, token, 1, "")));
        _know(abi.encodeCall(escrow.cancelNonce, (77, "")));
        _know(abi.encodeCall(escrow.listToken, (token, false)));
        _know(abi.encodeCall(escrow.pauseIntake, (true)));
    }

    function _learnHooks() private {
        bytes4 refusal = IPaymentEscrowErrors.NotManager.selector;
        attacker.add(abi.encodeCall(escrow.enterFor, (address(dollar))), refusal);
        attacker.add(abi.encodeCall(escrow.debitPrepaid, (new IManagerHooks.Debit[](0))), refusal);
        attacker.add(abi.encodeCall(escrow.pull3009, (bytes32("id"), subscriber, 1, 1, "")), refusal);
        attacker.add(abi.encodeCall(escrow.settle, (new IManagerHooks.Credit[](0))), refusal);
    }

    function _know(bytes memory call) private {
        attacker.add(call, LOCKED);
    }

    // ---------------------------------------------------------------- what is agreed and signed

    /// @dev To be begun at any time.
    function _agreed(address account) internal returns (ISubscriptionTypes.Subscription memory sub) {
        sub = _subscription();
        (sub.subscriber, sub.salt, sub.startBy) = (account, ++_salt, FOREVER);
    }

    function _begun(
        ISubscriptionTypes.Plan memory to,
        address account
    ) internal returns (ISubscriptionTypes.Subscription memory sub) {
        sub = _agreed(account);
        _subscribe(to, sub);
    }

    /// @param head The type up to its nonce, which all have in common.
    function _signed(uint256 key, string memory head, bytes memory fields) internal returns (bytes memory) {
        return _auth(key, bytes.concat(bytes(head), "uint256 nonce,uint256 deadline)"), fields);
    }

    function _terms() private view returns (IPaymentTypes.Terms memory terms) {
        (terms.payer, terms.merchant, terms.operator) = (address(attacker), merchant, address(attacker));
        (terms.token, terms.amount) = (address(dollar), PRICE);
        (terms.authorizeBy, terms.captureBy, terms.refundBy) = (uint48(NOW + 1), uint48(NOW + 2), uint48(NOW + 3));
    }

    // ---------------------------------------------------------------- the attack

    /// @notice Plays one call with each attempt, one at a time, because a token has 300,000 gas for the transfer of an
    /// allowance. Looking at the attempt first makes reading it cheap.
    /// @param last The attempts before this one are made.
    /// @param least How often the attacker gets control in each call, at least.
    function _attackWithEach(function(uint256) internal play, uint256 last, uint256 least) internal {
        for (uint256 i; i < last; ++i) {
            attacker.attempt(i);
            _attack(play, i, i + 1, least);
        }
    }

    /// @notice Plays one call with all of them at once.
    function _attackWithAll(function(uint256) internal play, uint256 last, uint256 least) internal {
        _attack(play, 0, last, least);
    }

    function _attack(function(uint256) internal play, uint256 first, uint256 last, uint256 least) private {
        uint256 triggers = attacker.triggers();
        attacker.arm(first, last);
        play(first);
        attacker.arm(0, 0);
        require(attacker.accepted() == 0, "a call from within was not refused");
        require(attacker.triggers() >= triggers + least, "the attacker got no control");
    }
}
