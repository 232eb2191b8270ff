// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "./BeginningTest.sol";

/// @notice A subscription whose period 0 is charged, and calls of chargeUsage.
abstract contract UsageTest is BeginningTest {
    uint96 internal constant USAGE_CAP = 5_000_000;
    uint96 internal constant NET = PRICE - 50_000;

    ISubscriptionTypes.Plan internal plan;
    ISubscriptionTypes.Subscription internal sub;
    bytes32 internal id;

    function setUp() public virtual override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
        id = _subscribe(plan, sub);
    }

    function _using(uint32 period, uint96 cumulative, bytes memory auth) internal view returns (bytes memory) {
        return abi.encodeCall(manager.chargeUsage, (plan, sub, period, cumulative, auth));
    }

    function _using(uint32 period, uint96 cumulative) internal view returns (bytes memory) {
        return _using(period, cumulative, "");
    }

    function _notCharged(uint256 period) internal view returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.PeriodNotCharged.selector, id, period);
    }

    function _paused() internal view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                ISubscriptionManagerErrors.WrongStatus.selector,
                id,
                ISubscriptionTypes.SubscriptionStatus.Paused
            );
    }

    function _already(uint256 cumulative, uint256 charged) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.UsageAlreadyCharged.selector, cumulative, charged);
    }
}
