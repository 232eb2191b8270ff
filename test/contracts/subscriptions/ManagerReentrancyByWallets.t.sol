// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {ManagerReentry} from "../support/ManagerReentry.sol";

/// @notice Everything is tried while a contract wallet is asked whether it signed. It says yes only if all its attempts were
/// refused: the outer call would fail else.
contract ManagerReentrancyByWalletsTest is ManagerReentry {
    address private self;
    ISubscriptionTypes.Subscription private sub;
    ISubscriptionTypes.Subscription private next;
    uint256 private _nonce = 5_000;

    function setUp() public override {
        super.setUp();
        self = address(attacker);
    }

    // ---------------------------------------------------------------- what a subscriber signs

    /// @dev From a prepaid balance: a transfer that followed would be attacked too, and with more than its gas allows.
    function test_RefusesEveryVerbWhileAWalletSubscribes() public {
        sub = _agreed(self);
        _deposit(self, PRICE, true);
        _asked(abi.encodeCall(manager.subscribe, (plan, sub, _consented())));
        _requireStatus(_id(plan, sub), ISubscriptionTypes.SubscriptionStatus.Active);
        _requirePrepaid(0);
    }

    /// @dev The token asks the wallet while the escrow is entered: there, its verbs are locked too.
    function test_RefusesEveryCallWhileAWalletFundsASubscription() public {
        sub = _agreed(self);
        uint256 wallet = dollar.balanceOf(self);
        bytes memory data = abi.encode(uint96(3 * PRICE), bytes(hex"01"));
        bytes memory pull = _pull(ISubscriptionTypes.Consent.Erc3009, data, "");
        attacker.arm(0, attacker.count());
        _succeeds(stranger, abi.encodeCall(manager.subscribe, (plan, sub, pull)));
        attacker.arm(0, 0);
        require(attacker.accepted() == 0 && attacker.triggers() == 2, "a call from within was not refused");
        require(dollar.balanceOf(self) == wallet - 3 * PRICE, "wallet");
        _requirePrepaid(2 * PRICE);
    }

    function test_RefusesEveryVerbWhileAWalletReplaces() public {
        sub = _begun(plan, self);
        next = _agreed(self);
        next.replaces = _id(plan, sub);
        _deposit(self, PRICE, true);
        _asked(abi.encodeCall(manager.replace, (plan, sub, plan, next, _consented())));
        _requireStatus(_id(plan, sub), ISubscriptionTypes.SubscriptionStatus.Ended);
        _requireStatus(_id(plan, next), ISubscriptionTypes.SubscriptionStatus.Active);
        _requirePrepaid(0);
    }

    function test_RefusesEveryVerbWhileAWalletBurnsOrCancels() public {
        sub = _agreed(self);
        _asked(abi.encodeCall(manager.burn, (plan, sub, _yes())));
        _requireStatus(_id(plan, sub), ISubscriptionTypes.SubscriptionStatus.Burned);
        sub = _begun(plan, self);
        _asked(abi.encodeCall(manager.cancel, (plan, sub, true, _yes())));
        _requireStatus(_id(plan, sub), ISubscriptionTypes.SubscriptionStatus.Ending);
        _asked(abi.encodeCall(manager.cancel, (plan, sub, false, _yes())));
        _requireStatus(_id(plan, sub), ISubscriptionTypes.SubscriptionStatus.Ended);
        _asked(abi.encodeCall(manager.cancelNonce, (1_234, _yes())));
        require(manager.isNonceUsed(self, 1_234), "nonce");
    }

    // ---------------------------------------------------------------- what a merchant or operator signs

    function test_RefusesEveryVerbWhileAWalletAgreesToAnotherFirstAmount() public {
        sub = _agreed(subscriber);
        sub.firstAmount = 1_000;
        _deposit(subscriber, 1_000, true);
        (uint96 had, , ) = _word(self);
        bytes memory signature = _sign(SUBSCRIBER_KEY, _id(ownPlan, sub));
        bytes memory offer = abi.encode(self, bytes(hex"01"));
        bytes memory pull = _pull(ISubscriptionTypes.Consent.Signature, signature, offer);
        _asked(abi.encodeCall(manager.subscribe, (ownPlan, sub, pull)));
        (uint96 has, , ) = _word(self);
        require(has == had + 995, "merchant");
        _requireBalance(subscriber, 0, 0);
    }

    function test_RefusesEveryVerbWhileAWalletManagesItsPlans() public {
        ISubscriptionTypes.Plan memory other = ownPlan;
        other.salt = 4;
        _asked(abi.encodeCall(manager.createPlan, (other, PRICE, _yes())));
        _asked(abi.encodeCall(manager.setPrice, (other, 2 * PRICE, 2, uint40(NOW + 7 days), _yes())));
        _asked(abi.encodeCall(manager.archivePlan, (other, _yes())));
        ISubscriptionTypes.PlanState memory state = manager.planOf(manager.planId(other));
        require(state.version == 2 && state.nextPrice == 2 * PRICE && state.archived, "plan");
    }

    function test_RefusesEveryVerbWhileAWalletPausesAndResumes() public {
        sub = _begun(ownPlan, subscriber);
        _asked(abi.encodeCall(manager.pause, (ownPlan, sub, _yes())));
        _requireStatus(_id(ownPlan, sub), ISubscriptionTypes.SubscriptionStatus.Paused);
        _asked(abi.encodeCall(manager.resume, (ownPlan, sub, _yes())));
        _requireStatus(_id(ownPlan, sub), ISubscriptionTypes.SubscriptionStatus.Active);
    }

    function test_RefusesEveryVerbWhileAWalletChargesUsage() public {
        sub = _begun(ownPlan, subscriber);
        (uint96 had, , ) = _word(self);
        _deposit(subscriber, 1_000, true);
        _asked(abi.encodeCall(manager.chargeUsage, (ownPlan, sub, 0, 1_000, _yes())));
        (uint96 has, , ) = _word(self);
        require(has == had + 995, "merchant");
        _requireBalance(subscriber, 0, 0);
    }

    // ---------------------------------------------------------------- steps

    function _consented() private pure returns (bytes memory) {
        return _pull(ISubscriptionTypes.Consent.Signature, hex"01", "");
    }

    /// @dev Whatever is signed: the attacker's wallet says yes.
    function _yes() private returns (bytes memory) {
        return abi.encode(self, ++_nonce, NOW + 1, bytes(hex"01"));
    }

    /// @dev What is available is the merchant's that the attacker is, too.
    function _requirePrepaid(uint96 expected) private view {
        (, uint96 prepaid, ) = _word(self);
        require(prepaid == expected, "prepaid");
    }

    function _asked(bytes memory call) private {
        _requireChecked(call);
        attacker.arm(0, verbs);
        _succeeds(stranger, call);
        attacker.arm(0, 0);
        require(attacker.accepted() == 0, "a call from within was not refused");
    }

    /// @dev The wallet is asked at all: an attempt that is not refused in the way that is expected fails the call.
    function _requireChecked(bytes memory call) private {
        uint256 snapshot = vm.snapshotState();
        uint256 wrong = attacker.count();
        attacker.setTarget(address(manager));
        attacker.add(abi.encodeCall(manager.escrow, ()), LOCKED);
        attacker.arm(wrong, wrong + 1);
        vm.prank(stranger);
        (bool success, ) = address(manager).call(call);
        require(!success, "the wallet was not asked");
        vm.revertToState(snapshot);
    }
}
