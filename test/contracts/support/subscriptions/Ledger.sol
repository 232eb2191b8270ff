// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Cast} from "./Cast.sol";

/// @notice The handler's own books of money: what every wallet, balance and allowance must be. They obey the rule above
/// all others by themselves, since nothing is lowered in them but for whom has consented.
///
/// Nothing here reverts: what goes wrong is remembered, so that it also shows where reverts are no failures.
abstract contract Ledger is Cast {
    /// @param allowance For the manager.
    struct Purse {
        uint96 available;
        uint96 prepaid;
        uint64 seq;
        uint256 wallet;
        uint256 allowance;
    }

    /// @param gifts Base units that nobody is owed.
    /// @param charged All that events tell was charged.
    struct Till {
        uint256 moneyIn;
        uint256 moneyOut;
        uint256 gifts;
        uint256 charged;
    }

    mapping(address token => mapping(address account => Purse)) internal _purses;
    mapping(address token => Till) public tills;
    mapping(address token => bool) internal _listed;
    bool internal _paused;
    /// @dev The one account whose money may fall now.
    address internal _consenting;
    /// @dev What went wrong first; empty while everything holds.
    string public violation;
    /// @dev How often something happened that proves nothing unless it happens.
    mapping(string what => uint256) public sights;

    constructor() {
        for (uint256 t; t < TOKENS; ++t) {
            _listed[tokens[t]] = true;
            for (uint256 i; i < PLAYERS; ++i) {
                Purse storage purse = _purses[tokens[t]][accounts[i]];
                purse.wallet = WEALTH;
                if (t != 0) purse.allowance = FIRST_ALLOWANCE;
            }
        }
    }

    function _violate(string memory what) internal {
        if (bytes(violation).length == 0) violation = what;
    }

    function _see(bool isSeen, string memory what) internal {
        if (isSeen) ++sights[what];
    }

    function _isOpen(address token) internal view returns (bool) {
        return _listed[token] && !_paused;
    }

    // ---------------------------------------------------------------- balances

    function _raise(address token, address account, uint256 amount) internal {
        if (amount == 0) return;
        Purse storage purse = _purses[token][account];
        unchecked {
            (purse.available, purse.seq) = (purse.available + uint96(amount), purse.seq + 1);
        }
    }

    function _lower(address token, address account, uint256 amount) internal {
        _requireConsent(account);
        Purse storage purse = _purses[token][account];
        if (amount > purse.available) _violate("6: more was taken than was available");
        unchecked {
            (purse.available, purse.seq) = (purse.available - uint96(amount), purse.seq + 1);
        }
    }

    function _raisePrepaid(address token, address account, uint256 amount) internal {
        Purse storage purse = _purses[token][account];
        unchecked {
            (purse.prepaid, purse.seq) = (purse.prepaid + uint96(amount), purse.seq + 1);
        }
    }

    function _lowerPrepaid(address token, address account, uint256 amount) internal {
        _requireConsent(account);
        Purse storage purse = _purses[token][account];
        if (amount > purse.prepaid) _violate("6: more was taken than was prepaid");
        unchecked {
            (purse.prepaid, purse.seq) = (purse.prepaid - uint96(amount), purse.seq + 1);
        }
    }

    // ---------------------------------------------------------------- wallets

    function _takeIn(address token, address account, uint256 amount) internal {
        _requireConsent(account);
        Purse storage purse = _purses[token][account];
        if (amount > purse.wallet) _violate("6: more was taken than the wallet held");
        unchecked {
            purse.wallet -= amount;
        }
        tills[token].moneyIn += amount;
    }

    function _takeInByAllowance(address token, address account, uint256 amount) internal {
        Purse storage purse = _purses[token][account];
        if (amount > purse.allowance) _violate("6: more was taken than was allowed");
        unchecked {
            if (purse.allowance != type(uint256).max) purse.allowance -= amount;
        }
        _takeIn(token, account, amount);
    }

    function _payOut(address token, address account, uint256 amount) internal {
        _purses[token][account].wallet += amount;
        tills[token].moneyOut += amount;
    }

    function _requireConsent(address account) private {
        if (account != _consenting) _violate("6: money of somebody who did not consent was taken");
    }

    // ---------------------------------------------------------------- comparison

    /// @notice Whether everybody's wallet, balance and allowance of `token` is what the books say.
    function checkToken(address token) public {
        for (uint256 i; i < PLAYERS; ++i) {
            address account = accounts[i];
            Purse memory purse = _purses[token][account];
            (uint96 available, uint96 prepaid, uint64 seq) = ESCROW.balance(account, token);
            if (available < purse.available || prepaid < purse.prepaid) _violate("6: a balance fell");
            if (available > purse.available || prepaid > purse.prepaid) _violate("3: a balance rose");
            if (seq != purse.seq) _violate("a sequence is not the number of changes");
            uint256 wallet = _walletOf(token, account);
            if (wallet < purse.wallet) _violate("6: a wallet fell");
            if (wallet > purse.wallet) _violate("3: a wallet rose");
            if (token == COIN) continue;
            uint256 allowance = IERC20(token).allowance(account, address(MANAGER));
            if (allowance != purse.allowance) _violate("6: an allowance is another");
        }
    }
}
