// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Sending} from "./Sending.sol";

/// @notice What merchants offer, and which plans and subscriptions the other steps choose.
abstract contract PlanSteps is Sending {
    uint256 private constant MOST_PRICE = 400_000;

    /// @dev One more than the index of the subscription for which time was last brought to a deadline.
    uint256 internal _focus;

    function createPlan(uint256 seed, uint96 price) external step {
        uint256 r = _mix(seed);
        price =
            WILD && price % 4 == 0
                ? price
                : price % 5 == 0
                    ? price % 3
                    : uint96(1 + ((price / 10) % MOST_PRICE));
        uint256 index = _draftPlan(r);
        // The same again, which is there already.
        if (WILD && _roll(r, 9, 8) == 0) index = _roll(r, 10, _offers.length);
        Offer storage offer = _offers[index];
        Plan memory plan = offer.plan;
        Act memory act = _act(
            address(MANAGER),
            r,
            plan.merchant,
            "CreatePlan(address account,bytes32 planId,uint256 price,uint256 nonce,uint256 deadline)",
            abi.encode(offer.id, price)
        );
        bytes memory call = abi.encodeCall(MANAGER.createPlan, (plan, price, act.auth));
        _deliver(act, call, _verdict(!offer.exists && _isPlan(plan)));
    }

    function setPrice(uint256 seed, uint96 price, uint40 time) external step {
        if (_offers.length == 0) return;
        uint256 r = _mix(seed);
        Offer storage offer = _offers[_roll(r, 0, _offers.length)];
        price =
            WILD && price % 4 == 0
                ? price
                : price % 9 == 0
                    ? 0
                    : uint96(1 + ((price / 10) % MOST_PRICE));
        uint16 version = offer.version + 1;
        uint40 earliest = uint40(block.timestamp + offer.plan.notice);
        uint40 since = time % 3 == 0 ? earliest : uint40(earliest + (time % 20 days));
        if (WILD && _roll(r, 1, 4) == 0) (version, since) = (uint16(version - (r % 2)), uint40(earliest - (time % 2)));
        if (WILD && _roll(r, 1, 16) == 0) (version, since) = (uint16(r), time);
        Act memory act = _act(
            address(MANAGER),
            r,
            offer.plan.merchant,
            "SetPrice(address account,bytes32 planId,uint256 price,uint256 version,uint256 effectiveAt,"
            "uint256 nonce,uint256 deadline)",
            abi.encode(offer.id, price, version, since)
        );
        bytes memory call = abi.encodeCall(MANAGER.setPrice, (offer.plan, price, version, since, act.auth));
        bool isValid = offer.exists && version == offer.version + 1 && since >= earliest;
        _deliver(act, call, _verdict(isValid && !_undoes(act, offer, since)));
    }

    /// @dev A signature must not undo a price that is pending; the merchant's own call may.
    function _undoes(Act memory act, Offer storage offer, uint256 since) private view returns (bool) {
        if (act.auth.length == 0 || !offer.exists) return false;
        uint256 pending = offer.since[offer.since.length - 1];
        return block.timestamp < pending && since > pending;
    }

    /// @notice Only where plans enough are left.
    function archivePlan(uint256 seed) external step {
        if (_offers.length < 8) return;
        uint256 r = _mix(seed);
        Offer storage offer = _offers[_roll(r, 0, _offers.length - 6)];
        Act memory act = _act(
            address(MANAGER),
            r,
            offer.plan.merchant,
            "ArchivePlan(address account,bytes32 planId,uint256 nonce,uint256 deadline)",
            abi.encode(offer.id)
        );
        bytes memory call = abi.encodeCall(MANAGER.archivePlan, (offer.plan, act.auth));
        _deliver(act, call, _verdict(offer.exists && !offer.archived));
    }

    // ---------------------------------------------------------------- plans

    function _draftPlan(uint256 r) internal returns (uint256 index) {
        uint256 q = _more(r);
        Plan memory plan;
        plan.token = tokens[_roll(r, 0, 4) % TOKENS == 0 ? 1 : _roll(r, 0, 4) % TOKENS];
        if (_roll(r, 1, 5) == 0) plan.token = COIN;
        plan.merchant = _party(r, 2, plan.token);
        if (_roll(r, 3, 4) != 0) plan.operator = _party(r, 4, plan.token);
        plan.unit = PeriodUnit(_roll(r, 5, 2));
        plan.period =
            plan.unit == PeriodUnit.Month
                ? [uint32(1), 1, 3, 12][_roll(r, 6, 4)]
                : [uint32(1 days), 7 days, 30 days, 90 days][_roll(r, 6, 4)];
        plan.trial = [uint32(0), 0, 1 days, 14 days][_roll(r, 7, 4)];
        plan.grace = [uint32(0), 3 days, 20 days, 40 days][_roll(r, 8, 4)];
        plan.feeBps = [uint16(0), 1, 50, 250, 333, 10_000][_roll(q, 0, 6)];
        if (plan.feeBps != 0 || _roll(q, 1, 2) == 0) plan.feeRecipient = _party(q, 2, plan.token);
        plan.notice = [uint32(0), 1 hours, 7 days][_roll(q, 3, 3)];
        plan.salt = _offers.length;
        if (WILD) _spoilPlan(plan, q);
        return _rememberPlan(plan);
    }

    function _spoilPlan(Plan memory plan, uint256 q) private pure {
        uint256 flaw = _roll(q, 4, 24);
        if (flaw == 0) plan.period = 0;
        if (flaw == 1) (plan.unit, plan.period) = (PeriodUnit.Month, 1_201);
        if (flaw == 2) plan.feeBps = 10_001;
        if (flaw == 3) (plan.feeBps, plan.feeRecipient) = (1, address(0));
        if (flaw == 4) (plan.period, plan.trial, plan.grace) = (uint32(q >> 96), uint32(q >> 128), uint32(q >> 160));
    }

    function _rememberPlan(Plan memory plan) internal returns (uint256 index) {
        index = _offers.length;
        Offer storage offer = _offers.push();
        (offer.plan, offer.id) = (plan, MANAGER.planId(plan));
        if (_offerOf[offer.id] != 0) _violate("6: two plans have one id");
        _offerOf[offer.id] = index + 1;
    }

    function _isPlan(Plan memory plan) private view returns (bool) {
        if (!_isOutsider(plan.merchant, plan.token)) return false;
        if (plan.operator != address(0) && !_isOutsider(plan.operator, plan.token)) return false;
        bool hasRecipient = plan.feeRecipient != address(0) || plan.feeBps != 0;
        if (hasRecipient && !_isOutsider(plan.feeRecipient, plan.token)) return false;
        if (plan.unit == PeriodUnit.Month && plan.period > 1_200) return false;
        return plan.feeBps <= 10_000 && plan.period != 0;
    }

    // ---------------------------------------------------------------- choice

    /// @return found Whether there is a plan that takes subscribers, of `token` if that is not the chain's own coin.
    function _someOffer(uint256 r, address token) internal view returns (bool found, uint256 index) {
        uint256 count = _offers.length;
        // In the wild also what is archived.
        if (WILD && count != 0 && _roll(r, 10, 6) == 0) return (true, _roll(r, 0, count));
        for (uint256 i; i < 12 && i < count; ++i) {
            index = count - 1 - ((_roll(r, 0, count < 12 ? count : 12) + i) % count);
            Offer storage offer = _offers[index];
            bool fits = token == COIN || offer.plan.token == token;
            if (fits && offer.exists && !offer.archived) return (true, index);
        }
        return (false, 0);
    }

    /// @dev One of the latest, of which the most are alive.
    function _recent(uint256 r, uint256 i) internal view returns (uint256 index) {
        uint256 count = _deals.length;
        uint256 window = count < 24 ? count : 24;
        return count - 1 - ((_roll(r, 12, window) + i) % window);
    }

    function _someDeal(uint256 r, SubscriptionStatus status) internal view returns (bool found, uint256 index) {
        for (uint256 i; i < 24 && i < _deals.length; ++i) {
            index = _recent(r, i);
            if (_deals[index].status == status) return (true, index);
        }
        return (WILD && _deals.length != 0, index);
    }

    /// @dev A recent subscription that is due, or else any.
    function _someDue(uint256 r) internal view returns (bool found, uint256 index) {
        for (uint256 i; i < 24 && i < _deals.length; ++i) {
            index = _recent(r, i);
            if (_isDue(_deals[index])) return (true, index);
        }
        return (_deals.length != 0, index);
    }
}
