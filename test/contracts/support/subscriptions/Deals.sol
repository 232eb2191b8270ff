// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../../contracts/interfaces/ISubscriptionTypes.sol";
import {CivilDates} from "./CivilDates.sol";
import {Ledger} from "./Ledger.sol";

/// @notice The handler's own books of plans and subscriptions: what was offered, agreed to, and charged.
abstract contract Deals is Ledger, ISubscriptionTypes {
    /// @param since When each of the prices takes effect, in rising order.
    struct Offer {
        Plan plan;
        bytes32 id;
        bool exists;
        bool archived;
        uint16 version;
        uint96[] prices;
        uint256[] since;
        uint256[] deals;
    }

    /// @param floor No period before it may be charged: they were, or were skipped.
    /// @param chargedAt When a base charge was made last.
    /// @param paidPeriods One more than the last charged period; 0 for none.
    /// @param isSigned Whether the subscriber signed it.
    /// @param authorized What the subscriber's EIP-3009 authorization for it is over; 0 for none.
    /// @param isAgreed Whether merchant or operator signed to its first amount.
    /// @param calledIn The turn in which the subscriber itself calls.
    /// @param agreedIn The turn in which merchant or operator calls.
    /// @param basePaid All base charges.
    struct Deal {
        uint256 offer;
        Subscription sub;
        bytes32 id;
        SubscriptionStatus status;
        uint256 anchor;
        uint256 floor;
        uint256 chargedAt;
        uint256 paidPeriods;
        uint256 pauses;
        bool isSigned;
        uint96 authorized;
        bool isAgreed;
        uint256 calledIn;
        uint256 agreedIn;
        uint256 basePaid;
    }

    /// @dev How many steps there were, but for those that reverted.
    uint256 public turn;
    Offer[] internal _offers;
    Deal[] internal _deals;
    /// @dev One more than the index; 0 for unknown ids.
    mapping(bytes32 id => uint256) internal _offerOf;
    mapping(bytes32 id => uint256) internal _dealOf;
    mapping(bytes32 id => mapping(uint256 period => bool)) internal _isCharged;
    mapping(bytes32 id => mapping(uint256 period => uint96)) internal _used;
    mapping(bytes32 id => uint32[]) private _usedPeriods;

    function offerCount() external view returns (uint256) {
        return _offers.length;
    }

    function dealCount() external view returns (uint256) {
        return _deals.length;
    }

    // ---------------------------------------------------------------- what it costs

    function _priceNow(Offer storage offer) internal view returns (uint256) {
        uint256 i = offer.prices.length;
        while (i > 1 && offer.since[i - 1] > block.timestamp) --i;
        return i == 0 ? 0 : offer.prices[i - 1];
    }

    function _costNow(Deal storage deal) internal view returns (uint256) {
        return _priceNow(_offers[deal.offer]) * deal.sub.quantity;
    }

    function _firstAmountOf(Deal storage deal) internal view returns (uint256) {
        return _offers[deal.offer].plan.trial != 0 ? 0 : _costNow(deal);
    }

    function _feeOf(uint256 amount, uint256 feeBps) internal pure returns (uint256 fee) {
        fee = (amount * feeBps) / 10_000;
        if (fee * 10_000 != amount * feeBps) ++fee;
    }

    // ---------------------------------------------------------------- when it is due

    function _isLive(Deal storage deal) internal view returns (bool) {
        SubscriptionStatus status = deal.status;
        return
            status == SubscriptionStatus.Active ||
            status == SubscriptionStatus.Paused ||
            status == SubscriptionStatus.Ending;
    }

    /// @dev While paused, nothing is charged.
    function _isChargeable(Deal storage deal) internal view returns (bool) {
        return _isLive(deal) && deal.status != SubscriptionStatus.Paused;
    }

    function _startOf(Deal storage deal, uint256 period) internal view returns (uint256) {
        Plan storage plan = _offers[deal.offer].plan;
        return CivilDates.startOf(deal.anchor, period, plan.period, plan.unit == PeriodUnit.Month);
    }

    /// @return How many periods have begun.
    function _begun(Deal storage deal) internal view returns (uint256) {
        if (block.timestamp < deal.anchor) return 0;
        Plan storage plan = _offers[deal.offer].plan;
        return CivilDates.indexAt(deal.anchor, block.timestamp, plan.period, plan.unit == PeriodUnit.Month) + 1;
    }

    /// @return period The next one to be charged, by what was missed until now.
    function _nextOf(Deal storage deal) internal view returns (uint256 period) {
        (uint256 begun, uint256 kept) = (_begun(deal), uint256(deal.sub.catchUp) + 1);
        period = begun > kept ? begun - kept : 0;
        if (period < deal.floor) period = deal.floor;
    }

    function _isDue(Deal storage deal) internal view returns (bool) {
        if (deal.status != SubscriptionStatus.Active || deal.chargedAt == block.timestamp) return false;
        uint256 period = _nextOf(deal);
        return period < _begun(deal) && period < deal.sub.maxPeriods;
    }

    // ---------------------------------------------------------------- whether it can be paid

    /// @notice Whether the prepaid balance, or else the allowance, covers it.
    function _canPay(Deal storage deal, uint256 amount) internal view returns (bool) {
        if (amount == 0) return true;
        (address token, address subscriber) = (_offers[deal.offer].plan.token, deal.sub.subscriber);
        Purse storage purse = _purses[token][subscriber];
        if (deal.sub.funding == Funding.PrepaidFirst && purse.prepaid >= amount) return true;
        if (token == COIN || _refuses(token, subscriber)) return false;
        return purse.allowance >= amount && purse.wallet >= amount;
    }

    function _refuses(address token, address account) internal view returns (bool) {
        if (token != address(DOLLAR)) return false;
        uint8 whim = uint8(DOLLAR.whims(account));
        return DOLLAR.paused() || (whim > 0 && whim < 4);
    }

    /// @notice Whether the token moves another amount from `account` than it says.
    function _cheats(address token, address account) internal view returns (bool) {
        return token == address(DOLLAR) && !DOLLAR.paused() && uint8(DOLLAR.whims(account)) >= 4;
    }

    function _use(bytes32 id, uint256 period, uint96 cumulative) internal {
        if (_used[id][period] == 0) _usedPeriods[id].push(uint32(period));
        _used[id][period] = cumulative;
    }

    // ---------------------------------------------------------------- comparison

    /// @notice Whether all that was charged, by the events, is all that subscriptions paid for periods and for usage.
    function checkSums() external {
        uint256[TOKENS] memory sums;
        for (uint256 i; i < _deals.length; ++i) {
            Deal storage deal = _deals[i];
            uint256 sum = deal.basePaid;
            uint32[] memory periods = _usedPeriods[deal.id];
            for (uint256 p; p < periods.length; ++p) sum += MANAGER.usageOf(deal.id, periods[p]);
            address token = _offers[deal.offer].plan.token;
            for (uint256 t; t < TOKENS; ++t) if (tokens[t] == token) sums[t] += sum;
        }
        for (uint256 t; t < TOKENS; ++t) {
            if (sums[t] != tills[tokens[t]].charged) _violate("5: the events' sum is not that of the charges");
        }
    }

    /// @notice Whether a subscription is what the books say.
    function checkDeal(uint256 index) external {
        Deal storage deal = _deals[index];
        bytes32 id = deal.id;
        SubscriptionState memory state = MANAGER.subscriptionOf(id);
        if (state.status != deal.status) _violate("5: a status is wrong");
        if (state.anchor != deal.anchor || state.nextPeriod != deal.floor) _violate("5: a period is wrong");
        if (state.chargedAt != deal.chargedAt) _violate("5: the time of a charge is wrong");
        if (state.pauses != deal.pauses) _violate("5: the number of pauses is wrong");
        uint256 floor = deal.floor;
        for (uint256 i; i < 120; ++i) {
            bool isCharged = i < floor && _isCharged[id][floor - 1 - i];
            if (isCharged != (state.charged & (1 << i) != 0)) _violate("5: a charged period is wrong");
            if (isCharged && i < 3) {
                uint96 used = MANAGER.usageOf(id, uint32(floor - 1 - i));
                if (used != _used[id][floor - 1 - i]) _violate("5: the usage of a period is wrong");
            }
        }
        _checkViews(deal);
    }

    function _checkViews(Deal storage deal) private {
        (Plan memory plan, Subscription memory sub) = (_offers[deal.offer].plan, deal.sub);
        uint256 end = deal.paidPeriods == 0 ? deal.anchor : _startOf(deal, deal.paidPeriods);
        if (MANAGER.isActive(plan, sub) != (_isLive(deal) && block.timestamp < end)) _violate("5: isActive is wrong");
        uint256 next = _nextOf(deal);
        bool comes = deal.status == SubscriptionStatus.Active && next < sub.maxPeriods;
        if (MANAGER.dueAt(plan, sub) != (comes ? _startOf(deal, next) : 0)) _violate("5: dueAt is wrong");
    }

    /// @notice Whether a plan is what the books say.
    function checkOffer(uint256 index) external {
        Offer storage offer = _offers[index];
        PlanState memory state = MANAGER.planOf(offer.id);
        uint96 price = block.timestamp < state.effectiveAt ? state.price : state.nextPrice;
        if (price != _priceNow(offer)) _violate("6: a price is wrong");
        if (state.version != offer.version || state.archived != offer.archived) _violate("6: a plan is wrong");
    }
}
