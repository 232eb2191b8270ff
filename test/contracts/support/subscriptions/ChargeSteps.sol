// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BeginSteps} from "./BeginSteps.sol";

/// @notice Renewals by anyone, one by one and in batches with whatever anyone may put there; and usage.
abstract contract ChargeSteps is BeginSteps {
    uint256 private constant MOST_IN_BATCH = 10;

    /// @notice One that is due, where there is one; and one whose deadline is near, due or not.
    function renew(uint256 seed) external step {
        uint256 r = _mix(seed);
        (bool found, uint256 index) = _someDue(r);
        // In the wild the first call's revert is the step's.
        if (found && (!WILD || _roll(r, 11, 2) == 0)) _renew(r, _deals[index]);
        else if (_focus != 0) _renew(r, _deals[_focus - 1]);
        if (!WILD && _focus != 0) _renew(r, _deals[_focus - 1]);
    }

    /// @notice Due ones and others, of this plan and of others, some of them twice or altered.
    function renewBatch(uint256 seed) external step {
        uint256 r = _mix(seed);
        (bool found, uint256 index) = _someDue(r);
        if (!found) return;
        uint256 offer = _deals[index].offer;
        _charge(_someone(r, 0), offer, _batch(r, offer));
    }

    /// @notice As {renewBatch}, with so little gas that it may not get through: nothing but all or nothing may come of it.
    function renewWithLittleGas(uint256 seed, uint256 gas) external step {
        uint256 r = _mix(seed);
        (bool found, uint256 index) = _someDue(r);
        if (!found) return;
        uint256 offer = _deals[index].offer;
        Subscription[] memory subs = _batch(r, offer);
        _sendWithGas(
            address(MANAGER),
            _someone(r, 0),
            0,
            60_000 + (gas % 1_200_000),
            abi.encodeCall(MANAGER.chargeBatch, (_offers[offer].plan, subs)),
            Verdict.Unsure
        );
    }

    function chargeUsage(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        _chargeUsage(r, amount, false);
        // In the wild the first call's revert is the step's.
        if (!WILD) _chargeUsage(_more(r), amount / 3, true);
    }

    // ---------------------------------------------------------------- renewals

    /// @notice One alone, whose outcome {ISubscriptionManager-canCharge} tells beforehand.
    function _renew(uint256 r, Deal storage deal) private {
        Subscription[] memory subs = new Subscription[](1);
        subs[0] = deal.sub;
        (address token, address subscriber) = (_offers[deal.offer].plan.token, deal.sub.subscriber);
        bool can = MANAGER.canCharge(_offers[deal.offer].plan, subs[0]) == 0;
        // Whether a token refuses shows only when it is asked.
        bool isCertain = !_cheats(token, subscriber) && !_refuses(token, subscriber);
        if (!_charge(_someone(r, 0), deal.offer, subs)) return;
        if (isCertain && can != (_chargedIn[deal.id] == _call)) _violate("5: canCharge is wrong");
    }

    /// @notice Each of them that is due is charged, or told why not; and nothing else.
    function _charge(address sender, uint256 offer, Subscription[] memory subs) private returns (bool success) {
        Plan memory plan = _offers[offer].plan;
        bool[] memory due = new bool[](subs.length);
        bytes32[] memory ids = new bytes32[](subs.length);
        for (uint256 i; i < subs.length; ++i) {
            ids[i] = MANAGER.subscriptionId(plan, subs[i]);
            due[i] = _dealOf[ids[i]] != 0 && _isDue(_deals[_dealOf[ids[i]] - 1]);
        }
        bytes memory call = abi.encodeCall(MANAGER.chargeBatch, (plan, subs));
        success = _send(address(MANAGER), sender, 0, call, _verdictOfBatch(offer, subs));
        if (!success) return false;
        for (uint256 i; i < subs.length; ++i) {
            if (due[i] != (_toldIn[ids[i]] == _call)) _violate("5: what was due was passed over");
        }
    }

    /// @dev Where a token that cheats is asked, all of the batch may fail.
    function _verdictOfBatch(uint256 offerIndex, Subscription[] memory subs) private view returns (Verdict) {
        Offer storage offer = _offers[offerIndex];
        if (!offer.exists || !_isOpen(offer.plan.token)) return Verdict.Invalid;
        for (uint256 i; i < subs.length; ++i) {
            if (_cheats(offer.plan.token, subs[i].subscriber)) return Verdict.Unsure;
        }
        return Verdict.Valid;
    }

    function _batch(uint256 r, uint256 offer) private view returns (Subscription[] memory subs) {
        uint256[] storage deals = _offers[offer].deals;
        subs = new Subscription[](_roll(r, 1, MOST_IN_BATCH + 1));
        uint256 window = deals.length < 12 ? deals.length : 12;
        for (uint256 i; i < subs.length; ++i) {
            r = _more(r);
            subs[i] = _deals[deals[deals.length - 1 - _roll(r, 2, window)]].sub;
            uint256 kind = _roll(r, 3, 12);
            if (kind == 0) subs[i] = _deals[_recent(r, 0)].sub;
            if (kind == 1) ++subs[i].capPerPeriod;
            if (kind == 2) subs[i].subscriber = _someone(r, 4);
            if (kind == 3) subs[i].salt = r;
            if (kind == 4 && i != 0) subs[i] = subs[i - 1];
        }
    }

    // ---------------------------------------------------------------- usage

    function _chargeUsage(uint256 r, uint96 amount, bool rests) private {
        (bool found, uint256 index) = _someUsable(r, rests);
        if (!found) return;
        Deal storage deal = _deals[index];
        Plan memory plan = _offers[deal.offer].plan;
        (uint32 period, uint96 cumulative) = _usage(r, deal, amount);
        Act memory act = _act(
            address(MANAGER),
            r,
            plan.operator != address(0) && _roll(r, 1, 2) == 0 ? plan.operator : plan.merchant,
            "ChargeUsage(address account,bytes32 id,uint256 period,uint256 cumulative,uint256 nonce,uint256 deadline)",
            abi.encode(deal.id, period, cumulative)
        );
        Verdict verdict = _verdictOfUsage(deal, period, cumulative);
        _deliver(act, abi.encodeCall(MANAGER.chargeUsage, (plan, deal.sub, period, cumulative, act.auth)), verdict);
    }

    /// @dev A live subscription of which more usage can be charged now.
    /// @param rests Whether it is to be ending.
    function _someUsable(uint256 r, bool rests) internal view returns (bool found, uint256 index) {
        if (WILD && _focus != 0 && _roll(r, 11, 2) == 0) return (true, _focus - 1);
        for (uint256 i; i < 24 && i < _deals.length; ++i) {
            index = i == 0 && _focus != 0 ? _focus - 1 : _recent(r, i);
            Deal storage deal = _deals[index];
            if (!_isChargeable(deal) || deal.paidPeriods == 0 || (rests && deal.status == SubscriptionStatus.Active))
                continue;
            uint256 last = deal.paidPeriods - 1;
            if (block.timestamp >= _startOf(deal, last + 1) + _offers[deal.offer].plan.grace) continue;
            if (_used[deal.id][last] < deal.sub.usageCapPerPeriod) return (true, index);
        }
        return (WILD && _deals.length != 0, index);
    }

    function _usage(
        uint256 r,
        Deal storage deal,
        uint96 amount
    ) private view returns (uint32 period, uint96 cumulative) {
        uint256 last = deal.paidPeriods == 0 ? 0 : deal.paidPeriods - 1;
        uint256 back = _roll(r, 2, 4) == 0 ? _roll(r, 3, 3) : 0;
        period = uint32(back > last ? last : last - back);
        uint96 used = _used[deal.id][period];
        uint96 cap = deal.sub.usageCapPerPeriod;
        // Often little, so that more of it can follow.
        uint256 most =
            used >= cap
                ? 0
                : _roll(r, 8, 3) == 0
                    ? cap - used
                    : (cap - used) / 10 + 1;
        cumulative = most == 0 ? cap : uint96(used + 1 + (amount % most));
        if (WILD && _roll(r, 4, 4) == 0) cumulative = [cap + 1, used, amount][_roll(r, 5, 3)];
        if (WILD && _roll(r, 6, 6) == 0) period = uint32([deal.floor, deal.floor + 1, _begun(deal), r][_roll(r, 7, 4)]);
    }

    function _verdictOfUsage(Deal storage deal, uint256 period, uint96 cumulative) private view returns (Verdict) {
        Plan storage plan = _offers[deal.offer].plan;
        uint96 used = _used[deal.id][period];
        if (!_isChargeable(deal) || !_isCharged[deal.id][period] || deal.floor - period > 120) return Verdict.Invalid;
        if (cumulative <= used || cumulative > deal.sub.usageCapPerPeriod) return Verdict.Invalid;
        if (block.timestamp >= _startOf(deal, period + 1) + plan.grace) return Verdict.Invalid;
        if (!_isOpen(plan.token) || !_canPay(deal, cumulative - used)) return Verdict.Invalid;
        bool isPrepaid =
            deal.sub.funding == Funding.PrepaidFirst &&
                _purses[plan.token][deal.sub.subscriber].prepaid >= cumulative - used;
        return !isPrepaid && _cheats(plan.token, deal.sub.subscriber) ? Verdict.Unsure : Verdict.Valid;
    }
}
