// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {PlanningTest} from "./PlanningTest.sol";

/// @notice Verbs of the manager that take `auth`, but for usage: each with what it needs, and all that is signed for it.
abstract contract SignedVerbs is PlanningTest {
    enum Verb {
        CreatePlan,
        SetPrice,
        ArchivePlan,
        Burn,
        Pause,
        Resume,
        CancelNow,
        CancelAtPeriodEnd,
        CancelNonce
    }

    uint256 internal constant VERBS = 9;
    uint256 internal constant CANCELED = 77;
    uint40 private constant SINCE = uint40(NOW + 400 days);

    /// @dev A plan of its own, so that no verb is in the way of another.
    function _planOf(Verb verb) internal view returns (ISubscriptionTypes.Plan memory plan) {
        plan = _plan();
        plan.salt = 100 + uint256(verb);
    }

    /// @dev Leads to where the verb would succeed.
    function _prepare(Verb verb) internal {
        ISubscriptionTypes.Plan memory plan = _planOf(verb);
        if (verb == Verb.CreatePlan || verb == Verb.Burn || verb == Verb.CancelNonce) return;
        _create(plan);
        if (verb == Verb.SetPrice || verb == Verb.ArchivePlan) return;
        _subscribe(plan, _subscription());
        if (verb == Verb.Resume) _pause(plan, _subscription());
    }

    function _typeOf(Verb verb) internal pure returns (bytes memory) {
        if (verb == Verb.CreatePlan) {
            return "CreatePlan(address account,bytes32 planId,uint256 price,uint256 nonce,uint256 deadline)";
        }
        if (verb == Verb.SetPrice) {
            return
                "SetPrice(address account,bytes32 planId,uint256 price,uint256 version,uint256 effectiveAt,uint256 nonce,uint256 deadline)";
        }
        if (verb == Verb.ArchivePlan)
            return "ArchivePlan(address account,bytes32 planId,uint256 nonce,uint256 deadline)";
        if (verb == Verb.Burn) return "BurnSubscription(address account,bytes32 id,uint256 nonce,uint256 deadline)";
        if (verb == Verb.Pause) return "Pause(address account,bytes32 id,uint256 nonce,uint256 deadline)";
        if (verb == Verb.Resume) return "Resume(address account,bytes32 id,uint256 nonce,uint256 deadline)";
        if (verb == Verb.CancelNonce) {
            return "CancelNonce(address account,uint256 canceled,uint256 nonce,uint256 deadline)";
        }
        return "Cancel(address account,bytes32 id,bool atPeriodEnd,uint256 nonce,uint256 deadline)";
    }

    /// @dev What is signed between account and nonce.
    function _fieldsOf(Verb verb) internal view returns (bytes memory) {
        ISubscriptionTypes.Plan memory plan = _planOf(verb);
        if (verb == Verb.CancelNonce) return abi.encode(CANCELED);
        if (verb == Verb.CreatePlan) return abi.encode(manager.planId(plan), PRICE);
        if (verb == Verb.SetPrice) return abi.encode(manager.planId(plan), 7, 2, SINCE);
        if (verb == Verb.ArchivePlan) return abi.encode(manager.planId(plan));
        bytes32 id = _id(plan, _subscription());
        if (verb == Verb.CancelNow) return abi.encode(id, false);
        if (verb == Verb.CancelAtPeriodEnd) return abi.encode(id, true);
        return abi.encode(id);
    }

    /// @dev Whose verb it is; where both may cancel, each cancels once.
    function _keyOf(Verb verb) internal pure returns (uint256) {
        if (verb == Verb.Burn || verb == Verb.CancelNow || verb == Verb.CancelNonce) return SUBSCRIBER_KEY;
        return MERCHANT_KEY;
    }

    function _callOf(Verb verb, bytes memory auth) internal view returns (bytes memory) {
        ISubscriptionTypes.Plan memory plan = _planOf(verb);
        if (verb == Verb.CreatePlan) return abi.encodeCall(manager.createPlan, (plan, PRICE, auth));
        if (verb == Verb.SetPrice) return abi.encodeCall(manager.setPrice, (plan, 7, 2, SINCE, auth));
        if (verb == Verb.ArchivePlan) return abi.encodeCall(manager.archivePlan, (plan, auth));
        if (verb == Verb.Burn) return abi.encodeCall(manager.burn, (plan, _subscription(), auth));
        if (verb == Verb.Pause) return abi.encodeCall(manager.pause, (plan, _subscription(), auth));
        if (verb == Verb.Resume) return abi.encodeCall(manager.resume, (plan, _subscription(), auth));
        if (verb == Verb.CancelNonce) return abi.encodeCall(manager.cancelNonce, (CANCELED, auth));
        return abi.encodeCall(manager.cancel, (plan, _subscription(), verb == Verb.CancelAtPeriodEnd, auth));
    }

    function _signed(Verb verb, uint256 nonce, uint256 deadline) internal view returns (bytes memory auth) {
        uint256 key = _keyOf(verb);
        return _authOf(vm.addr(key), key, _typeOf(verb), _fieldsOf(verb), nonce, deadline);
    }
}
