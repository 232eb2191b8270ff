// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice Words of calldata with bits beyond their type. Ids are digests of the words as they stand, so that such a word
/// would make a subscription that no reader of the type can name.
contract SubscribeDirtyWordsTest is BeginningTest {
    uint256 private constant WORDS = 11;
    uint256 private constant SELECTOR = 4;
    /// @dev Where the subscription begins in the calldata of subscribe, and where the pull's place stands.
    uint256 private constant SUBSCRIPTION = SELECTOR + 32 * WORDS;

    /// @dev The bits of each type, in the order of the structs; 256 for words that are never dirty.
    uint256[11] private _planBits = [uint256(160), 160, 160, 32, 1, 32, 32, 16, 160, 32, 256];
    uint256[11] private _bits = [uint256(160), 32, 96, 96, 96, 32, 48, 32, 1, 256, 256];

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
    }

    function testFuzz_RevertsWhenAWordOfTheSubscriptionIsDirty(uint256 dirt) public {
        for (uint256 field; field < WORDS; ++field) {
            if (_bits[field] == 256) continue;
            uint256 word = dirt >> _bits[field] == 0 ? 1 << _bits[field] : (dirt >> _bits[field]) << _bits[field];
            _revertsSilently(subscriber, _dirtied(SUBSCRIPTION + 32 * field, word));
            _revertsSilently(merchant, _dirtied(SUBSCRIPTION + 32 * field, word));
        }
        _requireUnknown(_id(plan, sub));
        _succeeds(subscriber, _subscribing(plan, sub, ""));
    }

    /// @dev The lowest bit beyond each type, and the highest.
    function test_RevertsWhenOneBitOfTheSubscriptionIsDirty() public {
        for (uint256 field; field < WORDS; ++field) {
            if (_bits[field] == 256) continue;
            _revertsSilently(subscriber, _dirtied(SUBSCRIPTION + 32 * field, 1 << _bits[field]));
            _revertsSilently(subscriber, _dirtied(SUBSCRIPTION + 32 * field, 1 << 255));
        }
    }

    /// @dev Whether the first charge is read or not.
    function test_RevertsWhenOneBitIsDirtyThoughNothingIsCharged() public {
        plan = _trialPlan();
        sub = _trialSubscription(1);
        _create(plan);
        for (uint256 field; field < WORDS; ++field) {
            if (_bits[field] != 256)
                _revertsSilently(subscriber, _dirtied(SUBSCRIPTION + 32 * field, 1 << _bits[field]));
        }
        _subscribe(plan, sub);
    }

    /// @dev The greatest value of each type is not dirty.
    function test_SucceedsWithTheGreatestValues() public {
        (sub.capPerPeriod, sub.usageCapPerPeriod) = (type(uint96).max, type(uint96).max);
        (sub.maxPeriods, sub.catchUp, sub.salt) = (type(uint32).max, type(uint32).max, type(uint256).max);
        (sub.startBy, sub.funding) = (type(uint48).max, ALLOWANCE_ONLY);
        _requireBegun(_subscribe(plan, sub), NOW);
    }

    /// @dev A dirty plan is no plan: either its field is read, or its digest is unknown.
    function testFuzz_RevertsWhenAWordOfThePlanIsDirty(uint256 dirt) public {
        for (uint256 field; field < WORDS; ++field) {
            if (_planBits[field] == 256) continue;
            uint256 bits = _planBits[field];
            uint256 word = dirt >> bits == 0 ? 1 << bits : (dirt >> bits) << bits;
            vm.prank(subscriber);
            (bool success, ) = address(manager).call(_dirtied(SELECTOR + 32 * field, word));
            require(!success, "expected a revert");
        }
        _requireWallet(subscriber, WEALTH);
    }

    /// @dev Nor does a dirty word of the old subscription name it.
    function test_RevertsWhenAWordOfTheReplacedIsDirty() public {
        bytes32 oldId = _subscribe(plan, sub);
        ISubscriptionTypes.Subscription memory next = _subscription();
        (next.replaces, next.salt) = (oldId, 2);
        bytes memory call = abi.encodeCall(manager.replace, (plan, sub, plan, next, ""));
        for (uint256 field; field < 2 * WORDS; ++field) {
            uint256 bits = field < WORDS ? _planBits[field] : _bits[field - WORDS];
            if (bits == 256) continue;
            vm.prank(subscriber);
            (bool success, ) = address(manager).call(_dirty(call, SELECTOR + 32 * field, 1 << bits));
            require(!success, "expected a revert");
        }
        _requireBegun(oldId, NOW);
        _succeeds(subscriber, call);
    }

    function _dirtied(uint256 offset, uint256 dirt) private view returns (bytes memory) {
        return _dirty(_subscribing(plan, sub, ""), offset, dirt);
    }

    function _dirty(bytes memory call, uint256 offset, uint256 dirt) private pure returns (bytes memory dirtied) {
        dirtied = bytes.concat(call);
        assembly ("memory-safe") {
            let place := add(add(dirtied, 0x20), offset)
            mstore(place, or(mload(place), dirt))
        }
    }
}
