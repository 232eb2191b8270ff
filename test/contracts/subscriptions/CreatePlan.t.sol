// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "../support/PlanningTest.sol";

contract CreatePlanTest is PlanningTest {
    /// @dev What a merchant chooses freely.
    struct Choice {
        uint32 period;
        bool monthly;
        uint32 trial;
        uint32 grace;
        uint16 feeBps;
        uint32 notice;
        uint256 salt;
    }

    function testFuzz_SucceedsWithAnyTerms(Choice memory choice, uint96 price, uint32 time) public {
        ISubscriptionTypes.Plan memory plan = _plan();
        plan.unit = choice.monthly ? MONTH : SECOND;
        plan.period = uint32(_bound(choice.period, 1, choice.monthly ? 1_200 : type(uint32).max));
        (plan.trial, plan.grace, plan.notice, plan.salt) = (choice.trial, choice.grace, choice.notice, choice.salt);
        plan.feeBps = uint16(_bound(choice.feeBps, 0, 10_000));
        bytes32 id = manager.planId(plan);
        _requirePlan(id, ISubscriptionTypes.PlanState(0, 0, 0, 0, false));
        vm.warp(NOW + time);
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.PlanCreated(id, merchant, plan, price);
        _succeeds(merchant, _call(plan, price));
        _requirePlan(id, ISubscriptionTypes.PlanState(price, price, uint40(NOW + time), 1, false));
    }

    function test_SucceedsWithoutOperatorFeeAndPrice() public {
        ISubscriptionTypes.Plan memory plan = _plan();
        (plan.operator, plan.feeRecipient, plan.feeBps) = (address(0), address(0), 0);
        _succeeds(merchant, _call(plan, 0));
        _requirePlan(manager.planId(plan), ISubscriptionTypes.PlanState(0, 0, uint40(NOW), 1, false));
    }

    /// @dev Neither is listed: listing is asked for when money moves.
    function testFuzz_SucceedsWithAnyToken(address token) public {
        vm.assume(token != merchant && token != operator && token != feeRecipient);
        ISubscriptionTypes.Plan memory plan = _plan();
        plan.token = token;
        _create(plan);
        (plan.token, plan.salt) = (COIN, 2);
        _create(plan);
    }

    function test_SucceedsWhenPartiesCoincide() public {
        ISubscriptionTypes.Plan memory plan = _plan();
        (plan.operator, plan.feeRecipient) = (merchant, merchant);
        _create(plan);
    }

    /// @dev Whose money could never be taken out again. A merchant of these never calls, but may have signed.
    function test_RevertsWhenAPartyIsInvalid() public {
        address[4] memory bad = [address(0), address(escrow), address(manager), address(dollar)];
        for (uint256 i; i < bad.length; ++i) {
            ISubscriptionTypes.Plan memory plan = _plan();
            plan.merchant = bad[i];
            _refuses(plan, _invalidParty(bad[i]));
            plan = _plan();
            plan.feeRecipient = bad[i];
            _refuses(plan, _invalidParty(bad[i]));
            plan.feeBps = 1;
            _refuses(plan, _invalidParty(bad[i]));
            if (i == 0) continue;
            plan.feeBps = 0;
            _refuses(plan, _invalidParty(bad[i]));
            plan = _plan();
            plan.operator = bad[i];
            _refuses(plan, _invalidParty(bad[i]));
        }
    }

    function testFuzz_RevertsWhenThePartyIsTheToken(address token) public {
        vm.assume(token != address(0) && token != merchant && token != operator && token != feeRecipient);
        ISubscriptionTypes.Plan memory plan = _plan();
        (plan.token, plan.operator) = (token, token);
        _refuses(plan, _invalidParty(token));
    }

    function testFuzz_RevertsWhenTheFeeIsMoreThanEverything(uint16 feeBps) public {
        ISubscriptionTypes.Plan memory plan = _plan();
        plan.feeBps = 10_001;
        _refuses(plan, _invalidFee(10_001));
        plan.feeBps = uint16(_bound(feeBps, 10_001, type(uint16).max));
        _refuses(plan, _invalidFee(plan.feeBps));
        plan.feeBps = 10_000;
        _create(plan);
    }

    function test_RevertsWhenThePeriodIsZero() public {
        ISubscriptionTypes.Plan memory plan = _plan();
        plan.period = 0;
        _refuses(plan, _invalidPeriod(0, SECOND));
        plan.unit = MONTH;
        _refuses(plan, _invalidPeriod(0, MONTH));
        plan.period = 1;
        _create(plan);
        plan.unit = SECOND;
        _create(plan);
    }

    function testFuzz_RevertsWhenThePeriodHasTooManyMonths(uint32 period) public {
        ISubscriptionTypes.Plan memory plan = _plan();
        (plan.unit, plan.period) = (MONTH, 1_201);
        _refuses(plan, _invalidPeriod(1_201, MONTH));
        plan.period = uint32(_bound(period, 1_201, type(uint32).max));
        _refuses(plan, _invalidPeriod(plan.period, MONTH));
        plan.unit = SECOND;
        _create(plan);
        (plan.unit, plan.period) = (MONTH, 1_200);
        _create(plan);
    }

    function testFuzz_RevertsWhenThePlanExists(uint96 price) public {
        ISubscriptionTypes.Plan memory plan = _plan();
        bytes32 id = _create(plan);
        bytes memory exists = abi.encodeWithSelector(ISubscriptionManagerErrors.PlanExists.selector, id);
        _reverts(merchant, _call(plan, price), exists);
        _succeeds(merchant, abi.encodeCall(manager.archivePlan, (plan, "")));
        _reverts(merchant, _call(plan, price), exists);
        _requirePlan(id, ISubscriptionTypes.PlanState(PRICE, PRICE, uint40(NOW), 1, true));
    }

    /// @dev A plan without any price exists too.
    function test_RevertsWhenAPlanOfPriceZeroExists() public {
        ISubscriptionTypes.Plan memory plan = _plan();
        _succeeds(merchant, _call(plan, 0));
        _refuses(plan, abi.encodeWithSelector(ISubscriptionManagerErrors.PlanExists.selector, manager.planId(plan)));
    }

    /// @dev Named attack: a plan that names a victim as its merchant.
    function testFuzz_RevertsWhenAnotherCreatesIt(address actor) public {
        vm.assume(actor != merchant);
        _reverts(actor, _call(_plan(), PRICE), _notMerchant(actor));
        _reverts(operator, _call(_plan(), PRICE), _notMerchant(operator));
    }

    function testFuzz_RevertsOnAForeignChain(uint32 chainId) public {
        vm.assume(chainId != 31_337 && chainId != 0);
        vm.chainId(chainId);
        _refuses(_plan(), abi.encodeWithSelector(ICommonErrors.ForeignChain.selector, chainId, 31_337));
    }

    /// @dev A word with bits beyond its type would have an id of its own beside the id of the clean plan.
    function testFuzz_RevertsWhenAWordHasBitsBeyondItsType(uint256 bit) public {
        uint8[10] memory widths = [160, 160, 160, 32, 8, 32, 32, 16, 160, 32];
        for (uint256 i; i < widths.length; ++i) {
            _refusesToDecode(i, 1 << widths[i]);
            _refusesToDecode(i, 1 << (widths[i] + (bit % (256 - widths[i]))));
        }
        uint256 price = 11;
        _refusesToDecode(price, 1 << 96);
        _refusesToDecode(price, 1 << (96 + (bit % 160)));
    }

    function testFuzz_RevertsWhenTheUnitIsNone(uint8 unit) public {
        _refusesToDecode(4, _bound(unit, 1, 127) << 1);
    }

    /// @param flag Added to the word of the call's plan and price.
    function _refusesToDecode(uint256 word, uint256 flag) private {
        bytes memory message = _call(_plan(), PRICE);
        assembly ("memory-safe") {
            let place := add(add(message, 0x24), mul(word, 0x20))
            mstore(place, or(mload(place), flag))
        }
        vm.prank(merchant);
        (bool success, bytes memory answer) = address(manager).call(message);
        require(!success && answer.length == 0, "expected the decoder to refuse");
    }

    function _refuses(ISubscriptionTypes.Plan memory plan, bytes memory expected) private {
        _reverts(plan.merchant, _call(plan, PRICE), expected);
    }

    function _call(ISubscriptionTypes.Plan memory plan, uint96 price) private view returns (bytes memory) {
        return abi.encodeCall(manager.createPlan, (plan, price, ""));
    }

    function _invalidParty(address party) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ICommonErrors.InvalidParty.selector, party);
    }

    function _invalidFee(uint16 actual) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.InvalidFeeBps.selector, actual, 10_000);
    }

    function _invalidPeriod(uint32 period, ISubscriptionTypes.PeriodUnit unit) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.InvalidPeriod.selector, period, unit);
    }
}
