// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {TestDollar} from "../../../contracts/local/TestDollar.sol";
import {SubscriptionDeployment} from "../support/SubscriptionDeployment.sol";
import {SubscriptionTest} from "../support/SubscriptionTest.sol";

/// @notice What was signed for one pair of contracts, and is delivered to another of the same chain.
contract ThiefElsewhereTest is SubscriptionTest {
    uint96 private constant VALUE = 3 * PRICE;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        (plan, sub) = (_plan(), _subscription());
        _create(plan);
        id = _id(plan, sub);
    }

    /// @dev The same plan, subscription, token and signatures at another pair of contracts.
    function test_RevertsWhenSignaturesAreTakenToAnotherDeployment() public {
        bytes memory signed = _consent(plan, sub);
        bytes memory authorized = _erc3009(plan, sub, VALUE);
        bytes memory permitted = _permitted(type(uint96).max);
        (escrow, manager) = SubscriptionDeployment.create(address(this));
        escrow.listToken(address(dollar), true);
        _create(plan);
        bytes32 other = _id(plan, sub);
        require(other != id, "the same id");
        _refusesPull(signed, _invalid(other), WEALTH);
        _refusesPull(authorized, _notByTheToken(), WEALTH);
        // A permit names its spender. It raises no allowance here, and consents to nothing.
        bytes memory pull = _pull(ISubscriptionTypes.Consent.Permit, permitted, "");
        bytes memory error_ = abi.encodeWithSelector(ISubscriptionManagerErrors.CannotPay.selector, subscriber, PRICE);
        _reverts(subscriber, abi.encodeCall(manager.subscribe, (plan, sub, pull)), error_);
        require(dollar.allowance(subscriber, address(manager)) == 0, "allowance");
    }

    // ---------------------------------------------------------------- helpers

    /// @dev With an empty consent beside it.
    function _permitted(uint256 value) private view returns (bytes memory) {
        bytes32 typehash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        bytes32 structHash = keccak256(abi.encode(typehash, subscriber, manager, value, 0, NOW + 1 days));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", dollar.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(SUBSCRIBER_KEY, digest);
        return abi.encode(value, NOW + 1 days, v, r, s, "");
    }

    function _invalid(bytes32 digest) private view returns (bytes memory) {
        return abi.encodeWithSelector(ICommonErrors.InvalidSignature.selector, subscriber, digest);
    }

    function _notByTheToken() private view returns (bytes memory) {
        return abi.encodeWithSelector(TestDollar.InvalidSignature.selector, subscriber);
    }

    function _refusesPull(bytes memory pull, bytes memory error_, uint256 wallet) private {
        _reverts(stranger, abi.encodeCall(manager.subscribe, (plan, sub, pull)), error_);
        _requireUntouched(wallet);
    }

    function _requireUntouched(uint256 wallet) private view {
        require(dollar.balanceOf(subscriber) == wallet, "wallet");
        require(dollar.balanceOf(address(escrow)) == 0, "held");
        _requireBalance(subscriber, 0, 0);
        _requireStatus(_id(plan, sub), ISubscriptionTypes.SubscriptionStatus.None);
    }
}
