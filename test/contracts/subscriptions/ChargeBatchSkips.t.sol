// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {RenewalTest} from "../support/RenewalTest.sol";

/// @notice What a batch passes over in silence, what refuses it as a whole, and what a plan's own state changes.
contract ChargeBatchSkipsTest is RenewalTest {
    /// @dev Not `block.chainid`, which an optimizer may take for the same throughout a test.
    uint256 private constant HOME_CHAIN = 31_337;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    bytes32 private id;

    /// @dev One that is charged at NOW and due at NOW + PERIOD.
    function setUp() public override {
        super.setUp();
        plan = _plan();
        _create(plan);
        sub = _subscription();
        id = _subscribe(plan, sub);
        _deposit(subscriber, 10 * PRICE, true);
    }

    // ---------------------------------------------------------------- in silence

    function test_EmitsNothingForAnUnknownSubscription() public {
        sub.salt = 2;
        _requireSilence();
    }

    function test_EmitsNothingForABurnedSubscription() public {
        sub.salt = 2;
        vm.prank(subscriber);
        manager.burn(plan, sub, "");
        _requireSilence();
    }

    function test_EmitsNothingForAnEndedSubscription() public {
        vm.prank(subscriber);
        manager.cancel(plan, sub, false, "");
        _requireSilence();
    }

    function test_EmitsNothingForAReplacedSubscription() public {
        ISubscriptionTypes.Subscription memory next = _copy(sub);
        (next.replaces, next.firstAmount) = (id, PRICE);
        vm.prank(subscriber);
        manager.replace(plan, sub, plan, next, "");
        _requireSilence();
    }

    function test_EmitsNothingForASubscriptionThatIsToEnd() public {
        vm.prank(merchant);
        manager.cancel(plan, sub, true, "");
        _requireSilence();
    }

    function test_EmitsNothingForAPausedSubscriptionUntilTheNextPeriodAfterIt() public {
        vm.prank(merchant);
        manager.pause(plan, sub, "");
        _requireSilence();
        vm.prank(merchant);
        manager.resume(plan, sub, "");
        // The period that had begun while it was paused is never charged.
        _requireSilenceAt(NOW + 2 * PERIOD - 1);
        vm.warp(NOW + 2 * PERIOD);
        _requireChargeOf(PRICE, 2);
    }

    function test_EmitsNothingForASubscriptionThatIsNotDue() public {
        _requireSilenceAt(NOW);
        _requireSilenceAt(NOW + PERIOD - 1);
        vm.warp(NOW + PERIOD);
        _requireChargeOf(PRICE, 1);
        _requireSilenceAt(NOW + PERIOD + 1);
    }

    /// @dev The plan is part of the id: under another plan it is another subscription, which nobody has begun.
    function test_EmitsNothingForASubscriptionToAnotherPlan() public {
        plan.salt = 2;
        _create(plan);
        _requireSilence();
        plan.salt = 1;
        plan.feeBps = 0;
        _create(plan);
        _requireSilence();
    }

    function testFuzz_EmitsNothingForASubscriptionWithOneOtherBit(uint256 bit) public {
        bytes memory words = abi.encode(sub);
        bit %= words.length * 8;
        words[bit / 8] ^= bytes1(uint8(0x80 >> (bit % 8)));
        bytes memory call = bytes.concat(
            manager.chargeBatch.selector,
            abi.encode(plan),
            abi.encode(uint256(12 * 32)),
            abi.encode(uint256(1)),
            words
        );
        vm.warp(NOW + PERIOD);
        _expectEvents();
        _succeeds(stranger, call);
        _requireExactEvents();
        _requireBalance(subscriber, 0, 10 * PRICE);
    }

    function test_EmitsNothingForAnEmptyBatch() public {
        vm.warp(NOW + PERIOD);
        _expectEvents();
        _renewAll(plan, new ISubscriptionTypes.Subscription[](0));
        _requireExactEvents();
    }

    // ---------------------------------------------------------------- as a whole

    function test_RevertsWhenThePlanIsUnknown() public {
        ISubscriptionTypes.Plan memory other = _plan();
        other.salt = 3;
        bytes32 unknown = manager.planId(other);
        bytes memory expected = abi.encodeWithSelector(ISubscriptionManagerErrors.UnknownPlan.selector, unknown);
        _reverts(stranger, abi.encodeCall(manager.chargeBatch, (other, _batch(sub))), expected);
        bytes memory empty = abi.encodeCall(manager.chargeBatch, (other, new ISubscriptionTypes.Subscription[](0)));
        _reverts(stranger, empty, expected);
    }

    function test_RevertsWhenTheChainIsForeign() public {
        vm.chainId(HOME_CHAIN + 1);
        _requireRefused(abi.encodeWithSelector(ICommonErrors.ForeignChain.selector, HOME_CHAIN + 1, HOME_CHAIN));
        vm.chainId(HOME_CHAIN);
        _requireChargeOf(PRICE, 1);
    }

    function test_RevertsWhenTheTokenIsDelisted() public {
        escrow.listToken(address(dollar), false);
        _requireRefused(abi.encodeWithSelector(IPaymentEscrowErrors.TokenNotListed.selector, dollar));
        escrow.listToken(address(dollar), true);
        _requireChargeOf(PRICE, 1);
    }

    function test_RevertsWhenIntakeIsPaused() public {
        escrow.pauseIntake(true);
        _requireRefused(abi.encodeWithSelector(IPaymentEscrowErrors.IntakeIsPaused.selector));
        escrow.pauseIntake(false);
        _requireChargeOf(PRICE, 1);
    }

    // ---------------------------------------------------------------- the plan's state

    function test_SucceedsWhereThePlanIsArchived() public {
        vm.prank(merchant);
        manager.archivePlan(plan, "");
        vm.warp(NOW + PERIOD);
        _requireChargeOf(PRICE, 1);
    }

    /// @dev A period is charged the price of the moment it is charged at.
    function test_SucceedsWithTheNewPriceFromItsTimeOn() public {
        vm.prank(merchant);
        manager.setPrice(plan, 2 * PRICE, 2, uint40(NOW + 2 * PERIOD + 5), "");
        vm.warp(NOW + PERIOD);
        _requireChargeOf(PRICE, 1);
        uint256 snapshot = vm.snapshotState();
        vm.warp(NOW + 2 * PERIOD + 4);
        _requireChargeOf(PRICE, 2);
        vm.revertToState(snapshot);
        vm.warp(NOW + 2 * PERIOD + 5);
        _requireChargeOf(2 * PRICE, 2);
        // And it stays, also where the plan is archived meanwhile.
        vm.prank(merchant);
        manager.archivePlan(plan, "");
        vm.warp(NOW + 3 * PERIOD);
        _requireChargeOf(2 * PRICE, 3);
    }

    // ---------------------------------------------------------------- steps

    function _requireSilence() private {
        _requireSilenceAt(NOW + PERIOD);
        _requireSilenceAt(NOW + PERIOD + 12 hours);
    }

    function _requireSilenceAt(uint256 time) private {
        vm.warp(time);
        bytes32 named = _id(plan, sub);
        bytes32 before = _stateHash(named);
        (, uint96 prepaid, uint64 seq) = _word(subscriber);
        _expectEvents();
        _renewAll(plan, _pair(sub, sub));
        _requireExactEvents();
        require(_stateHash(named) == before, "state");
        (, uint96 prepaidAfter, uint64 seqAfter) = _word(subscriber);
        require(prepaidAfter == prepaid && seqAfter == seq, "the subscriber's balance");
    }

    /// @dev Not even an empty batch is taken then.
    function _requireRefused(bytes memory expected) private {
        vm.warp(NOW + PERIOD);
        bytes32 before = _stateHash(id);
        _reverts(stranger, abi.encodeCall(manager.chargeBatch, (plan, _batch(sub))), expected);
        bytes memory empty = abi.encodeCall(manager.chargeBatch, (plan, new ISubscriptionTypes.Subscription[](0)));
        _reverts(stranger, empty, expected);
        require(_stateHash(id) == before, "state");
        _requireBalance(subscriber, 0, 10 * PRICE);
    }

    function _requireChargeOf(uint96 amount, uint32 period) private {
        uint40 start = uint40(NOW + uint256(period) * PERIOD);
        (, uint96 prepaid, uint64 seq) = _word(subscriber);
        (uint96 earned, , uint64 merchantSeq) = _word(merchant);
        (uint96 fees, , uint64 feeSeq) = _word(feeRecipient);
        Charge memory charge = Charge(PREPAID, period, start, start + PERIOD, amount, prepaid - amount, seq + 1);
        _expectEvents();
        _expectCharged(plan, sub, charge);
        _expectCredit(plan, merchant, earned + amount - _fee(amount), 0, merchantSeq + 1);
        _expectCredit(plan, feeRecipient, fees + _fee(amount), 0, feeSeq + 1);
        _renew(plan, sub);
        _requireExactEvents();
    }
}
