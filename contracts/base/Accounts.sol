// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";
import {TokenPush} from "../libraries/TokenPush.sol";
import {Balances} from "./Balances.sol";
import {Intake} from "./Intake.sol";
import {Parties} from "./Parties.sol";
import {WalletPulls} from "./WalletPulls.sol";

/// @notice What an account does with its own balance.
abstract contract Accounts is Balances, WalletPulls, Parties, Intake {
    bytes32 private constant DEPOSIT_TYPEHASH = keccak256(
        "Deposit(address account,bool toPrepaid,address token,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant MOVE_PREPAID_TYPEHASH = keccak256(
        "MovePrepaid(address account,address token,uint256 amount,bool toPrepaid,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant TRANSFER_BALANCE_TYPEHASH = keccak256(
        "TransferBalance(address account,address to,address token,uint256 amount,bytes32 ref,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant WITHDRAW_TYPEHASH = keccak256(
        "Withdraw(address account,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant SET_PAYOUT_TYPEHASH = keccak256(
        "SetPayout(address account,address payout,uint256 nonce,uint256 deadline)"
    );

    /// @dev Time for the owner to notice a payout address that it did not set.
    uint256 private constant PAYOUT_DELAY = 1 days;

    struct Payout {
        address to;
        uint48 validFrom;
    }

    mapping(address account => Payout) private _payouts;

    // ---------------------------------------------------------------- in

    /// @inheritdoc IPaymentEscrow
    function deposit(
        bool toPrepaid,
        address token,
        uint96 amount,
        Source source,
        bytes calldata auth
    ) external payable locked {
        _requireHomeChain();
        _requireOpen(token);
        if (amount == 0) revert ZeroAmount();
        bytes memory action = abi.encode(
            DEPOSIT_TYPEHASH,
            FROM_AUTH,
            toPrepaid,
            token,
            amount,
            source,
            FROM_AUTH,
            FROM_AUTH
        );
        (address account, bytes32 cause) = _pullFromActor(token, amount, source, auth, action, address(0));
        uint64 seq = toPrepaid ? _creditPrepaid(account, token, amount, cause) : _credit(account, token, amount, cause);
        emit Deposited(account, token, amount, toPrepaid, source, seq);
    }

    // ---------------------------------------------------------------- within

    /// @inheritdoc IPaymentEscrow
    function movePrepaid(address token, uint96 amount, bool toPrepaid, bytes calldata auth) external locked {
        if (amount == 0) revert ZeroAmount();
        (address account, bytes32 cause) = (msg.sender, bytes32(0));
        if (auth.length != 0) {
            (account, cause) = _signer(
                auth,
                abi.encode(MOVE_PREPAID_TYPEHASH, FROM_AUTH, token, amount, toPrepaid, FROM_AUTH, FROM_AUTH)
            );
        }
        uint64 seq = _movePrepaid(account, token, amount, toPrepaid, cause);
        emit PrepaidMoved(account, token, amount, toPrepaid, seq);
    }

    /// @inheritdoc IPaymentEscrow
    function transferBalance(
        address to,
        address token,
        uint96 amount,
        bytes32 ref,
        bytes calldata auth
    ) external locked {
        if (amount == 0) revert ZeroAmount();
        _requireOutsider(to, token);
        (address account, bytes32 cause) = (msg.sender, bytes32(0));
        if (auth.length != 0) {
            (account, cause) = _signer(
                auth,
                abi.encode(TRANSFER_BALANCE_TYPEHASH, FROM_AUTH, to, token, amount, ref, FROM_AUTH, FROM_AUTH)
            );
        }
        if (to == account) revert InvalidParty(to);
        uint64 seq = _debit(account, token, amount, cause);
        _credit(to, token, amount, cause);
        emit BalanceTransferred(account, to, token, amount, ref, seq);
    }

    // ---------------------------------------------------------------- out

    /// @inheritdoc IPaymentEscrow
    function withdraw(address token, uint96 amount, address to, bytes calldata auth) external locked {
        address account = msg.sender;
        if (auth.length != 0)
            (account, ) = _signer(
                auth,
                abi.encode(WITHDRAW_TYPEHASH, FROM_AUTH, token, amount, to, FROM_AUTH, FROM_AUTH)
            );
        if (amount == 0) revert ZeroAmount();
        _pay(account, token, amount, to);
    }

    /// @inheritdoc IPaymentEscrow
    function withdrawFor(address account, address token) external locked {
        Payout memory payout = _payouts[account];
        if (payout.to == address(0)) revert NoPayout(account);
        if (block.timestamp < payout.validFrom) revert TooEarly(block.timestamp, payout.validFrom);
        uint96 amount = _availableOf(account, token);
        if (amount == 0) revert NothingAvailable(account, token);
        _pay(account, token, amount, payout.to);
    }

    /// @inheritdoc IPaymentEscrow
    function setPayout(address payout, bytes calldata auth) external locked {
        address account = msg.sender;
        if (auth.length != 0)
            (account, ) = _signer(auth, abi.encode(SET_PAYOUT_TYPEHASH, FROM_AUTH, payout, FROM_AUTH, FROM_AUTH));
        if (payout != address(0)) _requireOutsider(payout, address(0));
        uint48 validFrom = uint48(block.timestamp + PAYOUT_DELAY);
        _payouts[account] = Payout(payout, validFrom);
        emit PayoutSet(account, payout, validFrom);
    }

    /// @inheritdoc IPaymentEscrow
    function payoutTo(address account) external view returns (address payout, uint48 validFrom) {
        return (_payouts[account].to, _payouts[account].validFrom);
    }

    function _pay(address account, address token, uint96 amount, address to) private {
        _requireOutsider(to, token);
        (uint96 available, uint96 prepaid, uint64 seq) = _take(account, token, amount);
        emit Withdrawn(account, token, to, amount, available, prepaid, seq);
        TokenPush.push(token, to, amount);
    }
}
