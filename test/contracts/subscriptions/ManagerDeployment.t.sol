// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {Deployment} from "../support/Deployment.sol";
import {EscrowDeployment} from "../support/EscrowDeployment.sol";
import {PlanningTest} from "../support/PlanningTest.sol";

/// @notice How the manager is bound to its escrow; and what it says of what it does not know.
contract ManagerDeploymentTest is PlanningTest {
    function test_SucceedsWithTheEscrowThatNamesIt() public view {
        require(manager.escrow() == address(escrow), "escrow");
        require(escrow.subscriptionManager() == address(manager), "manager");
    }

    function testFuzz_RevertsWhenTheEscrowNamesAnother(address another) public {
        vm.assume(another != address(0));
        address stray = address(EscrowDeployment.create(address(this), another));
        vm.assume(another != _next());
        _refuses(stray, _notTheManager(another));
        _refuses(address(escrow), _notTheManager(address(manager)));
    }

    function testFuzz_RevertsWhenTheEscrowHasNoCode(address nobody) public {
        vm.assume(nobody.code.length == 0 && uint160(nobody) > 0xffff);
        _refuses(nobody, "");
        _refuses(address(0), "");
    }

    /// @dev The answer is there, but of another kind: the dollar has no manager.
    function test_RevertsWhenItIsNoEscrow() public {
        _refuses(address(dollar), "");
    }

    function testFuzz_SucceedsWithNothingOfWhatIsUnknown(bytes32 id, uint32 period) public view {
        _requirePlan(id, ISubscriptionTypes.PlanState(0, 0, 0, 0, false));
        _requireState(id, ISubscriptionTypes.SubscriptionState(NONE, 0, 0, 0, 0, 0));
        require(manager.usageOf(id, period) == 0, "usage");
    }

    /// @dev Usage is told by period, and of the subscription alone.
    function testFuzz_SucceedsWithTheUsageOfAPeriod(uint32 period) public {
        ISubscriptionTypes.Plan memory plan = _plan();
        ISubscriptionTypes.Subscription memory sub = _subscription();
        _create(plan);
        bytes32 id = _subscribe(plan, sub);
        vm.prank(merchant);
        manager.chargeUsage(plan, sub, 0, 3_000_000, "");
        vm.warp(NOW + PERIOD);
        _renew(plan, sub);
        vm.prank(merchant);
        manager.chargeUsage(plan, sub, 1, 2_000_000, "");
        require(manager.usageOf(id, 0) == 3_000_000 && manager.usageOf(id, 1) == 2_000_000, "of each");
        vm.assume(period > 1);
        require(manager.usageOf(id, period) == 0, "of none");
        sub.salt = 2;
        require(manager.usageOf(_id(plan, sub), 0) == 0, "of another");
    }

    /// @dev A call of its own, so that its revert can be looked at.
    function deploy(address escrow_) external {
        Deployment.create("SubscriptionManager", abi.encode(escrow_));
    }

    function _next() private view returns (address) {
        return vm.computeCreateAddress(address(this), vm.getNonce(address(this)));
    }

    function _notTheManager(address expected) private view returns (bytes memory) {
        return abi.encodeWithSelector(ISubscriptionManagerErrors.NotTheManager.selector, _next(), expected);
    }

    function _refuses(address escrow_, bytes memory expected) private {
        (bool success, bytes memory answer) = address(this).call(abi.encodeCall(this.deploy, (escrow_)));
        require(!success && keccak256(answer) == keccak256(expected), "expected another refusal");
    }
}
