// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchGasTest} from "../support/BatchGasTest.sol";

/// @notice A refusal is believed only where the token really had the 300,000 gas that it gets with plenty, to the unit.
contract PullGasTest is BatchGasTest {
    /// @dev The token gets 300,000 and not a unit more, however much there is: it can be as greedy as `greatest`. Then a
    /// call with less gas must not make it a failure.
    function test_SucceedsWithAllOrNothingWhereTheTokenNeedsAllThatItCanGet() public {
        _begin(1);
        uint256 greatest = _greatestHunger();
        require(greatest > 285_000 && greatest < GREATEST, "what the token can get");
        dollar.setGasHunger(greatest);
        before = _state();
        uint256 least = _leastThatSucceeds();
        _sweepFrom(least - 500, least + 500, 1);
    }

    // ---------------------------------------------------------------- steps

    function _greatestHunger() private returns (uint256 low) {
        uint256 high = GREATEST;
        low = 100_000;
        bytes32 id = _id(plan, subs[0]);
        while (high - low > 1) {
            uint256 middle = (low + high) / 2;
            uint256 snapshot = vm.snapshotState();
            dollar.setGasHunger(middle);
            (bool success, ) = _call(PLENTY);
            bool charged = success && manager.subscriptionOf(id).nextPeriod == 2;
            vm.revertToState(snapshot);
            if (charged) low = middle;
            else high = middle;
        }
    }
}
