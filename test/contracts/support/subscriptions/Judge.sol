// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowEvents} from "../../../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {ISubscriptionManagerEvents} from "../../../../contracts/interfaces/ISubscriptionManagerEvents.sol";
import {IPaymentTypes} from "../../../../contracts/interfaces/IPaymentTypes.sol";
import {Vm} from "../Vm.sol";
import {ChargeJudge} from "./ChargeJudge.sol";

/// @notice Reads what a call of the manager told, holds each event against what was agreed to, and books it. What moved
/// without an event, or otherwise than its event tells, then differs from the books.
abstract contract Judge is ChargeJudge {
    /// @dev Who called or signed in this step; zero where the call is anybody's.
    address internal _actor;

    function _judge(Vm.Log[] memory logs) internal {
        _open();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter == address(MANAGER)) _judgeOne(logs[i]);
            else if (logs[i].emitter == address(ESCROW)) _judgeDeposit(logs[i]);
        }
        _close();
    }

    function _judgeOne(Vm.Log memory log) private {
        bytes32 kind = log.topics[0];
        if (kind == ISubscriptionManagerEvents.Subscribed.selector) _judgeBeginning(log);
        else if (kind == ISubscriptionManagerEvents.SubscriptionCharged.selector) _judgeCharge(log);
        else if (kind == ISubscriptionManagerEvents.SubscriptionChargeFailed.selector) _judgeFailure(log);
        else if (kind == ISubscriptionManagerEvents.UsageCharged.selector) _judgeUsage(log);
        else if (kind == ISubscriptionManagerEvents.SubscriptionEnded.selector) _judgeEnd(log);
        else if (kind == ISubscriptionManagerEvents.SubscriptionPaused.selector) _judgePause(log);
        else if (kind == ISubscriptionManagerEvents.SubscriptionResumed.selector) _judgeResumption(log);
        else if (kind == ISubscriptionManagerEvents.SubscriptionCanceled.selector) _judgeCancellation(log);
        else if (kind == ISubscriptionManagerEvents.SubscriptionBurned.selector) _judgeBurn(log);
        else if (kind == ISubscriptionManagerEvents.PlanCreated.selector) _judgePlan(log);
        else if (kind == ISubscriptionManagerEvents.PriceSet.selector) _judgePrice(log);
        else if (kind == ISubscriptionManagerEvents.PlanArchived.selector) _judgeArchiving(log);
    }

    /// @dev The manager brings money in by EIP-3009, for the one subscription that it begins.
    function _judgeDeposit(Vm.Log memory log) private {
        if (log.topics[0] != IPaymentEscrowEvents.Deposited.selector) return;
        address account = address(uint160(uint256(log.topics[1])));
        address token = address(uint160(uint256(log.topics[2])));
        (uint96 amount, bool toPrepaid, IPaymentTypes.Source source, uint64 seq) = abi.decode(
            log.data,
            (uint96, bool, IPaymentTypes.Source, uint64)
        );
        Deal storage deal = _beginningDeal();
        if (deal.authorized != amount || amount == 0) _violate("6: another amount was deposited than authorized");
        if (deal.sub.subscriber != account || _offers[deal.offer].plan.token != token) _violate("6: a wrong deposit");
        if (!toPrepaid || source != IPaymentTypes.Source.Erc3009) _violate("6: a deposit went elsewhere");
        _consenting = deal.sub.subscriber;
        _takeIn(token, account, amount);
        _raisePrepaid(token, account, amount);
        if (seq != _purses[token][account].seq) _violate("a deposit tells a wrong sequence");
    }

    // ---------------------------------------------------------------- lives

    function _judgePause(Vm.Log memory log) private {
        Deal storage deal = _dealIn(log);
        if (_actor != _offers[deal.offer].plan.merchant) _violate("6: somebody else paused");
        if (deal.status != SubscriptionStatus.Active) _violate("5: what was not active was paused");
        (deal.status, deal.pauses) = (SubscriptionStatus.Paused, deal.pauses + 1);
        if (abi.decode(log.data, (uint256)) != deal.pauses) _violate("5: a pause is counted wrongly");
    }

    function _judgeResumption(Vm.Log memory log) private {
        Deal storage deal = _dealIn(log);
        if (_actor != _offers[deal.offer].plan.merchant) _violate("6: somebody else resumed");
        if (deal.status != SubscriptionStatus.Paused) _violate("5: what was not paused was resumed");
        deal.status = SubscriptionStatus.Active;
        uint256 begun = _begun(deal);
        if (begun > deal.sub.maxPeriods) begun = deal.sub.maxPeriods;
        _see(begun > deal.floor, "a pause that skips periods");
        if (begun > deal.floor) deal.floor = begun;
        (uint256 pauses, uint256 next) = abi.decode(log.data, (uint256, uint256));
        if (pauses != deal.pauses || next != deal.floor) _violate("5: a resumption tells wrong periods");
    }

    function _judgeCancellation(Vm.Log memory log) private {
        Deal storage deal = _dealIn(log);
        address by = address(uint160(uint256(log.topics[2])));
        (bool atPeriodEnd, uint256 endsAt) = abi.decode(log.data, (bool, uint256));
        if (!_isLive(deal)) _violate("5: what was not live was ended");
        uint256 end = block.timestamp;
        if (atPeriodEnd) {
            if (deal.status == SubscriptionStatus.Ending) _violate("5: what was ending was ended again");
            uint256 paidUntil = deal.paidPeriods == 0 ? deal.anchor : _startOf(deal, deal.paidPeriods);
            if (paidUntil > end) end = paidUntil;
        }
        if (endsAt != end) _violate("5: an end is told wrongly");
        deal.status = atPeriodEnd ? SubscriptionStatus.Ending : SubscriptionStatus.Ended;
        if (_actor == address(0)) {
            // It is replaced, which the subscriber signed with the one that begins.
            if (by != deal.sub.subscriber) _violate("6: another ended it than is told");
            _expectReplacementOf(deal);
        } else {
            bool isParty = by == deal.sub.subscriber || by == _offers[deal.offer].plan.merchant;
            if (!isParty || by != _actor) _violate("6: somebody else ended it");
        }
    }

    function _judgeBurn(Vm.Log memory log) private {
        Deal storage deal = _dealIn(log);
        if (_actor != deal.sub.subscriber) _violate("6: somebody else burned");
        if (deal.status != SubscriptionStatus.None) _violate("5: what had begun was burned");
        deal.status = SubscriptionStatus.Burned;
    }

    // ---------------------------------------------------------------- plans

    function _judgePlan(Vm.Log memory log) private {
        Offer storage offer = _offerIn(log);
        (Plan memory plan, uint96 price) = abi.decode(log.data, (Plan, uint96));
        if (_actor != offer.plan.merchant) _violate("6: somebody else made a plan");
        if (offer.exists) _violate("6: a plan was made twice");
        if (keccak256(abi.encode(plan)) != keccak256(abi.encode(offer.plan))) _violate("6: a plan is told wrongly");
        (offer.exists, offer.version) = (true, 1);
        offer.prices.push(price);
        offer.since.push(block.timestamp);
    }

    function _judgePrice(Vm.Log memory log) private {
        Offer storage offer = _offerIn(log);
        (uint96 price, uint16 version, uint40 effectiveAt) = abi.decode(log.data, (uint96, uint16, uint40));
        if (_actor != offer.plan.merchant) _violate("6: somebody else set a price");
        if (version != ++offer.version) _violate("6: a price came out of order");
        if (effectiveAt < block.timestamp + offer.plan.notice) _violate("6: a price came without notice");
        uint256 last = offer.since.length - 1;
        // What has not taken effect is forgotten.
        if (offer.since[last] > block.timestamp) {
            offer.since.pop();
            offer.prices.pop();
        }
        offer.prices.push(price);
        offer.since.push(effectiveAt);
    }

    function _judgeArchiving(Vm.Log memory log) private {
        Offer storage offer = _offerIn(log);
        if (_actor != offer.plan.merchant) _violate("6: somebody else archived");
        if (!offer.exists || offer.archived) _violate("6: a plan was archived twice");
        offer.archived = true;
    }

    function _offerIn(Vm.Log memory log) private returns (Offer storage offer) {
        uint256 place = _offerOf[log.topics[1]];
        if (place == 0) _violate("6: an unknown plan was made");
        return _offers[place == 0 ? 0 : place - 1];
    }
}
