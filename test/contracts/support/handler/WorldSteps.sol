// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {HostileDollar} from "../../../mocks/HostileDollar.sol";
import {ManagerSteps} from "./ManagerSteps.sol";

/// @notice What happens around the accounts: time, the admin, gifts, and tokens and wallets that misbehave.
abstract contract WorldSteps is ManagerSteps {
    function letTimePass(uint256 seed) external step {
        uint256 r = _mix(seed);
        vm.warp(block.timestamp + (_roll(r, 0, 6) == 0 ? 1 days : r % 3 hours));
        _done();
    }

    /// @notice The admin lists and delists; now and then somebody else tries.
    function listToken(uint256 seed) external step {
        uint256 r = _mix(seed);
        address token = tokens[_roll(r, 0, TOKENS)];
        bool listed = _roll(r, 1, 8) != 0;
        bytes memory call = abi.encodeCall(ESCROW.listToken, (token, listed));
        if (_roll(r, 2, 4) == 0) return _mustFail(_other(r), call, "somebody else was the admin");
        if (!_try(_admin, 0, call)) return;
        _listed[token] = listed;
    }

    function pauseIntake(uint256 seed) external step {
        uint256 r = _mix(seed);
        bool paused = _roll(r, 1, 8) == 0;
        bytes memory call = abi.encodeCall(ESCROW.pauseIntake, (paused));
        if (_roll(r, 2, 4) == 0) return _mustFail(_other(r), call, "somebody else was the admin");
        if (!_try(_admin, 0, call)) return;
        _paused = paused;
    }

    /// @notice In two steps, the second of which somebody else tries first.
    function transferOwnership(uint256 seed) external step {
        uint256 r = _mix(seed);
        address next = _other(r);
        _mustFail(next, abi.encodeCall(ESCROW.transferOwnership, (next)), "somebody else was the admin");
        if (!_try(_admin, 0, abi.encodeCall(ESCROW.transferOwnership, (next)))) return;
        address thief = _someone(r, 1);
        bytes memory accept = abi.encodeCall(ESCROW.acceptOwnership, ());
        if (thief != next) _mustFail(thief, accept, "somebody else became the admin");
        if (ESCROW.owner() != _admin) _violate("the admin changed too early");
        if (_try(next, 0, accept)) _admin = next;
        if (ESCROW.owner() != _admin) _violate("the admin is another");
    }

    /// @notice Every second time all is well again, or little would ever succeed.
    function misbehave(uint256 seed, uint256 units) external step {
        uint256 r = _mix(seed);
        bool isWell = _roll(r, 0, 2) == 0;
        HOSTILE.setPaused(!isWell && _roll(r, 1, 4) == 0);
        HOSTILE.setBlocked(accounts[_roll(r, 2, ACCOUNTS)], !isWell);
        HOSTILE.setRefusal(HostileDollar.Refusal(_roll(r, 3, 3)));
        HOSTILE.setFeeUnits(!isWell && _roll(r, 4, 4) == 0 ? 1 + (units % 10) : 0);
        HOSTILE.setGasHunger(!isWell && _roll(r, 5, 8) == 0 ? 200_000 : 0);
        address hook = !isWell && _roll(r, 6, 2) == 0 ? address(WALLET) : address(0);
        HOSTILE.setHook(hook, abi.encodeCall(WALLET.intrude, ()));
        WALLET.behave(!isWell && _roll(r, 7, 2) == 0, _roll(r, 8, 2) == 0);
        if (isWell) for (uint256 i; i < ACCOUNTS; ++i) HOSTILE.setBlocked(accounts[i], false);
        _done();
    }

    /// @notice A gift straight to the escrow, which nobody is owed.
    function donate(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        (address account, address token) = (_someone(r, 0), tokens[_roll(r, 1, TOKENS)]);
        // The hook would run a verb where none is under way; the chain's own coin is refused.
        if (token == address(0) || token == address(HOSTILE)) token = address(DOLLAR);
        amount = uint96(1 + (amount % 1e20));
        vm.prank(account);
        (bool success, ) = token.call(abi.encodeWithSignature("transfer(address,uint256)", address(ESCROW), amount));
        if (!success) return;
        _done();
        _consenting = account;
        _takeIn(token, account, amount);
        tills[token].surplus += amount;
        checkToken(token);
    }

    /// @notice Whether the escrow says what is listed and paused.
    function checkIntake() external {
        for (uint256 t; t < TOKENS; ++t) {
            if (ESCROW.isListed(tokens[t]) != _listed[tokens[t]]) _violate("a listing is wrong");
        }
        if (ESCROW.isIntakePaused() != _paused) _violate("the pause is wrong");
    }

    /// @notice Whether the latest nonces that were used or cancelled still are.
    function checkNonces(uint256 most) external {
        uint256 count = _spenders.length;
        for (uint256 i = count > most ? count - most : 0; i < count; ++i) {
            if (!ESCROW.isNonceUsed(_spenders[i], _spentNonces[i])) _violate("a spent nonce is unused");
        }
    }

    /// @dev An account that is not the admin.
    function _other(uint256 r) private view returns (address other) {
        other = _someone(r, 3);
        if (other == _admin) other = accounts[(_roll(r, 3, ACCOUNTS) + 1) % ACCOUNTS];
    }

    function _done() private {
        ++tallies[msg.sig].tried;
        ++tallies[msg.sig].succeeded;
    }
}
