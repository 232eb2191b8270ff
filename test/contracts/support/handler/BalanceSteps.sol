// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../../../contracts/interfaces/IPaymentTypes.sol";
import {ReturnSteps} from "./ReturnSteps.sol";

/// @notice What an account does with its own balance and settings.
abstract contract BalanceSteps is ReturnSteps {
    struct Payout {
        address to;
        uint256 validFrom;
    }

    mapping(address account => Payout) internal _payouts;

    function deposit(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        bool toPrepaid = _roll(r, 12, 2) == 0;
        (address account, address token) = (_someone(r, 0), tokens[_roll(r, 1, TOKENS)]);
        amount = _amount(amount, _purses[token][account].wallet / 4);
        IPaymentTypes.Source source = _walletSource(r, token);
        if (!_deposit(r, account, token, amount, source, toPrepaid)) return _requireWasNotCalledShut(token);
        _requireWasOpen(token);
        _consenting = account;
        _takeIn(token, account, amount);
        if (toPrepaid) _raisePrepaid(token, account, amount);
        else _raise(token, account, amount);
        checkToken(token);
    }

    function movePrepaid(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        bool toPrepaid = _roll(r, 12, 2) == 0;
        (address account, address token) = _owner(r, toPrepaid);
        Purse storage purse = _purses[token][account];
        amount = _amount(amount, toPrepaid ? purse.available : purse.prepaid);
        Act memory act = _act(
            r,
            account,
            "MovePrepaid(address account,address token,uint256 amount,bool toPrepaid,uint256 nonce,uint256 deadline)",
            abi.encode(token, amount, toPrepaid)
        );
        if (!_deliver(act, abi.encodeCall(ESCROW.movePrepaid, (token, amount, toPrepaid, act.auth)))) return;
        _consenting = account;
        _move(token, account, amount, toPrepaid);
        checkToken(token);
    }

    function transferBalance(uint256 seed, uint96 amount, bytes32 ref) external step {
        uint256 r = _mix(seed);
        (address account, address token) = _owner(r, true);
        address to = _party(r, 2, token);
        amount = _amount(amount, _purses[token][account].available);
        Act memory act = _act(
            r,
            account,
            "TransferBalance(address account,address to,address token,uint256 amount,bytes32 ref,"
            "uint256 nonce,uint256 deadline)",
            abi.encode(to, token, amount, ref)
        );
        if (!_deliver(act, abi.encodeCall(ESCROW.transferBalance, (to, token, amount, ref, act.auth)))) return;
        _consenting = account;
        _lower(token, account, amount);
        _raise(token, to, amount);
        checkToken(token);
    }

    function withdraw(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        (address account, address token) = _owner(r, true);
        address to = _party(r, 2, token);
        amount = _amount(amount, _purses[token][account].available);
        Act memory act = _act(
            r,
            account,
            "Withdraw(address account,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)",
            abi.encode(token, amount, to)
        );
        uint256 held = _heldOf(token);
        if (!_deliver(act, abi.encodeCall(ESCROW.withdraw, (token, amount, to, act.auth)))) return;
        _consenting = account;
        _lower(token, account, amount);
        _payOut(token, to, amount, held);
        checkToken(token);
    }

    /// @notice By anyone, for anyone, with or without a payout address.
    function withdrawFor(uint256 seed) external step {
        uint256 r = _mix(seed);
        (address account, address token) = _owner(r, true);
        if (_roll(r, 3, 4) != 0) (account, token) = _ownerWithPayout(r);
        Payout memory payout = _payouts[account];
        uint256 held = _heldOf(token);
        if (!_try(_someone(r, 2), 0, abi.encodeCall(ESCROW.withdrawFor, (account, token)))) return;
        // Its owner named where all of it may go.
        if (payout.to != address(0) && block.timestamp >= payout.validFrom) _consenting = account;
        uint96 amount = _purses[token][account].available;
        _lower(token, account, amount);
        _payOut(token, payout.to, amount, held);
        checkToken(token);
    }

    // ---------------------------------------------------------------- settings

    function setPayout(uint256 seed) external step {
        uint256 r = _mix(seed);
        (address account, address to) = (_someone(r, 0), _party(r, 1, address(0)));
        if (_roll(r, 2, 8) == 0) to = address(0);
        Act memory act = _act(
            r,
            account,
            "SetPayout(address account,address payout,uint256 nonce,uint256 deadline)",
            abi.encode(to)
        );
        if (!_deliver(act, abi.encodeCall(ESCROW.setPayout, (to, act.auth)))) return;
        _payouts[account] = Payout(to, block.timestamp + 1 days);
        (address payout, uint48 validFrom) = ESCROW.payoutTo(account);
        if (payout != to || validFrom != block.timestamp + 1 days) _violate("a payout address is wrong");
    }

    /// @notice Mostly for operators that terms name, so that grants are used.
    function setOperator(uint256 seed, uint96 dailyCap) external step {
        uint256 r = _mix(seed);
        address token = tokens[_roll(r, 3, TOKENS)];
        (address account, address operator) = (_someone(r, 0), _party(r, 1, token));
        if (ids.length != 0 && _roll(r, 4, 4) != 0) {
            IPaymentTypes.Terms memory terms = _terms[_recent(r)];
            if (terms.operator != address(0)) {
                (account, operator, token) = (terms.merchant, terms.operator, terms.token);
            }
        }
        if (_roll(r, 5, 6) == 0) dailyCap = 0;
        Act memory act = _act(
            r,
            account,
            "SetOperator(address account,address operator,address token,uint256 dailyCap,"
            "uint256 nonce,uint256 deadline)",
            abi.encode(operator, token, dailyCap)
        );
        if (!_deliver(act, abi.encodeCall(ESCROW.setOperator, (operator, token, dailyCap, act.auth)))) return;
        _grants[account][operator][token].dailyCap = dailyCap;
        (uint96 cap, ) = ESCROW.operatorOf(account, operator, token);
        if (cap != dailyCap) _violate("a daily cap is wrong");
    }

    /// @notice A nonce of some signature to come, or a spent one in vain.
    function cancelNonce(uint256 seed) external step {
        uint256 r = _mix(seed);
        address account = _someone(r, 0);
        uint256 nonce = _nextNonce + 1 + _roll(r, 1, 40);
        bytes memory fields = abi.encode(nonce);
        Act memory act = _act(
            r,
            account,
            "CancelNonce(address account,uint256 canceled,uint256 nonce,uint256 deadline)",
            fields
        );
        if (!_deliver(act, abi.encodeCall(ESCROW.cancelNonce, (nonce, act.auth)))) return;
        _spend(account, nonce, "");
    }

    // ---------------------------------------------------------------- who

    /// @dev Somebody with a balance, where there is one.
    function _owner(uint256 r, bool isAvailable) internal view returns (address account, address token) {
        for (uint256 i; i < 8; ++i) {
            account = accounts[(_roll(r, 0, ACCOUNTS) + i) % ACCOUNTS];
            token = tokens[(_roll(r, 1, TOKENS) + i) % TOKENS];
            Purse storage purse = _purses[token][account];
            if ((isAvailable ? purse.available : purse.prepaid) != 0) break;
        }
    }

    /// @dev Somebody whose payout address is old enough, where there is one.
    function _ownerWithPayout(uint256 r) private view returns (address account, address token) {
        for (uint256 i; i < ACCOUNTS * TOKENS; ++i) {
            account = accounts[(_roll(r, 0, ACCOUNTS) + i / TOKENS) % ACCOUNTS];
            token = tokens[(_roll(r, 1, TOKENS) + i) % TOKENS];
            Payout storage payout = _payouts[account];
            bool isOld = payout.to != address(0) && block.timestamp >= payout.validFrom;
            if (isOld && _purses[token][account].available != 0) break;
        }
    }

    function _deposit(
        uint256 r,
        address account,
        address token,
        uint96 amount,
        IPaymentTypes.Source source,
        bool toPrepaid
    ) private returns (bool success) {
        string memory typeString =
            "Deposit(address account,bool toPrepaid,address token,uint256 amount,uint8 source,"
            "uint256 nonce,uint256 deadline)";
        bytes memory fields = abi.encode(toPrepaid, token, amount, source);
        Act memory act;
        if (source == IPaymentTypes.Source.Native) act = Act(account, account, "", 0);
        else if (source != IPaymentTypes.Source.Erc3009) act = _act(r, account, typeString, fields);
        else act = _authorizedAct(_someone(r, 14), account, token, amount, typeString, fields);
        bytes memory call = abi.encodeCall(ESCROW.deposit, (toPrepaid, token, amount, source, act.auth));
        success = _try(act.sender, source == IPaymentTypes.Source.Native ? amount : 0, call);
        if (success && act.auth.length != 0) _spend(account, act.nonce, call);
    }
}
