// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TestDollar} from "../../../../contracts/local/TestDollar.sol";
import {PlanSteps} from "./PlanSteps.sol";

/// @notice Subscriptions as they are drawn up, signed and handed to whoever delivers them; and whether the contract must
/// accept them.
abstract contract Letters is PlanSteps {
    /// @param old One more than the index of the subscription that is replaced; 0 for none.
    /// @param kind Of the consent in `pull`.
    /// @param isByCall Whether the subscriber itself is to call.
    /// @param isGood Whether what it carries is the subscriber's, and complete.
    /// @param offerer Whose agreement to the first amount it carries; zero for nobody's.
    /// @param isOffered Whether that is good.
    struct Letter {
        uint256 deal;
        uint256 old;
        Consent kind;
        bool isByCall;
        bool isGood;
        address offerer;
        bool isOffered;
        uint96 value;
        uint256 permitValue;
        uint256 permitNonce;
        uint256 permitDeadline;
        bytes pull;
    }

    Letter[] internal _letters;

    // ---------------------------------------------------------------- drawing up

    /// @notice A subscription to the plan, at its first amount, that its subscriber has yet to agree to.
    function _draft(uint256 r, uint256 offerIndex, uint256 old) internal view returns (Subscription memory sub) {
        Offer storage offer = _offers[offerIndex];
        uint256 q = _more(r);
        sub.subscriber = _someone(q, 0);
        if (sub.subscriber == offer.plan.merchant) sub.subscriber = accounts[(_roll(q, 0, PLAYERS) + 1) % PLAYERS];
        if (old != 0) (sub.subscriber, sub.replaces) = (_deals[old - 1].sub.subscriber, _deals[old - 1].id);
        sub.quantity = uint32(1 + _roll(q, 1, 3));
        uint256 cost = _priceNow(offer) * sub.quantity;
        uint256 first = offer.plan.trial == 0 ? cost : 0;
        sub.firstAmount = uint96(first);
        uint256 cap = (cost * [uint256(100), 100, 130, 1_000][_roll(q, 2, 4)]) / 100;
        sub.capPerPeriod = cap > type(uint96).max ? type(uint96).max : uint96(cap);
        sub.usageCapPerPeriod = [uint96(0), 100, 100_000, 1_000_000][_roll(q, 3, 4)];
        sub.maxPeriods = [uint32(1), 3, 12, type(uint32).max][_roll(q, 4, 4)];
        sub.startBy = uint48(block.timestamp + [uint256(1), 1 hours, 40 days][_roll(q, 5, 3)]);
        sub.catchUp = [uint32(0), 0, 1, 3, type(uint32).max][_roll(q, 6, 5)];
        if (offer.plan.token != COIN) sub.funding = Funding(_roll(q, 7, 2));
        sub.salt = _deals.length;
        if (WILD) _spoil(sub, q, offer.plan.merchant);
    }

    function _spoil(Subscription memory sub, uint256 q, address merchant) private view {
        uint256 flaw = _roll(q, 8, 24);
        if (flaw == 0) sub.quantity = 0;
        if (flaw == 1) sub.maxPeriods = 0;
        if (flaw == 2) sub.startBy = uint48(block.timestamp);
        if (flaw == 3) sub.subscriber = merchant;
        if (flaw == 4) sub.subscriber = _party(q, 9, address(DOLLAR));
        if (flaw == 5) ++sub.firstAmount;
        if (flaw == 6 && sub.firstAmount != 0) --sub.firstAmount;
        if (flaw == 7 && sub.firstAmount != 0) sub.capPerPeriod = sub.firstAmount - 1;
        if (flaw == 8) sub.funding = Funding.AllowanceOnly;
        if (flaw == 9) sub.replaces = bytes32(q);
        if (flaw == 10) (sub.quantity, sub.firstAmount) = (uint32(q), uint96(q >> 32));
    }

    function _rememberDeal(Subscription memory sub, uint256 offerIndex) internal returns (uint256 index) {
        index = _deals.length;
        Deal storage deal = _deals.push();
        (deal.offer, deal.sub) = (offerIndex, sub);
        deal.id = MANAGER.subscriptionId(_offers[offerIndex].plan, sub);
        if (_dealOf[deal.id] != 0) _violate("5: two subscriptions have one id");
        _dealOf[deal.id] = index + 1;
        _offers[offerIndex].deals.push(index);
    }

    // ---------------------------------------------------------------- signing

    /// @param isFlawed Whether somebody else signs.
    function _signLetter(Letter memory letter, uint256 r, bool isFlawed) internal {
        Deal storage deal = _deals[letter.deal];
        address subscriber = deal.sub.subscriber;
        address signer = isFlawed ? _someoneElse(r, 9, subscriber) : subscriber;
        letter.isGood = !isFlawed;
        bytes memory data;
        if (letter.kind == Consent.Erc3009) {
            bytes memory signature = _signAuthorization(signer, letter.value, deal.sub.startBy, deal.id);
            data = abi.encode(letter.value, signature);
            if (!isFlawed) deal.authorized = letter.value;
        } else {
            if (!letter.isByCall) {
                data = _signAs(signer, deal.id);
                if (!isFlawed) deal.isSigned = true;
            }
            if (letter.kind == Consent.Permit) data = _withPermit(letter, r, data);
        }
        letter.pull = abi.encode(letter.kind, data, _offerOfLetter(letter));
    }

    function _withPermit(Letter memory letter, uint256 r, bytes memory consent) private view returns (bytes memory) {
        Deal storage deal = _deals[letter.deal];
        address token = _offers[deal.offer].plan.token;
        // The chain's own coin takes no permit: what is asked of it goes nowhere.
        if (token == COIN) return abi.encode(uint256(0), uint256(0), uint8(0), bytes32(0), bytes32(0), consent);
        letter.permitNonce = TestDollar(token).nonces(deal.sub.subscriber);
        letter.permitDeadline = block.timestamp + _roll(r, 10, 10 days);
        letter.permitValue = [uint256(deal.sub.firstAmount), 1_000_000, type(uint256).max][_roll(r, 11, 3)];
        return _signPermit(token, deal.sub.subscriber, letter.permitValue, letter.permitDeadline, consent);
    }

    function _offerOfLetter(Letter memory letter) private returns (bytes memory) {
        if (letter.offerer == address(0)) return "";
        Deal storage deal = _deals[letter.deal];
        bytes32 structHash = keccak256(abi.encode(keccak256("Offer(bytes32 subscriptionId)"), deal.id));
        Plan storage plan = _offers[deal.offer].plan;
        letter.isOffered = letter.offerer == plan.merchant || letter.offerer == plan.operator;
        if (letter.isOffered) deal.isAgreed = true;
        return abi.encode(letter.offerer, _signAs(letter.offerer, _digest(address(MANAGER), structHash)));
    }

    // ---------------------------------------------------------------- whether it is accepted

    function _verdictOf(Letter memory letter, address sender) internal view returns (Verdict) {
        Deal storage deal = _deals[letter.deal];
        bool isConsent = letter.isGood && (!letter.isByCall || sender == deal.sub.subscriber);
        if (!isConsent || !_isWellFormed(deal) || !_isAccepted(letter, sender)) return Verdict.Invalid;
        uint256 amount = deal.sub.firstAmount;
        (address token, address subscriber) = (_offers[deal.offer].plan.token, deal.sub.subscriber);
        Purse memory purse = _purses[token][subscriber];
        if (letter.kind == Consent.Erc3009) {
            if (!_isOpen(token) || token != address(DOLLAR) || DOLLAR.paused()) return Verdict.Invalid;
            if (letter.value == 0 || letter.value > purse.wallet) return Verdict.Invalid;
            (purse.prepaid, purse.wallet) = (purse.prepaid + letter.value, purse.wallet - letter.value);
        }
        // A permit calls the token, so that it asks for intake even without money.
        bool isAsking = amount != 0 || letter.kind == Consent.Permit;
        if (isAsking && !_isOpen(token)) return Verdict.Invalid;
        if (amount == 0) return Verdict.Valid;
        if (deal.sub.funding == Funding.PrepaidFirst && purse.prepaid >= amount) return Verdict.Valid;
        if (token == COIN || _refuses(token, subscriber)) return Verdict.Invalid;
        uint256 allowance = _permits(letter) ? letter.permitValue : purse.allowance;
        if (allowance < amount || purse.wallet < amount) return Verdict.Invalid;
        return _cheats(token, subscriber) ? Verdict.Unsure : Verdict.Valid;
    }

    function _isWellFormed(Deal storage deal) private view returns (bool) {
        Offer storage offer = _offers[deal.offer];
        Subscription memory sub = deal.sub;
        if (!offer.exists || offer.archived || deal.status != SubscriptionStatus.None) return false;
        if (!_isOutsider(sub.subscriber, offer.plan.token) || sub.subscriber == offer.plan.merchant) return false;
        if (sub.quantity == 0 || sub.maxPeriods == 0 || block.timestamp >= sub.startBy) return false;
        if (offer.plan.token == COIN && sub.funding != Funding.PrepaidFirst) return false;
        return sub.firstAmount <= sub.capPerPeriod;
    }

    function _isAccepted(Letter memory letter, address sender) private view returns (bool) {
        Deal storage deal = _deals[letter.deal];
        if (letter.kind == Consent.Erc3009 && deal.sub.funding != Funding.PrepaidFirst) return false;
        bytes32 replaced = letter.old == 0 ? bytes32(0) : _deals[letter.old - 1].id;
        if (deal.sub.replaces != replaced) return false;
        if (letter.old != 0) {
            Deal storage old = _deals[letter.old - 1];
            if (!_isLive(old) || old.sub.subscriber != deal.sub.subscriber) return false;
        }
        if (deal.sub.firstAmount == _firstAmountOf(deal)) return true;
        return letter.offerer == address(0) ? _isOfferer(deal, sender) : letter.isOffered;
    }

    function _isOfferer(Deal storage deal, address account) internal view returns (bool) {
        Plan storage plan = _offers[deal.offer].plan;
        return account == plan.merchant || account == plan.operator;
    }

    /// @dev Who front-runs it sets the same allowance.
    function _permits(Letter memory letter) internal view returns (bool) {
        if (letter.kind != Consent.Permit) return false;
        Deal storage deal = _deals[letter.deal];
        address token = _offers[deal.offer].plan.token;
        if (token == COIN || block.timestamp > letter.permitDeadline) return false;
        // OpenZeppelin's permit knows no contract wallets.
        if (token == address(WIDE) && deal.sub.subscriber.code.length != 0) return false;
        return TestDollar(token).nonces(deal.sub.subscriber) == letter.permitNonce;
    }
}
