// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {Vm} from "../Vm.sol";
import {Deals} from "./Deals.sol";

/// @notice Holds beginnings and charges against what the subscriber agreed to, and books what they move.
abstract contract ChargeJudge is Deals {
    /// @dev What an event tells of a charge's money.
    struct Money {
        address token;
        uint96 amount;
        uint96 fee;
        address feeRecipient;
        ChargeSource source;
        uint96 prepaidAfter;
        uint64 seq;
    }

    /// @dev By subscription, the number of the call in which it was charged, or a charge failed.
    mapping(bytes32 id => uint256) internal _toldIn;
    mapping(bytes32 id => uint256) internal _chargedIn;
    uint256 internal _call;
    /// @dev What must still come in this call.
    bytes32 private _beginning;
    bytes32 private _ending;
    bytes32 private _replaced;
    bytes32 private _latest;
    /// @dev What is to be credited for this call: one more than the index of the plan.
    uint256 private _offer;
    uint256 private _sum;
    uint256 private _fees;
    uint256[] private _unpaid;

    function _open() internal {
        ++_call;
        (_beginning, _ending, _replaced, _offer, _sum, _fees) = (0, 0, 0, 0, 0, 0);
        delete _unpaid;
    }

    function _close() internal {
        if (_beginning != 0) _violate("5: it began without its first charge");
        if (_ending != 0) _violate("5: its end was not told");
        if (_replaced != 0) _violate("6: it was ended by nobody");
        if (_offer != 0) {
            Plan storage plan = _offers[_offer - 1].plan;
            _raise(plan.token, plan.merchant, _sum - _fees);
            _raise(plan.token, plan.feeRecipient, _fees);
        }
        // A subscriber's money only falls within a call: what can be paid now, could.
        for (uint256 i; i < _unpaid.length; ++i) {
            Deal storage deal = _deals[_unpaid[i]];
            if (_canPay(deal, _costNow(deal)) && !_mayFail(deal)) _violate("5: what could be paid was refused");
        }
    }

    /// @dev A token that does not do what it says makes no promise.
    function _mayFail(Deal storage deal) internal view returns (bool) {
        return _cheats(_offers[deal.offer].plan.token, deal.sub.subscriber);
    }

    function _dealIn(Vm.Log memory log) internal returns (Deal storage deal) {
        uint256 place = _dealOf[log.topics[1]];
        if (place == 0) _violate("6: a subscription that nobody knows");
        return _deals[place == 0 ? 0 : place - 1];
    }

    function _expectReplacementOf(Deal storage deal) internal {
        if (_replaced != 0) _violate("5: two were replaced");
        _replaced = deal.id;
    }

    // ---------------------------------------------------------------- beginnings

    /// @return deal The one that began in this call.
    function _beginningDeal() internal returns (Deal storage deal) {
        uint256 place = _dealOf[_latest];
        if (place == 0 || _toldIn[_latest] != _call) _violate("6: a deposit without a subscription");
        return _deals[place == 0 ? 0 : place - 1];
    }

    function _judgeBeginning(Vm.Log memory log) internal {
        Deal storage deal = _dealIn(log);
        Offer storage offer = _offers[deal.offer];
        Subscription memory sub = deal.sub;
        if (deal.status != SubscriptionStatus.None) _violate("5: an id lived again");
        if (deal.sub.replaces != _replaced) _violate("6: another was replaced than was signed");
        _replaced = 0;
        if (block.timestamp >= sub.startBy) _violate("6: it began too late");
        if (!offer.exists || offer.archived) _violate("6: it began on a plan that is not offered");
        if (!deal.isSigned && deal.calledIn != turn && deal.authorized == 0) _violate("6: it began without consent");
        bool isAgreed = deal.isAgreed || deal.agreedIn == turn;
        if (sub.firstAmount != _firstAmountOf(deal) && !isAgreed) _violate("6: nobody agreed to the first amount");
        _see(sub.firstAmount != _firstAmountOf(deal), "another first amount");
        _see(sub.replaces != 0, "a replacement");
        bool onTrial = offer.plan.trial != 0 && sub.firstAmount == 0;
        deal.status = SubscriptionStatus.Active;
        deal.anchor = onTrial ? block.timestamp + offer.plan.trial : block.timestamp;
        if (!onTrial) _beginning = deal.id;
        (_latest, _toldIn[deal.id]) = (deal.id, _call);
        _judgeTold(log, deal, offer.id);
    }

    function _judgeTold(Vm.Log memory log, Deal storage deal, bytes32 planId) private {
        Subscription memory sub = deal.sub;
        address subscriber = sub.subscriber;
        bytes memory rest = abi.encode(sub, deal.anchor);
        assembly ("memory-safe") {
            // Without the subscriber, which is a topic.
            mstore(add(rest, 0x20), sub(mload(rest), 0x20))
            rest := add(rest, 0x20)
        }
        bool same = log.topics[2] == planId && log.topics[3] == bytes32(uint256(uint160(subscriber)));
        if (!same || keccak256(log.data) != keccak256(rest)) _violate("5: what began is told wrongly");
    }

    // ---------------------------------------------------------------- base charges

    function _judgeCharge(Vm.Log memory log) internal {
        Deal storage deal = _dealIn(log);
        (uint256 period, uint256 start, uint256 end, Money memory money) = _decodeCharge(log.data);
        bytes32 id = deal.id;
        bool isFirst = _beginning == id;
        _beginning = 0;
        if (deal.status != SubscriptionStatus.Active)
            _violate("5: charged while paused, after the end, or never begun");
        if (_isCharged[id][period]) _violate("5: a period was charged twice");
        if (_chargedIn[id] == _call) _violate("5: two periods were charged at once");
        if (period < deal.floor) _violate("5: a period that was skipped was charged");
        if (period >= deal.sub.maxPeriods) _violate("5: charged beyond maxPeriods");
        if (block.timestamp < _startOf(deal, period))
            _violate("5: charged before the trial's or the period's beginning");
        if (!isFirst && (period != _nextOf(deal) || !_isDue(deal))) _violate("5: charged what is not due");
        if (money.amount > deal.sub.capPerPeriod) _violate("5: a base charge exceeds its cap");
        if (money.amount != (isFirst ? deal.sub.firstAmount : _costNow(deal))) _violate("6: a wrong price was charged");
        if (start != _startOf(deal, period) || end != _startOf(deal, period + 1))
            _violate("5: a period is told wrongly");
        if (!isFirst) _seeRenewal(deal, period, money.source);
        _isCharged[id][period] = true;
        (deal.floor, deal.paidPeriods, deal.chargedAt) = (period + 1, period + 1, block.timestamp);
        (_toldIn[id], _chargedIn[id]) = (_call, _call);
        deal.basePaid += money.amount;
        if (period + 1 == deal.sub.maxPeriods) _ending = id;
        _take(log, deal, money);
    }

    function _seeRenewal(Deal storage deal, uint256 period, ChargeSource source) private {
        Offer storage offer = _offers[deal.offer];
        _see(source == ChargeSource.Prepaid, "a renewal from a prepaid balance");
        _see(source == ChargeSource.Allowance, "a renewal by allowance");
        _see(source == ChargeSource.Nothing, "a renewal at nothing");
        _see(period == 0, "a first charge after a trial");
        _see(period + 1 < _begun(deal), "a missed period that is charged");
        _see(period > deal.floor, "a missed period that is skipped");
        _see(period + 1 == deal.sub.maxPeriods, "a last period");
        _see(offer.plan.unit == PeriodUnit.Month, "a month that is charged");
        _see(_priceNow(offer) != offer.prices[0], "a renewal at another price");
        _see(_offer != 0, "a second renewal in one call");
    }

    function _decodeCharge(
        bytes memory data
    ) private pure returns (uint256 period, uint256 start, uint256 end, Money memory money) {
        (money.token, period, start, end, money.amount) = abi.decode(
            data,
            (address, uint256, uint256, uint256, uint96)
        );
        (, , , , , money.fee, money.feeRecipient, money.source, money.prepaidAfter, money.seq) = abi.decode(
            data,
            (address, uint256, uint256, uint256, uint96, uint96, address, ChargeSource, uint96, uint64)
        );
    }

    function _judgeFailure(Vm.Log memory log) internal {
        Deal storage deal = _dealIn(log);
        (uint256 period, bytes4 reason) = abi.decode(log.data, (uint256, bytes4));
        if (!_isDue(deal) || period != _nextOf(deal)) _violate("5: what is not due was refused");
        bool exceeds = _costNow(deal) > deal.sub.capPerPeriod;
        bytes4 expected = ISubscriptionManagerErrors.CannotPay.selector;
        if (exceeds) expected = ISubscriptionManagerErrors.ExceedsCap.selector;
        else _unpaid.push(_dealOf[deal.id] - 1);
        _see(exceeds, "a renewal above its cap");
        _see(!exceeds, "a renewal that cannot be paid");
        if (reason != expected) _violate("5: a charge failed for a wrong reason");
        _toldIn[deal.id] = _call;
    }

    function _judgeEnd(Vm.Log memory log) internal {
        Deal storage deal = _dealIn(log);
        if (_ending != deal.id) _violate("5: an end is told that is none");
        _ending = 0;
        if (abi.decode(log.data, (uint256)) != _startOf(deal, deal.sub.maxPeriods)) _violate("5: an end is wrong");
    }

    // ---------------------------------------------------------------- usage

    function _judgeUsage(Vm.Log memory log) internal {
        Deal storage deal = _dealIn(log);
        (, uint256 period, uint96 cumulative, uint96 amount) = abi.decode(log.data, (address, uint256, uint96, uint96));
        bytes32 id = deal.id;
        if (!_isChargeable(deal)) _violate("5: usage was charged while paused or after the end");
        if (!_isCharged[id][period]) _violate("5: usage of a period that was not charged");
        uint256 deadline = _startOf(deal, period + 1) + _offers[deal.offer].plan.grace;
        if (block.timestamp >= deadline) _violate("5: usage was charged too late");
        if (cumulative > deal.sub.usageCapPerPeriod) _violate("5: usage exceeds its cap");
        if (cumulative <= _used[id][period]) _violate("5: usage was charged again");
        unchecked {
            if (amount != cumulative - _used[id][period]) _violate("5: not the increase of usage was charged");
        }
        _see(_used[id][period] != 0, "more usage of one period");
        _see(block.timestamp >= deadline - _offers[deal.offer].plan.grace, "usage in the time of grace");
        _see(deal.status != SubscriptionStatus.Active, "usage while ending");
        _use(id, period, cumulative);
        _take(log, deal, _decodeUsage(log.data));
    }

    function _decodeUsage(bytes memory data) private pure returns (Money memory money) {
        (money.token, , , money.amount, money.fee) = abi.decode(data, (address, uint256, uint256, uint96, uint96));
        (, , , , , money.feeRecipient, money.source, money.prepaidAfter, money.seq) = abi.decode(
            data,
            (address, uint256, uint256, uint256, uint256, address, ChargeSource, uint96, uint64)
        );
    }

    // ---------------------------------------------------------------- money

    function _take(Vm.Log memory log, Deal storage deal, Money memory money) private {
        Plan storage plan = _offers[deal.offer].plan;
        address subscriber = deal.sub.subscriber;
        bool same = address(uint160(uint256(log.topics[2]))) == subscriber;
        same = same && address(uint160(uint256(log.topics[3]))) == plan.merchant;
        same = same && money.token == plan.token && money.feeRecipient == plan.feeRecipient;
        if (!same) _violate("6: a charge names others than were signed");
        if (_offer != 0 && _offer != deal.offer + 1) _violate("5: two plans in one call");
        if (money.fee != _feeOf(money.amount, plan.feeBps)) _violate("6: a fee is wrong");
        _offer = deal.offer + 1;
        (_sum, _fees) = (_sum + money.amount, _fees + money.fee);
        tills[plan.token].charged += money.amount;
        if (money.amount != 0 && !_isOpen(plan.token)) _violate("money came in while intake was shut");
        // It signed for this, as was judged before.
        _consenting = subscriber;
        _takeFrom(deal, plan.token, money);
    }

    function _takeFrom(Deal storage deal, address token, Money memory money) private {
        address subscriber = deal.sub.subscriber;
        Purse storage purse = _purses[token][subscriber];
        bool isCovered = deal.sub.funding == Funding.PrepaidFirst && purse.prepaid >= money.amount;
        ChargeSource expected = isCovered ? ChargeSource.Prepaid : ChargeSource.Allowance;
        if (money.amount == 0) expected = ChargeSource.Nothing;
        if (money.source != expected) _violate("6: the money came from elsewhere than was signed");
        if (money.source == ChargeSource.Allowance) _takeInByAllowance(token, subscriber, money.amount);
        bool isPrepaid = money.source == ChargeSource.Prepaid;
        if (isPrepaid) _lowerPrepaid(token, subscriber, money.amount);
        bool same =
            isPrepaid
                ? money.prepaidAfter == purse.prepaid && money.seq == purse.seq
                : money.prepaidAfter == 0 && money.seq == 0;
        if (!same) _violate("6: a charge tells a wrong balance");
    }
}
