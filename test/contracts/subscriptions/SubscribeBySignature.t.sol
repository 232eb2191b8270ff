// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice By the subscriber's signature over the subscription, whoever delivers it.
contract SubscribeBySignatureTest is BeginningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
    }

    function testFuzz_SucceedsWhoeverDelivers(address relayer) public {
        _succeeds(relayer, _subscribing(plan, sub, _consent(plan, sub)));
        _requireBegun(_id(plan, sub), NOW);
        _requirePaid(PRICE);
        _requireWallet(subscriber, WEALTH - PRICE);
        _requireSolvent();
    }

    function test_SucceedsWithATrial() public {
        plan = _trialPlan();
        sub = _trialSubscription(1);
        _create(plan);
        _succeeds(stranger, _subscribing(plan, sub, _consent(plan, sub)));
        _requireState(_id(plan, sub), ACTIVE, NOW + 14 days, 0, 0, 0);
        _requireWallet(subscriber, WEALTH);
    }

    function testFuzz_RevertsWhenSomeoneElseSigned(uint256 key) public {
        key = 1 + (key % (1 << 128));
        vm.assume(key != SUBSCRIBER_KEY);
        bytes32 id = _id(plan, sub);
        bytes memory pull = _pull(SIGNATURE, _sign(key, id), "");
        _reverts(stranger, _subscribing(plan, sub, pull), _invalidSignature(subscriber, id));
        // A signature that is there is judged, whoever calls.
        _reverts(subscriber, _subscribing(plan, sub, pull), _invalidSignature(subscriber, id));
        _requireUnknown(id);
    }

    function test_RevertsWhenAnyFieldIsAnother() public {
        bytes memory signature = _sign(SUBSCRIBER_KEY, _id(plan, sub));
        bytes memory pull = _pull(SIGNATURE, signature, _noOffer());
        for (uint256 field; field < 9; ++field) {
            ISubscriptionTypes.Subscription memory other = _changed(field);
            bytes32 id = _id(plan, other);
            require(id != _id(plan, sub), "another id");
            bytes memory call = _subscribing(plan, other, pull);
            // By the merchant, so that the first amount is agreed to.
            _reverts(merchant, call, _invalidSignature(other.subscriber, id));
        }
        _requireBalance(merchant, 0, 0);
        _succeeds(stranger, _subscribing(plan, sub, pull));
    }

    /// @dev The plan stands in what is signed.
    function testFuzz_RevertsWhenThePlanIsAnother(uint256 salt) public {
        vm.assume(salt != plan.salt);
        bytes memory pull = _consent(plan, sub);
        plan.salt = salt;
        _create(plan);
        _reverts(stranger, _subscribing(plan, sub, pull), _invalidSignature(subscriber, _id(plan, sub)));
    }

    /// @dev Each field of the plan tells one subscription from another.
    function test_RevertsWhenAnyFieldOfThePlanIsAnother() public {
        bytes memory pull = _consent(plan, sub);
        for (uint256 field; field < 8; ++field) {
            ISubscriptionTypes.Plan memory other = _otherPlan(field);
            _create(other);
            _reverts(operator, _subscribing(other, sub, pull), _invalidSignature(subscriber, _id(other, sub)));
        }
        _requireBalance(merchant, 0, 0);
        _requireWallet(subscriber, WEALTH);
    }

    /// @dev An EIP-712 signature of 64 bytes is none for an account without code.
    function test_RevertsWhenTheSignatureIsNone() public {
        bytes32 id = _id(plan, sub);
        bytes memory refused = _invalidSignature(subscriber, id);
        bytes memory signature = _sign(SUBSCRIBER_KEY, id);
        _reverts(stranger, _subscribing(plan, sub, _pull(SIGNATURE, hex"00", "")), refused);
        _reverts(stranger, _subscribing(plan, sub, _pull(SIGNATURE, new bytes(65), "")), refused);
        _reverts(stranger, _subscribing(plan, sub, _pull(SIGNATURE, bytes.concat(signature, hex"00"), "")), refused);
        signature[64] = signature[64] == bytes1(uint8(27)) ? bytes1(uint8(28)) : bytes1(uint8(27));
        _reverts(stranger, _subscribing(plan, sub, _pull(SIGNATURE, signature, "")), refused);
    }

    function test_RevertsWhenThePullCannotBeDecoded() public {
        bytes memory pull = _consent(plan, sub);
        pull[31] = hex"03";
        _revertsSilently(stranger, _subscribing(plan, sub, pull));
        _revertsSilently(stranger, _subscribing(plan, sub, hex"00"));
        _revertsSilently(subscriber, _subscribing(plan, sub, hex"00"));
        pull[31] = hex"00";
        _succeeds(stranger, _subscribing(plan, sub, pull));
    }

    // ---------------------------------------------------------------- other agreements

    function _noOffer() private pure returns (bytes memory) {
        return "";
    }

    function _changed(uint256 field) private view returns (ISubscriptionTypes.Subscription memory other) {
        other = _subscription();
        if (field == 0) other.subscriber = stranger;
        if (field == 1) other.quantity = 2;
        if (field == 2) other.firstAmount = PRICE - 1;
        if (field == 3) other.capPerPeriod = CAP + 1;
        if (field == 4) other.usageCapPerPeriod += 1;
        if (field == 5) other.maxPeriods -= 1;
        if (field == 6) other.startBy += 1;
        if (field == 7) other.catchUp = 1;
        if (field == 8) other.funding = ALLOWANCE_ONLY;
    }

    function _otherPlan(uint256 field) private view returns (ISubscriptionTypes.Plan memory other) {
        other = _plan();
        if (field == 0) other.merchant = stranger;
        if (field == 1) other.period = 1;
        if (field == 2) (other.period, other.unit) = (12, ISubscriptionTypes.PeriodUnit.Month);
        if (field == 3) other.trial = 1;
        if (field == 4) other.grace = type(uint32).max;
        if (field == 5) other.feeBps = 10_000;
        if (field == 6) other.feeRecipient = stranger;
        if (field == 7) other.notice = 0;
    }
}
