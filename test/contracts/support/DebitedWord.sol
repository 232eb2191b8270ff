// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What `debitPrepaid` answers, in its parts.
library DebitedWord {
    struct Debited {
        uint96 available;
        uint96 prepaidAfter;
        uint64 seq;
    }

    function unpack(uint256 word) internal pure returns (Debited memory) {
        return Debited(uint96(word), uint96(word >> 96), uint64(word >> 192));
    }
}
