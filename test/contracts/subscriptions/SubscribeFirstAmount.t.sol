// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice What is charged at once: what the plan tells, or what merchant or operator agreed to; never above the cap.
contract SubscribeFirstAmountTest is BeginningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
    }

    // ---------------------------------------------------------------- what the plan tells

    function testFuzz_RevertsWhenTheAmountIsNotThePlans(uint96 amount) public {
        sub.firstAmount = amount % (CAP + 1);
        vm.assume(sub.firstAmount != PRICE);
        bytes memory refused = _notAgreed(sub.firstAmount, PRICE);
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
        _reverts(stranger, _subscribing(plan, sub, _consent(plan, sub)), refused);
        _reverts(stranger, _subscribing(plan, sub, _erc3009(plan, sub, CAP)), refused);
    }

    function testFuzz_RevertsWhenTheAmountIsNotForTheQuantity(uint32 quantity) public {
        vm.assume(quantity > 1);
        sub.quantity = quantity;
        _reverts(subscriber, _subscribing(plan, sub, ""), _notAgreed(PRICE, uint256(PRICE) * quantity));
    }

    /// @dev Price times quantity has 128 bits, and is compared in full.
    function test_RevertsWhenThePlansAmountIsTooLargeForAnyCap() public {
        plan.salt = 2;
        vm.prank(merchant);
        manager.createPlan(plan, type(uint96).max, "");
        (sub.quantity, sub.firstAmount, sub.capPerPeriod) = (2, type(uint96).max - 1, type(uint96).max);
        uint256 expected = 2 * uint256(type(uint96).max);
        _reverts(subscriber, _subscribing(plan, sub, ""), _notAgreed(type(uint96).max - 1, expected));
    }

    function testFuzz_RevertsWhenATrialBeginsWithAnAmount(uint96 amount) public {
        plan = _trialPlan();
        _create(plan);
        sub.firstAmount = _bound(amount, 1, CAP);
        _reverts(subscriber, _subscribing(plan, sub, ""), _notAgreed(sub.firstAmount, 0));
    }

    // ---------------------------------------------------------------- the cap

    function testFuzz_RevertsWhenTheAmountExceedsTheCap(uint96 cap) public {
        sub.capPerPeriod = cap % PRICE;
        bytes memory refused = _exceedsCap(PRICE, sub.capPerPeriod);
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
        // Nor may the merchant agree to it.
        bytes memory pull = _pull(SIGNATURE, _sign(SUBSCRIBER_KEY, _id(plan, sub)), _offer(MERCHANT_KEY, plan, sub));
        _reverts(merchant, _subscribing(plan, sub, pull), refused);
    }

    function test_SucceedsUpToTheCap() public {
        sub.capPerPeriod = PRICE;
        _subscribe(plan, sub);
        _requirePaid(PRICE);
        (sub.salt, sub.firstAmount) = (2, PRICE + 1);
        bytes memory pull = _pull(SIGNATURE, "", _offer(MERCHANT_KEY, plan, sub));
        _reverts(subscriber, _subscribing(plan, sub, pull), _exceedsCap(PRICE + 1, PRICE));
    }

    // ---------------------------------------------------------------- what was agreed to

    function testFuzz_SucceedsWithAnOfferOfTheMerchant(uint96 amount) public {
        sub.firstAmount = amount % (CAP + 1);
        _succeeds(subscriber, _subscribing(plan, sub, _pull(SIGNATURE, "", _offer(MERCHANT_KEY, plan, sub))));
        _requireBegun(_id(plan, sub), NOW);
        _requirePaid(sub.firstAmount);
        _requireWallet(subscriber, WEALTH - sub.firstAmount);
    }

    function testFuzz_SucceedsWithAnOfferOfTheOperator(uint96 amount, address relayer) public {
        sub.firstAmount = amount % (CAP + 1);
        bytes memory pull = _pull(SIGNATURE, _sign(SUBSCRIBER_KEY, _id(plan, sub)), _offer(OPERATOR_KEY, plan, sub));
        _succeeds(relayer, _subscribing(plan, sub, pull));
        _requirePaid(sub.firstAmount);
    }

    function testFuzz_SucceedsByTheCallOfMerchantOrOperator(uint96 amount, bool byOperator) public {
        sub.firstAmount = amount % (CAP + 1);
        address caller = byOperator ? operator : merchant;
        _succeeds(caller, _subscribing(plan, sub, _consent(plan, sub)));
        _requireBegun(_id(plan, sub), NOW);
        _requirePaid(sub.firstAmount);
    }

    function test_SucceedsWithAnOfferBesideAnAuthorization() public {
        sub.firstAmount = PRICE / 2;
        bytes memory signature = _erc3009Signature(SUBSCRIBER_KEY, subscriber, PRICE, sub.startBy, _id(plan, sub));
        bytes memory pull = _pull(ERC3009, abi.encode(PRICE, signature), _offer(MERCHANT_KEY, plan, sub));
        _succeeds(stranger, _subscribing(plan, sub, pull));
        _requireBalance(subscriber, 0, PRICE / 2);
        _requirePaid(PRICE / 2);
    }

    function test_SucceedsWithAnOfferBesideAPermit() public {
        _allow(subscriber, 0);
        sub.firstAmount = PRICE / 2;
        bytes memory data = _permitData(SUBSCRIBER_KEY, PRICE / 2, NOW, _sign(SUBSCRIBER_KEY, _id(plan, sub)));
        bytes memory pull = _pull(PERMIT, data, _offer(MERCHANT_KEY, plan, sub));
        _succeeds(stranger, _subscribing(plan, sub, pull));
        _requirePaid(PRICE / 2);
    }

    /// @dev Whoever pays at once has no trial: the first period begins now.
    function test_SucceedsWithoutTheTrialWhereAnAmountWasAgreedTo() public {
        plan = _trialPlan();
        _create(plan);
        sub.firstAmount = 1;
        _succeeds(merchant, _subscribing(plan, sub, _consent(plan, sub)));
        _requireBegun(_id(plan, sub), NOW);
        _requirePaid(1);
    }

    /// @dev What the plan tells needs nobody's agreement, so that an offer beside it is not even read.
    function test_SucceedsWithAnyOfferWhereNoneIsNeeded() public {
        _succeeds(subscriber, _subscribing(plan, sub, _pull(SIGNATURE, "", hex"00")));
        sub.salt = 2;
        _succeeds(subscriber, _subscribing(plan, sub, _pull(SIGNATURE, "", _offer(STRANGER_KEY, plan, sub))));
        require(manager.subscriptionOf(_id(plan, sub)).status == ACTIVE, "active");
    }

    // ---------------------------------------------------------------- what was not

    function testFuzz_RevertsWhenAStrangerOffers(uint256 key) public {
        key = 1 + (key % (1 << 128));
        vm.assume(key != MERCHANT_KEY && key != OPERATOR_KEY);
        sub.firstAmount = 1;
        bytes memory pull = _pull(SIGNATURE, "", _offer(key, plan, sub));
        _reverts(subscriber, _subscribing(plan, sub, pull), _notAgreed(1, PRICE));
    }

    function testFuzz_RevertsWhenAStrangerSignsForMerchantOrOperator(uint256 key, bool forOperator) public {
        key = 1 + (key % (1 << 128));
        address account = forOperator ? operator : merchant;
        vm.assume(vm.addr(key) != account);
        sub.firstAmount = 1;
        bytes memory offer = abi.encode(account, _sign(key, _offerDigest(sub)));
        bytes memory call = _subscribing(plan, sub, _pull(SIGNATURE, "", offer));
        _reverts(subscriber, call, _invalidSignature(account, _offerDigest(sub)));
    }

    function test_RevertsWhenTheOfferIsForAnotherSubscription() public {
        sub.firstAmount = 1;
        bytes memory offer = _offer(MERCHANT_KEY, plan, sub);
        sub.salt = 2;
        bytes memory call = _subscribing(plan, sub, _pull(SIGNATURE, "", offer));
        _reverts(subscriber, call, _invalidSignature(merchant, _offerDigest(sub)));
    }

    /// @dev A signature over the id itself is a subscriber's consent, not an offer.
    function test_RevertsWhenTheMerchantSignedTheSubscriptionItself() public {
        sub.firstAmount = 1;
        bytes memory offer = abi.encode(merchant, _sign(MERCHANT_KEY, _id(plan, sub)));
        bytes memory call = _subscribing(plan, sub, _pull(SIGNATURE, "", offer));
        _reverts(subscriber, call, _invalidSignature(merchant, _offerDigest(sub)));
    }

    /// @dev An offer that is given is the one that counts, even where the merchant calls.
    function test_RevertsWhenTheMerchantDeliversAStrangersOffer() public {
        sub.firstAmount = 1;
        bytes memory pull = _pull(SIGNATURE, _sign(SUBSCRIBER_KEY, _id(plan, sub)), _offer(STRANGER_KEY, plan, sub));
        _reverts(merchant, _subscribing(plan, sub, pull), _notAgreed(1, PRICE));
    }

    /// @dev Where no operator is named, nobody can sign for the zero address.
    function test_RevertsWhenNobodyOffersForAPlanWithoutOperator() public {
        plan.operator = address(0);
        _create(plan);
        sub.firstAmount = 1;
        bytes memory offer = abi.encode(address(0), new bytes(65));
        bytes memory call = _subscribing(plan, sub, _pull(SIGNATURE, "", offer));
        _reverts(subscriber, call, _invalidSignature(address(0), _offerDigest(sub)));
        _reverts(operator, _subscribing(plan, sub, _consent(plan, sub)), _notAgreed(1, PRICE));
    }

    function test_RevertsWhenTheOfferCannotBeDecoded() public {
        sub.firstAmount = 1;
        _revertsSilently(subscriber, _subscribing(plan, sub, _pull(SIGNATURE, "", hex"00")));
    }

    function _offerDigest(ISubscriptionTypes.Subscription memory offered) private view returns (bytes32) {
        return _managerDigest(keccak256(abi.encode(keccak256("Offer(bytes32 subscriptionId)"), _id(plan, offered))));
    }

    function _exceedsCap(uint256 amount, uint256 cap) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.ExceedsCap.selector, amount, cap);
    }
}
