// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice Named attack: failures faked with too little gas. Whoever renews decides how much gas there is; whatever it
/// decides, a subscriber that can pay is charged, or nothing at all has happened.
contract AttacksByGasTest is BeginningTest {
    uint256 private constant DUE = NOW + PERIOD;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
    }

    function test_RevertsWhenAFailureOfAnAllowanceIsFakedWithTooLittleGas() public {
        bytes32 id = _subscribe(plan, sub);
        vm.warp(DUE);
        _sweep(abi.encodeCall(manager.chargeBatch, (plan, _batch(sub))), id, 2);
    }

    function test_RevertsWhenAFailureOfAPrepaidBalanceIsFakedWithTooLittleGas() public {
        bytes32 id = _subscribe(plan, sub);
        _deposit(subscriber, PRICE, true);
        _allow(subscriber, 0);
        vm.warp(DUE);
        _sweep(abi.encodeCall(manager.chargeBatch, (plan, _batch(sub))), id, 2);
    }

    /// @dev The first charge and usage revert as a whole in any case.
    function test_RevertsWhenABeginningHasTooLittleGas() public {
        bytes32 id = _id(plan, sub);
        _sweep(_subscribing(plan, sub, _consent(plan, sub)), id, 1);
        _sweep(_subscribing(plan, sub, _erc3009(plan, sub, PRICE)), id, 1);
    }

    function test_RevertsWhenABeginningByPermitHasTooLittleGas() public {
        _allow(subscriber, 0);
        bytes memory data = _permitData(SUBSCRIBER_KEY, PRICE, NOW, _sign(SUBSCRIBER_KEY, _id(plan, sub)));
        _sweep(_subscribing(plan, sub, _pull(PERMIT, data, "")), _id(plan, sub), 1);
    }

    /// @dev With each amount of gas it is charged up to `nextPeriod`, or nothing has changed.
    function _sweep(bytes memory call, bytes32 id, uint256 nextPeriod) private {
        bool ever;
        for (uint256 gasLimit = 20_000; gasLimit < 700_000; gasLimit += 1_777) {
            uint256 before = vm.snapshotState();
            vm.prank(stranger);
            (bool success, ) = address(manager).call{gas: gasLimit}(call);
            uint256 next = manager.subscriptionOf(id).nextPeriod;
            require(next == (success ? nextPeriod : nextPeriod - 1), "a faked failure");
            ever = ever || success;
            vm.revertToState(before);
        }
        require(ever, "enough gas");
    }
}
