// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../interfaces/ISubscriptionTypes.sol";

/// @notice The state of a subscription in one word, so that a verb reads storage once and writes it once. From the lowest
/// bit: status of 8 bits, anchor of 40, next period of 32, pauses of 16, time of the last base charge of 40, and a bit for
/// each of the 120 periods before the next one, the lowest for the last of them.
library SubscriptionWord {
    uint256 private constant ANCHOR = 8;
    uint256 private constant NEXT = 48;
    uint256 private constant PAUSES = 80;
    uint256 private constant CHARGED_AT = 96;
    uint256 private constant CHARGED = 136;

    function unpack(uint256 word) internal pure returns (ISubscriptionTypes.SubscriptionState memory) {
        return
            ISubscriptionTypes.SubscriptionState({
                status: statusOf(word),
                anchor: uint40(anchorOf(word)),
                nextPeriod: uint32(nextOf(word)),
                pauses: uint16(pausesOf(word)),
                chargedAt: uint40(chargedAtOf(word)),
                charged: uint120(word >> CHARGED)
            });
    }

    function statusOf(uint256 word) internal pure returns (ISubscriptionTypes.SubscriptionStatus) {
        return ISubscriptionTypes.SubscriptionStatus(uint8(word));
    }

    /// @dev Without the check of a conversion, because every renewal asks for it.
    function isActive(uint256 word) internal pure returns (bool) {
        return uint8(word) == uint8(ISubscriptionTypes.SubscriptionStatus.Active);
    }

    function anchorOf(uint256 word) internal pure returns (uint256) {
        return uint40(word >> ANCHOR);
    }

    function nextOf(uint256 word) internal pure returns (uint256) {
        return uint32(word >> NEXT);
    }

    function pausesOf(uint256 word) internal pure returns (uint256) {
        return uint16(word >> PAUSES);
    }

    function chargedAtOf(uint256 word) internal pure returns (uint256) {
        return uint40(word >> CHARGED_AT);
    }

    function isCharged(uint256 word, uint256 period) internal pure returns (bool) {
        uint256 next = nextOf(word);
        if (period >= next) return false;
        unchecked {
            // A shift by 256 bits or more leaves nothing.
            return ((word >> CHARGED) >> (next - 1 - period)) & 1 != 0;
        }
    }

    /// @return found Whether a charge is remembered.
    /// @return period The last one charged.
    function lastCharged(uint256 word) internal pure returns (bool found, uint256 period) {
        uint256 bits = word >> CHARGED;
        if (bits == 0) return (false, 0);
        unchecked {
            period = nextOf(word) - 1;
            while (bits & 1 == 0) {
                bits >>= 1;
                --period;
            }
        }
        return (true, period);
    }

    /// @notice A subscription whose first period is charged now, or falls due later.
    function begun(uint256 anchor, bool charged) internal view returns (uint256 word) {
        word = uint256(ISubscriptionTypes.SubscriptionStatus.Active) | (anchor << ANCHOR);
        if (charged) word |= (1 << NEXT) | (block.timestamp << CHARGED_AT) | (1 << CHARGED);
    }

    function withStatus(
        uint256 word,
        ISubscriptionTypes.SubscriptionStatus status
    ) internal pure returns (uint256 changed) {
        return (word & ~uint256(0xff)) | uint256(status);
    }

    /// @notice `period`, not before the next one, is charged now.
    function withCharge(uint256 word, uint256 period) internal view returns (uint256 changed) {
        unchecked {
            changed = withNext(word, period + 1) & ~(uint256(type(uint40).max) << CHARGED_AT);
        }
        return changed | (block.timestamp << CHARGED_AT) | (1 << CHARGED);
    }

    /// @notice The periods before `next`, not before the next one now, are skipped.
    function withNext(uint256 word, uint256 next) internal pure returns (uint256 changed) {
        unchecked {
            uint256 bits = (word >> CHARGED) << (next - nextOf(word));
            uint256 rest = word & ((1 << CHARGED) - 1) & ~(uint256(type(uint32).max) << NEXT);
            return rest | (next << NEXT) | (bits << CHARGED);
        }
    }

    /// @notice One more pause; after 65,535 of them they are counted from 0 again.
    function withPause(uint256 word) internal pure returns (uint256 changed) {
        unchecked {
            uint256 pauses = uint16(pausesOf(word) + 1);
            return (word & ~(uint256(type(uint16).max) << PAUSES)) | (pauses << PAUSES);
        }
    }
}
