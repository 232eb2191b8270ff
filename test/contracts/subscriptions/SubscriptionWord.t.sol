// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {SubscriptionWord} from "../../../contracts/libraries/SubscriptionWord.sol";
import {Vm} from "../support/Vm.sol";

/// @notice A call of its own for each function, so that each finds the time of the test.
contract SubscriptionWordCalls {
    function begun(uint256 anchor, bool charged) external view returns (uint256) {
        return SubscriptionWord.begun(anchor, charged);
    }

    function withCharge(uint256 word, uint256 period) external view returns (uint256) {
        return SubscriptionWord.withCharge(word, period);
    }

    function statusOf(uint256 word) external pure returns (ISubscriptionTypes.SubscriptionStatus) {
        return SubscriptionWord.statusOf(word);
    }
}

contract SubscriptionWordTest {
    Vm private constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
    ISubscriptionTypes.SubscriptionStatus private constant ACTIVE = ISubscriptionTypes.SubscriptionStatus.Active;
    uint256 private constant NOW = 1_900_000_000;
    uint256 private constant REMEMBERED = 120;

    SubscriptionWordCalls private immutable CALLS = new SubscriptionWordCalls();

    // ---------------------------------------------------------------- fields

    /// @dev Six fields fill the word: each is read alone, and changing one keeps the others.
    function testFuzz_SucceedsInKeepingEachField(
        uint8 status,
        uint40 anchor,
        uint32 next,
        uint16 pauses,
        uint40 chargedAt,
        uint120 charged
    ) public pure {
        ISubscriptionTypes.SubscriptionState memory state = ISubscriptionTypes.SubscriptionState(
            ISubscriptionTypes.SubscriptionStatus(status % 6),
            anchor,
            next,
            pauses,
            chargedAt,
            charged
        );
        uint256 word = _pack(state);
        _requireState(word, state);
        require(SubscriptionWord.statusOf(word) == state.status, "status");
        require(SubscriptionWord.isActive(word) == (state.status == ACTIVE), "active");
        require(SubscriptionWord.anchorOf(word) == anchor && SubscriptionWord.nextOf(word) == next, "periods");
        require(SubscriptionWord.pausesOf(word) == pauses, "pauses");
        require(SubscriptionWord.chargedAtOf(word) == chargedAt, "charged at");
        for (uint256 i; i < 6; ++i) {
            state.status = ISubscriptionTypes.SubscriptionStatus(i);
            _requireState(SubscriptionWord.withStatus(word, state.status), state);
        }
        word = SubscriptionWord.withStatus(word, state.status);
        unchecked {
            state.pauses = pauses + 1;
        }
        _requireState(SubscriptionWord.withPause(word), state);
    }

    function test_SucceedsInCountingPausesFromZeroAgain() public pure {
        uint256 word = type(uint256).max - 0xff + uint256(ACTIVE);
        uint256 paused = SubscriptionWord.withPause(word);
        require(SubscriptionWord.pausesOf(paused) == 0, "from 0");
        require(word - paused == 0xffff << 80, "all else");
        require(SubscriptionWord.pausesOf(SubscriptionWord.withPause(paused)) == 1, "to 1");
    }

    function testFuzz_RevertsWhenTheStatusIsNone(uint8 status) public {
        if (status < 6) status = 6;
        (bool success, bytes memory answer) = address(CALLS).call(abi.encodeCall(CALLS.statusOf, (status)));
        bytes memory notInEnum = abi.encodeWithSignature("Panic(uint256)", 0x21);
        require(!success && keccak256(answer) == keccak256(notInEnum), "expected a panic");
    }

    function testFuzz_SucceedsWithABeginning(uint40 anchor, uint40 time) public {
        vm.warp(time);
        uint256 charged = CALLS.begun(anchor, true);
        _requireState(charged, ISubscriptionTypes.SubscriptionState(ACTIVE, anchor, 1, 0, time, 1));
        uint256 trial = CALLS.begun(anchor, false);
        _requireState(trial, ISubscriptionTypes.SubscriptionState(ACTIVE, anchor, 0, 0, 0, 0));
    }

    // ---------------------------------------------------------------- periods

    /// @dev A life of charges and skips against a list of what was charged.
    function testFuzz_SucceedsInRememberingThe120PeriodsBeforeTheNext(uint256 choices, uint40 time) public {
        vm.warp(time);
        bool[] memory charged = new bool[](1_000);
        uint256 word = CALLS.begun(NOW, choices & 1 == 1);
        (charged[0], choices) = (choices & 1 == 1, choices >> 1);
        uint256 next = charged[0] ? 1 : 0;
        for (uint256 i; i < 20; ++i) {
            // Mostly the next one; and now and then one far off.
            uint256 skipped = choices & 3 == 0 ? (choices >> 3) % 40 : choices & 1;
            bool skipOnly = choices & 4 == 0;
            if (skipOnly) {
                next += skipped;
                word = SubscriptionWord.withNext(word, next);
            } else {
                charged[next + skipped] = true;
                word = CALLS.withCharge(word, next + skipped);
                next += skipped + 1;
                require(SubscriptionWord.chargedAtOf(word) == time, "charged at");
            }
            choices >>= 9;
            _requireRemembered(word, charged, next);
            require(SubscriptionWord.isActive(word) && SubscriptionWord.anchorOf(word) == NOW, "all else");
        }
    }

    function testFuzz_SucceedsInForgettingWhatIsFarBefore(uint32 next) public pure {
        uint256 word = _pack(ISubscriptionTypes.SubscriptionState(ACTIVE, 1, 1, 2, 3, 1));
        if (next == 0) next = 1;
        word = SubscriptionWord.withNext(word, next);
        bool remembered = next <= REMEMBERED;
        (bool found, uint256 last) = SubscriptionWord.lastCharged(word);
        require(found == remembered && last == 0, "last charged");
        require(SubscriptionWord.isCharged(word, 0) == remembered, "charged");
        uint120 bits = remembered ? uint120(1) << uint120(next - 1) : 0;
        _requireState(word, ISubscriptionTypes.SubscriptionState(ACTIVE, 1, next, 2, 3, bits));
    }

    /// @dev The last of all periods, and what is before, beside and after it.
    function testFuzz_SucceedsWithTheGreatestPeriod(uint40 time, uint32 before) public {
        vm.warp(time);
        uint32 greatest = type(uint32).max;
        before = uint32(before % (greatest - 1));
        uint256 word = _pack(ISubscriptionTypes.SubscriptionState(ACTIVE, 5, before, 6, 7, type(uint120).max));
        word = CALLS.withCharge(word, greatest - 1);
        uint256 skipped = greatest - before;
        uint120 bits = uint120(skipped >= REMEMBERED ? 1 : (uint256(type(uint120).max) << skipped) | 1);
        _requireState(word, ISubscriptionTypes.SubscriptionState(ACTIVE, 5, greatest, 6, time, bits));
        (bool found, uint256 last) = SubscriptionWord.lastCharged(word);
        require(found && last == greatest - 1, "last charged");
        require(SubscriptionWord.isCharged(word, greatest - 1), "charged");
        require(!SubscriptionWord.isCharged(word, greatest), "not yet");
    }

    function testFuzz_SucceedsWithoutAnyCharge(uint32 next, uint256 period) public pure {
        uint256 word = _pack(ISubscriptionTypes.SubscriptionState(ACTIVE, 1, next, 2, 3, 0));
        (bool found, uint256 last) = SubscriptionWord.lastCharged(word);
        require(!found && last == 0, "none");
        require(!SubscriptionWord.isCharged(word, period), "not charged");
    }

    // ---------------------------------------------------------------- how

    function _requireRemembered(uint256 word, bool[] memory charged, uint256 next) private pure {
        require(SubscriptionWord.nextOf(word) == next, "next");
        uint256 oldest = next > REMEMBERED ? next - REMEMBERED : 0;
        bool found;
        uint256 last;
        for (uint256 period; period < charged.length; ++period) {
            bool expected = period >= oldest && period < next && charged[period];
            require(SubscriptionWord.isCharged(word, period) == expected, "charged");
            if (expected) (found, last) = (true, period);
        }
        (bool actuallyFound, uint256 actualLast) = SubscriptionWord.lastCharged(word);
        require(actuallyFound == found && actualLast == last, "last charged");
    }

    function _pack(ISubscriptionTypes.SubscriptionState memory state) private pure returns (uint256) {
        return
            uint256(
                bytes32(
                    abi.encodePacked(
                        state.charged,
                        state.chargedAt,
                        state.pauses,
                        state.nextPeriod,
                        state.anchor,
                        uint8(state.status)
                    )
                )
            );
    }

    function _requireState(uint256 word, ISubscriptionTypes.SubscriptionState memory expected) private pure {
        require(keccak256(abi.encode(SubscriptionWord.unpack(word))) == keccak256(abi.encode(expected)), "state");
    }
}
