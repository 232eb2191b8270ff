// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionManagerEvents} from "../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "../support/PlanningTest.sol";
import {SlotOf} from "../support/SlotOf.sol";

contract SetPriceTest is PlanningTest {
    bytes private constant TYPE =
        "SetPrice(address account,bytes32 planId,uint256 price,uint256 version,uint256 effectiveAt,uint256 nonce,uint256 deadline)";

    ISubscriptionTypes.Plan private plan;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        id = _create(plan);
    }

    function testFuzz_SucceedsWithAnyPriceAfterTheNotice(uint96 price, uint40 effectiveAt, uint32 time) public {
        vm.warp(NOW + time);
        uint40 since = uint40(_bound(effectiveAt, NOW + time + 7 days, type(uint40).max));
        vm.expectEmit(address(manager));
        emit ISubscriptionManagerEvents.PriceSet(id, price, 2, since);
        _succeeds(merchant, _call(price, 2, since));
        _requirePlan(id, ISubscriptionTypes.PlanState(PRICE, price, since, 2, false));
    }

    function testFuzz_RevertsWhenTheNoticeIsTooShort(uint32 notice, uint40 effectiveAt, uint32 time) public {
        plan.notice = notice;
        plan.salt = 2;
        _create(plan);
        uint256 earliest = NOW + time + notice;
        vm.warp(NOW + time);
        _reverts(merchant, _call(1, 2, uint40(earliest - 1)), _tooShort(earliest - 1, earliest));
        effectiveAt = uint40(_bound(effectiveAt, 0, earliest - 1));
        _reverts(merchant, _call(1, 2, effectiveAt), _tooShort(effectiveAt, earliest));
        _succeeds(merchant, _call(1, 2, uint40(earliest)));
    }

    function testFuzz_RevertsWhenTheVersionIsNotTheNext(uint16 version) public {
        vm.assume(version != 2);
        uint40 since = uint40(NOW + 7 days);
        _reverts(merchant, _call(1, version, since), _wrongVersion(version, 2));
        _reverts(merchant, _call(1, 0, since), _wrongVersion(0, 2));
        _reverts(merchant, _call(1, 1, since), _wrongVersion(1, 2));
        _reverts(merchant, _call(1, 3, since), _wrongVersion(3, 2));
        _setPrice(plan, 1, 2, since);
        _reverts(merchant, _call(1, 2, since), _wrongVersion(2, 3));
    }

    /// @dev There is no version 65,536, and none is counted from 0 again: the price then stays for ever.
    function testFuzz_RevertsWhenNoVersionIsLeft(uint16 version) public {
        bytes32 slot = SlotOf.word(address(manager), id);
        vm.store(address(manager), slot, bytes32((uint256(vm.load(address(manager), slot)) | (0xffff << 232))));
        uint16 last = type(uint16).max;
        _requirePlan(id, ISubscriptionTypes.PlanState(PRICE, PRICE, uint40(NOW), last, false));
        uint40 since = uint40(NOW + 7 days);
        _reverts(merchant, _call(1, version, since), _wrongVersion(version, 65_536));
        _reverts(merchant, _call(1, 0, since), _wrongVersion(0, 65_536));
    }

    // ---------------------------------------------------------------- which price holds

    /// @dev A price that has not taken effect is forgotten; what holds until the next one is the price of now.
    function testFuzz_SucceedsInReplacingAPriceThatIsPending(uint96 forgotten, uint96 price, uint32 later) public {
        uint256 since = NOW + 7 days;
        _setPrice(plan, forgotten, 2, since);
        vm.warp(since - 1);
        since += 7 days + uint256(later);
        _setPrice(plan, price, 3, since);
        _requirePlan(id, ISubscriptionTypes.PlanState(PRICE, price, uint40(since), 3, false));
    }

    function testFuzz_SucceedsInFollowingAPriceInForce(uint96 second, uint96 third, uint32 later) public {
        uint256 since = NOW + 7 days;
        _setPrice(plan, second, 2, since);
        vm.warp(since + later);
        _setPrice(plan, third, 3, since + later + 7 days);
        _requirePlan(id, ISubscriptionTypes.PlanState(second, third, uint40(since + later + 7 days), 3, false));
        vm.warp(since + later + 7 days);
        _setPrice(plan, 5, 4, since + later + 14 days);
        _requirePlan(id, ISubscriptionTypes.PlanState(third, 5, uint40(since + later + 14 days), 4, false));
    }

    function test_SucceedsAtOnceWithoutNotice() public {
        plan.notice = 0;
        _create(plan);
        _setPrice(plan, 7, 2, NOW);
        _requirePlan(manager.planId(plan), ISubscriptionTypes.PlanState(PRICE, 7, uint40(NOW), 2, false));
        _setPrice(plan, 8, 3, NOW);
        _requirePlan(manager.planId(plan), ISubscriptionTypes.PlanState(7, 8, uint40(NOW), 3, false));
    }

    /// @dev The period falls due when the price changes, and a second before.
    function test_SucceedsWithTheNewPriceFromItsTimeOn() public {
        ISubscriptionTypes.Subscription memory sub = _subscription();
        _subscribe(plan, sub);
        _setPrice(plan, PRICE + 1, 2, NOW + PERIOD);
        vm.warp(NOW + PERIOD - 1);
        _requireFirstAmount(PRICE);
        vm.warp(NOW + PERIOD);
        _requireFirstAmount(PRICE + 1);
        _renew(plan, sub);
        require(dollar.balanceOf(subscriber) == WEALTH - PRICE - (PRICE + 1), "new price");
    }

    function test_SucceedsWithTheOldPriceUntilThen() public {
        ISubscriptionTypes.Subscription memory sub = _subscription();
        _subscribe(plan, sub);
        _setPrice(plan, PRICE + 1, 2, NOW + PERIOD + 1);
        vm.warp(NOW + PERIOD);
        _renew(plan, sub);
        require(dollar.balanceOf(subscriber) == WEALTH - 2 * PRICE, "old price");
    }

    function test_SucceedsInKeepingThePlanArchived() public {
        _succeeds(merchant, abi.encodeCall(manager.archivePlan, (plan, "")));
        _setPrice(plan, 7, 2, NOW + 7 days);
        _requirePlan(id, ISubscriptionTypes.PlanState(PRICE, 7, uint40(NOW + 7 days), 2, true));
    }

    // ---------------------------------------------------------------- who

    /// @dev Named attack: signed prices take effect in the order they were signed in, whoever delivers them when.
    function test_RevertsWhenSignedPricesComeOutOfOrder() public {
        uint40 since = uint40(NOW + 30 days);
        bytes memory second = _call(7, 2, since, _auth(MERCHANT_KEY, TYPE, abi.encode(id, 7, 2, since)));
        bytes memory third = _call(8, 3, since, _auth(MERCHANT_KEY, TYPE, abi.encode(id, 8, 3, since)));
        _reverts(stranger, third, _wrongVersion(3, 2));
        _succeeds(stranger, second);
        _succeeds(stranger, third);
        _requirePlan(id, ISubscriptionTypes.PlanState(PRICE, 8, since, 3, false));
    }

    /// @dev Named attack: a stranger delivers the later of two signed prices at once, and the one before it is lost.
    function test_RevertsWhenASignedPriceWouldUndoOneThatIsPending() public {
        (uint40 first, uint40 second) = (uint40(NOW + 10 days), uint40(NOW + 20 days));
        _setPrice(plan, 12, 2, first);
        bytes memory call = _call(15, 3, second, _auth(MERCHANT_KEY, TYPE, abi.encode(id, 15, 3, second)));
        bytes memory pending = abi.encodeWithSelector(ISubscriptionManagerErrors.PricePending.selector, first);
        _reverts(stranger, call, pending);
        _reverts(merchant, call, pending);
        bytes memory later = _call(15, 3, first + 1, _auth(MERCHANT_KEY, TYPE, abi.encode(id, 15, 3, first + 1)));
        _reverts(stranger, later, pending);
        vm.warp(first - 1);
        _reverts(stranger, call, pending);
        vm.warp(first);
        _succeeds(stranger, call);
        _requirePlan(id, ISubscriptionTypes.PlanState(12, 15, second, 3, false));
    }

    function testFuzz_RevertsWhenAnotherSetsIt(address actor) public {
        vm.assume(actor != merchant);
        bytes memory call = _call(7, 2, uint40(NOW + 7 days));
        _reverts(actor, call, _notMerchant(actor));
        _reverts(operator, call, _notMerchant(operator));
    }

    function testFuzz_RevertsWhenThePlanIsUnknown(uint256 salt) public {
        vm.assume(salt != plan.salt);
        plan.salt = salt;
        _reverts(merchant, _call(7, 1, uint40(NOW + 7 days)), _unknownPlan(manager.planId(plan)));
    }

    // ---------------------------------------------------------------- how

    /// @dev A second subscription of another first amount is told what the price is.
    function _requireFirstAmount(uint96 expected) private {
        ISubscriptionTypes.Subscription memory sub = _subscription();
        (sub.salt, sub.firstAmount, sub.startBy) = (2, 3, type(uint48).max);
        _reverts(
            subscriber,
            abi.encodeCall(manager.subscribe, (plan, sub, "")),
            abi.encodeWithSelector(ISubscriptionManagerErrors.FirstAmountNotAgreed.selector, 3, expected)
        );
    }

    function _call(uint96 price, uint16 version, uint40 effectiveAt) private view returns (bytes memory) {
        return _call(price, version, effectiveAt, "");
    }

    function _call(
        uint96 price,
        uint16 version,
        uint40 effectiveAt,
        bytes memory auth
    ) private view returns (bytes memory) {
        return abi.encodeCall(manager.setPrice, (plan, price, version, effectiveAt, auth));
    }

    function _tooShort(uint256 effectiveAt, uint256 earliest) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.NoticeTooShort.selector, effectiveAt, earliest);
    }

    function _wrongVersion(uint256 actual, uint256 expected) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.WrongVersion.selector, actual, expected);
    }
}
