// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {IManagerHooks} from "../interfaces/IManagerHooks.sol";
import {DomainSeparator} from "../libraries/DomainSeparator.sol";
import {Holding} from "../libraries/Holding.sol";
import {TokenPull} from "../libraries/TokenPull.sol";
import {Balances} from "./Balances.sol";
import {Intake} from "./Intake.sol";
import {Parties} from "./Parties.sol";
import {SignedActions} from "./SignedActions.sol";

/// @notice What SubscriptionManager may do here, and nobody else.
abstract contract ManagerHooks is IManagerHooks, Balances, SignedActions, Parties, Intake {
    bytes32 private immutable MANAGER_DOMAIN_SEPARATOR;

    /// @dev Of the lock, from {enterFor} to {settle}.
    uint256 private constant ENTERED = 2;

    address private transient _token;
    /// @dev What the escrow held when the manager entered, and what {pull3009} has already credited since.
    uint256 private transient _held;
    uint256 private transient _debited;

    constructor() {
        MANAGER_DOMAIN_SEPARATOR = DomainSeparator.make("Florin SubscriptionManager", PARTNER);
    }

    modifier onlyManager() {
        if (msg.sender != PARTNER) revert NotManager(msg.sender, PARTNER);
        _;
    }

    /// @dev Every hook between {enterFor} and {settle}.
    modifier whileEntered() {
        if (_state != ENTERED) revert NotEntered();
        _;
    }

    /// @inheritdoc IManagerHooks
    function enterFor(address token) external onlyManager {
        if (_state != FREE) revert Locked();
        _state = ENTERED;
        _requireHomeChain();
        _requireOpen(token);
        (_token, _held, _debited) = (token, Holding.held(token), 0);
    }

    /// @inheritdoc IManagerHooks
    function debitPrepaid(Debit[] calldata debits) external onlyManager whileEntered returns (uint256[] memory words) {
        address token = _token;
        uint256 sum;
        words = new uint256[](debits.length);
        for (uint256 i; i < debits.length; ++i) {
            Debit calldata item = debits[i];
            uint96 amount = item.amount;
            if (amount == 0) revert ZeroAmount();
            uint256 word = _tryTakePrepaid(item.account, token, amount);
            if (word != 0) sum += amount;
            words[i] = word;
        }
        _debited += sum;
    }

    /// @inheritdoc IManagerHooks
    function pull3009(
        bytes32 subscriptionHash,
        address subscriber,
        uint48 startBy,
        uint96 value,
        bytes calldata signature
    ) external onlyManager whileEntered {
        if (value == 0) revert ZeroAmount();
        address token = _token;
        bytes32 subscriptionId = MessageHashUtils.toTypedDataHash(MANAGER_DOMAIN_SEPARATOR, subscriptionHash);
        _held += value;
        uint64 seq = _creditPrepaid(subscriber, token, value, subscriptionId);
        emit Deposited(subscriber, token, value, true, Source.Erc3009, seq);
        TokenPull.byAuthorization(token, subscriber, value, startBy, subscriptionId, signature);
    }

    /// @inheritdoc IManagerHooks
    function settle(Credit[] calldata credits) external onlyManager whileEntered {
        address token = _token;
        uint256 sum;
        for (uint256 i; i < credits.length; ++i) {
            Credit calldata item = credits[i];
            sum += item.amount;
            _credit(item.account, token, item.amount, item.cause);
        }
        uint256 held = Holding.held(token);
        // Where the token took money away, nothing can be balanced.
        if (held < _held) revert InexactTransfer(held, _held);
        uint256 expected = _debited + held - _held;
        if (sum != expected) revert Unbalanced(sum, expected);
        _state = FREE;
    }

    /// @inheritdoc IManagerHooks
    function subscriptionManager() external view returns (address) {
        return PARTNER;
    }
}
