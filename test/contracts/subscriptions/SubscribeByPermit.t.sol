// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice With the token's permit, which only sets the allowance. Nothing is allowed before.
contract SubscribeByPermitTest is BeginningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
        _allow(subscriber, 0);
    }

    function testFuzz_SucceedsWithASignature(uint256 seed, address relayer) public {
        uint256 value = PRICE + (seed % (type(uint256).max - PRICE));
        _succeeds(relayer, _subscribing(plan, sub, _permitted(value, _signed())));
        _requireBegun(_id(plan, sub), NOW);
        _requirePaid(PRICE);
        _requireWallet(subscriber, WEALTH - PRICE);
        require(dollar.allowance(subscriber, address(manager)) == value - PRICE, "allowance");
        _requireSolvent();
    }

    function test_SucceedsWithTheSubscribersCall() public {
        _succeeds(subscriber, _subscribing(plan, sub, _permitted(PRICE, "")));
        _requirePaid(PRICE);
        require(dollar.allowance(subscriber, address(manager)) == 0, "allowance");
    }

    /// @dev Somebody who sees a permit on its way can deliver it first, and no more.
    function test_SucceedsWhenThePermitWasDeliveredBefore() public {
        bytes memory pull = _permitted(PRICE, _signed());
        _deliverPermit(pull);
        require(dollar.allowance(subscriber, address(manager)) == PRICE, "delivered");
        _succeeds(stranger, _subscribing(plan, sub, pull));
        _requirePaid(PRICE);
    }

    function test_SucceedsForTheSubscriberWhenThePermitWasDeliveredBefore() public {
        bytes memory pull = _permitted(PRICE, "");
        _deliverPermit(pull);
        _succeeds(subscriber, _subscribing(plan, sub, pull));
        _requirePaid(PRICE);
    }

    /// @dev The allowance is what counts: a permit that fails changes nothing.
    function test_SucceedsWithABrokenPermitWhereMoneyIsAllowed() public {
        _allow(subscriber, PRICE);
        bytes memory data = abi.encode(PRICE, NOW - 1, uint8(27), bytes32("r"), bytes32("s"), _signed());
        _succeeds(stranger, _subscribing(plan, sub, _pull(PERMIT, data, "")));
        _requirePaid(PRICE);
    }

    function test_SucceedsWithPrepaidMoneyWhereThePermitIsNotEnough() public {
        _deposit(subscriber, PRICE, true);
        _succeeds(stranger, _subscribing(plan, sub, _permitted(PRICE - 1, _signed())));
        _requireBalance(subscriber, 0, 0);
        _requireWallet(subscriber, WEALTH);
        _requirePaid(PRICE);
    }

    function test_SucceedsWithATrialThatIsAllowedFor() public {
        plan = _trialPlan();
        sub = _trialSubscription(1);
        _create(plan);
        _succeeds(stranger, _subscribing(plan, sub, _permitted(5 * PRICE, _signed())));
        require(dollar.allowance(subscriber, address(manager)) == 5 * PRICE, "allowance");
        vm.warp(NOW + 14 days);
        _renew(plan, sub);
        _requirePaid(PRICE);
    }

    // ---------------------------------------------------------------- what it must not be

    function testFuzz_RevertsWhenThePermitIsNotEnough(uint96 seed) public {
        uint96 value = _bound(seed, 0, PRICE - 1);
        bytes memory pull = _permitted(value, _signed());
        _reverts(stranger, _subscribing(plan, sub, pull), _cannotPay(subscriber, PRICE));
        _requireUnknown(_id(plan, sub));
        require(dollar.nonces(subscriber) == 0, "the permit is not used up");
    }

    function test_RevertsWhenThePermitHasExpired() public {
        bytes memory data = _permitData(SUBSCRIBER_KEY, PRICE, NOW - 1, _signed());
        _reverts(stranger, _subscribing(plan, sub, _pull(PERMIT, data, "")), _cannotPay(subscriber, PRICE));
        data = _permitData(SUBSCRIBER_KEY, PRICE, NOW, _signed());
        _succeeds(stranger, _subscribing(plan, sub, _pull(PERMIT, data, "")));
    }

    /// @dev A permit allows; it does not agree to a subscription.
    function testFuzz_RevertsWhenNobodyAgreed(address caller) public {
        vm.assume(caller != subscriber);
        bytes memory call = _subscribing(plan, sub, _permitted(PRICE, ""));
        _reverts(caller, call, _notSubscriber(caller, subscriber));
    }

    function testFuzz_RevertsWhenSomeoneElseAgreed(uint256 key) public {
        key = 1 + (key % (1 << 128));
        vm.assume(key != SUBSCRIBER_KEY);
        bytes32 id = _id(plan, sub);
        bytes memory call = _subscribing(plan, sub, _permitted(PRICE, _sign(key, id)));
        _reverts(stranger, call, _invalidSignature(subscriber, id));
    }

    /// @dev Only the subscriber's allowance is asked for.
    function test_RevertsWhenThePermitIsSomeoneElses() public {
        _fund(stranger, PRICE);
        _allow(stranger, 0);
        bytes memory data = _permitData(STRANGER_KEY, PRICE, NOW + 1, _signed());
        _reverts(stranger, _subscribing(plan, sub, _pull(PERMIT, data, "")), _cannotPay(subscriber, PRICE));
        _requireWallet(stranger, PRICE);
    }

    function test_RevertsForTheChainsOwnCoinThatIsNotPrepaid() public {
        _prepayCoin(subscriber, PRICE - 1);
        plan.token = COIN;
        _create(plan);
        bytes memory call = _subscribing(plan, sub, _permitted(PRICE, _signed()));
        _reverts(stranger, call, _cannotPay(subscriber, PRICE));
    }

    /// @dev A trial would begin without money; but no token is called that anybody chose.
    function test_RevertsBeforeATokenIsCalledThatIsNotListed() public {
        plan.trial = 1 days;
        sub.firstAmount = 0;
        _create(plan);
        escrow.listToken(address(dollar), false);
        bytes memory call = _subscribing(plan, sub, _permitted(PRICE, _signed()));
        bytes memory refused = abi.encodeWithSelector(IPaymentEscrowErrors.TokenNotListed.selector, address(dollar));
        _reverts(stranger, call, refused);
        escrow.listToken(address(dollar), true);
        _succeeds(stranger, call);
        require(dollar.allowance(subscriber, address(manager)) == PRICE, "allowance");
        _requirePaid(0);
    }

    function test_RevertsWhenThePermitCannotBeDecoded() public {
        _revertsSilently(stranger, _subscribing(plan, sub, _pull(PERMIT, _signed(), "")));
        _revertsSilently(subscriber, _subscribing(plan, sub, _pull(PERMIT, "", "")));
    }

    function _signed() private view returns (bytes memory) {
        return _sign(SUBSCRIBER_KEY, _id(plan, sub));
    }

    function _permitted(uint256 value, bytes memory consent) private view returns (bytes memory) {
        return _pull(PERMIT, _permitData(SUBSCRIBER_KEY, value, NOW + 1 hours, consent), "");
    }

    function _deliverPermit(bytes memory pull) private {
        (, bytes memory data, ) = abi.decode(pull, (ISubscriptionTypes.Consent, bytes, bytes));
        (uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s, ) = abi.decode(
            data,
            (uint256, uint256, uint8, bytes32, bytes32, bytes)
        );
        dollar.permit(subscriber, address(manager), value, deadline, v, r, s);
    }
}
