// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {ISignedActions} from "../../../contracts/interfaces/ISignedActions.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {SubscriptionTest} from "./SubscriptionTest.sol";

/// @notice What tests of plans and of the lives of subscriptions share: whole states, whole errors, what was signed.
abstract contract PlanningTest is SubscriptionTest {
    ISubscriptionTypes.SubscriptionStatus internal constant NONE = ISubscriptionTypes.SubscriptionStatus.None;
    ISubscriptionTypes.SubscriptionStatus internal constant ACTIVE = ISubscriptionTypes.SubscriptionStatus.Active;
    ISubscriptionTypes.SubscriptionStatus internal constant PAUSED = ISubscriptionTypes.SubscriptionStatus.Paused;
    ISubscriptionTypes.SubscriptionStatus internal constant ENDING = ISubscriptionTypes.SubscriptionStatus.Ending;
    ISubscriptionTypes.SubscriptionStatus internal constant ENDED = ISubscriptionTypes.SubscriptionStatus.Ended;
    ISubscriptionTypes.SubscriptionStatus internal constant BURNED = ISubscriptionTypes.SubscriptionStatus.Burned;

    ISubscriptionTypes.PeriodUnit internal constant SECOND = ISubscriptionTypes.PeriodUnit.Second;
    ISubscriptionTypes.PeriodUnit internal constant MONTH = ISubscriptionTypes.PeriodUnit.Month;

    // ---------------------------------------------------------------- what they send

    function _pause(ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription memory sub) internal {
        vm.prank(plan.merchant);
        manager.pause(plan, sub, "");
    }

    function _resume(ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription memory sub) internal {
        vm.prank(plan.merchant);
        manager.resume(plan, sub, "");
    }

    function _cancel(
        ISubscriptionTypes.Plan memory plan,
        ISubscriptionTypes.Subscription memory sub,
        bool atPeriodEnd
    ) internal {
        vm.prank(sub.subscriber);
        manager.cancel(plan, sub, atPeriodEnd, "");
    }

    function _burn(ISubscriptionTypes.Plan memory plan, ISubscriptionTypes.Subscription memory sub) internal {
        vm.prank(sub.subscriber);
        manager.burn(plan, sub, "");
    }

    function _setPrice(ISubscriptionTypes.Plan memory plan, uint96 price, uint256 version, uint256 since) internal {
        vm.prank(plan.merchant);
        manager.setPrice(plan, price, uint16(version), uint40(since), "");
    }

    // ---------------------------------------------------------------- what they sign

    /// @dev The digest that the manager finds in an `auth` of {SubscriptionTest-_authOf}.
    function _digestOf(
        address account,
        bytes memory typeString,
        bytes memory fields,
        uint256 nonce,
        uint256 deadline
    ) internal view returns (bytes32) {
        return
            _managerDigest(
                keccak256(bytes.concat(abi.encode(keccak256(typeString), account), fields, abi.encode(nonce, deadline)))
            );
    }

    function _expectNonceUsed(address account, uint256 nonce, bytes32 digest) internal {
        vm.expectEmit(address(manager));
        emit ISignedActions.NonceUsed(account, nonce, digest);
    }

    // ---------------------------------------------------------------- what is refused

    function _notMerchant(address actor) internal view returns (bytes memory) {
        return abi.encodeWithSelector(ICommonErrors.NotMerchant.selector, actor, merchant);
    }

    function _unknownPlan(bytes32 id) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.UnknownPlan.selector, id);
    }

    function _unknown(bytes32 id) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.UnknownSubscription.selector, id);
    }

    function _exists(bytes32 id) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.SubscriptionExists.selector, id);
    }

    function _wrongStatus(
        bytes32 id,
        ISubscriptionTypes.SubscriptionStatus actual
    ) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.WrongStatus.selector, id, actual);
    }

    // ---------------------------------------------------------------- what stands afterwards

    function _requirePlan(bytes32 id, ISubscriptionTypes.PlanState memory expected) internal view {
        ISubscriptionTypes.PlanState memory actual = manager.planOf(id);
        require(actual.price == expected.price, "price");
        require(actual.nextPrice == expected.nextPrice, "next price");
        require(actual.effectiveAt == expected.effectiveAt, "effective at");
        require(actual.version == expected.version, "version");
        require(actual.archived == expected.archived, "archived");
    }

    function _requireState(bytes32 id, ISubscriptionTypes.SubscriptionState memory expected) internal view {
        ISubscriptionTypes.SubscriptionState memory actual = manager.subscriptionOf(id);
        require(actual.status == expected.status, "status");
        require(actual.anchor == expected.anchor, "anchor");
        require(actual.nextPeriod == expected.nextPeriod, "next period");
        require(actual.pauses == expected.pauses, "pauses");
        require(actual.chargedAt == expected.chargedAt, "charged at");
        require(actual.charged == expected.charged, "charged");
    }

    /// @dev As it stands right after a first charge at NOW.
    function _begun() internal pure returns (ISubscriptionTypes.SubscriptionState memory) {
        return ISubscriptionTypes.SubscriptionState(ACTIVE, uint40(NOW), 1, 0, uint40(NOW), 1);
    }
}
