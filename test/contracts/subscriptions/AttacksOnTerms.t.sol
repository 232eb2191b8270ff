// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice Attacks on what was agreed to: by a stranger, by the merchant, and by the subscriber.
contract AttacksOnTermsTest is BeginningTest {
    bytes private constant BURN = "BurnSubscription(address account,bytes32 id,uint256 nonce,uint256 deadline)";

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    bytes32 private id;

    /// @dev A price may change at once here, which helps none of the attackers.
    function setUp() public override {
        super.setUp();
        plan = _plan();
        plan.notice = 0;
        sub = _subscription();
        _create(plan);
        id = _id(plan, sub);
    }

    // ---------------------------------------------------------------- by strangers

    /// @dev Named attack: a stranger burning an id, so that what was signed cannot be delivered.
    function testFuzz_RevertsWhenAStrangerBurnsAnId(address attacker, uint256 key) public {
        key = 1 + (key % (1 << 128));
        vm.assume(attacker != subscriber && key != SUBSCRIBER_KEY);
        bytes memory byCall = abi.encodeCall(manager.burn, (plan, sub, ""));
        _reverts(attacker, byCall, _notSubscriber(attacker, subscriber));
        _reverts(merchant, byCall, _notSubscriber(merchant, subscriber));
        bytes memory auth = _authOf(vm.addr(key), key, BURN, abi.encode(id), 1, NOW + 1);
        bytes memory bySignature = abi.encodeCall(manager.burn, (plan, sub, auth));
        _reverts(attacker, bySignature, _notSubscriber(vm.addr(key), subscriber));
        auth = _authOf(subscriber, key, BURN, abi.encode(id), 1, NOW + 1);
        bytes32 digest = _managerDigest(keccak256(abi.encode(keccak256(BURN), subscriber, id, 1, NOW + 1)));
        bySignature = abi.encodeCall(manager.burn, (plan, sub, auth));
        _reverts(attacker, bySignature, _invalidSignature(subscriber, digest));
        _succeeds(attacker, _subscribing(plan, sub, _consent(plan, sub)));
        _requireBegun(id, NOW);
    }

    /// @dev Nor does the subscriber's own burn undo what has begun.
    function test_RevertsWhenWhatHasBegunIsBurned() public {
        _subscribe(plan, sub);
        _reverts(subscriber, abi.encodeCall(manager.burn, (plan, sub, "")), _exists(id));
        vm.prank(subscriber);
        manager.cancel(plan, sub, false, "");
        _reverts(subscriber, abi.encodeCall(manager.burn, (plan, sub, "")), _exists(id));
        _requireStatus(id, ENDED);
    }

    /// @dev Named attack: plan ids re-bound by a reorganization. What was signed for one plan is worth nothing for the
    /// one that the merchant makes in its place, because the plan itself stands in what is signed.
    function test_RevertsWhenAPlanIdIsReboundByAReorg() public {
        plan.salt = 9;
        uint256 fork = vm.snapshotState();
        bytes32 planId = _create(plan);
        bytes memory consent = _consent(plan, sub);
        bytes memory authorization = _erc3009(plan, sub, PRICE);
        vm.revertToState(fork);
        (plan.period, plan.grace, plan.feeRecipient) = (1, type(uint32).max, stranger);
        require(_create(plan) != planId, "another plan");
        _reverts(stranger, _subscribing(plan, sub, consent), _invalidSignature(subscriber, _id(plan, sub)));
        _reverts(stranger, _subscribing(plan, sub, authorization), _refusedByToken(subscriber));
        _requireWallet(subscriber, WEALTH);
    }

    /// @dev The same plan at another price after a reorganization: the first amount is what was signed, or nothing.
    function test_RevertsWhenAPriceIsReboundByAReorg() public {
        plan.salt = 9;
        bytes memory call = _subscribing(plan, sub, _consent(plan, sub));
        vm.prank(merchant);
        manager.createPlan(plan, PRICE + 1, "");
        _reverts(stranger, call, _notAgreed(PRICE, PRICE + 1));
    }

    // ---------------------------------------------------------------- by the merchant

    /// @dev Named attack: a price version turning a month into a second. Only the price has versions: a period is still
    /// a period, and whatever else is changed makes another plan that nobody agreed to.
    function test_RevertsWhenAPriceVersionTurnsAMonthIntoASecond() public {
        _subscribe(plan, sub);
        vm.prank(merchant);
        manager.setPrice(plan, CAP, 2, uint40(NOW), "");
        vm.warp(NOW + PERIOD - 1);
        _renew(plan, sub);
        _requireBegun(id, NOW);
        ISubscriptionTypes.Plan memory fast = _plan();
        (fast.notice, fast.period) = (0, 1);
        _reverts(
            merchant,
            abi.encodeCall(manager.setPrice, (fast, CAP, 3, uint40(NOW + PERIOD), "")),
            abi.encodeWithSelector(ISubscriptionManagerErrors.UnknownPlan.selector, manager.planId(fast))
        );
        _create(fast);
        _renew(fast, sub);
        _requireUnknown(_id(fast, sub));
        _requireWallet(subscriber, WEALTH - PRICE);
        vm.warp(NOW + PERIOD);
        _renew(plan, sub);
        _requireWallet(subscriber, WEALTH - PRICE - CAP);
    }

    /// @dev Named attack: above the caps, by any price, quantity and usage, whoever of merchant and operator acts.
    function testFuzz_ChargesNothingAboveTheCapsByAnyPriceQuantityAndUsage(
        uint96[3] memory prices,
        uint32 quantity,
        uint96[6] memory usage
    ) public {
        sub.quantity = uint32(_bound(quantity, 1, type(uint32).max));
        vm.prank(merchant);
        manager.setPrice(plan, 0, 2, uint40(NOW), "");
        sub.firstAmount = 0;
        _subscribe(plan, sub);
        uint256 charged = WEALTH;
        for (uint256 i; i < 3; ++i) {
            vm.warp(NOW + (i + 1) * PERIOD);
            // Small enough to be within the cap now and then.
            if (i != 0) prices[i] = prices[i] % (1 + (2 * CAP) / sub.quantity);
            vm.prank(merchant);
            manager.setPrice(plan, prices[i], uint16(3 + i), uint40(NOW + (i + 1) * PERIOD), "");
            _renew(plan, sub);
            for (uint256 j; j < 2; ++j) _tryUsage(uint32(i + 1), usage[2 * i + j] % (2 * sub.usageCapPerPeriod));
            uint256 left = dollar.balanceOf(subscriber);
            require(charged - left <= uint256(CAP) + sub.usageCapPerPeriod, "above the caps");
            charged = left;
        }
    }

    function _tryUsage(uint32 period, uint96 cumulative) private {
        vm.prank(operator);
        (bool success, ) = address(manager).call(
            abi.encodeCall(manager.chargeUsage, (plan, sub, period, cumulative, ""))
        );
        require(manager.usageOf(_id(plan, sub), period) <= sub.usageCapPerPeriod, "usage");
        if (success) require(manager.usageOf(_id(plan, sub), period) == cumulative, "cumulative");
    }

    /// @dev Named attack: usage charged twice, by a retry, by the other party, or with another amount on the way.
    function test_RevertsWhenUsageIsChargedTwiceOnRetry() public {
        _subscribe(plan, sub);
        bytes memory call = abi.encodeCall(manager.chargeUsage, (plan, sub, 0, 1_000, ""));
        _succeeds(merchant, call);
        bytes memory refused = _already(1_000, 1_000);
        _reverts(merchant, call, refused);
        _reverts(operator, call, refused);
        _succeeds(operator, abi.encodeCall(manager.chargeUsage, (plan, sub, 0, 1_500, "")));
        _reverts(merchant, call, _already(1_000, 1_500));
        vm.warp(NOW + 1);
        _reverts(merchant, call, _already(1_000, 1_500));
        _requireWallet(subscriber, WEALTH - PRICE - 1_500);
    }

    // ---------------------------------------------------------------- by the subscriber

    /// @dev Named attack: a subscriber choosing the trial. Its length stands in the plan, and a plan without one has none.
    function test_RevertsWhenASubscriberChoosesTheTrial() public {
        sub.firstAmount = 0;
        _reverts(subscriber, _subscribing(plan, sub, ""), _notAgreed(0, PRICE));
        ISubscriptionTypes.Plan memory trial = _trialPlan();
        _create(trial);
        trial.trial = 365 days;
        bytes32 planId = manager.planId(trial);
        bytes memory refused = abi.encodeWithSelector(ISubscriptionManagerErrors.UnknownPlan.selector, planId);
        _reverts(subscriber, _subscribing(trial, sub, ""), refused);
        _reverts(
            subscriber,
            abi.encodeCall(manager.createPlan, (trial, PRICE, "")),
            abi.encodeWithSelector(ICommonErrors.NotMerchant.selector, subscriber, merchant)
        );
    }

    /// @dev Named attack: a one-unit first period; with its own offer, too.
    function test_RevertsWhenASubscriberChoosesAOneUnitFirstPeriod() public {
        sub.firstAmount = 1;
        _reverts(subscriber, _subscribing(plan, sub, ""), _notAgreed(1, PRICE));
        bytes memory pull = _pull(SIGNATURE, "", _offer(SUBSCRIBER_KEY, plan, sub));
        _reverts(subscriber, _subscribing(plan, sub, pull), _notAgreed(1, PRICE));
        // Nor by a quantity of which there is more than what is paid.
        (sub.quantity, sub.firstAmount) = (2, PRICE);
        _reverts(subscriber, _subscribing(plan, sub, ""), _notAgreed(PRICE, 2 * PRICE));
    }

    /// @dev An offer is for one subscription, and it lives once.
    function test_RevertsWhenASubscriberUsesAnOfferTwice() public {
        sub.firstAmount = 1;
        bytes memory pull = _pull(SIGNATURE, "", _offer(MERCHANT_KEY, plan, sub));
        id = _id(plan, sub);
        _succeeds(subscriber, _subscribing(plan, sub, pull));
        vm.prank(subscriber);
        manager.cancel(plan, sub, false, "");
        _reverts(subscriber, _subscribing(plan, sub, pull), _exists(id));
    }

    function _already(uint256 cumulative, uint256 charged) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.UsageAlreadyCharged.selector, cumulative, charged);
    }
}
