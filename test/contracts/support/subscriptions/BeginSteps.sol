// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Letters} from "./Letters.sol";

/// @notice Every way in which a subscription begins, at once or later, by itself or in the place of another; or never.
abstract contract BeginSteps is Letters {
    function subscribeByCall(uint256 seed) external step {
        _begin(_mix(seed), Consent.Signature, true, false, 0);
    }

    function subscribeBySignature(uint256 seed) external step {
        _begin(_mix(seed), Consent.Signature, false, false, 0);
    }

    function subscribeByAuthorization(uint256 seed) external step {
        _begin(_mix(seed), Consent.Erc3009, false, false, 0);
    }

    function subscribeByPermit(uint256 seed) external step {
        uint256 r = _mix(seed);
        _begin(r, Consent.Permit, _roll(r, 7, 2) == 0, false, 0);
    }

    /// @notice At another first amount, which merchant or operator agrees to.
    function subscribeByOffer(uint256 seed) external step {
        uint256 r = _mix(seed);
        _begin(r, Consent(_roll(r, 7, 3)), _roll(r, 8, 2) == 0, true, 0);
    }

    function replace(uint256 seed) external step {
        uint256 r = _mix(seed);
        (bool found, uint256 old) = _someDeal(r, SubscriptionStatus(1 + _roll(r, 6, 3)));
        if (found) _begin(r, Consent(_roll(r, 7, 3)), _roll(r, 8, 2) == 0, _roll(r, 5, 3) == 0, old + 1);
    }

    /// @notice What was signed some time ago.
    function deliverLate(uint256 seed) external step {
        uint256 r = _mix(seed);
        uint256 count = _letters.length;
        for (uint256 i; i < count && i < 12; ++i) {
            Letter memory letter = _letters[count - 1 - i];
            address sender = _senderOf(letter, r);
            if (_verdictOf(letter, sender) == Verdict.Invalid) continue;
            _letters[count - 1 - i] = _letters[count - 1];
            _letters.pop();
            return _post(letter, sender);
        }
    }

    /// @notice What was signed and not delivered, or what nobody signed.
    function burn(uint256 seed) external step {
        uint256 r = _mix(seed);
        uint256 index;
        if (_letters.length != 0 && _roll(r, 1, 4) != 0) {
            index = _letters[_roll(r, 2, _letters.length)].deal;
        } else {
            (bool found, uint256 offer) = _someOffer(r, COIN);
            if (!found) return;
            index = _rememberDeal(_draft(r, offer, 0), offer);
        }
        if (WILD && _roll(r, 3, 3) == 0) index = _recent(r, 0);
        Deal storage deal = _deals[index];
        Act memory act = _act(
            address(MANAGER),
            r,
            deal.sub.subscriber,
            "BurnSubscription(address account,bytes32 id,uint256 nonce,uint256 deadline)",
            abi.encode(deal.id)
        );
        bytes memory call = abi.encodeCall(MANAGER.burn, (_offers[deal.offer].plan, deal.sub, act.auth));
        _deliver(act, call, _verdict(deal.status == SubscriptionStatus.None));
    }

    // ---------------------------------------------------------------- letters

    function _begin(uint256 r, Consent kind, bool isByCall, bool isOffered, uint256 old) private {
        (bool found, uint256 offer) = _someOffer(r, kind == Consent.Erc3009 ? address(DOLLAR) : COIN);
        if (!found) return;
        // In the place of one that the subscriber is the merchant of, nothing begins.
        if (old != 0 && _offers[offer].plan.merchant == _deals[old - 1].sub.subscriber && !WILD) return;
        Letter memory letter;
        (letter.old, letter.kind) = (old, kind);
        Subscription memory sub = _draft(r, offer, old);
        if (kind == Consent.Erc3009) _fund(letter, sub, r);
        if (isOffered) _agreeToOther(letter, sub, _offers[offer].plan, r);
        letter.deal = _rememberDeal(sub, offer);
        letter.isByCall = isByCall && kind != Consent.Erc3009;
        _signLetter(letter, r, WILD && !letter.isByCall && _roll(r, 3, 12) == 0);
        if (_roll(r, 2, 6) == 0) return _letters.push(letter);
        _post(letter, _senderOf(letter, r));
    }

    function _fund(Letter memory letter, Subscription memory sub, uint256 r) private view {
        if (!WILD || _roll(r, 4, 8) != 0) sub.funding = Funding.PrepaidFirst;
        uint256 wallet = _purses[address(DOLLAR)][sub.subscriber].wallet;
        letter.value = uint96((uint256(sub.capPerPeriod) * (1 + _roll(r, 5, 4))) % (wallet / 2 + 1)) + 1;
    }

    function _agreeToOther(Letter memory letter, Subscription memory sub, Plan storage plan, uint256 r) private view {
        sub.firstAmount = uint96(_roll(r, 4, 3) == 0 ? 0 : r % (uint256(sub.capPerPeriod) + 1));
        if (_roll(r, 1, 3) != 0) letter.offerer = _roll(r, 5, 2) == 0 ? plan.merchant : plan.operator;
        if (WILD && _roll(r, 5, 9) == 0) letter.offerer = _someone(r, 6);
    }

    function _senderOf(Letter memory letter, uint256 r) private view returns (address) {
        Deal storage deal = _deals[letter.deal];
        if (letter.isByCall) return WILD && _roll(r, 14, 12) == 0 ? _someone(r, 14) : deal.sub.subscriber;
        Plan storage plan = _offers[deal.offer].plan;
        bool isAgreed = letter.offerer != address(0) || deal.sub.firstAmount == _firstAmountOf(deal);
        if (isAgreed || (WILD && _roll(r, 14, 6) == 0)) return _someone(r, 14);
        return plan.operator != address(0) && _roll(r, 14, 2) == 0 ? plan.operator : plan.merchant;
    }

    function _post(Letter memory letter, address sender) private {
        Deal storage deal = _deals[letter.deal];
        Plan memory plan = _offers[deal.offer].plan;
        Verdict verdict = _verdictOf(letter, sender);
        bytes memory pull =
            letter.isByCall && letter.kind == Consent.Signature && letter.offerer == address(0)
                ? bytes("")
                : letter.pull;
        bytes memory call = abi.encodeCall(MANAGER.subscribe, (plan, deal.sub, pull));
        if (letter.old != 0) {
            Deal storage old = _deals[letter.old - 1];
            call = abi.encodeCall(MANAGER.replace, (_offers[old.offer].plan, old.sub, plan, deal.sub, pull));
        }
        if (letter.isByCall && sender == deal.sub.subscriber) deal.calledIn = turn;
        if (letter.offerer == address(0) && _isOfferer(deal, sender)) deal.agreedIn = turn;
        Purse storage purse = _purses[plan.token][deal.sub.subscriber];
        (bool permits, uint256 allowance) = (_permits(letter), purse.allowance);
        if (permits) purse.allowance = letter.permitValue;
        bool success = _send(address(MANAGER), sender, 0, call, verdict);
        if (success && !letter.isByCall) _keep(address(MANAGER), call);
        if (!success && permits) purse.allowance = allowance;
    }
}
