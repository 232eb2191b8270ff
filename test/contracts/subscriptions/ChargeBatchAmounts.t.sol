// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {RenewalTest} from "../support/RenewalTest.sol";

/// @notice What a batch adds up to, and where amounts end: fees, caps, and sums of 96 bits.
contract ChargeBatchAmountsTest is RenewalTest {
    uint96 private constant MOST = type(uint96).max;

    ISubscriptionTypes.Plan private plan;

    function setUp() public override {
        super.setUp();
        plan = _plan();
    }

    // ---------------------------------------------------------------- one credit

    /// @dev Fees are rounded up for each item, not for the sum.
    function testFuzz_EmitsOneCreditForAllOfABatch(uint96 price, uint16 feeBps, uint8 size, uint256 seed) public {
        price = _bound(price, 1, 1e15);
        plan.feeBps = feeBps % 10_001;
        _createFor(plan, price);
        ISubscriptionTypes.Subscription[] memory subs = new ISubscriptionTypes.Subscription[](1 + (size % 8));
        (uint96 sum, uint96 fees) = (0, 0);
        for (uint256 i; i < subs.length; ++i) {
            uint32 quantity = uint32(1 + (uint256(keccak256(abi.encode(seed, i))) % 1_000));
            subs[i] = _begun(i, quantity, price);
            sum += quantity * price;
            fees += _feeOf(plan, quantity * price);
        }
        (uint96 hadMerchant, , uint64 seq) = _word(merchant);
        (uint96 hadFees, , uint64 feeSeq) = _word(feeRecipient);
        require(hadMerchant == sum - fees && hadFees == fees, "first amounts");
        vm.warp(NOW + PERIOD);
        _expectEvents();
        for (uint256 i; i < subs.length; ++i) {
            _expectAllowanceCharge(plan, subs[i], 1, subs[i].quantity * price);
        }
        if (sum > fees) _expectCredit(plan, merchant, 2 * (sum - fees), 0, seq + 1);
        if (fees > 0) _expectCredit(plan, feeRecipient, 2 * fees, 0, feeSeq + 1);
        _renewAll(plan, subs);
        _requireExactEvents();
        require(dollar.balanceOf(address(escrow)) == 2 * uint256(sum), "held");
    }

    /// @dev 0.5 % of 201 is 1.005: two units of each and six of all, where the sum's would be four; and the same before.
    function test_SucceedsWithFeesRoundedUpForEachItem() public {
        _createFor(plan, 201);
        ISubscriptionTypes.Subscription[] memory subs = new ISubscriptionTypes.Subscription[](3);
        for (uint256 i; i < 3; ++i) subs[i] = _begun(i, 1, 201);
        vm.warp(NOW + PERIOD);
        _renewAll(plan, subs);
        _requireBalance(feeRecipient, 12, 0);
        _requireBalance(merchant, 6 * 201 - 12, 0);
    }

    function test_EmitsNoCreditOfTheMerchantWhereTheFeeTakesAll() public {
        plan.feeBps = 10_000;
        ISubscriptionTypes.Subscription memory sub = _renewable(PRICE);
        _expectEvents();
        _expectAllowanceCharge(plan, sub, 1, PRICE);
        _expectCredit(plan, feeRecipient, 2 * PRICE, 0, 2);
        _renew(plan, sub);
        _requireExactEvents();
    }

    function test_EmitsNoCreditOfFeesWhereThereAreNone() public {
        (plan.feeBps, plan.feeRecipient) = (0, address(0));
        ISubscriptionTypes.Subscription memory sub = _renewable(PRICE);
        _expectEvents();
        _expectAllowanceCharge(plan, sub, 1, PRICE);
        _expectCredit(plan, merchant, 2 * PRICE, 0, 2);
        _renew(plan, sub);
        _requireExactEvents();
    }

    /// @dev Two facts about one balance, in their order.
    function test_EmitsTwoCreditsWhereTheMerchantTakesItsOwnFees() public {
        plan.feeRecipient = merchant;
        ISubscriptionTypes.Subscription memory sub = _renewable(PRICE);
        _expectEvents();
        _expectAllowanceCharge(plan, sub, 1, PRICE);
        _expectCredit(plan, merchant, 2 * PRICE - _fee(PRICE), 0, 3);
        _expectCredit(plan, merchant, 2 * PRICE, 0, 4);
        _renew(plan, sub);
        _requireExactEvents();
    }

    /// @dev A subscriber that takes the fees: its debit comes first, then its credit, of one balance.
    function test_EmitsTheDebitBeforeTheCreditOfOneBalance() public {
        plan.feeRecipient = subscriber;
        ISubscriptionTypes.Subscription memory sub = _renewable(PRICE);
        _deposit(subscriber, PRICE, true);
        uint40 start = uint40(NOW + PERIOD);
        _expectEvents();
        _expectCharged(plan, sub, Charge(PREPAID, 1, start, start + PERIOD, PRICE, 0, 3));
        _expectCredit(plan, merchant, 2 * (PRICE - _fee(PRICE)), 0, 2);
        _expectCredit(plan, subscriber, 2 * _fee(PRICE), 0, 4);
        _renew(plan, sub);
        _requireExactEvents();
    }

    // ---------------------------------------------------------------- the cap

    function test_SucceedsAtTheCapAndEmitsAFailureBeyondIt() public {
        ISubscriptionTypes.Subscription memory sub = _renewable(PRICE);
        _deposit(subscriber, 10 * CAP, true);
        bytes32 id = _id(plan, sub);
        _price(CAP, 2, NOW + PERIOD);
        uint40 start = uint40(NOW + PERIOD + 7 days);
        vm.warp(start);
        _expectEvents();
        uint40 anchored = uint40(NOW + PERIOD);
        _expectCharged(plan, sub, Charge(PREPAID, 1, anchored, anchored + PERIOD, CAP, 9 * CAP, 2));
        _expectCredit(plan, merchant, PRICE + CAP - _fee(PRICE) - _fee(CAP), 0, 2);
        _expectCredit(plan, feeRecipient, _fee(PRICE) + _fee(CAP), 0, 2);
        _renew(plan, sub);
        _requireExactEvents();
        _price(CAP + 1, 3, start);
        vm.warp(NOW + 2 * PERIOD);
        _requireExceedsCap(sub, id, 2);
        _requireBalance(subscriber, 0, 9 * CAP);
    }

    /// @dev 2^95 * 2, and 4 * (2^94 + 1): what is left of them in 96 bits is below any cap.
    function test_EmitsAFailureWherePriceTimesQuantityExceeds96Bits() public {
        _requireTooMuch(uint96(1 << 95), 2, 1);
        _requireTooMuch(uint96((1 << 94) + 1), 4, 2);
        _requireTooMuch(MOST, type(uint32).max, 3);
    }

    // ---------------------------------------------------------------- sums of 96 bits

    /// @dev A third and two thirds of 2^96 - 1.
    function test_SucceedsWithTheGreatestSum() public {
        ISubscriptionTypes.Subscription[] memory subs = _greatSubscriptions(MOST / 3, 1, 2);
        _expectEvents();
        _expectCharged(plan, subs[0], _trialCharge(MOST / 3));
        _expectCharged(plan, subs[1], _trialCharge(2 * (MOST / 3)));
        _expectCredit(plan, merchant, MOST, 0, 1);
        _renewAll(plan, subs);
        _requireExactEvents();
    }

    function test_RevertsWhenTheSumExceeds96Bits() public {
        ISubscriptionTypes.Subscription[] memory subs = _greatSubscriptions(uint96(1 << 95), 1, 1);
        _reverts(
            stranger,
            abi.encodeCall(manager.chargeBatch, (plan, subs)),
            abi.encodeWithSelector(ISubscriptionManagerErrors.SumTooLarge.selector, uint256(1 << 96))
        );
        require(dollar.balanceOf(address(escrow)) == 0, "held");
        // Each alone is good.
        _renew(plan, subs[0]);
        _requireBalance(merchant, uint96(1 << 95), 0);
    }

    function test_RevertsWhenTheMerchantsBalanceExceeds96Bits() public {
        ISubscriptionTypes.Subscription[] memory subs = _greatSubscriptions(MOST / 3, 1, 2);
        _deposit(merchant, 1, false);
        _reverts(
            stranger,
            abi.encodeCall(manager.chargeBatch, (plan, subs)),
            abi.encodeWithSelector(IPaymentEscrowErrors.BalanceOverflow.selector, MOST)
        );
        _requireBalance(merchant, 1, 0);
    }

    // ---------------------------------------------------------------- steps

    function _begun(
        uint256 index,
        uint32 quantity,
        uint96 price
    ) private returns (ISubscriptionTypes.Subscription memory sub) {
        sub = _memberSubscription(index);
        (sub.quantity, sub.firstAmount, sub.capPerPeriod) = (quantity, quantity * price, quantity * price);
        dollar.mint(sub.subscriber, 2 * uint256(quantity) * price);
        _subscribe(plan, sub);
    }

    function _renewable(uint96 price) private returns (ISubscriptionTypes.Subscription memory sub) {
        sub = _subscription();
        _createFor(plan, price);
        _subscribe(plan, sub);
        vm.warp(NOW + PERIOD);
    }

    function _price(uint96 price, uint16 version, uint256 time) private {
        vm.warp(time);
        vm.prank(merchant);
        manager.setPrice(plan, price, version, uint40(time + plan.notice), "");
    }

    function _requireExceedsCap(ISubscriptionTypes.Subscription memory sub, bytes32 id, uint32 period) private {
        bytes32 before = _stateHash(id);
        bytes4 reason = ISubscriptionManagerErrors.ExceedsCap.selector;
        require(manager.canCharge(plan, sub) == reason, "the view's reason");
        _expectEvents();
        _expectFailed(plan, sub, period, reason);
        _renew(plan, sub);
        _requireExactEvents();
        require(_stateHash(id) == before, "state");
    }

    function _requireTooMuch(uint96 price, uint32 quantity, uint256 salt) private {
        vm.warp(NOW);
        plan.salt = salt;
        ISubscriptionTypes.Subscription memory sub = _subscription();
        (sub.quantity, sub.firstAmount, sub.capPerPeriod, sub.salt) = (quantity, 1, MOST, salt);
        _createFor(plan, price);
        bytes32 id = _subscribeFor(plan, sub, SUBSCRIBER_KEY);
        vm.warp(NOW + PERIOD);
        _requireExceedsCap(sub, id, 1);
    }

    /// @dev Two that fall due where their trials end, without fees, so that the sum is the merchant's first.
    function _greatSubscriptions(
        uint96 price,
        uint32 quantity,
        uint32 otherQuantity
    ) private returns (ISubscriptionTypes.Subscription[] memory subs) {
        (plan.feeBps, plan.feeRecipient, plan.trial) = (0, address(0), 1 days);
        _createFor(plan, price);
        subs = _pair(_memberSubscription(1), _memberSubscription(2));
        (subs[0].quantity, subs[1].quantity) = (quantity, otherQuantity);
        for (uint256 i; i < 2; ++i) {
            (subs[i].firstAmount, subs[i].capPerPeriod) = (0, MOST);
            dollar.mint(subs[i].subscriber, MOST);
            _subscribe(plan, subs[i]);
        }
        vm.warp(NOW + 1 days);
    }

    function _trialCharge(uint96 amount) private pure returns (Charge memory) {
        uint40 start = uint40(NOW + 1 days);
        return Charge(ALLOWANCE, 0, start, start + PERIOD, amount, 0, 0);
    }
}
