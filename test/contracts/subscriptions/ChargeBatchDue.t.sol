// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {RenewalTest} from "../support/RenewalTest.sol";

/// @notice When a renewal is charged, to the second, and for which period.
contract ChargeBatchDueTest is RenewalTest {
    /// @dev 31 January 2031, noon in UTC, and where its months begin.
    uint40 private constant JANUARY = 1_927_627_200;
    uint40 private constant FEBRUARY = 1_930_046_400;
    uint40 private constant MARCH = 1_932_724_800;
    uint40 private constant APRIL = 1_935_316_800;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        sub.funding = ISubscriptionTypes.Funding.AllowanceOnly;
    }

    // ---------------------------------------------------------------- the edge of a period

    function testFuzz_EmitsNothingASecondBeforeAPeriodAndAChargeAtIt(uint32 period, uint8 count) public {
        plan.period = uint32(_bound(period, 2, type(uint32).max / 300));
        _begin();
        uint32 last = 1 + (count % 5);
        for (uint32 n = 1; n <= last; ++n) {
            uint256 start = NOW + uint256(n) * plan.period;
            _requireNothingAt(start - 1);
            _requireCharge(start, n, uint40(start), uint40(start + plan.period));
        }
        _requireActive(id, NOW, last + 1, NOW + uint256(last) * plan.period, (1 << (last + 1)) - 1);
    }

    /// @dev A period of one second: a charge each second, and not two.
    function test_EmitsAChargeInEachSecondAtMost() public {
        plan.period = 1;
        sub.catchUp = 5;
        _begin();
        _requireNothingAt(NOW);
        _requireCharge(NOW + 1, 1, uint40(NOW + 1), uint40(NOW + 2));
        _requireNothingAt(NOW + 1);
        _requireCharge(NOW + 2, 2, uint40(NOW + 2), uint40(NOW + 3));
    }

    function test_EmitsChargesOfCalendarMonthsFromTheLastDayOfOne() public {
        plan.unit = ISubscriptionTypes.PeriodUnit.Month;
        plan.period = 1;
        vm.warp(JANUARY);
        sub.startBy = JANUARY + 1;
        _begin();
        _requireNothingAt(FEBRUARY - 1);
        _requireCharge(FEBRUARY, 1, FEBRUARY, MARCH);
        _requireNothingAt(MARCH - 1);
        _requireCharge(MARCH, 2, MARCH, APRIL);
        _requireNothingAt(APRIL - 1);
        _requireCharge(APRIL, 3, APRIL, MARCH + 61 days);
        _requireActive(id, JANUARY, 4, APRIL, 15);
    }

    function test_EmitsChargesOfSeveralMonths() public {
        plan.unit = ISubscriptionTypes.PeriodUnit.Month;
        plan.period = 3;
        vm.warp(JANUARY);
        sub.startBy = JANUARY + 1;
        _begin();
        _requireNothingAt(APRIL - 1);
        _requireCharge(APRIL, 1, APRIL, MARCH + 122 days);
    }

    function test_EmitsTheFirstChargeWhereATrialEnds() public {
        plan.trial = 14 days;
        sub.firstAmount = 0;
        _begin();
        uint256 anchor = NOW + 14 days;
        _requireActive(id, anchor, 0, 0, 0);
        _requireNothingAt(anchor - 1);
        _requireCharge(anchor, 0, uint40(anchor), uint40(anchor + PERIOD));
        _requireActive(id, anchor, 1, anchor, 1);
        _requireNothingAt(anchor + PERIOD - 1);
        _requireCharge(anchor + PERIOD, 1, uint40(anchor + PERIOD), uint40(anchor + 2 * PERIOD));
    }

    // ---------------------------------------------------------------- what was missed

    function test_SucceedsWithTheCurrentPeriodWhereMissedOnesAreSkipped() public {
        _begin();
        _requireChargeOf(NOW + 6 * PERIOD - 1, 5);
        _requireActive(id, NOW, 6, NOW + 6 * PERIOD - 1, 33);
        _requireChargeOf(NOW + 6 * PERIOD, 6);
        _requireActive(id, NOW, 7, NOW + 6 * PERIOD, 67);
    }

    /// @dev Of the missed periods 1 to 4 the last two are charged, one a call and a second.
    function test_SucceedsWithOneMissedPeriodACall() public {
        sub.catchUp = 2;
        _begin();
        _requireChargeOf(NOW + 5 * PERIOD, 3);
        _requireNothingAt(NOW + 5 * PERIOD);
        _requireChargeOf(NOW + 5 * PERIOD + 1, 4);
        _requireChargeOf(NOW + 5 * PERIOD + 2, 5);
        _requireNothingAt(NOW + 5 * PERIOD + 3);
        _requireActive(id, NOW, 6, NOW + 5 * PERIOD + 2, 39);
    }

    /// @dev Whoever waits loses what falls out of the bound, even while it catches up.
    function test_SucceedsWithThePeriodsThatAreStillInTheBound() public {
        sub.catchUp = 2;
        _begin();
        _requireChargeOf(NOW + 5 * PERIOD, 3);
        _requireChargeOf(NOW + 7 * PERIOD, 5);
        _requireChargeOf(NOW + 7 * PERIOD + 1, 6);
        _requireChargeOf(NOW + 7 * PERIOD + 2, 7);
        _requireActive(id, NOW, 8, NOW + 7 * PERIOD + 2, 151);
    }

    function test_SucceedsWithEveryMissedPeriodWhereAllAreInTheBound() public {
        sub.catchUp = type(uint32).max;
        _begin();
        for (uint32 n = 1; n < 5; ++n) _requireChargeOf(NOW + 4 * PERIOD + n, n);
        _requireNothingAt(NOW + 4 * PERIOD + 5);
        _requireActive(id, NOW, 5, NOW + 4 * PERIOD + 4, 31);
    }

    /// @dev The trial's first period can be missed as well.
    function test_SucceedsWithTheFirstPeriodAfterAMissedTrialEnd() public {
        plan.trial = 14 days;
        (sub.firstAmount, sub.catchUp) = (0, 1);
        _begin();
        uint256 anchor = NOW + 14 days;
        _requireCharge(anchor + PERIOD, 0, uint40(anchor), uint40(anchor + PERIOD));
        _requireCharge(anchor + PERIOD + 1, 1, uint40(anchor + PERIOD), uint40(anchor + 2 * PERIOD));
        _requireActive(id, anchor, 2, anchor + PERIOD + 1, 3);
    }

    /// @notice Whoever calls at any times: the state is what a slow model says.
    function testFuzz_SucceedsAsAModelSays(uint256 seed, uint8 catchUp, uint8 maxPeriods) public {
        sub.catchUp = catchUp % 6;
        sub.maxPeriods = 1 + (maxPeriods % 40);
        (uint256 time, uint256 next, uint256 charged, uint256 chargedAt) = (NOW, 1, 1, NOW);
        _begin();
        for (uint256 i; i < 12; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            time += seed % 3 == 0 ? seed % 3 : (seed >> 8) % (4 * uint256(PERIOD));
            vm.warp(time);
            _renew(plan, sub);
            uint256 current = (time - NOW) / PERIOD;
            uint256 period = next;
            while (period + sub.catchUp < current) ++period;
            if (time == chargedAt || period > current || period >= sub.maxPeriods) continue;
            charged = ((charged << (period + 1 - next)) | 1) & type(uint120).max;
            (next, chargedAt) = (period + 1, time);
        }
        _requireActive(id, NOW, next, chargedAt, charged);
    }

    // ---------------------------------------------------------------- the last period

    function test_EmitsTheEndWithTheLastPeriod() public {
        sub.maxPeriods = 3;
        _begin();
        _requireChargeOf(NOW + PERIOD, 1);
        vm.warp(NOW + 2 * PERIOD);
        _expectEvents();
        _expectAllowanceCharge(plan, sub, 2, PRICE);
        emit ISubscriptionManagerEvents.SubscriptionEnded(id, uint40(NOW + 3 * PERIOD));
        _expectCredits(3);
        _renew(plan, sub);
        _requireExactEvents();
        _requireNothingAt(NOW + 3 * PERIOD);
        _requireNothingAt(NOW + 300 * PERIOD);
        _requireActive(id, NOW, 3, NOW + 2 * PERIOD, 7);
    }

    function test_EmitsNothingWhereTheLastPeriodWasMissed() public {
        sub.maxPeriods = 2;
        _begin();
        _requireNothingAt(NOW + 2 * PERIOD);
        _requireNothingAt(NOW + 3 * PERIOD);
    }

    function test_EmitsTheEndWhereTheLastPeriodIsCaughtUp() public {
        (sub.maxPeriods, sub.catchUp) = (2, 3);
        _begin();
        vm.warp(NOW + 4 * PERIOD);
        _expectEvents();
        _expectAllowanceCharge(plan, sub, 1, PRICE);
        emit ISubscriptionManagerEvents.SubscriptionEnded(id, uint40(NOW + 2 * PERIOD));
        _expectCredits(2);
        _renew(plan, sub);
        _requireExactEvents();
        _requireNothingAt(NOW + 4 * PERIOD + 1);
    }

    // ---------------------------------------------------------------- twice in a batch

    function test_EmitsOneChargeWhereABatchNamesOneTwice() public {
        sub.catchUp = 3;
        _begin();
        _requireOneChargeOfTwo(3, 1, ALLOWANCE, 0, 0);
        _requireActive(id, NOW, 2, NOW + 3 * PERIOD, 3);
    }

    /// @dev Also where it waits in the queue of prepaid charges while it is named again.
    function test_EmitsOneChargeWhereABatchNamesOneTwiceAndPaysPrepaid() public {
        sub.funding = ISubscriptionTypes.Funding.PrepaidFirst;
        _begin();
        _deposit(subscriber, 5 * PRICE, true);
        _requireOneChargeOfTwo(1, 1, PREPAID, 4 * PRICE, 2);
        _requireBalance(subscriber, 0, 4 * PRICE);
    }

    function test_EmitsOneChargeWhereABatchNamesOneTwiceAndCostsNothing() public {
        sub.firstAmount = 0;
        _createFor(plan, 0);
        id = _subscribe(plan, sub);
        vm.warp(NOW + PERIOD);
        _expectEvents();
        uint40 start = uint40(NOW + PERIOD);
        _expectCharged(plan, sub, Charge(NOTHING, 1, start, start + PERIOD, 0, 0, 0));
        _renewAll(plan, _pair(sub, sub));
        _requireExactEvents();
    }

    // ---------------------------------------------------------------- steps

    function _begin() private {
        _createFor(plan, PRICE);
        id = _subscribe(plan, sub);
    }

    function _requireOneChargeOfTwo(
        uint256 current,
        uint32 period,
        ISubscriptionTypes.ChargeSource source,
        uint96 prepaidAfter,
        uint64 seq
    ) private {
        vm.warp(NOW + current * PERIOD);
        uint40 start = uint40(NOW + uint256(period) * PERIOD);
        _expectEvents();
        _expectCharged(plan, sub, Charge(source, period, start, start + PERIOD, PRICE, prepaidAfter, seq));
        _expectCredits(2);
        _renewAll(plan, _pair(sub, sub));
        _requireExactEvents();
    }

    function _requireNothingAt(uint256 time) private {
        vm.warp(time);
        bytes32 before = _stateHash(id);
        _expectEvents();
        _renew(plan, sub);
        _requireExactEvents();
        require(_stateHash(id) == before, "state");
    }

    function _requireChargeOf(uint256 time, uint32 period) private {
        uint256 start = NOW + uint256(period) * PERIOD;
        _requireCharge(time, period, uint40(start), uint40(start + PERIOD));
    }

    function _requireCharge(uint256 time, uint32 period, uint40 start, uint40 end) private {
        vm.warp(time);
        (, , uint64 seq) = _word(merchant);
        _expectEvents();
        _expectCharged(plan, sub, Charge(ALLOWANCE, period, start, end, PRICE, 0, 0));
        _expectCredits(seq + 1);
        _renew(plan, sub);
        _requireExactEvents();
    }

    function _expectCredits(uint64 count) private {
        _expectCredit(plan, merchant, uint96(count) * (PRICE - _fee(PRICE)), 0, count);
        _expectCredit(plan, feeRecipient, uint96(count) * _fee(PRICE), 0, count);
    }
}
