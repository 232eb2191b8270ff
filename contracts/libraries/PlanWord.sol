// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../interfaces/ISubscriptionTypes.sol";

/// @notice What changes of a plan in one word, so that a charge reads storage once. From the lowest bit: price and next
/// price of 96 bits each, the time from which the next one holds of 40, the version of 16, and whether it is archived.
library PlanWord {
    uint256 private constant NEXT_PRICE = 96;
    uint256 private constant EFFECTIVE_AT = 192;
    uint256 private constant VERSION = 232;
    uint256 private constant ARCHIVED = 1 << 248;

    function pack(
        uint96 price,
        uint96 nextPrice,
        uint40 effectiveAt,
        uint16 version
    ) internal pure returns (uint256 word) {
        return
            uint256(price) |
            (uint256(nextPrice) << NEXT_PRICE) |
            (uint256(effectiveAt) << EFFECTIVE_AT) |
            (uint256(version) << VERSION);
    }

    function unpack(uint256 word) internal pure returns (ISubscriptionTypes.PlanState memory state) {
        return
            ISubscriptionTypes.PlanState({
                price: uint96(word),
                nextPrice: uint96(word >> NEXT_PRICE),
                effectiveAt: effectiveAtOf(word),
                version: versionOf(word),
                archived: isArchived(word)
            });
    }

    function priceNow(uint256 word) internal view returns (uint96 price) {
        return uint96(isPending(word) ? word : word >> NEXT_PRICE);
    }

    /// @return pending Whether the next price does not hold yet.
    function isPending(uint256 word) internal view returns (bool pending) {
        return block.timestamp < effectiveAtOf(word);
    }

    function effectiveAtOf(uint256 word) internal pure returns (uint40 time) {
        return uint40(word >> EFFECTIVE_AT);
    }

    function versionOf(uint256 word) internal pure returns (uint16 version) {
        return uint16(word >> VERSION);
    }

    function isArchived(uint256 word) internal pure returns (bool archived) {
        return word & ARCHIVED != 0;
    }

    function withArchived(uint256 word) internal pure returns (uint256 changed) {
        return word | ARCHIVED;
    }

    /// @notice `price` holds from `effectiveAt` on, and the price of now until then.
    function withPrice(uint256 word, uint96 price, uint40 effectiveAt) internal view returns (uint256 changed) {
        changed = pack(priceNow(word), price, effectiveAt, versionOf(word) + 1);
        if (isArchived(word)) changed = withArchived(changed);
    }
}
