// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManager} from "../interfaces/ISubscriptionManager.sol";
import {PlanWord} from "../libraries/PlanWord.sol";
import {SubscriptionHash} from "../libraries/SubscriptionHash.sol";
import {Parties} from "../base/Parties.sol";
import {SignedActions} from "../base/SignedActions.sol";

/// @notice What merchants offer, and for which price.
abstract contract Plans is ISubscriptionManager, SignedActions, Parties {
    using PlanWord for uint256;

    uint16 private constant MOST_FEE_BPS = 10_000;
    uint32 private constant MOST_MONTHS = 1_200;

    bytes32 private constant CREATE_PLAN_TYPEHASH = keccak256(
        "CreatePlan(address account,bytes32 planId,uint256 price,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant SET_PRICE_TYPEHASH = keccak256(
        "SetPrice(address account,bytes32 planId,uint256 price,uint256 version,uint256 effectiveAt,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant ARCHIVE_PLAN_TYPEHASH = keccak256(
        "ArchivePlan(address account,bytes32 planId,uint256 nonce,uint256 deadline)"
    );

    /// @dev As in {PlanWord}; 0 for an unknown plan.
    mapping(bytes32 id => uint256 word) private _plans;

    /// @inheritdoc ISubscriptionManager
    function createPlan(Plan calldata plan, uint96 price, bytes calldata auth) external locked {
        _requireHomeChain();
        bytes32 id = planId(plan);
        _requireMerchant(
            plan,
            auth,
            abi.encode(CREATE_PLAN_TYPEHASH, FROM_AUTH, id, uint256(price), FROM_AUTH, FROM_AUTH)
        );
        if (_plans[id] != 0) revert PlanExists(id);
        _check(plan);
        _plans[id] = PlanWord.pack(price, price, uint40(block.timestamp), 1);
        emit PlanCreated(id, plan.merchant, plan, price);
    }

    /// @inheritdoc ISubscriptionManager
    function setPrice(
        Plan calldata plan,
        uint96 price,
        uint16 version,
        uint40 effectiveAt,
        bytes calldata auth
    ) external locked {
        bytes32 id = planId(plan);
        _requireMerchant(
            plan,
            auth,
            abi.encode(SET_PRICE_TYPEHASH, FROM_AUTH, id, price, version, effectiveAt, FROM_AUTH, FROM_AUTH)
        );
        uint256 word = _knownPlan(id);
        uint256 expected = uint256(word.versionOf()) + 1;
        if (version != expected) revert WrongVersion(version, expected);
        // Where somebody delivers a later price too early, the one before it must not be lost.
        if (auth.length != 0 && word.isPending() && effectiveAt > word.effectiveAtOf()) {
            revert PricePending(word.effectiveAtOf());
        }
        uint256 earliest = block.timestamp + plan.notice;
        if (effectiveAt < earliest) revert NoticeTooShort(effectiveAt, earliest);
        _plans[id] = word.withPrice(price, effectiveAt);
        emit PriceSet(id, price, version, effectiveAt);
    }

    /// @inheritdoc ISubscriptionManager
    function archivePlan(Plan calldata plan, bytes calldata auth) external locked {
        bytes32 id = planId(plan);
        _requireMerchant(plan, auth, abi.encode(ARCHIVE_PLAN_TYPEHASH, FROM_AUTH, id, FROM_AUTH, FROM_AUTH));
        uint256 word = _knownPlan(id);
        if (word.isArchived()) revert PlanIsArchived(id);
        _plans[id] = word.withArchived();
        emit PlanArchived(id);
    }

    /// @inheritdoc ISubscriptionManager
    function planId(Plan calldata plan) public view returns (bytes32 id) {
        return _digest(SubscriptionHash.ofPlan(plan));
    }

    /// @inheritdoc ISubscriptionManager
    function planOf(bytes32 id) external view returns (PlanState memory state) {
        return _plans[id].unpack();
    }

    function _knownPlan(bytes32 id) internal view returns (uint256 word) {
        word = _plans[id];
        if (word == 0) revert UnknownPlan(id);
    }

    /// @notice Whoever calls or signed `action`, as in {_useAuth}, must be the merchant.
    function _requireMerchant(Plan calldata plan, bytes calldata auth, bytes memory action) internal {
        address actor = _actor(auth, action);
        if (actor != plan.merchant) revert NotMerchant(actor, plan.merchant);
    }

    function _actor(bytes calldata auth, bytes memory action) internal returns (address actor) {
        actor = msg.sender;
        if (auth.length != 0) (actor, ) = _signer(auth, action);
    }

    function _check(Plan calldata plan) private view {
        (address token, uint32 period, PeriodUnit unit, uint16 feeBps) = (
            plan.token,
            plan.period,
            plan.unit,
            plan.feeBps
        );
        _requireOutsider(plan.merchant, token);
        if (plan.operator != address(0)) _requireOutsider(plan.operator, token);
        // Where a fee is due, nobody is no recipient.
        if (feeBps != 0 || plan.feeRecipient != address(0)) _requireOutsider(plan.feeRecipient, token);
        if (feeBps > MOST_FEE_BPS) revert InvalidFeeBps(feeBps, MOST_FEE_BPS);
        if (period == 0 || (unit == PeriodUnit.Month && period > MOST_MONTHS)) revert InvalidPeriod(period, unit);
    }
}
