// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../../contracts/interfaces/ICommonErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {OwnedWallet} from "../../mocks/OwnedWallet.sol";
import {ManagerSigning} from "../support/ManagerSigning.sol";

/// @notice 6,000 mutated signatures of subscriptions and 6,480 of actions, none of which is accepted: another field of plan
/// or subscription, chain, contract, account, nonce, deadline, kind, value or signer; high s, flipped v, compact, too long,
/// empty, and flipped bits. Each test ends with the good signature, which is.
contract ManagerSignatureMutationsTest is ManagerSigning {
    uint256 private constant PER_CONSENT = 1_200;
    uint256 private constant PER_ACTION = 720;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    /// @dev Begun already.
    ISubscriptionTypes.Subscription private begun;

    function setUp() public override {
        super.setUp();
        (plan, sub, begun) = (_plan(), _subscription(), _subscription());
        begun.salt = 50;
        _create(plan);
        _subscribe(plan, begun);
    }

    // ---------------------------------------------------------------- what a subscriber signs

    function test_RefusesMutatedConsents() public {
        _requireEveryMutationRefused("subscribe", _subscribed(Shape.Consent, plan, sub), PER_CONSENT);
    }

    /// @dev All 5,632 bits of plan and subscription.
    function test_RefusesEveryOtherBitOfPlanAndSubscription() public {
        _requireEveryBitRefused(_subscribed(Shape.Consent, plan, sub));
    }

    function test_RefusesMutatedConsentsBesideAPermit() public {
        _requireEveryMutationRefused("subscribe, permit", _subscribed(Shape.Permit, plan, sub), PER_CONSENT);
    }

    function test_RefusesMutatedAuthorizations() public {
        _requireEveryMutationRefused("subscribe, EIP-3009", _funded(plan, sub, 3 * PRICE), PER_CONSENT);
    }

    function test_RefusesMutatedBurns() public {
        bytes memory statics = abi.encode(plan, sub);
        bytes memory fields = abi.encode(_id(plan, sub));
        string memory head = "BurnSubscription(address account,bytes32 id,";
        _requireEveryMutationRefused(
            "burn",
            _acted(SUBSCRIBER_KEY, manager.burn.selector, statics, head, fields),
            PER_ACTION
        );
    }

    function test_RefusesMutatedCancellations() public {
        bytes memory statics = abi.encode(plan, begun, true);
        bytes memory fields = abi.encode(_id(plan, begun), true);
        string memory head = "Cancel(address account,bytes32 id,bool atPeriodEnd,";
        _requireEveryMutationRefused(
            "cancel",
            _acted(SUBSCRIBER_KEY, manager.cancel.selector, statics, head, fields),
            PER_ACTION
        );
    }

    // ---------------------------------------------------------------- what a merchant or operator signs

    function test_RefusesMutatedOffers() public {
        sub.firstAmount = PRICE / 2;
        _requireEveryMutationRefused("offer of the merchant", _offered(MERCHANT_KEY, plan, sub), PER_CONSENT);
        sub.salt = 2;
        _requireEveryMutationRefused("offer of the operator", _offered(OPERATOR_KEY, plan, sub), PER_CONSENT);
    }

    function test_RefusesMutatedPlans() public {
        plan.salt = 2;
        _byMerchant(
            "createPlan",
            manager.createPlan.selector,
            abi.encode(plan, PRICE),
            "CreatePlan(address account,bytes32 planId,uint256 price,",
            abi.encode(manager.planId(plan), PRICE)
        );
    }

    function test_RefusesMutatedPrices() public {
        uint256 effectiveAt = NOW + 7 days;
        _byMerchant(
            "setPrice",
            manager.setPrice.selector,
            abi.encode(plan, 2 * PRICE, 2, effectiveAt),
            "SetPrice(address account,bytes32 planId,uint256 price,uint256 version,uint256 effectiveAt,",
            abi.encode(manager.planId(plan), 2 * PRICE, 2, effectiveAt)
        );
    }

    function test_RefusesMutatedArchivals() public {
        string memory head = "ArchivePlan(address account,bytes32 planId,";
        _byMerchant(
            "archivePlan",
            manager.archivePlan.selector,
            abi.encode(plan),
            head,
            abi.encode(manager.planId(plan))
        );
    }

    function test_RefusesMutatedPauses() public {
        bytes memory fields = abi.encode(_id(plan, begun));
        string memory head = "Pause(address account,bytes32 id,";
        _byMerchant("pause", manager.pause.selector, abi.encode(plan, begun), head, fields);
    }

    function test_RefusesMutatedResumptions() public {
        vm.prank(merchant);
        manager.pause(plan, begun, "");
        bytes memory fields = abi.encode(_id(plan, begun));
        string memory head = "Resume(address account,bytes32 id,";
        _byMerchant("resume", manager.resume.selector, abi.encode(plan, begun), head, fields);
    }

    function test_RefusesMutatedChargesOfUsage() public {
        bytes memory statics = abi.encode(plan, begun, uint32(0), uint96(1_000));
        bytes memory fields = abi.encode(_id(plan, begun), 0, 1_000);
        string memory head = "ChargeUsage(address account,bytes32 id,uint256 period,uint256 cumulative,";
        _byMerchant("chargeUsage", manager.chargeUsage.selector, statics, head, fields);
    }

    function test_RefusesMutatedCancellationsOfNonces() public {
        string memory head = "CancelNonce(address account,uint256 canceled,";
        _byMerchant("cancelNonce", manager.cancelNonce.selector, abi.encode(uint256(77)), head, abi.encode(77));
    }

    // ---------------------------------------------------------------- one signature for another purpose

    /// @dev Types with the same fields differ by their names.
    function test_RevertsWhenASignatureIsForAnotherVerb() public {
        bytes memory statics = abi.encode(plan, begun);
        bytes memory fields = abi.encode(_id(plan, begun));
        string memory head = "Resume(address account,bytes32 id,";
        Signed memory good = _acted(MERCHANT_KEY, manager.pause.selector, statics, head, fields);
        _requireRefused(good);
        head = "BurnSubscription(address account,bytes32 id,";
        _requireRefused(_acted(MERCHANT_KEY, manager.pause.selector, statics, head, fields));
        // The offer of the merchant is no action, and its consent to nothing of its own.
        good.origin.structHash = keccak256(abi.encode(keccak256("Offer(bytes32 subscriptionId)"), _id(plan, begun)));
        _requireRefused(good);
    }

    /// @dev Both wallets accept every digest of their owner; the subscription names the one that pays.
    function test_RevertsWhenASiblingWalletConsented() public {
        sub.subscriber = address(new OwnedWallet(subscriber));
        address sibling = address(new OwnedWallet(subscriber));
        _fund(sub.subscriber, WEALTH);
        _fund(sibling, WEALTH);
        Signed memory good = _subscribed(Shape.Consent, plan, sub);
        bytes memory signature = _signatureOf(good.origin);
        bytes memory call = _encode(good, good.statics, good.envelope, signature);
        ISubscriptionTypes.Subscription memory lifted = sub;
        lifted.subscriber = sibling;
        good.statics = abi.encode(plan, lifted);
        bytes memory expected = abi.encodeWithSelector(
            ICommonErrors.InvalidSignature.selector,
            sibling,
            _id(plan, lifted)
        );
        _reverts(stranger, _encode(good, good.statics, good.envelope, signature), expected);
        _succeeds(stranger, call);
    }

    // ---------------------------------------------------------------- steps

    function _byMerchant(
        string memory name,
        bytes4 selector,
        bytes memory statics,
        string memory head,
        bytes memory fields
    ) private {
        _requireEveryMutationRefused(name, _acted(MERCHANT_KEY, selector, statics, head, fields), PER_ACTION);
    }

    function _requireRefused(Signed memory good) private {
        vm.prank(stranger);
        (bool success, bytes memory answer) = address(manager).call(
            _encode(good, good.statics, good.envelope, _signatureOf(good.origin))
        );
        require(!success && bytes4(answer) == ICommonErrors.InvalidSignature.selector, "for another verb");
    }
}
