// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ChargeSteps} from "./ChargeSteps.sol";

/// @notice How a subscription rests and ends.
abstract contract LifeSteps is ChargeSteps {
    /// @notice Less often than {resume}, or little would ever be due.
    function pause(uint256 seed) external step {
        uint256 r = _mix(seed);
        if (_roll(r, 1, 2) == 0) return;
        (bool found, uint256 index) = _someDeal(r, SubscriptionStatus.Active);
        if (!found) return;
        Deal storage deal = _deals[index];
        Plan memory plan = _offers[deal.offer].plan;
        Act memory act = _act(
            address(MANAGER),
            r,
            plan.merchant,
            "Pause(address account,bytes32 id,uint256 nonce,uint256 deadline)",
            abi.encode(deal.id)
        );
        bytes memory call = abi.encodeCall(MANAGER.pause, (plan, deal.sub, act.auth));
        _deliver(act, call, _verdict(deal.status == SubscriptionStatus.Active));
    }

    function resume(uint256 seed) external step {
        uint256 r = _mix(seed);
        (bool found, uint256 index) = _someDeal(r, SubscriptionStatus.Paused);
        if (!found) return;
        Deal storage deal = _deals[index];
        Plan memory plan = _offers[deal.offer].plan;
        Act memory act = _act(
            address(MANAGER),
            r,
            plan.merchant,
            "Resume(address account,bytes32 id,uint256 nonce,uint256 deadline)",
            abi.encode(deal.id)
        );
        bytes memory call = abi.encodeCall(MANAGER.resume, (plan, deal.sub, act.auth));
        _deliver(act, call, _verdict(deal.status == SubscriptionStatus.Paused));
    }

    function cancelNow(uint256 seed) external step {
        _cancel(_mix(seed), false);
    }

    function cancelAtPeriodEnd(uint256 seed) external step {
        _cancel(_mix(seed), true);
    }

    /// @notice A nonce of some signature to come, or a spent one in vain; of either contract.
    function cancelNonce(uint256 seed) external step {
        uint256 r = _mix(seed);
        (address account, uint256 nonce) = (_someone(r, 0), _nextNonce + 1 + _roll(r, 1, 40));
        address target = _roll(r, 2, 2) == 0 ? address(MANAGER) : address(ESCROW);
        if (WILD && _roll(r, 3, 3) == 0) nonce = _roll(r, 1, _nextNonce + 1);
        Act memory act = _act(
            target,
            r,
            account,
            "CancelNonce(address account,uint256 canceled,uint256 nonce,uint256 deadline)",
            abi.encode(nonce)
        );
        bool isFree = !_spent[target][account][nonce] && (act.auth.length == 0 || nonce != act.nonce);
        if (!_deliver(act, abi.encodeCall(MANAGER.cancelNonce, (nonce, act.auth)), _verdict(isFree))) return;
        _spend(target, account, nonce);
        if (!MANAGER.isNonceUsed(account, nonce) && target == address(MANAGER)) _violate("6: a spent nonce is unused");
    }

    function _cancel(uint256 r, bool atPeriodEnd) private {
        (bool found, uint256 index) = _someDeal(r, SubscriptionStatus(1 + _roll(r, 6, atPeriodEnd ? 2 : 3)));
        if (!found) return;
        Deal storage deal = _deals[index];
        Plan memory plan = _offers[deal.offer].plan;
        Act memory act = _act(
            address(MANAGER),
            r,
            _roll(r, 1, 2) == 0 ? plan.merchant : deal.sub.subscriber,
            "Cancel(address account,bytes32 id,bool atPeriodEnd,uint256 nonce,uint256 deadline)",
            abi.encode(deal.id, atPeriodEnd)
        );
        bool isValid = _isLive(deal) && !(atPeriodEnd && deal.status == SubscriptionStatus.Ending);
        bytes memory call = abi.encodeCall(MANAGER.cancel, (plan, deal.sub, atPeriodEnd, act.auth));
        _deliver(act, call, _verdict(isValid));
    }
}
