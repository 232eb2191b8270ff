// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "../../../../contracts/interfaces/IPaymentTypes.sol";
import {LifeSteps} from "./LifeSteps.sol";
import {FickleDollar} from "./FickleDollar.sol";

/// @notice What accounts do with their own money: in the escrow directly, by their allowance for the manager, and what
/// they earn elsewhere.
abstract contract PurseSteps is LifeSteps {
    function deposit(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        (address account, address token) = (_someone(r, 0), tokens[_roll(r, 1, TOKENS)]);
        bool toPrepaid = _roll(r, 2, 4) != 0;
        uint256 wallet = _purses[token][account].wallet;
        amount = _amount(amount, wallet / 3);
        bool isValid = _isOpen(token) && amount != 0 && amount <= wallet;
        if (token == COIN) return _depositCoin(account, amount, toPrepaid, isValid);
        // A deposit forwards all gas.
        if (_whimOf(token, account) == FickleDollar.Whim.BurnGas) return;
        isValid = isValid && !_refuses(token, account) && _whimOf(token, account) == FickleDollar.Whim.None;
        Act memory act = _act(
            address(ESCROW),
            r,
            account,
            "Deposit(address account,bool toPrepaid,address token,uint256 amount,uint8 source,"
            "uint256 nonce,uint256 deadline)",
            abi.encode(toPrepaid, token, amount, IPaymentTypes.Source.Allowance)
        );
        bytes memory call = abi.encodeCall(
            ESCROW.deposit,
            (toPrepaid, token, amount, IPaymentTypes.Source.Allowance, act.auth)
        );
        if (_deliver(act, call, _verdict(isValid))) _bookDeposit(account, token, amount, toPrepaid);
    }

    function movePrepaid(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        bool toPrepaid = _roll(r, 2, 3) != 0;
        (address account, address token) = _owner(r, toPrepaid);
        Purse storage purse = _purses[token][account];
        uint96 most = toPrepaid ? purse.available : purse.prepaid;
        amount = _amount(amount, most);
        Act memory act = _act(
            address(ESCROW),
            r,
            account,
            "MovePrepaid(address account,address token,uint256 amount,bool toPrepaid,uint256 nonce,uint256 deadline)",
            abi.encode(token, amount, toPrepaid)
        );
        bytes memory call = abi.encodeCall(ESCROW.movePrepaid, (token, amount, toPrepaid, act.auth));
        if (!_deliver(act, call, _verdict(amount != 0 && amount <= most))) return;
        _consenting = account;
        if (toPrepaid) {
            _lower(token, account, amount);
            _raisePrepaid(token, account, amount);
        } else {
            _lowerPrepaid(token, account, amount);
            _raise(token, account, amount);
        }
        // A move is one change.
        --purse.seq;
    }

    function withdraw(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        (address account, address token) = _owner(r, true);
        (address to, uint96 most) = (_party(r, 2, token), _purses[token][account].available);
        amount = _amount(amount, most);
        Act memory act = _act(
            address(ESCROW),
            r,
            account,
            "Withdraw(address account,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)",
            abi.encode(token, amount, to)
        );
        bool isValid = amount != 0 && amount <= most && _isOutsider(to, token);
        isValid = isValid && !(token == address(DOLLAR) && DOLLAR.paused());
        bytes memory call = abi.encodeCall(ESCROW.withdraw, (token, amount, to, act.auth));
        if (!_deliver(act, call, _verdict(isValid))) return;
        _consenting = account;
        _lower(token, account, amount);
        _payOut(token, to, amount);
    }

    function transferBalance(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        (address account, address token) = _owner(r, true);
        (address to, uint96 most) = (_party(r, 2, token), _purses[token][account].available);
        amount = _amount(amount, most);
        Act memory act = _act(
            address(ESCROW),
            r,
            account,
            "TransferBalance(address account,address to,address token,uint256 amount,bytes32 ref,"
            "uint256 nonce,uint256 deadline)",
            abi.encode(to, token, amount, seed)
        );
        bytes memory call = abi.encodeCall(ESCROW.transferBalance, (to, token, amount, bytes32(seed), act.auth));
        bool isValid = amount != 0 && amount <= most && _isOutsider(to, token) && to != account;
        if (!_deliver(act, call, _verdict(isValid))) return;
        _consenting = account;
        _lower(token, account, amount);
        _raise(token, to, amount);
    }

    /// @notice What the manager may take: little, nothing, or everything.
    function allow(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        (address account, address token) = (_someone(r, 0), tokens[1 + _roll(r, 1, TOKENS - 1)]);
        uint256 allowance = amount % 3_000_000;
        if (_roll(r, 2, 6) == 0) allowance = _roll(r, 3, 2) == 0 ? 0 : type(uint256).max;
        _approve(token, account, address(MANAGER), allowance);
        _purses[token][account].allowance = allowance;
        _done();
    }

    function earn(uint256 seed, uint96 amount) external step {
        uint256 r = _mix(seed);
        (address account, address token) = (_someone(r, 0), tokens[_roll(r, 1, TOKENS)]);
        amount = uint96(amount % 2_000_000);
        if (token == COIN) _pay(account, amount);
        else if (token == address(WIDE)) WIDE.mint(account, amount);
        else if (!DOLLAR.paused()) DOLLAR.mint(account, amount);
        else return;
        _purses[token][account].wallet += amount;
        _done();
    }

    /// @dev Not by `vm.deal`, which the runner undoes when a later step of the sequence reverts.
    function _pay(address account, uint256 amount) private {
        (bool success, ) = account.call{value: amount}("");
        if (!success) _violate("a wallet took no coin");
    }

    // ---------------------------------------------------------------- who

    /// @dev Somebody with a balance, where there is one.
    function _owner(uint256 r, bool isAvailable) internal view returns (address account, address token) {
        for (uint256 i; i < PLAYERS * TOKENS; ++i) {
            account = accounts[(_roll(r, 0, PLAYERS) + i) % PLAYERS];
            token = tokens[(_roll(r, 1, TOKENS) + i) % TOKENS];
            Purse storage purse = _purses[token][account];
            if ((isAvailable ? purse.available : purse.prepaid) != 0) break;
        }
    }

    /// @dev It comes with the account's own call.
    function _depositCoin(address account, uint96 amount, bool toPrepaid, bool isValid) private {
        if (amount > account.balance) return;
        bytes memory call = abi.encodeCall(
            ESCROW.deposit,
            (toPrepaid, COIN, amount, IPaymentTypes.Source.Native, bytes(""))
        );
        if (!_send(address(ESCROW), account, amount, call, _verdict(isValid))) return;
        _bookDeposit(account, COIN, amount, toPrepaid);
    }

    function _bookDeposit(address account, address token, uint96 amount, bool toPrepaid) private {
        _consenting = account;
        _takeIn(token, account, amount);
        if (toPrepaid) _raisePrepaid(token, account, amount);
        else _raise(token, account, amount);
    }
}
