// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice By one signature that funds and subscribes. Nothing is allowed, unless a test says so.
contract SubscribeByErc3009Test is BeginningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
        _allow(subscriber, 0);
    }

    function testFuzz_SucceedsWithAtLeastTheFirstAmount(uint96 seed, address relayer) public {
        uint96 value = _bound(seed, PRICE, WEALTH);
        _succeeds(relayer, _subscribing(plan, sub, _erc3009(plan, sub, value)));
        _requireBegun(_id(plan, sub), NOW);
        _requireBalance(subscriber, 0, value - PRICE);
        _requirePaid(PRICE);
        _requireWallet(subscriber, WEALTH - value);
        _requireSolvent();
    }

    function test_SucceedsWithExactlyTheFirstAmount() public {
        _succeeds(stranger, _subscribing(plan, sub, _erc3009(plan, sub, PRICE)));
        _requireBalance(subscriber, 0, 0);
        _requirePaid(PRICE);
        _requireWallet(subscriber, WEALTH - PRICE);
    }

    function test_SucceedsWithRenewalsFromWhatIsLeft() public {
        _succeeds(stranger, _subscribing(plan, sub, _erc3009(plan, sub, 3 * PRICE)));
        vm.warp(NOW + PERIOD);
        _renew(plan, sub);
        _requireBalance(subscriber, 0, PRICE);
        _requireBalance(merchant, 2 * (PRICE - _fee(PRICE)), 0);
    }

    /// @dev What is not enough adds to what is there.
    function testFuzz_SucceedsWithLessBesideWhatIsPrepaid(uint96 seed) public {
        uint96 value = _bound(seed, 1, PRICE - 1);
        _deposit(subscriber, PRICE - value, true);
        _succeeds(stranger, _subscribing(plan, sub, _erc3009(plan, sub, value)));
        _requireBalance(subscriber, 0, 0);
        _requirePaid(PRICE);
        _requireWallet(subscriber, WEALTH - value);
        _requireSolvent();
    }

    /// @dev A charge has one source: where prepaid does not cover it, all of it comes from the allowance.
    function testFuzz_SucceedsWithLessWhereTheAllowanceCoversAll(uint96 seed) public {
        uint96 value = _bound(seed, 1, PRICE - 1);
        _allow(subscriber, PRICE);
        _succeeds(stranger, _subscribing(plan, sub, _erc3009(plan, sub, value)));
        _requireBalance(subscriber, 0, value);
        _requirePaid(PRICE);
        _requireWallet(subscriber, WEALTH - value - PRICE);
        _requireSolvent();
    }

    function testFuzz_RevertsWhenLessIsAllThereIs(uint96 seed) public {
        uint96 value = _bound(seed, 1, PRICE - 1);
        _deposit(subscriber, PRICE - value - 1, true);
        _allow(subscriber, PRICE - 1);
        bytes memory call = _subscribing(plan, sub, _erc3009(plan, sub, value));
        _reverts(stranger, call, _cannotPay(subscriber, PRICE));
        _requireUnknown(_id(plan, sub));
        _requireBalance(subscriber, 0, PRICE - value - 1);
        _requireWallet(subscriber, WEALTH);
        // The authorization was not used up.
        _allow(subscriber, PRICE);
        _succeeds(stranger, call);
    }

    function testFuzz_SucceedsWithATrialThatIsFunded(uint96 seed) public {
        uint96 value = _bound(seed, 1, WEALTH);
        plan = _trialPlan();
        sub = _trialSubscription(1);
        _create(plan);
        _succeeds(stranger, _subscribing(plan, sub, _erc3009(plan, sub, value)));
        _requireState(_id(plan, sub), ACTIVE, NOW + 14 days, 0, 0, 0);
        _requireBalance(subscriber, 0, value);
        _requireBalance(merchant, 0, 0);
        _requireWallet(subscriber, WEALTH - value);
    }

    function test_SucceedsUpToTheLastSecond() public {
        bytes memory call = _subscribing(plan, sub, _erc3009(plan, sub, PRICE));
        vm.warp(NOW + 1 hours);
        _reverts(stranger, call, abi.encodeWithSelector(ICommonErrors.TooLate.selector, NOW + 1 hours, NOW + 1 hours));
        vm.warp(NOW + 1 hours - 1);
        _succeeds(stranger, call);
        _requireBegun(_id(plan, sub), NOW + 1 hours - 1);
    }

    // ---------------------------------------------------------------- what it must not be

    function testFuzz_RevertsWhenTheValueIsAnother(uint96 value) public {
        vm.assume(value != PRICE && value != 0);
        bytes memory signature = _erc3009Signature(SUBSCRIBER_KEY, subscriber, PRICE, sub.startBy, _id(plan, sub));
        bytes memory pull = _pull(ERC3009, abi.encode(value, signature), "");
        _reverts(stranger, _subscribing(plan, sub, pull), _refusedByToken(subscriber));
    }

    function test_RevertsWhenTheValueIsNone() public {
        bytes memory zero = abi.encodePacked(ICommonErrors.ZeroAmount.selector);
        _reverts(stranger, _subscribing(plan, sub, _erc3009(plan, sub, 0)), zero);
    }

    function test_RevertsWhenTheValueIsTooLong() public {
        bytes memory signature = _erc3009Signature(SUBSCRIBER_KEY, subscriber, PRICE, sub.startBy, _id(plan, sub));
        bytes memory data = abi.encode((1 << 96) + uint256(PRICE), signature);
        _revertsSilently(stranger, _subscribing(plan, sub, _pull(ERC3009, data, "")));
    }

    function testFuzz_RevertsWhenSomeoneElseSigned(uint256 key) public {
        key = 1 + (key % (1 << 128));
        vm.assume(key != SUBSCRIBER_KEY);
        bytes memory signature = _erc3009Signature(key, subscriber, PRICE, sub.startBy, _id(plan, sub));
        bytes memory call = _subscribing(plan, sub, _pull(ERC3009, abi.encode(PRICE, signature), ""));
        _reverts(stranger, call, _refusedByToken(subscriber));
        // Not by the subscriber's own call either: it must be signed.
        _reverts(subscriber, call, _refusedByToken(subscriber));
    }

    /// @dev A deadline or a nonce of the relayer's choice is not what was signed.
    function test_RevertsWhenTheNonceOrTheDeadlineIsAnother() public {
        bytes32 id = _id(plan, sub);
        bytes memory signature = _erc3009Signature(SUBSCRIBER_KEY, subscriber, PRICE, sub.startBy + 1, id);
        bytes memory pull = _pull(ERC3009, abi.encode(PRICE, signature), "");
        _reverts(stranger, _subscribing(plan, sub, pull), _refusedByToken(subscriber));
        signature = _erc3009Signature(SUBSCRIBER_KEY, subscriber, PRICE, sub.startBy, bytes32(uint256(id) + 1));
        pull = _pull(ERC3009, abi.encode(PRICE, signature), "");
        _reverts(stranger, _subscribing(plan, sub, pull), _refusedByToken(subscriber));
    }

    /// @dev An authorization fills a prepaid balance, which this subscription would never read.
    function test_RevertsWhenTheFundingIsTheAllowance() public {
        sub.funding = ALLOWANCE_ONLY;
        bytes memory refused = abi.encodeWithSelector(
            ISubscriptionManagerErrors.InvalidFunding.selector,
            ALLOWANCE_ONLY
        );
        _reverts(stranger, _subscribing(plan, sub, _erc3009(plan, sub, PRICE)), refused);
    }

    function test_RevertsWhenTheWalletIsEmpty() public {
        vm.prank(subscriber);
        dollar.transfer(stranger, WEALTH - PRICE + 1);
        bytes memory refused = abi.encodeWithSelector(
            IERC20Errors.ERC20InsufficientBalance.selector,
            subscriber,
            PRICE - 1,
            PRICE
        );
        _reverts(stranger, _subscribing(plan, sub, _erc3009(plan, sub, PRICE)), refused);
    }

    function test_RevertsWhenTheAuthorizationWasCanceled() public {
        bytes32 id = _id(plan, sub);
        bytes memory call = _subscribing(plan, sub, _erc3009(plan, sub, PRICE));
        bytes32 structHash = keccak256(
            abi.encode(keccak256("CancelAuthorization(address authorizer,bytes32 nonce)"), subscriber, id)
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", dollar.DOMAIN_SEPARATOR(), structHash));
        dollar.cancelAuthorization(subscriber, id, _sign(SUBSCRIBER_KEY, digest));
        _reverts(stranger, call, abi.encodeWithSignature("ERC3009UsedAuthorization(address,bytes32)", subscriber, id));
    }

    /// @dev The chain's own coin has no authorizations.
    function test_RevertsForTheChainsOwnCoin() public {
        _prepayCoin(subscriber, PRICE);
        plan.token = COIN;
        _create(plan);
        bytes memory refused = abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, COIN);
        _reverts(stranger, _subscribing(plan, sub, _erc3009(plan, sub, PRICE)), refused);
    }
}
