// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {RenewalTest} from "../support/RenewalTest.sol";

/// @notice Nothing stays entered or locked. A test is one transaction: whoever catches a revert goes on in the same one, with
/// both contracts.
contract ManagerAfterRevertsTest is RenewalTest {
    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
        id = _subscribe(plan, sub);
        _deposit(stranger, 10 * PRICE, false);
        vm.warp(NOW + PERIOD);
    }

    // ---------------------------------------------------------------- batches

    function test_SucceedsAfterABatchThatWasUnbalanced() public {
        dollar.setFeeUnits(1);
        _catch(_batchCall(), abi.encodeWithSelector(IPaymentEscrowErrors.Unbalanced.selector, PRICE, PRICE - 1));
        dollar.setFeeUnits(0);
        _requireBothWork();
    }

    function test_SucceedsAfterABatchWithTooLittleGas() public {
        vm.prank(subscriber);
        dollar.approve(address(manager), 0);
        bytes4 reason;
        for (uint256 limit = 100_000; limit < 400_000; limit += 50_000) {
            (bool success, bytes memory answer) = address(manager).call{gas: limit}(_batchCall());
            if (success) break;
            if (bytes4(answer) == ICommonErrors.TooLittleGas.selector) reason = ICommonErrors.TooLittleGas.selector;
            _requireEscrowWorks();
        }
        require(reason == ICommonErrors.TooLittleGas.selector, "too little gas");
        vm.prank(subscriber);
        dollar.approve(address(manager), PRICE);
        _requireBothWork();
    }

    function test_SucceedsAfterABatchThatFailedInPart() public {
        vm.prank(subscriber);
        dollar.approve(address(manager), 0);
        _renew(plan, sub);
        _requireEscrowWorks();
        vm.prank(subscriber);
        dollar.approve(address(manager), PRICE);
        _requireBothWork();
    }

    function test_SucceedsAfterABatchOfAClosedToken() public {
        escrow.listToken(address(dollar), false);
        _catch(_batchCall(), abi.encodeWithSelector(IPaymentEscrowErrors.TokenNotListed.selector, dollar));
        escrow.listToken(address(dollar), true);
        _requireBothWork();
    }

    function test_SucceedsAfterABatchWithCalldataThatIsCut() public {
        bytes memory cut = _batchCall();
        assembly ("memory-safe") {
            mstore(cut, sub(mload(cut), 0x20))
        }
        _catch(cut, "");
        _requireBothWork();
    }

    // ---------------------------------------------------------------- other verbs that enter

    function test_SucceedsAfterASubscriptionThatCannotBePaid() public {
        ISubscriptionTypes.Subscription memory poor = _subscription();
        poor.subscriber = stranger;
        poor.startBy = type(uint48).max;
        vm.prank(stranger);
        (bool success, bytes memory answer) = address(manager).call(
            abi.encodeCall(manager.subscribe, (plan, poor, ""))
        );
        bytes memory expected = abi.encodeWithSelector(ISubscriptionManagerErrors.CannotPay.selector, stranger, PRICE);
        require(!success && keccak256(answer) == keccak256(expected), "cannot pay");
        _requireBothWork();
    }

    function test_SucceedsAfterUsageThatCannotBePaid() public {
        vm.prank(subscriber);
        dollar.approve(address(manager), 0);
        vm.prank(operator);
        (bool success, bytes memory answer) = address(manager).call(
            abi.encodeCall(manager.chargeUsage, (plan, sub, 0, 1_000, ""))
        );
        bytes memory expected = abi.encodeWithSelector(
            ISubscriptionManagerErrors.CannotPay.selector,
            subscriber,
            1_000
        );
        require(!success && keccak256(answer) == keccak256(expected), "cannot pay");
        require(manager.usageOf(id, 0) == 0, "usage");
        vm.prank(subscriber);
        dollar.approve(address(manager), PRICE);
        _requireBothWork();
    }

    // ---------------------------------------------------------------- during the escrow's own verbs

    /// @dev A token that renews while the escrow pays out gets nowhere, and the payout goes on.
    function test_RevertsWhenABatchIsMadeDuringAVerbOfTheEscrow() public {
        dollar.setHook(address(manager), _batchCall());
        vm.prank(stranger);
        escrow.withdraw(address(dollar), PRICE, stranger, "");
        require(dollar.hookAnswer() == ICommonErrors.Locked.selector, "locked");
        require(dollar.balanceOf(stranger) == PRICE, "withdrawn");
        dollar.setHook(address(0), "");
        _requireBothWork();
    }

    // ---------------------------------------------------------------- steps

    function _batchCall() private view returns (bytes memory) {
        return abi.encodeCall(manager.chargeBatch, (plan, _batch(sub)));
    }

    function _catch(bytes memory call, bytes memory expected) private {
        bytes32 before = _stateHash(id);
        _reverts(stranger, call, expected);
        require(_stateHash(id) == before, "state");
        _requireEscrowWorks();
    }

    function _requireEscrowWorks() private {
        (uint96 had, , ) = _word(stranger);
        vm.prank(stranger);
        escrow.movePrepaid(address(dollar), 1, true, "");
        vm.prank(stranger);
        escrow.withdraw(address(dollar), 1, stranger, "");
        (uint96 has, , ) = _word(stranger);
        require(has == had - 2, "the escrow is locked");
    }

    function _requireBothWork() private {
        _requireEscrowWorks();
        (uint96 had, , ) = _word(merchant);
        _renew(plan, sub);
        (uint96 has, , ) = _word(merchant);
        require(has == had + PRICE - _fee(PRICE), "the manager is locked");
        _requireActive(id, NOW, 2, NOW + PERIOD, 3);
        _deposit(stranger, 1, false);
    }
}
