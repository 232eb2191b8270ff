// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {OwnedWallet} from "../../mocks/OwnedWallet.sol";
import {PeriodsHarness} from "../../mocks/PeriodsHarness.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice Accounts with a key that delegate by EIP-7702: they answer through their delegate, and call as ever.
contract DelegatedSubscribersTest is BeginningTest {
    bytes private constant BURN = "BurnSubscription(address account,bytes32 id,uint256 nonce,uint256 deadline)";
    bytes private constant CANCEL =
        "Cancel(address account,bytes32 id,bool atPeriodEnd,uint256 nonce,uint256 deadline)";

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
    }

    function test_SucceedsByTheAccountsCallWhateverItsDelegateKnows() public {
        _delegate(address(new PeriodsHarness()));
        bytes32 id = _subscribe(plan, sub);
        _requireBegun(id, NOW);
        vm.prank(subscriber);
        manager.cancel(plan, sub, false, "");
        _requireStatus(id, ENDED);
        sub.salt = 2;
        vm.prank(subscriber);
        manager.burn(plan, sub, "");
        _requireStatus(_id(plan, sub), BURNED);
    }

    function test_SucceedsByASignatureThatTheDelegateAccepts() public {
        _delegate(address(new OwnedWallet(subscriber)));
        _succeeds(stranger, _subscribing(plan, sub, _consent(plan, sub)));
        bytes32 id = _id(plan, sub);
        bytes memory auth = _auth(SUBSCRIBER_KEY, CANCEL, abi.encode(id, true));
        _succeeds(stranger, abi.encodeCall(manager.cancel, (plan, sub, true, auth)));
        _requireStatus(id, ENDING);
        sub.salt = 2;
        auth = _auth(SUBSCRIBER_KEY, BURN, abi.encode(_id(plan, sub)));
        _succeeds(stranger, abi.encodeCall(manager.burn, (plan, sub, auth)));
        _requireStatus(_id(plan, sub), BURNED);
        sub.salt = 3;
        _succeeds(stranger, _subscribing(plan, sub, _erc3009(plan, sub, PRICE)));
        _requireBegun(_id(plan, sub), NOW);
    }

    /// @dev Whom the delegate believes, not whose key it is.
    function test_RevertsWhenTheDelegateBelievesAnother() public {
        _delegate(address(new OwnedWallet(stranger)));
        bytes32 id = _id(plan, sub);
        _reverts(stranger, _subscribing(plan, sub, _consent(plan, sub)), _invalidSignature(subscriber, id));
        _reverts(stranger, _subscribing(plan, sub, _erc3009(plan, sub, PRICE)), _refusedByToken(subscriber));
        _succeeds(stranger, _subscribing(plan, sub, _pull(SIGNATURE, _sign(STRANGER_KEY, id), "")));
    }

    function test_RevertsWhenTheDelegateJudgesNoSignatures() public {
        _delegate(address(new PeriodsHarness()));
        bytes32 id = _id(plan, sub);
        _reverts(stranger, _subscribing(plan, sub, _consent(plan, sub)), _invalidSignature(subscriber, id));
        bytes memory auth = _authOf(subscriber, SUBSCRIBER_KEY, BURN, abi.encode(id), 1, NOW + 1);
        bytes32 digest = _managerDigest(keccak256(abi.encode(keccak256(BURN), subscriber, id, 1, NOW + 1)));
        _reverts(stranger, abi.encodeCall(manager.burn, (plan, sub, auth)), _invalidSignature(subscriber, digest));
    }

    /// @dev Signed before it delegated, and judged afterwards: by the delegate; and by its key again when it is gone.
    function test_RevertsWhenTheAccountDelegatesBetweenSigningAndDelivery() public {
        bytes memory call = _subscribing(plan, sub, _consent(plan, sub));
        _delegate(address(new PeriodsHarness()));
        _reverts(stranger, call, _invalidSignature(subscriber, _id(plan, sub)));
        vm.etch(subscriber, "");
        _succeeds(stranger, call);
    }

    /// @dev The 23 bytes that a set-code transaction leaves at the account.
    function _delegate(address delegate) private {
        vm.etch(subscriber, abi.encodePacked(hex"ef0100", delegate));
        require(subscriber.code.length == 23, "designation");
    }
}
