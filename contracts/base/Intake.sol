// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";
import {Lock} from "./Lock.sol";

/// @notice Which tokens money may enter in, and whether it may enter at all. The only powers of the admin.
abstract contract Intake is IPaymentEscrow, Lock, Ownable2Step {
    /// @dev Amounts are uint96.
    uint256 private constant SUPPLY_LIMIT = 1 << 96;
    /// @dev Pausing touches every token that was ever listed.
    uint256 private constant MOST_TOKENS = 200;

    /// @param open Listed and not paused: all that a payment asks for, in one word.
    /// @param known Stands in `_known`.
    struct Listing {
        bool open;
        bool listed;
        bool known;
    }

    mapping(address token => Listing) private _listings;
    address[] private _known;
    bool private _paused;

    constructor(address admin) Ownable(admin) {}

    /// @inheritdoc IPaymentEscrow
    function listToken(address token, bool listed) external onlyOwner locked {
        Listing storage listing = _listings[token];
        if (listed && token != address(0)) _requireSupplyFits(token);
        if (listed && !listing.known) {
            if (_known.length == MOST_TOKENS) revert TooManyTokens(MOST_TOKENS);
            _known.push(token);
            listing.known = true;
        }
        (listing.listed, listing.open) = (listed, listed && !_paused);
        emit TokenListed(token, listed);
    }

    /// @inheritdoc IPaymentEscrow
    function pauseIntake(bool paused) external onlyOwner locked {
        _paused = paused;
        for (uint256 i; i < _known.length; ++i) {
            Listing storage listing = _listings[_known[i]];
            listing.open = listing.listed && !paused;
        }
        emit IntakePaused(paused);
    }

    /// @inheritdoc IPaymentEscrow
    function isListed(address token) external view returns (bool listed) {
        return _listings[token].listed;
    }

    /// @inheritdoc IPaymentEscrow
    function isIntakePaused() external view returns (bool paused) {
        return _paused;
    }

    function _requireOpen(address token) internal view {
        Listing storage listing = _listings[token];
        if (listing.open) return;
        if (listing.listed) revert IntakeIsPaused();
        revert TokenNotListed(token);
    }

    function _requireSupplyFits(address token) private view {
        uint256 supply = IERC20(token).totalSupply();
        if (supply >= SUPPLY_LIMIT) revert SupplyTooLarge(supply, SUPPLY_LIMIT);
    }
}
