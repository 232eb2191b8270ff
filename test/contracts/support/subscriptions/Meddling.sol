// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Overcharges} from "./Overcharges.sol";

/// @notice Every other verb of the manager by somebody without the right: parties that are not the one it takes, the admin,
/// and strangers; by their own call, or by their signature in another's name.
abstract contract Meddling is Overcharges {
    function meddleWithPlan(uint256 seed) external step {
        if (_offers.length == 0) return;
        uint256 r = _mix(seed);
        Offer storage offer = _offers[_roll(r, 0, _offers.length)];
        Plan memory plan = offer.plan;
        address thief = _roll(r, 1, 3) == 0 ? plan.operator : _someoneElse(r, 2, plan.merchant);
        if (thief == plan.merchant || thief == address(0)) thief = NOBODY;
        uint16 version = offer.version + 1;
        uint40 since = uint40(block.timestamp + plan.notice);
        bool isForged = _roll(r, 3, 2) == 0;
        uint256 how = _roll(r, 4, 3);
        string memory typeString = [
            "SetPrice(address account,bytes32 planId,uint256 price,uint256 version,uint256 effectiveAt,uint256 nonce,uint256 deadline)",
            "ArchivePlan(address account,bytes32 planId,uint256 nonce,uint256 deadline)",
            "CreatePlan(address account,bytes32 planId,uint256 price,uint256 nonce,uint256 deadline)"
        ][how];
        if (how == 2) ++plan.salt;
        bytes32 id = MANAGER.planId(plan);
        bytes memory fields = [abi.encode(id, 1, version, since), abi.encode(id), abi.encode(id, 1)][how];
        bytes memory auth = isForged ? _authOf(address(MANAGER), plan.merchant, thief, typeString, fields) : bytes("");
        bytes memory call = abi.encodeCall(MANAGER.setPrice, (plan, 1, version, since, auth));
        if (how == 1) call = abi.encodeCall(MANAGER.archivePlan, (plan, auth));
        if (how == 2) call = abi.encodeCall(MANAGER.createPlan, (plan, 1, auth));
        _mustFail(address(MANAGER), thief, call, THEFT);
    }

    function meddleWithSubscription(uint256 seed) external step {
        if (_deals.length == 0) return;
        uint256 r = _mix(seed);
        Deal storage deal = _deals[_recent(r, 0)];
        Plan memory plan = _offers[deal.offer].plan;
        uint256 how = _roll(r, 1, 4);
        // Subscribers burn, and cancel as merchants do; nobody but these two does anything.
        address owner = how == 3 ? deal.sub.subscriber : plan.merchant;
        address thief = [plan.operator, deal.sub.subscriber, plan.merchant, _someone(r, 2)][_roll(r, 3, 4)];
        bool hasRight = thief == owner || (how == 2 && thief == deal.sub.subscriber);
        if (hasRight || thief == address(0)) thief = NOBODY;
        string memory typeString = [
            "Pause(address account,bytes32 id,uint256 nonce,uint256 deadline)",
            "Resume(address account,bytes32 id,uint256 nonce,uint256 deadline)",
            "Cancel(address account,bytes32 id,bool atPeriodEnd,uint256 nonce,uint256 deadline)",
            "BurnSubscription(address account,bytes32 id,uint256 nonce,uint256 deadline)"
        ][how];
        bytes memory fields = how == 2 ? abi.encode(deal.id, true) : abi.encode(deal.id);
        bool isForged = _roll(r, 4, 2) == 0;
        bytes memory auth = isForged ? _authOf(address(MANAGER), owner, thief, typeString, fields) : bytes("");
        bytes memory call = abi.encodeCall(MANAGER.pause, (plan, deal.sub, auth));
        if (how == 1) call = abi.encodeCall(MANAGER.resume, (plan, deal.sub, auth));
        if (how == 2) call = abi.encodeCall(MANAGER.cancel, (plan, deal.sub, true, auth));
        if (how == 3) call = abi.encodeCall(MANAGER.burn, (plan, deal.sub, auth));
        _mustFail(address(MANAGER), thief, call, THEFT);
    }

    /// @notice What the owner signed, for something else than it signed.
    function twistSignature(uint256 seed) external step {
        if (_deals.length < 2) return;
        uint256 r = _mix(seed);
        (Deal storage deal, Deal storage other) = (_deals[_recent(r, 0)], _deals[_recent(r, 1)]);
        Plan memory plan = _offers[deal.offer].plan;
        uint256 how = _roll(r, 1, 4);
        string memory typeString =
            how == 3
                ? "Pause(address account,bytes32 id,uint256 nonce,uint256 deadline)"
                : "Cancel(address account,bytes32 id,bool atPeriodEnd,uint256 nonce,uint256 deadline)";
        bytes memory fields = how == 3 ? abi.encode(deal.id) : abi.encode(deal.id, how == 0);
        if (how == 1) fields = abi.encode(other.id, false);
        if (deal.id == other.id && how == 1) return;
        address target = how == 2 ? address(ESCROW) : address(MANAGER);
        bytes memory auth = _authOf(target, plan.merchant, plan.merchant, typeString, fields);
        bytes memory call =
            how == 3
                ? abi.encodeCall(MANAGER.resume, (plan, deal.sub, auth))
                : abi.encodeCall(MANAGER.cancel, (plan, deal.sub, false, auth));
        _mustFail(address(MANAGER), _someone(r, 2), call, "6: a signature was good for something else");
    }
}
