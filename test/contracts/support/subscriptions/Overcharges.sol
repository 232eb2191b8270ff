// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Thefts} from "./Thefts.sol";

/// @notice More than was agreed to by the manager: subscriptions that nobody signed, usage beyond what is due, and plans that
/// were never offered.
abstract contract Overcharges is Thefts {
    string private constant USAGE =
        "ChargeUsage(address account,bytes32 id,uint256 period,uint256 cumulative,uint256 nonce,uint256 deadline)";

    /// @notice A subscription in a victim's name: without its signature, with the thief's, or with its own for another one.
    function stealByBeginning(uint256 seed) external step {
        uint256 r = _mix(seed);
        (bool found, uint256 index) = _someOffer(r, COIN);
        if (!found) return;
        Plan memory plan = _offers[index].plan;
        Subscription memory sub = _draft(r, index, 0);
        sub.salt = uint256(keccak256(abi.encode(turn)));
        address thief = _roll(r, 1, 3) == 0 ? plan.merchant : _someoneElse(r, 2, sub.subscriber);
        if (thief == sub.subscriber) return;
        uint256 how = _roll(r, 3, 6);
        bytes memory call =
            how == 5
                ? _otherFirstAmount(r, index, sub)
                : abi.encodeCall(MANAGER.subscribe, (plan, sub, _wrongPull(how, plan, sub, thief)));
        _mustFail(address(MANAGER), how == 5 ? NOBODY : thief, call, THEFT);
    }

    /// @notice In the place of another one that is not named, not its subscriber's, or not to be replaced.
    function stealByReplacing(uint256 seed) external step {
        if (_deals.length < 2) return;
        uint256 r = _mix(seed);
        (bool found, uint256 index) = _someOffer(r, COIN);
        if (!found) return;
        Deal storage old = _deals[_recent(r, 0)];
        Plan memory plan = _offers[index].plan;
        Subscription memory sub = _draft(r, index, 0);
        (sub.salt, sub.replaces) = (uint256(keccak256(abi.encode(turn))), old.id);
        uint256 how = _roll(r, 3, 3);
        if (how == 0) sub.replaces = _deals[_recent(r, 7)].id == old.id ? bytes32(0) : _deals[_recent(r, 7)].id;
        if (how == 1 && sub.subscriber == old.sub.subscriber) return;
        bytes32 id = MANAGER.subscriptionId(plan, sub);
        bytes memory pull = abi.encode(Consent.Signature, _signAs(sub.subscriber, id), "");
        bytes memory call =
            how == 2
                ? abi.encodeCall(MANAGER.subscribe, (plan, sub, pull))
                : abi.encodeCall(MANAGER.replace, (_offers[old.offer].plan, old.sub, plan, sub, pull));
        _mustFail(address(MANAGER), _someone(r, 4), call, "6: another was replaced than was signed");
    }

    /// @notice Usage by others, or by merchants beyond what is due.
    function stealByUsage(uint256 seed, uint96 amount) external step {
        if (_deals.length == 0) return;
        uint256 r = _mix(seed);
        Deal storage deal = _deals[_focus != 0 && _roll(r, 3, 2) == 0 ? _focus - 1 : _recent(r, 0)];
        Plan memory plan = _offers[deal.offer].plan;
        Subscription memory sub = deal.sub;
        uint32 period = uint32(deal.paidPeriods == 0 ? 0 : deal.paidPeriods - 1);
        uint96 cumulative = _used[deal.id][period] + 1;
        address sender = plan.merchant;
        bytes memory auth;
        uint256 how = _roll(r, 1, 8);
        if (how < 2) sender = _someoneElse(r, 2, plan.merchant);
        if (how < 2 && sender == plan.operator) return;
        if (how == 1) {
            bytes memory fields = abi.encode(deal.id, period, cumulative);
            auth = _authOf(address(MANAGER), plan.merchant, sender, USAGE, fields);
        }
        if (how == 2) cumulative = sub.usageCapPerPeriod + 1 + (amount % 1_000);
        if (how == 3) cumulative = _used[deal.id][period];
        if (how == 4) period = uint32(deal.floor + (amount % 3));
        if (how == 5) (sub.usageCapPerPeriod, cumulative) = (type(uint96).max, type(uint96).max);
        // What is due by all other measures, when it is over.
        if (how > 5 && _isLive(deal) && block.timestamp < _startOf(deal, period + 1) + plan.grace) return;
        bytes memory call = abi.encodeCall(MANAGER.chargeUsage, (plan, sub, period, cumulative, auth));
        _mustFail(address(MANAGER), sender, call, "6: usage was charged that is not due");
    }

    /// @notice Usage that is due by all other measures, at the second when it is over.
    function chargeUsageTooLate(uint256 seed) external step {
        (bool found, uint256 index) = _someUsable(_mix(seed), false);
        if (!found || _deals[index].paidPeriods == 0) return;
        Deal storage deal = _deals[index];
        Plan memory plan = _offers[deal.offer].plan;
        uint32 period = uint32(deal.paidPeriods - 1);
        uint256 deadline = _startOf(deal, period + 1) + plan.grace;
        if (deadline > block.timestamp + 30 days) return;
        uint96 cumulative = _used[deal.id][period] + 1;
        bytes memory call = abi.encodeCall(MANAGER.chargeUsage, (plan, deal.sub, period, cumulative, ""));
        if (deadline > block.timestamp) vm.warp(deadline);
        _mustFail(address(MANAGER), plan.merchant, call, "5: usage was charged too late");
    }

    /// @notice Renewals on terms that nobody offered.
    function renewForged(uint256 seed) external step {
        if (_deals.length == 0) return;
        uint256 r = _mix(seed);
        Deal storage deal = _deals[_recent(r, 0)];
        Plan memory plan = _offers[deal.offer].plan;
        Subscription[] memory subs = new Subscription[](1);
        subs[0] = deal.sub;
        uint256 how = _roll(r, 1, 5);
        if (how == 0) plan.merchant = _someoneElse(r, 2, plan.merchant);
        if (how == 1) (plan.feeBps, plan.feeRecipient) = (plan.feeBps ^ 1, _someone(r, 2));
        if (how == 2) plan.period += 1;
        if (how == 3) plan.unit = PeriodUnit(1 - uint8(plan.unit));
        if (how == 4) plan.token = tokens[(_roll(r, 2, 2) + 1)] == plan.token ? COIN : tokens[_roll(r, 2, 2) + 1];
        bytes memory call = abi.encodeCall(MANAGER.chargeBatch, (plan, subs));
        _mustFail(address(MANAGER), _someone(r, 3), call, "6: charged on a plan that nobody offered");
    }

    // ---------------------------------------------------------------- pulls

    function _wrongPull(
        uint256 how,
        Plan memory plan,
        Subscription memory sub,
        address thief
    ) private view returns (bytes memory pull) {
        if (how == 0) return "";
        bytes32 id = MANAGER.subscriptionId(plan, sub);
        address victim = sub.subscriber;
        if (how == 1) return abi.encode(Consent.Signature, _signAs(thief, id), "");
        if (how == 2) {
            uint256 what = uint256(id) % 6;
            if (what == 0) ++sub.capPerPeriod;
            if (what == 1) ++sub.usageCapPerPeriod;
            if (what == 2) sub.catchUp = 7;
            if (what == 3) sub.maxPeriods -= 1;
            if (what == 4) sub.startBy += 1;
            if (what == 5) sub.salt += 1;
            return abi.encode(Consent.Signature, _signAs(victim, id), "");
        }
        if (how == 3) {
            sub.funding = Funding.PrepaidFirst;
            // Signed for one less.
            bytes memory data = abi.encode(uint96(8), _signAuthorization(victim, 7, sub.startBy, id));
            return abi.encode(Consent.Erc3009, data, "");
        }
        if (plan.token == COIN) return "";
        return abi.encode(Consent.Permit, _signPermit(plan.token, victim, 1e9, block.timestamp, ""), "");
    }

    /// @notice The victim's own signature, at a first amount that nobody who may has agreed to.
    function _otherFirstAmount(uint256 r, uint256 index, Subscription memory sub) private view returns (bytes memory) {
        Plan memory plan = _offers[index].plan;
        sub.firstAmount = uint96((plan.trial == 0 ? _priceNow(_offers[index]) * sub.quantity : 0) + 1);
        sub.capPerPeriod = type(uint96).max;
        bytes32 id = MANAGER.subscriptionId(plan, sub);
        bytes memory consent = _signAs(sub.subscriber, id);
        address offerer = [sub.subscriber, plan.merchant, plan.operator, NOBODY][_roll(r, 4, 4)];
        // For another subscription than this.
        bytes32 structHash = keccak256(abi.encode(keccak256("Offer(bytes32 subscriptionId)"), r));
        bytes memory offer = abi.encode(offerer, _signAs(offerer, _digest(address(MANAGER), structHash)));
        if (_roll(r, 5, 2) == 0) offer = "";
        return abi.encodeCall(MANAGER.subscribe, (plan, sub, abi.encode(Consent.Signature, consent, offer)));
    }
}
