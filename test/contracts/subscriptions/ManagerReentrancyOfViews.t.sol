// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {RenewalTest} from "../support/RenewalTest.sol";

/// @notice What views tell whoever looks from within a transfer. The subscription is written before money moves, so they
/// show the period as charged, even where the charge then fails and comes to nothing; prepaid balances are lowered
/// already; and no receiver is credited before all money is there. So nothing is ever shown twice: what is seen of
/// balances is at most what the escrow holds.
contract ManagerReentrancyOfViewsTest is RenewalTest {
    struct Sight {
        ISubscriptionTypes.SubscriptionState state;
        uint40 dueAt;
        bytes4 canCharge;
        bool active;
        uint96 cumulative;
        uint96 ofSubscriber;
        uint96 ofMerchant;
        uint256 held;
    }

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    ISubscriptionTypes.Subscription private replaced;
    bytes32 private id;
    bytes private seen;
    uint256 private looks;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
        id = _id(plan, sub);
    }

    /// @notice Called by the token in the middle of a transfer, before it moves anything. Cheap, because the transfer has
    /// 300,000 gas.
    function look() external {
        seen = abi.encode(_sight());
        ++looks;
    }

    function test_SucceedsWithViewsThatShowARenewalAsChargedAndNotYetCredited() public {
        _subscribe(plan, sub);
        vm.warp(NOW + PERIOD);
        require(manager.canCharge(plan, sub) == 0, "due");
        _watch();
        _renew(plan, sub);
        Sight memory sight = _requireSeen();
        _requireSeenCharged(sight, 2, NOW + PERIOD, 3);
        require(sight.ofMerchant == PRICE - _fee(PRICE), "only the first period is credited");
        require(sight.held == PRICE, "held");
    }

    /// @dev The one charge beside it is prepaid: its money has left the subscriber and reached nobody.
    function test_SucceedsWithViewsThatShowAPrepaidChargeAsDebitedAndNotYetCredited() public {
        _subscribe(plan, sub);
        _deposit(subscriber, PRICE, true);
        ISubscriptionTypes.Subscription memory other = _memberSubscription(1);
        _subscribe(plan, other);
        vm.warp(NOW + PERIOD);
        _watch();
        _renewAll(plan, _pair(sub, other));
        Sight memory sight = _requireSeen();
        _requireSeenCharged(sight, 2, NOW + PERIOD, 3);
        require(sight.ofSubscriber == 0 && sight.ofMerchant == 2 * (PRICE - _fee(PRICE)), "balances");
        require(sight.held == 3 * PRICE, "held");
        _requireBalance(merchant, 4 * (PRICE - _fee(PRICE)), 0);
    }

    function test_SucceedsWithViewsThatShowASubscriptionAsBegun() public {
        _watch();
        _subscribe(plan, sub);
        Sight memory sight = _requireSeen();
        _requireSeenCharged(sight, 1, NOW, 1);
        require(sight.ofMerchant == 0 && sight.held == 0, "balances");
    }

    /// @dev The deposit is booked before it comes; but nobody can spend it before the call has succeeded, for the escrow's
    /// verbs are locked.
    function test_SucceedsWithViewsThatShowADepositBeforeItCame() public {
        bytes memory pull = _erc3009(plan, sub, 3 * PRICE);
        _watch();
        vm.prank(stranger);
        manager.subscribe(plan, sub, pull);
        Sight memory sight = _requireSeen();
        require(sight.ofSubscriber == 3 * PRICE && sight.held == 0, "balances");
        _requireBalance(subscriber, 0, 2 * PRICE);
    }

    function test_SucceedsWithViewsThatShowTheOldOneAsEndedDuringAReplacement() public {
        replaced = _subscription();
        bytes32 oldId = _subscribe(plan, replaced);
        (sub.salt, sub.replaces) = (2, oldId);
        id = _id(plan, sub);
        _watch();
        vm.prank(subscriber);
        manager.replace(plan, replaced, plan, sub, "");
        Sight memory sight = _requireSeen();
        _requireSeenCharged(sight, 1, NOW, 1);
        require(!manager.isActive(plan, replaced), "the old one");
    }

    function test_SucceedsWithViewsThatShowUsageAsCharged() public {
        _subscribe(plan, sub);
        _watch();
        vm.prank(operator);
        manager.chargeUsage(plan, sub, 0, 1_000, "");
        Sight memory sight = _requireSeen();
        require(sight.cumulative == 1_000, "usage");
        require(sight.ofMerchant == PRICE - _fee(PRICE), "not yet credited");
    }

    /// @dev What a failing charge shows in its middle is taken back: whoever acted on it acted on nothing.
    function test_SucceedsWithTheStateBeforeWhereATransferFailsAfterTheLook() public {
        bytes32 before = _renewable();
        dollar.setFeeUnits(PRICE + 1);
        _watch();
        _renew(plan, sub);
        // The look went the way of the transfer that failed.
        require(looks == 0, "looks");
        require(_stateHash(id) == before, "state");
        require(manager.canCharge(plan, sub) == 0, "still due");
    }

    // ---------------------------------------------------------------- steps

    function _renewable() private returns (bytes32 state) {
        _subscribe(plan, sub);
        vm.warp(NOW + PERIOD);
        return _stateHash(id);
    }

    function _watch() private {
        // What is written here first costs less in the middle of a transfer.
        seen = abi.encode(_sight());
        dollar.setHook(address(this), abi.encodeCall(this.look, ()));
    }

    function _requireSeen() private view returns (Sight memory sight) {
        require(looks == 1, "nobody looked");
        sight = abi.decode(seen, (Sight));
        Sight memory last = _sight();
        require(keccak256(abi.encode(sight.state)) == keccak256(abi.encode(last.state)), "state");
        require(sight.dueAt == last.dueAt && sight.canCharge == last.canCharge, "due");
        require(sight.active == last.active && sight.cumulative == last.cumulative, "active");
    }

    function _requireSeenCharged(Sight memory sight, uint32 next, uint256 chargedAt, uint120 charged) private view {
        require(sight.state.nextPeriod == next && sight.state.chargedAt == chargedAt, "state");
        require(sight.state.charged == charged && sight.active, "charged");
        require(sight.canCharge == ISubscriptionManagerErrors.NotDue.selector, "not due");
        require(sight.dueAt == NOW + uint256(next) * plan.period, "due at");
    }

    function _sight() private view returns (Sight memory sight) {
        sight.state = manager.subscriptionOf(id);
        sight.dueAt = manager.dueAt(plan, sub);
        sight.canCharge = manager.canCharge(plan, sub);
        sight.active = manager.isActive(plan, sub);
        sight.cumulative = manager.usageOf(id, 0);
        (, sight.ofSubscriber, ) = _word(subscriber);
        (sight.ofMerchant, , ) = _word(merchant);
        sight.held = dollar.balanceOf(address(escrow));
    }
}
