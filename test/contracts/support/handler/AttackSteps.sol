// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../../../contracts/interfaces/IPaymentTypes.sol";
import {IntakeSteps} from "./IntakeSteps.sol";
import {WorldSteps} from "./WorldSteps.sol";

/// @notice Every verb by somebody without the right: accounts, operators, the admin and the manager as thieves, with empty
/// authority, with their own signature in a victim's name, with a victim's signature for something else, and with a victim's
/// signature again.
abstract contract AttackSteps is IntakeSteps, WorldSteps {
    string private constant THEFT = "6: somebody without the right acted";

    function stealFromPayment(uint256 seed, uint96 amount) external step {
        if (ids.length == 0) return;
        uint256 r = _mix(seed);
        uint256 index = _roll(r, 0, 2) == 0 ? _live(r, false) : _refundable(r);
        IPaymentTypes.Terms memory terms = _terms[index];
        amount = _amount(amount, terms.amount);
        address thief = _thief(r, terms);
        _mustFail(thief, _theftOf(r, index, terms, amount, thief), THEFT);
    }

    /// @notice Money of a payer that never agreed: by call, by the thief's signature, by that for another source.
    function stealByIntake(uint256 seed, uint96 amount, uint48 time) external step {
        uint256 r = _mix(seed);
        IPaymentTypes.Terms memory terms = _agree(r, IPaymentTypes.Mode(_roll(r, 9, 2)), time);
        terms.amount = _amount(amount, WEALTH / 10);
        address thief = accounts[(_roll(r, 0, ACCOUNTS) + 1) % ACCOUNTS];
        if (thief == terms.payer) return;
        IPaymentTypes.Source source = _source(r, terms.token, terms.payer, true);
        IPaymentTypes.Pull memory pull = IPaymentTypes.Pull(source, "");
        uint256 how = _roll(r, 10, 3);
        if (how == 0) {
            address payer = terms.payer;
            terms.payer = thief;
            pull.data = _consent(terms, source, true);
            terms.payer = payer;
        } else if (how == 1) {
            pull.data = _consent(terms, source, true);
            ++terms.amount;
        } else if (source == IPaymentTypes.Source.Available || source == IPaymentTypes.Source.Allowance) {
            bool isAvailable = source == IPaymentTypes.Source.Available;
            pull.data = _consent(terms, source, true);
            pull.source = isAvailable ? IPaymentTypes.Source.Allowance : IPaymentTypes.Source.Available;
        }
        (uint256 least, ) = _feeBounds(terms, terms.amount);
        bytes memory call =
            terms.mode == IPaymentTypes.Mode.Escrow
                ? abi.encodeCall(ESCROW.authorize, (terms, pull))
                : abi.encodeCall(ESCROW.charge, (terms, uint96(least), pull));
        _mustFail(thief, call, THEFT);
    }

    /// @notice In a victim's name with the thief's signature, or with the victim's own for something else.
    function stealFromBalance(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        (address victim, address token) = _owner(r, true);
        address thief = _someone(r, 2);
        if (thief == victim) return;
        amount = _amount(amount, _purses[token][victim].available);
        _mustFail(thief, _forgery(r, victim, thief, token, amount), THEFT);
    }

    /// @notice A relayed call that succeeded before, at any later time.
    function replay(uint256 seed) external step {
        if (_relayed.length == 0) return;
        uint256 r = _mix(seed);
        _mustFail(_someone(r, 0), _relayed[_roll(r, 1, _relayed.length)], "6: a signature was good twice");
    }

    // ---------------------------------------------------------------- thieves

    /// @dev Anybody but those whom the terms let act: the payer, the fee recipient, strangers, the admin, the manager.
    function _thief(uint256 r, IPaymentTypes.Terms memory terms) private view returns (address thief) {
        thief = [terms.payer, terms.feeRecipient, _admin, address(MANAGER), _someone(r, 1), address(0xBAD)][
            _roll(r, 2, 6)
        ];
        if (_isParty(terms, thief) || thief == address(0)) thief = address(0xBAD);
    }

    function _theftOf(
        uint256 r,
        uint256 index,
        IPaymentTypes.Terms memory terms,
        uint96 amount,
        address thief
    ) private view returns (bytes memory) {
        uint256 verb = _roll(r, 3, 6);
        (uint256 fee, ) = _feeBounds(terms, amount);
        if (verb == 0) return abi.encodeCall(ESCROW.capture, (terms, amount, uint96(fee), ""));
        if (verb == 1 && block.timestamp < terms.captureBy) return abi.encodeCall(ESCROW.reclaim, (terms));
        if (verb == 2) return abi.encodeCall(ESCROW.refund, (terms, amount, IPaymentTypes.Source.Available, ""));
        if (verb == 3) return abi.encodeCall(ESCROW.refund, (terms, amount, IPaymentTypes.Source.Allowance, ""));
        if (verb == 4) {
            // The payer alone burns, and only what is fresh.
            terms.salt = type(uint256).max - index;
            if (terms.payer == thief) terms.payer = terms.merchant;
            return abi.encodeCall(ESCROW.burn, (terms, ""));
        }
        return abi.encodeCall(ESCROW.void, (terms, ""));
    }

    function _forgery(
        uint256 r,
        address victim,
        address thief,
        address token,
        uint96 amount
    ) private returns (bytes memory) {
        string memory typeString =
            "Withdraw(address account,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)";
        bytes memory fields = abi.encode(token, amount, thief);
        bytes memory auth = _signedAct(thief, victim, typeString, fields).auth;
        uint256 how = _roll(r, 4, 7);
        if (how == 0) return abi.encodeCall(ESCROW.withdraw, (token, amount + 1, thief, auth));
        if (how == 1) return abi.encodeCall(ESCROW.withdraw, (token, amount, address(0xBAD), auth));
        if (how == 2) return abi.encodeCall(ESCROW.transferBalance, (thief, token, amount, bytes32(r), auth));
        if (how == 3) return abi.encodeCall(ESCROW.movePrepaid, (token, amount, true, auth));
        if (how == 4) return abi.encodeCall(ESCROW.setPayout, (thief, auth));
        (, uint256 nonce, uint256 deadline, bytes memory signature) = abi.decode(
            auth,
            (address, uint256, uint256, bytes)
        );
        // Another nonce with the same signature, or the thief's signature in the victim's name.
        if (how == 5) auth = abi.encode(victim, nonce + 1_000_000, deadline, signature);
        else auth = _signedInNameOf(victim, thief, typeString, fields);
        return abi.encodeCall(ESCROW.withdraw, (token, amount, thief, auth));
    }

    function _signedInNameOf(
        address victim,
        address thief,
        string memory typeString,
        bytes memory fields
    ) private returns (bytes memory) {
        uint256 nonce = _nextNonce++;
        uint256 deadline = block.timestamp + 1 hours;
        bytes32 digest = _actionDigest(victim, typeString, fields, nonce, deadline);
        return abi.encode(victim, nonce, deadline, _signAs(thief, digest));
    }
}
