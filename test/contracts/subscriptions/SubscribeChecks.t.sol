// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice What must hold of a subscription that begins.
contract SubscribeChecksTest is BeginningTest {
    bytes private constant BURN = "BurnSubscription(address account,bytes32 id,uint256 nonce,uint256 deadline)";
    uint256 private constant HOME = 31_337;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
    }

    // ---------------------------------------------------------------- fields

    function testFuzz_RevertsWhenStartByIsReached(uint48 late) public {
        sub.startBy = uint48(NOW);
        uint256 time = NOW + (late % (1 << 39));
        bytes memory call = _subscribing(plan, sub, _consent(plan, sub));
        vm.warp(time);
        _reverts(stranger, call, abi.encodeWithSelector(ICommonErrors.TooLate.selector, time, NOW));
    }

    function test_SucceedsOneSecondBeforeStartBy() public {
        sub.startBy = uint48(NOW + 1);
        _requireBegun(_subscribe(plan, sub), NOW);
    }

    function test_RevertsWhenTheQuantityIsZero() public {
        (sub.quantity, sub.firstAmount) = (0, 0);
        bytes memory refused = abi.encodePacked(ISubscriptionManagerErrors.ZeroQuantity.selector);
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
        _reverts(merchant, _subscribing(plan, sub, _consent(plan, sub)), refused);
    }

    function test_RevertsWhenMaxPeriodsIsZero() public {
        sub.maxPeriods = 0;
        bytes memory refused = abi.encodePacked(ISubscriptionManagerErrors.ZeroMaxPeriods.selector);
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
        sub.maxPeriods = 1;
        _subscribe(plan, sub);
    }

    function test_RevertsWhenTheSubscriberCannotBeAParty() public {
        address[5] memory insiders = [address(0), address(manager), address(escrow), address(dollar), merchant];
        for (uint256 i; i < insiders.length; ++i) {
            sub.subscriber = insiders[i];
            bytes memory refused = abi.encodeWithSelector(ICommonErrors.InvalidParty.selector, insiders[i]);
            _reverts(insiders[i], _subscribing(plan, sub, ""), refused);
        }
        sub.subscriber = operator;
        _fund(operator, PRICE);
        _requireBegun(_subscribe(plan, sub), NOW);
    }

    // ---------------------------------------------------------------- plans

    function test_RevertsWhenThePlanIsUnknown() public {
        plan.salt = 2;
        bytes memory refused = abi.encodeWithSelector(
            ISubscriptionManagerErrors.UnknownPlan.selector,
            manager.planId(plan)
        );
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
        _reverts(merchant, _subscribing(plan, sub, _consent(plan, sub)), refused);
        _create(plan);
        _subscribe(plan, sub);
    }

    function test_RevertsWhenThePlanIsArchived() public {
        vm.prank(merchant);
        manager.archivePlan(plan, "");
        bytes memory refused = abi.encodeWithSelector(
            ISubscriptionManagerErrors.PlanIsArchived.selector,
            manager.planId(plan)
        );
        _reverts(subscriber, _subscribing(plan, sub, ""), refused);
        _reverts(merchant, _subscribing(plan, sub, _consent(plan, sub)), refused);
        _reverts(stranger, _subscribing(plan, sub, _erc3009(plan, sub, PRICE)), refused);
    }

    // ---------------------------------------------------------------- ids

    function test_RevertsWhenTheIdWasUsed() public {
        bytes memory consent = _consent(plan, sub);
        bytes memory authorization = _erc3009(plan, sub, PRICE);
        bytes32 id = _subscribe(plan, sub);
        _reverts(subscriber, _subscribing(plan, sub, ""), _exists(id));
        _reverts(stranger, _subscribing(plan, sub, consent), _exists(id));
        _reverts(stranger, _subscribing(plan, sub, authorization), _exists(id));
        // However late.
        vm.warp(NOW + 365 days);
        _reverts(stranger, _subscribing(plan, sub, consent), _exists(id));
        _requireWallet(subscriber, WEALTH - PRICE);
    }

    function test_RevertsWhenTheIdIsPausedOrEnding() public {
        bytes32 id = _subscribe(plan, sub);
        vm.prank(merchant);
        manager.pause(plan, sub, "");
        _reverts(stranger, _subscribing(plan, sub, _consent(plan, sub)), _exists(id));
        vm.prank(subscriber);
        manager.cancel(plan, sub, true, "");
        _requireStatus(id, ENDING);
        _reverts(stranger, _subscribing(plan, sub, _consent(plan, sub)), _exists(id));
    }

    function test_RevertsWhenTheIdHasEnded() public {
        bytes32 id = _subscribe(plan, sub);
        vm.prank(subscriber);
        manager.cancel(plan, sub, false, "");
        _requireStatus(id, ENDED);
        _reverts(subscriber, _subscribing(plan, sub, ""), _exists(id));
        _reverts(stranger, _subscribing(plan, sub, _consent(plan, sub)), _exists(id));
    }

    function test_RevertsWhenTheIdWasBurned() public {
        bytes memory consent = _consent(plan, sub);
        bytes32 id = _id(plan, sub);
        _succeeds(stranger, abi.encodeCall(manager.burn, (plan, sub, _auth(SUBSCRIBER_KEY, BURN, abi.encode(id)))));
        _requireState(id, BURNED, 0, 0, 0, 0);
        _reverts(stranger, _subscribing(plan, sub, consent), _exists(id));
        _reverts(subscriber, _subscribing(plan, sub, ""), _exists(id));
        _requireWallet(subscriber, WEALTH);
    }

    function test_SucceedsForEqualSubscriptionsWithAnotherSalt() public {
        bytes32 first = _subscribe(plan, sub);
        sub.salt = 2;
        bytes32 second = _subscribe(plan, sub);
        require(first != second, "ids");
        _requireBegun(first, NOW);
        _requireBegun(second, NOW);
        _requireWallet(subscriber, WEALTH - 2 * PRICE);
    }

    // ---------------------------------------------------------------- chains

    /// @dev With money and without, by call and by signature.
    function testFuzz_RevertsOnAForeignChain(uint64 chain) public {
        vm.assume(chain != HOME && chain != 0);
        ISubscriptionTypes.Plan memory trial = _trialPlan();
        ISubscriptionTypes.Subscription memory free = _trialSubscription(1);
        _create(trial);
        bytes[4] memory calls = [
            _subscribing(plan, sub, ""),
            _subscribing(plan, sub, _consent(plan, sub)),
            _subscribing(plan, sub, _erc3009(plan, sub, PRICE)),
            _subscribing(trial, free, "")
        ];
        vm.chainId(chain);
        bytes memory refused = abi.encodeWithSelector(ICommonErrors.ForeignChain.selector, uint256(chain), HOME);
        for (uint256 i; i < calls.length; ++i) _reverts(subscriber, calls[i], refused);
        vm.chainId(HOME);
        _succeeds(subscriber, calls[0]);
    }
}
