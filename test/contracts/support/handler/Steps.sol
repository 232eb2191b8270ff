// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../../../contracts/interfaces/IPaymentTypes.sol";
import {Books} from "./Books.sol";

/// @notice How a step reaches the escrow: by the account's own call, or by its signature in a relayer's hands. Keeps what
/// was signed, so that it can be tried again, and counts what succeeded.
abstract contract Steps is Books {
    /// @param auth Empty where the account calls.
    struct Act {
        address account;
        address sender;
        bytes auth;
        uint256 nonce;
    }

    struct Tally {
        uint256 tried;
        uint256 succeeded;
    }

    /// @dev How many steps there were, but for those that reverted.
    uint256 public turn;
    mapping(bytes4 step => Tally) public tallies;
    mapping(address token => bool) internal _listed;
    bool internal _paused;

    mapping(address account => mapping(uint256 nonce => bool)) internal _spent;
    address[] internal _spenders;
    uint256[] internal _spentNonces;
    /// @dev Relayed calls that succeeded: none may succeed again.
    bytes[] internal _relayed;
    bytes4 internal _failure;
    uint256 internal _nextNonce;

    modifier step() {
        ++turn;
        _consenting = address(0);
        _;
    }

    constructor() {
        for (uint256 t; t < TOKENS; ++t) _listed[tokens[t]] = true;
    }

    // ---------------------------------------------------------------- calls

    function _try(address sender, uint256 value, bytes memory call) internal returns (bool success) {
        ++tallies[msg.sig].tried;
        bytes memory answer;
        if (value > sender.balance) value = 0;
        vm.prank(sender);
        (success, answer) = address(ESCROW).call{value: value}(call);
        if (success) ++tallies[msg.sig].succeeded;
        else if (WILD) _revertWith(answer);
        _failure = success ? bytes4(0) : bytes4(answer);
        if (WALLET.intrusions() != 0) _violate("a verb ran inside another");
    }

    /// @notice A call that must not succeed, whatever else is wrong.
    function _mustFail(address sender, bytes memory call, string memory what) internal {
        ++tallies[msg.sig].tried;
        vm.prank(sender);
        (bool success, ) = address(ESCROW).call(call);
        if (success) _violate(what);
        else ++tallies[msg.sig].succeeded;
    }

    function _revertWith(bytes memory answer) private pure {
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    // ---------------------------------------------------------------- actions

    /// @param fields What the struct holds between account and nonce.
    function _act(
        uint256 r,
        address account,
        string memory typeString,
        bytes memory fields
    ) internal returns (Act memory act) {
        if (_roll(r, 15, 2) == 0) return Act(account, account, "", 0);
        return _signedAct(_someone(r, 14), account, typeString, fields);
    }

    function _signedAct(
        address relayer,
        address account,
        string memory typeString,
        bytes memory fields
    ) internal returns (Act memory act) {
        (act.account, act.sender, act.nonce) = (account, relayer, _nextNonce++);
        uint256 deadline = block.timestamp + 1 hours;
        bytes32 digest = _actionDigest(account, typeString, fields, act.nonce, deadline);
        act.auth = abi.encode(account, act.nonce, deadline, _signAs(account, digest));
    }

    function _deliver(Act memory act, bytes memory call) internal returns (bool success) {
        success = _try(act.sender, 0, call);
        if (success && act.auth.length != 0) _spend(act.account, act.nonce, call);
    }

    function _spend(address account, uint256 nonce, bytes memory call) internal {
        if (_spent[account][nonce]) _violate("a spent nonce was good again");
        _spent[account][nonce] = true;
        _spenders.push(account);
        _spentNonces.push(nonce);
        if (call.length != 0) _relayed.push(call);
    }

    // ---------------------------------------------------------------- intake

    function _isOpen(address token) internal view returns (bool) {
        return _listed[token] && !_paused;
    }

    function _requireWasOpen(address token) internal {
        if (!_isOpen(token)) _violate("money came in while intake was shut");
    }

    function _requireWasNotCalledShut(address token) internal {
        bool calledShut =
            _failure == IPaymentEscrowErrors.TokenNotListed.selector ||
                _failure == IPaymentEscrowErrors.IntakeIsPaused.selector;
        if (calledShut && _isOpen(token)) _violate("intake was shut while it should be open");
    }

    // ---------------------------------------------------------------- which payment

    /// @dev One of the latest, of which the most are alive.
    function _recent(uint256 r) internal view returns (uint256 index) {
        uint256 count = ids.length;
        uint256 window = count < 16 ? count : 16;
        return count - 1 - _roll(r, 13, window);
    }

    /// @dev A recent payment with something capturable, where there is one; by captureBy in the past, if wanted.
    function _live(uint256 r, bool isOver) internal view returns (uint256 index) {
        index = _recent(r);
        for (uint256 i; i < 16; ++i) {
            uint256 other = (index + ids.length * 16 - i) % ids.length;
            IPaymentTypes.Terms storage terms = _terms[other];
            bool fits = isOver == (block.timestamp >= terms.captureBy);
            if (fits && _capturableOf(ids[other], terms.amount) != 0) return other;
        }
    }

    function _refundable(uint256 r) internal view returns (uint256 index) {
        index = _recent(r);
        for (uint256 i; i < 16; ++i) {
            uint256 other = (index + ids.length * 16 - i) % ids.length;
            if (_refundableOf(ids[other]) != 0) return other;
        }
    }

    function _isParty(IPaymentTypes.Terms memory terms, address account) internal pure returns (bool) {
        return account == terms.merchant || account == terms.operator;
    }

    function _feeBounds(
        IPaymentTypes.Terms memory terms,
        uint256 amount
    ) internal pure returns (uint256 least, uint256 greatest) {
        least = (amount * terms.minFeeBps) / 10_000;
        if ((amount * terms.minFeeBps) % 10_000 != 0) ++least;
        greatest = (amount * terms.maxFeeBps) / 10_000;
        if (greatest < least) greatest = least;
    }

    /// @return A fee within the bounds; in the wild anything.
    function _fee(IPaymentTypes.Terms memory terms, uint256 amount, uint96 raw) internal view returns (uint96) {
        if (WILD && raw % 4 == 0) return raw;
        (uint256 least, uint256 greatest) = _feeBounds(terms, amount);
        return uint96(least + (raw % (greatest - least + 1)));
    }

    function _requireFeeInBounds(IPaymentTypes.Terms memory terms, uint256 amount, uint256 fee) internal {
        (uint256 least, uint256 greatest) = _feeBounds(terms, amount);
        if (fee < least || fee > greatest) _violate("6: the fee was out of bounds");
    }

    /// @dev Whether the token or the wallet refuses now, whatever gas it is given: hunger for gas is no refusal.
    function _refuses(address token, address to, uint96 amount) private view returns (bool) {
        if (token == address(0)) return to == address(WALLET) && WALLET.refuses();
        if (token != address(HOSTILE)) return false;
        return HOSTILE.paused() || HOSTILE.blocked(to) || amount < HOSTILE.feeUnits();
    }

    /// @notice Books money that was pushed to `to`, or credited where it was refused.
    /// @dev The holding does not tell the two apart: a token can keep all of a push as its fee.
    /// @return credited Whether `to` got a balance instead of money.
    function _bookGiven(address token, address to, uint96 amount, uint256 held) internal returns (bool credited) {
        (, , uint64 seq) = ESCROW.balance(to, token);
        credited = seq != _purses[token][to].seq;
        if (!credited) {
            _payOut(token, to, amount, held);
            return false;
        }
        if (!_refuses(token, to, amount)) _violate("6: a push that nobody refused became a credit");
        if (_heldOf(token) != held) _violate("3: money was both paid and credited");
        _raise(token, to, amount);
    }
}
