// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {ManagerReentry} from "../support/ManagerReentry.sol";

/// @notice During every call that a verb of the manager makes to a token, everything else is tried, on both contracts.
/// Which verb makes it stands in the test's name; what is tried stands in ManagerReentry. Every test ends with the exact
/// amounts.
contract ManagerReentrancyTest is ManagerReentry {
    ISubscriptionTypes.Subscription private sub;
    uint96 private earned;
    uint256 private held;
    uint256 private wallet;

    /// @dev Shows that it is the lock that refuses below: one by one, all these calls are good.
    function test_SucceedsWithEachOfTheAttackersCallsOnItsOwn() public {
        require(verbs == 25, "calls");
        for (uint256 i; i < verbs; ++i) {
            uint256 before = vm.snapshotState();
            (bytes memory call, bytes4 refusal) = attacker.attempt(i);
            require(refusal == LOCKED, "refusal");
            _succeeds(address(attacker), call);
            vm.revertToState(before);
        }
    }

    // ---------------------------------------------------------------- chargeBatch

    function test_RefusesEveryCallDuringABatchFromTheAllowance() public {
        sub = _begun(plan, subscriber);
        _remember();
        _attackWithEach(_renewNext, attacker.count(), 2);
        uint96 count = uint96(attacker.count());
        _requireOutcome(count * PRICE, count * _fee(PRICE), count * PRICE);
        _requireActive(_id(plan, sub), NOW, count + 1, NOW + uint256(count) * PERIOD, _lastCharges(count + 1));
    }

    /// @dev Nothing is called but for what the escrow holds, before and after; all attempts fit in there.
    function test_RefusesEveryCallDuringABatchFromThePrepaidBalance() public {
        sub = _begun(plan, subscriber);
        _deposit(subscriber, 2 * PRICE, true);
        _remember();
        _attackWithAll(_renewNext, attacker.count(), 0);
        _requireOutcome(PRICE, _fee(PRICE), 0);
        _requireBalance(subscriber, 0, PRICE);
    }

    // ---------------------------------------------------------------- subscribe and replace

    function test_RefusesEveryCallDuringASubscriptionFromTheAllowance() public {
        _remember();
        _attackWithEach(_subscribeNext, attacker.count(), 2);
        uint96 count = uint96(attacker.count());
        _requireOutcome(count * PRICE, count * _fee(PRICE), count * PRICE);
    }

    function test_RefusesEveryCallDuringASubscriptionByErc3009() public {
        _remember();
        _attackWithAll(_subscribeByErc3009, attacker.count(), 2);
        _requireOutcome(PRICE, _fee(PRICE), 3 * PRICE);
        _requireBalance(subscriber, 0, 2 * PRICE);
    }

    /// @dev Three times: at the approval, and before and after the transfer.
    function test_RefusesEveryCallDuringASubscriptionByPermit() public {
        _remember();
        _attackWithEach(_subscribeByPermit, attacker.count(), 3);
        uint96 count = uint96(attacker.count());
        _requireOutcome(count * PRICE, count * _fee(PRICE), count * PRICE);
    }

    function test_RefusesEveryCallDuringAReplacement() public {
        sub = _begun(plan, subscriber);
        bytes32 first = _id(plan, sub);
        _remember();
        _attackWithEach(_replaceNext, attacker.count(), 2);
        uint96 count = uint96(attacker.count());
        _requireOutcome(count * PRICE, count * _fee(PRICE), count * PRICE);
        _requireStatus(first, ISubscriptionTypes.SubscriptionStatus.Ended);
        _requireStatus(_id(plan, sub), ISubscriptionTypes.SubscriptionStatus.Active);
    }

    // ---------------------------------------------------------------- chargeUsage

    function test_RefusesEveryCallDuringAChargeOfUsage() public {
        sub = _begun(plan, subscriber);
        _remember();
        _attackWithEach(_useMore, attacker.count(), 2);
        uint96 count = uint96(attacker.count());
        _requireOutcome(count * 1_000, count * 5, count * 1_000);
        require(manager.usageOf(_id(plan, sub), 0) == count * 1_000, "usage");
    }

    /// @dev What was refused is open again afterwards, in the same transaction.
    function test_SucceedsWithEachCallAfterABatch() public {
        test_RefusesEveryCallDuringABatchFromThePrepaidBalance();
        vm.warp(NOW);
        test_SucceedsWithEachOfTheAttackersCallsOnItsOwn();
    }

    // ---------------------------------------------------------------- what is attacked

    function _renewNext(uint256 index) private {
        vm.warp(NOW + (index + 1) * PERIOD);
        _renew(plan, sub);
    }

    function _subscribeNext(uint256) private {
        _begun(plan, subscriber);
    }

    function _subscribeByErc3009(uint256) private {
        sub = _agreed(subscriber);
        bytes memory pull = _erc3009(plan, sub, 3 * PRICE);
        vm.prank(stranger);
        manager.subscribe(plan, sub, pull);
    }

    function _subscribeByPermit(uint256) private {
        sub = _agreed(subscriber);
        bytes32 typehash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        bytes32 structHash = keccak256(
            abi.encode(typehash, subscriber, manager, PRICE, dollar.nonces(subscriber), NOW + 1)
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", dollar.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(SUBSCRIBER_KEY, digest);
        bytes memory signature = _sign(SUBSCRIBER_KEY, _id(plan, sub));
        bytes memory data = abi.encode(uint256(PRICE), NOW + 1, v, r, s, signature);
        bytes memory pull = _pull(ISubscriptionTypes.Consent.Permit, data, "");
        vm.prank(stranger);
        manager.subscribe(plan, sub, pull);
        require(dollar.allowance(subscriber, address(manager)) == 0, "the permit set the allowance");
    }

    function _replaceNext(uint256) private {
        ISubscriptionTypes.Subscription memory old = sub;
        ISubscriptionTypes.Subscription memory next = _agreed(subscriber);
        next.replaces = _id(plan, old);
        vm.prank(subscriber);
        manager.replace(plan, old, plan, next, "");
        sub = next;
    }

    function _useMore(uint256 index) private {
        vm.prank(operator);
        manager.chargeUsage(plan, sub, 0, uint96((index + 1) * 1_000), "");
    }

    // ---------------------------------------------------------------- outcome

    function _remember() private {
        (earned, , ) = _word(merchant);
        (held, wallet) = (dollar.balanceOf(address(escrow)), dollar.balanceOf(subscriber));
    }

    function _requireOutcome(uint96 charged, uint96 fees, uint96 paid) private view {
        (uint96 has, , ) = _word(merchant);
        require(has == earned + charged - fees, "merchant");
        require(dollar.balanceOf(address(escrow)) == held + paid, "held");
        require(dollar.balanceOf(subscriber) == wallet - paid, "wallet");
    }

    function _lastCharges(uint256 count) private pure returns (uint256 charged) {
        return ((1 << count) - 1) & type(uint120).max;
    }
}
