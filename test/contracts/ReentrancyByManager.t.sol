// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IManagerHooks} from "../../contracts/interfaces/IManagerHooks.sol";
import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {AttackerDollar} from "../mocks/AttackerDollar.sol";
import {HostileDollar} from "../mocks/HostileDollar.sol";
import {Reenterer} from "../mocks/Reenterer.sol";
import {HostileTest} from "./support/HostileTest.sol";
import {SubscriptionIds} from "./support/SubscriptionIds.sol";
import {EscrowDeployment} from "./support/EscrowDeployment.sol";

/// @notice The hooks against the verbs, and the verbs against the hooks. Here the attacker is the manager itself, since it
/// alone gets past the first check of a hook.
contract ReentrancyByManagerTest is HostileTest {
    bytes4 private constant LOCKED = ICommonErrors.Locked.selector;
    bytes4 private constant NOT_ENTERED = IPaymentEscrowErrors.NotEntered.selector;

    Reenterer private attacker;
    AttackerDollar private token;
    uint256 private verbs;

    function setUp() public override {
        super.setUp();
        attacker = new Reenterer();
        manager = address(attacker);
        escrow = EscrowDeployment.create(address(this), manager);
        attacker.setTarget(address(escrow));
        token = new AttackerDollar();
        token.setAttacker(attacker);
        dollar = HostileDollar(address(token));
        _introduce(address(token), 1e24);
        _succeeds(payer, abi.encodeCall(escrow.deposit, (true, address(token), AMOUNT, ALLOWANCE, "")));
        _learnVerbs();
        _learnHooks();
    }

    /// @dev Only a verb's own lock stands between a manager that a token calls and the hooks.
    function test_RefusesEveryHookDuringAVerb() public {
        IPaymentTypes.Terms memory terms = _terms();
        attacker.arm(verbs, attacker.count());
        _succeeds(payer, _authorizeCall(terms));
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        attacker.arm(0, 0);
        require(attacker.accepted() == 0 && attacker.triggers() == 4, "a hook was not refused");
        require(token.balanceOf(address(escrow)) == AMOUNT, "the outcome is inexact");
    }

    function test_RefusesEveryVerbBetweenTheHooks() public {
        _enter();
        for (uint256 i; i <= verbs; ++i) {
            (bytes memory call, ) = attacker.attempt(i);
            _reverts(manager, call, LOCKED);
        }
        _settle(new IManagerHooks.Credit[](0));
        _succeeds(payer, abi.encodeCall(escrow.deposit, (false, address(token), AMOUNT, ALLOWANCE, "")));
    }

    /// @dev The token calls back while it is asked for a balance, in `enter` and in `settle`.
    function test_RefusesEveryVerbWhileAHookMeasures() public {
        attacker.arm(0, verbs + 1);
        _enter();
        _settle(new IManagerHooks.Credit[](0));
        attacker.arm(0, 0);
    }

    function test_RefusesEveryVerbDuringPull3009() public {
        bytes32 id = keccak256("subscription");
        uint48 startBy = uint48(block.timestamp + 1);
        bytes memory signature = _erc3009Signature(
            PAYER_KEY,
            payer,
            AMOUNT,
            startBy,
            SubscriptionIds.digest(manager, id)
        );
        attacker.arm(0, verbs + 1);
        _enter();
        _succeeds(manager, abi.encodeCall(escrow.pull3009, (id, payer, startBy, AMOUNT, signature)));
        _settle(new IManagerHooks.Credit[](0));
        attacker.arm(0, 0);
        require(attacker.accepted() == 0 && attacker.triggers() == 2, "a verb was not refused");
        (uint96 available, uint96 prepaid, ) = escrow.balance(payer, address(token));
        require(available == 0 && prepaid == 2 * AMOUNT, "the outcome is inexact");
    }

    /// @dev The manager's own transfer from a subscriber's wallet, between `enter` and `settle`.
    function test_RefusesEveryVerbDuringTheManagersOwnTransfer() public {
        vm.prank(payer);
        token.approve(manager, type(uint256).max);
        attacker.arm(0, verbs + 1);
        _enter();
        vm.prank(manager);
        token.transferFrom(payer, address(escrow), AMOUNT);
        IManagerHooks.Credit[] memory credits = new IManagerHooks.Credit[](1);
        credits[0] = IManagerHooks.Credit("id", merchant, AMOUNT);
        _settle(credits);
        attacker.arm(0, 0);
        require(attacker.accepted() == 0 && attacker.triggers() == 2, "a verb was not refused");
        require(_available(merchant) == AMOUNT && token.balanceOf(address(escrow)) == 2 * AMOUNT, "inexact");
    }

    /// @dev What a subscriber's hook adds in the middle is nobody's: nothing is credited, and the manager's call fails whole.
    function test_RevertsWhenASubscriberAddsMoneyInTheMiddle() public {
        _enter();
        token.mint(address(escrow), 1);
        _reverts(
            manager,
            abi.encodeCall(escrow.settle, (new IManagerHooks.Credit[](0))),
            IPaymentEscrowErrors.Unbalanced.selector
        );
    }

    function _enter() private {
        _succeeds(manager, abi.encodeCall(escrow.enterFor, (address(token))));
    }

    function _settle(IManagerHooks.Credit[] memory credits) private {
        _succeeds(manager, abi.encodeCall(escrow.settle, (credits)));
    }

    function _learnVerbs() private {
        address self = address(attacker);
        IPaymentTypes.Terms memory terms = _terms();
        _learn(abi.encodeCall(escrow.authorize, (terms, _erc3009(terms))), LOCKED);
        _learn(abi.encodeCall(escrow.charge, (terms, 50_000, _erc3009(terms))), LOCKED);
        _learn(abi.encodeCall(escrow.burn, (terms, "")), LOCKED);
        _learn(_captureCall(terms, AMOUNT), LOCKED);
        _learn(abi.encodeCall(escrow.captureBatch, (new IPaymentTypes.CaptureItem[](0))), LOCKED);
        _learn(abi.encodeCall(escrow.void, (terms, "")), LOCKED);
        _learn(abi.encodeCall(escrow.reclaim, (terms)), LOCKED);
        _learn(_refundCall(terms, 1), LOCKED);
        _learn(abi.encodeCall(escrow.deposit, (true, address(token), 1, ALLOWANCE, "")), LOCKED);
        _learn(abi.encodeCall(escrow.movePrepaid, (address(token), 1, true, "")), LOCKED);
        _learn(abi.encodeCall(escrow.transferBalance, (payer, address(token), 1, "", "")), LOCKED);
        _learn(_withdrawCall(address(token), 1, payer), LOCKED);
        _learn(abi.encodeCall(escrow.withdrawFor, (payer, address(token))), LOCKED);
        _learn(abi.encodeCall(escrow.setPayout, (self, "")), LOCKED);
        _learn(abi.encodeCall(escrow.setOperator, (payer, address(token), 1, "")), LOCKED);
        _learn(abi.encodeCall(escrow.cancelNonce, (1, "")), LOCKED);
        verbs = attacker.count();
    }

    /// @dev The first of them, `enter`, is locked in a verb and after itself alike.
    function _learnHooks() private {
        _learn(abi.encodeCall(escrow.enterFor, (address(token))), LOCKED);
        IManagerHooks.Debit[] memory debits = new IManagerHooks.Debit[](1);
        debits[0] = IManagerHooks.Debit(payer, 1);
        _learn(abi.encodeCall(escrow.debitPrepaid, (debits)), NOT_ENTERED);
        _learn(abi.encodeCall(escrow.pull3009, (bytes32("id"), payer, 1, 1, "")), NOT_ENTERED);
        _learn(abi.encodeCall(escrow.settle, (new IManagerHooks.Credit[](0))), NOT_ENTERED);
    }

    function _learn(bytes memory call, bytes4 refusal) private {
        attacker.add(call, refusal);
    }
}
