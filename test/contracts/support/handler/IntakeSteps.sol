// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../../../contracts/interfaces/IPaymentTypes.sol";
import {Steps} from "./Steps.sol";

/// @notice Authorize, charge and burn, from every source that needs nothing but tokens and keys.
abstract contract IntakeSteps is Steps {
    struct Intake {
        IPaymentTypes.Terms terms;
        IPaymentTypes.Pull pull;
        address sender;
        uint256 value;
        uint96 fee;
    }

    function authorizeByCall(uint256 seed, uint96 amount, uint48 time) external step {
        _authorize(_intake(seed, amount, time, IPaymentTypes.Mode.Escrow, false));
    }

    function authorizeBySignature(uint256 seed, uint96 amount, uint48 time) external step {
        _authorize(_intake(seed, amount, time, IPaymentTypes.Mode.Escrow, true));
    }

    function chargeByCall(uint256 seed, uint96 amount, uint96 fee, uint48 time) external step {
        _charge(_intake(seed, amount, time, IPaymentTypes.Mode.Charge, false), fee);
    }

    function chargeBySignature(uint256 seed, uint96 amount, uint96 fee, uint48 time) external step {
        _charge(_intake(seed, amount, time, IPaymentTypes.Mode.Charge, true), fee);
    }

    /// @notice Burns fresh terms, or in vain those of a known payment.
    function burn(uint256 seed, uint96 amount, uint48 time) external step {
        uint256 r = _mix(seed);
        IPaymentTypes.Terms memory terms = _agree(r, IPaymentTypes.Mode(r % 2), time);
        terms.amount = _amount(amount, WEALTH);
        if (ids.length != 0 && _roll(r, 12, 4) == 0) terms = _terms[_recent(r)];
        bytes32 id = ESCROW.paymentId(terms);
        Act memory act = _act(
            r,
            terms.payer,
            "Burn(address account,bytes32 id,uint256 nonce,uint256 deadline)",
            abi.encode(id)
        );
        if (!_deliver(act, abi.encodeCall(ESCROW.burn, (terms, act.auth)))) return;
        _remember(terms, id);
        books[id].burned = true;
        checkPayment(id, terms.amount);
    }

    /// @notice Whether an id that was used or burned, whatever became of it, lives again.
    function beginAgain(uint256 seed) external step {
        if (ids.length == 0) return;
        uint256 r = _mix(seed);
        IPaymentTypes.Terms memory terms = _terms[_roll(r, 0, ids.length)];
        bool fromBalance = _roll(r, 1, 2) == 0;
        IPaymentTypes.Source source = fromBalance ? IPaymentTypes.Source.Available : IPaymentTypes.Source.Allowance;
        IPaymentTypes.Pull memory pull = IPaymentTypes.Pull(source, "");
        (uint256 least, ) = _feeBounds(terms, terms.amount);
        bytes memory call =
            terms.mode == IPaymentTypes.Mode.Escrow
                ? abi.encodeCall(ESCROW.authorize, (terms, pull))
                : abi.encodeCall(ESCROW.charge, (terms, uint96(least), pull));
        _mustFail(terms.payer, call, "4: an id lived again");
    }

    // ---------------------------------------------------------------- the two verbs

    function _authorize(Intake memory intake) private {
        IPaymentTypes.Terms memory terms = intake.terms;
        if (!_enter(intake, abi.encodeCall(ESCROW.authorize, (terms, intake.pull)))) return;
        bytes32 id = _bookIntake(intake);
        tills[terms.token].capturable += terms.amount;
        checkPayment(id, terms.amount);
        checkToken(terms.token);
    }

    function _charge(Intake memory intake, uint96 fee) private {
        IPaymentTypes.Terms memory terms = intake.terms;
        (uint256 least, ) = _feeBounds(terms, terms.amount);
        bool mayChoose = _isParty(terms, intake.sender);
        fee = mayChoose || WILD ? _fee(terms, terms.amount, fee) : uint96(least);
        if (!_enter(intake, abi.encodeCall(ESCROW.charge, (terms, fee, intake.pull)))) return;
        if (!mayChoose && fee != least) _violate("6: a stranger chose the fee");
        _requireFeeInBounds(terms, terms.amount, fee);
        // The credits come first, so that a payer that is also the fee recipient may pay with its own fee.
        unchecked {
            _raise(terms.token, terms.merchant, terms.amount - fee);
        }
        _raise(terms.token, terms.feeRecipient, fee);
        bytes32 id = _bookIntake(intake);
        (books[id].captured, books[id].fees) = (terms.amount, fee);
        checkPayment(id, terms.amount);
        checkToken(terms.token);
    }

    function _enter(Intake memory intake, bytes memory call) private returns (bool success) {
        IPaymentTypes.Terms memory terms = intake.terms;
        bool isPermit = intake.pull.source == IPaymentTypes.Source.Permit && terms.token != address(0);
        // Else the permit would not be needed.
        if (isPermit) _approve(terms.token, terms.payer, address(ESCROW), 0);
        success = _try(intake.sender, intake.value, call);
        if (isPermit) _approve(terms.token, terms.payer, address(ESCROW), type(uint256).max);
        if (success) _requireWasOpen(terms.token);
        else _requireWasNotCalledShut(terms.token);
    }

    function _bookIntake(Intake memory intake) private returns (bytes32 id) {
        IPaymentTypes.Terms memory terms = intake.terms;
        if (block.timestamp >= terms.authorizeBy) _violate("money came in too late");
        id = ESCROW.paymentId(terms);
        _remember(terms, id);
        _consenting = terms.payer;
        if (intake.pull.source == IPaymentTypes.Source.Available) _lower(terms.token, terms.payer, terms.amount);
        else _takeIn(terms.token, terms.payer, terms.amount);
    }

    // ---------------------------------------------------------------- what they agree on

    function _intake(
        uint256 seed,
        uint96 amount,
        uint48 time,
        IPaymentTypes.Mode mode,
        bool isSigned
    ) private view returns (Intake memory intake) {
        uint256 r = _mix(seed);
        IPaymentTypes.Terms memory terms = _agree(r, mode, time);
        IPaymentTypes.Source source = _source(r, terms.token, terms.payer, isSigned);
        Purse storage purse = _purses[terms.token][terms.payer];
        terms.amount = _amount(amount, source == IPaymentTypes.Source.Available ? purse.available : purse.wallet / 4);
        intake.terms = terms;
        intake.sender = isSigned ? _someone(r, 14) : terms.payer;
        intake.value = source == IPaymentTypes.Source.Native ? terms.amount : 0;
        intake.pull = IPaymentTypes.Pull(source, _consent(terms, source, isSigned));
    }

    function _agree(
        uint256 r,
        IPaymentTypes.Mode mode,
        uint48 time
    ) internal view returns (IPaymentTypes.Terms memory terms) {
        terms.token = tokens[_roll(r, 3, TOKENS)];
        (terms.payer, terms.merchant) = (_party(r, 0, terms.token), _party(r, 1, terms.token));
        if (!WILD && terms.payer == terms.merchant) terms.merchant = accounts[(_roll(r, 0, ACCOUNTS) + 1) % ACCOUNTS];
        if (_roll(r, 2, 3) != 0) terms.operator = _party(r, 2, terms.token);
        terms.mode = mode;
        terms.authorizeBy = uint48(block.timestamp + 1 + (time % 2 hours));
        terms.captureBy = terms.authorizeBy + (time % 12 hours);
        terms.refundBy = terms.captureBy + (time % 24 hours);
        if (_roll(r, 4, 4) != 0) {
            terms.minFeeBps = uint16(_roll(r, 5, 4) == 0 ? _roll(r, 6, 10_001) : _roll(r, 6, 101));
            terms.maxFeeBps = uint16(terms.minFeeBps + _roll(r, 7, 10_001 - terms.minFeeBps));
            terms.feeRecipient = _party(r, 8, terms.token);
        }
        if (WILD && _roll(r, 9, 3) == 0) _deface(terms, r, time);
        (terms.invoiceRef, terms.salt) = (bytes32(r), ids.length);
    }

    /// @dev Deadlines and fees as nobody would agree on them; some are good all the same.
    function _deface(IPaymentTypes.Terms memory terms, uint256 r, uint48 time) private view {
        uint256 what = _roll(r, 10, 5);
        if (what == 0) terms.authorizeBy = time;
        else if (what == 1) terms.captureBy = time;
        else if (what == 2) terms.refundBy = time;
        else if (what == 3) terms.captureBy = uint48(block.timestamp + (time % 800 days));
        else (terms.minFeeBps, terms.maxFeeBps) = (uint16(_roll(r, 6, 12_000)), uint16(_roll(r, 7, 12_000)));
        if (what > 1) terms.refundBy = terms.captureBy;
    }

    function _source(
        uint256 r,
        address token,
        address payer,
        bool isSigned
    ) internal view returns (IPaymentTypes.Source) {
        if (WILD && _roll(r, 11, 6) == 0) return IPaymentTypes.Source(_roll(r, 12, 6));
        bool hasBalance = _purses[token][payer].available != 0;
        if (token == address(0)) {
            bool fromBalance = isSigned || (hasBalance && _roll(r, 11, 3) == 0);
            return fromBalance ? IPaymentTypes.Source.Available : IPaymentTypes.Source.Native;
        }
        uint256 choice = _roll(r, 11, token == address(WIDE) ? 3 : 4);
        if (choice == 0 && hasBalance) return IPaymentTypes.Source.Available;
        if (choice == 1) return IPaymentTypes.Source.Permit;
        return choice == 3 ? IPaymentTypes.Source.Erc3009 : IPaymentTypes.Source.Allowance;
    }

    function _consent(
        IPaymentTypes.Terms memory terms,
        IPaymentTypes.Source source,
        bool isSigned
    ) internal view returns (bytes memory) {
        if (source == IPaymentTypes.Source.Native) return "";
        bytes32 id = ESCROW.paymentId(terms);
        if (source == IPaymentTypes.Source.Erc3009) {
            if (terms.token == address(0) || terms.token == address(WIDE)) return new bytes(65);
            return _authorizationOf(terms.token, terms.payer, terms.amount, terms.authorizeBy, id);
        }
        bytes memory consent;
        if (isSigned) {
            bytes32 typehash = keccak256("Consent(bytes32 id,uint8 source)");
            consent = _signAs(terms.payer, _digest(keccak256(abi.encode(typehash, id, source))));
        }
        if (source != IPaymentTypes.Source.Permit) return consent;
        if (terms.token == address(0)) return abi.encode(0, 0, uint8(0), bytes32(0), bytes32(0), consent);
        return _permitOf(terms.token, terms.payer, terms.authorizeBy, consent);
    }
}
