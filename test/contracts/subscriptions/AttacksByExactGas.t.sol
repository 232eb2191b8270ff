// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice Named attack, to the unit: a failure faked with a little too little gas, for a token that needs all that a pull
/// may spend. The gas that is looked at before the call is some 200 units more than what the token can get.
contract AttacksByExactGasTest is BeginningTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    bytes32 private id;
    bytes private call;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
        id = _subscribe(plan, sub);
        call = abi.encodeCall(manager.chargeBatch, (plan, _batch(sub)));
    }

    /// @dev The token gets by with what a pull may spend, and with no unit less.
    function test_RevertsWhenAFailureIsFakedWithOneUnitOfGasTooLittle() public {
        vm.warp(NOW + PERIOD);
        dollar.setGasHunger(_greatestHunger());
        // `low` reverts as a whole; `high` does not.
        (uint256 low, uint256 high) = (100_000, 2_000_000);
        while (high - low > 1) {
            uint256 middle = (low + high) / 2;
            (bool success, ) = _try(middle);
            if (success) high = middle;
            else low = middle;
        }
        for (uint256 gasLimit = high; gasLimit < high + 1_000; gasLimit += 7) {
            (bool success, bool charged) = _try(gasLimit);
            require(success, "with more gas");
            require(charged, "a faked failure");
        }
    }

    function _greatestHunger() private returns (uint256 low) {
        uint256 high = 400_000;
        while (high - low > 1) {
            uint256 middle = (low + high) / 2;
            dollar.setGasHunger(middle);
            (, bool charged) = _try(5_000_000);
            if (charged) low = middle;
            else high = middle;
        }
        require(low > 200_000 && low < 300_000, "hunger");
    }

    function _try(uint256 gasLimit) private returns (bool success, bool charged) {
        uint256 before = vm.snapshotState();
        vm.prank(stranger);
        (success, ) = address(manager).call{gas: gasLimit}(call);
        charged = manager.subscriptionOf(id).nextPeriod == 2;
        vm.revertToState(before);
    }
}
