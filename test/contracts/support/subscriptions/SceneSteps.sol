// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {PurseSteps} from "./PurseSteps.sol";
import {FickleDollar} from "./FickleDollar.sol";

/// @notice What happens around the accounts: time, the admin, gifts, and a token that misbehaves.
abstract contract SceneSteps is PurseSteps {
    function letTimePass(uint256 seed) external step {
        uint256 r = _mix(seed);
        vm.warp(block.timestamp + (_roll(r, 0, 3) == 0 ? 1 : r % 1 days));
        _done();
    }

    function letPeriodsPass(uint256 seed) external step {
        uint256 r = _mix(seed);
        vm.warp(block.timestamp + (_roll(r, 0, 8) == 0 ? r % 200 days : r % 20 days));
        _done();
    }

    /// @notice To the second at which something begins or ends for a subscription, or the one before.
    function letDeadlineCome(uint256 seed) external step {
        if (_deals.length == 0) return;
        uint256 r = _mix(seed);
        (, uint256 index) = _someDeal(r, SubscriptionStatus(1 + _roll(r, 0, 3)));
        Deal storage deal = _deals[index];
        if (deal.anchor == 0) return;
        uint256 time = _startOf(deal, _begun(deal));
        Offer storage offer = _offers[deal.offer];
        uint256 what = _roll(r, 1, 6);
        if (what == 0) time = deal.sub.startBy;
        if (what == 1) time = offer.since[offer.since.length - 1];
        if (what == 2) time = _startOf(deal, deal.paidPeriods) + offer.plan.grace;
        time -= _roll(r, 2, 2);
        if (time <= block.timestamp || time > block.timestamp + 400 days) return;
        _focus = index + 1;
        vm.warp(time);
        _done();
    }

    /// @notice The admin lists and delists; now and then somebody else tries.
    function listToken(uint256 seed) external step {
        uint256 r = _mix(seed);
        address token = tokens[_roll(r, 0, TOKENS)];
        bool listed = _roll(r, 1, 8) != 0;
        bytes memory call = abi.encodeCall(ESCROW.listToken, (token, listed));
        if (_roll(r, 2, 4) == 0) return _mustFail(address(ESCROW), _someone(r, 3), call, "6: another was the admin");
        if (_send(address(ESCROW), ADMIN, 0, call, Verdict.Valid)) _listed[token] = listed;
    }

    function pauseIntake(uint256 seed) external step {
        uint256 r = _mix(seed);
        bool paused = _roll(r, 1, 8) == 0;
        bytes memory call = abi.encodeCall(ESCROW.pauseIntake, (paused));
        if (_roll(r, 2, 4) == 0) return _mustFail(address(ESCROW), _someone(r, 3), call, "6: another was the admin");
        if (_send(address(ESCROW), ADMIN, 0, call, Verdict.Valid)) _paused = paused;
    }

    /// @notice Every second time all is well again, or little would ever succeed.
    function misbehave(uint256 seed) external step {
        uint256 r = _mix(seed);
        bool isWell = _roll(r, 0, 2) == 0;
        DOLLAR.setPaused(!isWell && _roll(r, 1, 6) == 0);
        DOLLAR.setWhim(_someone(r, 2), isWell ? FickleDollar.Whim.None : FickleDollar.Whim(_roll(r, 3, 6)));
        address hook = !isWell && _roll(r, 4, 2) == 0 ? address(INTRUDER) : address(0);
        DOLLAR.setHook(hook, abi.encodeCall(INTRUDER.intrude, ()));
        if (isWell) for (uint256 i; i < PLAYERS; ++i) DOLLAR.setWhim(accounts[i], FickleDollar.Whim.None);
        _done();
    }

    /// @notice A gift straight to the escrow, which nobody is owed; and coin, which neither contract takes so.
    function donate(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        (address account, address token) = (_someone(r, 0), tokens[_roll(r, 1, TOKENS)]);
        uint256 wallet = _purses[token][account].wallet;
        if (wallet == 0 || (token == address(DOLLAR) && DOLLAR.paused())) return;
        amount = uint96(1 + (amount % (wallet < 1_000 ? wallet : 1_000)));
        vm.prank(account);
        if (token == COIN) {
            (bool success, ) = (_roll(r, 2, 2) == 0 ? address(ESCROW) : address(MANAGER)).call{value: amount}("");
            if (success) _violate("1: coin came in by no verb");
            return _done();
        }
        IERC20(token).transfer(address(ESCROW), amount);
        _consenting = account;
        _takeIn(token, account, amount);
        tills[token].gifts += amount;
        _done();
    }

    /// @notice Whether the escrow says what is listed and paused.
    function checkIntake() external {
        for (uint256 t; t < TOKENS; ++t) {
            if (ESCROW.isListed(tokens[t]) != _listed[tokens[t]]) _violate("a listing is wrong");
        }
        if (ESCROW.isIntakePaused() != _paused) _violate("the pause is wrong");
    }
}
