// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {SubscriptionTest} from "../support/SubscriptionTest.sol";

/// @notice Calldata that no encoder makes: arrays that lie over the plan, lengths and places beyond all that is there.
contract ThiefEncodingsTest is SubscriptionTest {
    uint256 private constant WORDS = 11;
    uint256 private constant SALT = 32 * (WORDS - 1);

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    /// @dev The subscriber's address is the place of the plan's salt, and the plan's salt a length.
    function setUp() public override {
        super.setUp();
        (plan, sub) = (_plan(), _subscription());
        (plan.salt, sub.subscriber) = (1, address(uint160(SALT)));
        _create(plan);
        _fund(sub.subscriber, 10 * PRICE);
        _subscribe(plan, sub);
        vm.warp(NOW + PERIOD);
    }

    /// @dev One word is the salt and the length, the next one the array's place and its first subscriber.
    function test_SucceedsWithOneChargeWhereTheArrayLiesOverThePlan() public {
        bytes memory fields = abi.encode(sub);
        bytes memory call = bytes.concat(manager.chargeBatch.selector, abi.encode(plan), fields);
        _succeeds(stranger, call);
        _succeeds(stranger, call);
        require(dollar.balanceOf(sub.subscriber) == 8 * PRICE, "wallet");
        _requireBalance(merchant, 2 * (PRICE - _fee(PRICE)), 0);
    }

    /// @dev With the lengths and places at which a sum or a product of them wraps around.
    function test_RevertsWhenAnArrayIsLongerThanWhatIsThere() public {
        uint256 words = type(uint256).max / (32 * WORDS);
        uint256[8] memory lengths = [
            uint256(2),
            type(uint32).max,
            type(uint64).max,
            uint256(1) << 64,
            words,
            words + 1,
            words + 2,
            type(uint256).max
        ];
        for (uint256 i; i < lengths.length; ++i) _requireRefused(32 * (WORDS + 1), lengths[i]);
        _requireTaken(32 * (WORDS + 1), 1);
    }

    function test_RevertsWhenAnArrayIsElsewhere() public {
        uint256 right = 32 * (WORDS + 1);
        uint256[7] memory places = [
            right + 1,
            right + 32,
            right + 32 * WORDS,
            uint256(1) << 64,
            type(uint256).max,
            type(uint256).max - 31,
            type(uint256).max - 3
        ];
        for (uint256 i; i < places.length; ++i) _requireRefused(places[i], 1);
        _requireTaken(right, 1);
    }

    /// @dev What no encoder would write behind the array is nobody's.
    function testFuzz_SucceedsWithAnythingBehindTheArray(bytes calldata rest) public {
        bytes memory call = bytes.concat(abi.encodeCall(manager.chargeBatch, (plan, _batch(sub))), rest);
        _succeeds(stranger, call);
        require(dollar.balanceOf(sub.subscriber) == 8 * PRICE, "wallet");
    }

    /// @dev Consent and offer are one and the same bytes: whoever signs for one has not signed for the other.
    function test_RevertsWhenConsentAndOfferAreTheSameBytes() public {
        ISubscriptionTypes.Subscription memory wanted = _subscription();
        (wanted.firstAmount, wanted.startBy) = (1, uint48(NOW + PERIOD + 1));
        bytes memory both = _offer(MERCHANT_KEY, plan, wanted);
        bytes memory pull = bytes.concat(abi.encode(uint256(0), uint256(96), uint256(96), both.length), both);
        (, bytes memory data, bytes memory offer) = abi.decode(pull, (ISubscriptionTypes.Consent, bytes, bytes));
        require(keccak256(data) == keccak256(offer) && keccak256(offer) == keccak256(both), "decoded");
        bytes memory call = abi.encodeCall(manager.subscribe, (plan, wanted, pull));
        bytes memory error_ = abi.encodeWithSelector(
            ICommonErrors.InvalidSignature.selector,
            subscriber,
            _id(plan, wanted)
        );
        _reverts(stranger, call, error_);
        require(dollar.balanceOf(subscriber) == WEALTH, "wallet");
    }

    // ---------------------------------------------------------------- helpers

    function _call(uint256 place, uint256 length) private view returns (bytes memory) {
        return
            bytes.concat(
                manager.chargeBatch.selector,
                abi.encode(plan),
                abi.encode(place),
                abi.encode(length),
                abi.encode(sub)
            );
    }

    function _requireRefused(uint256 place, uint256 length) private {
        vm.prank(stranger);
        (bool success, bytes memory answer) = address(manager).call(_call(place, length));
        require(!success && answer.length == 0, "decoded");
        require(dollar.balanceOf(sub.subscriber) == 9 * PRICE, "wallet");
    }

    function _requireTaken(uint256 place, uint256 length) private {
        _succeeds(stranger, _call(place, length));
        require(dollar.balanceOf(sub.subscriber) == 8 * PRICE, "wallet");
    }
}
