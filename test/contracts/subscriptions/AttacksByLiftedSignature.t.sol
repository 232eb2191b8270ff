// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {BeginningTest} from "../support/BeginningTest.sol";

/// @notice Attacks with a signature that was given for something else, or that a relayer turns to another source of money.
contract AttacksByLiftedSignatureTest is BeginningTest {
    bytes private constant DEPOSIT =
        "Deposit(address account,bool toPrepaid,address token,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)";
    bytes private constant REFUND =
        "Refund(address account,bytes32 id,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)";

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription private sub;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        plan = _plan();
        sub = _subscription();
        _create(plan);
        id = _id(plan, sub);
    }

    // ---------------------------------------------------------------- the source of money

    /// @dev Named attack: a relayer choosing the source of money. The subscriber agreed to its allowance; prepaid money
    /// stays, by whatever name the relayer calls the consent.
    function test_RevertsWhenARelayerChoosesTheSourceOfMoney() public {
        sub.funding = ALLOWANCE_ONLY;
        id = _id(plan, sub);
        bytes memory signature = _sign(SUBSCRIBER_KEY, id);
        _deposit(subscriber, 2 * PRICE, true);
        bytes memory pull = _pull(SIGNATURE, signature, "");
        sub.funding = ISubscriptionTypes.Funding.PrepaidFirst;
        _reverts(stranger, _subscribing(plan, sub, pull), _invalidSignature(subscriber, _id(plan, sub)));
        sub.funding = ALLOWANCE_ONLY;
        pull = _pull(ERC3009, abi.encode(PRICE, signature), "");
        bytes memory refused = abi.encodeWithSelector(
            ISubscriptionManagerErrors.InvalidFunding.selector,
            ALLOWANCE_ONLY
        );
        _reverts(stranger, _subscribing(plan, sub, pull), refused);
        pull = _pull(PERMIT, abi.encode(PRICE, NOW, uint8(27), bytes32(0), bytes32(0), signature), "");
        _succeeds(stranger, _subscribing(plan, sub, pull));
        _requireBalance(subscriber, 0, 2 * PRICE);
        _requireWallet(subscriber, WEALTH - PRICE);
    }

    /// @dev The same, from a wallet that agreed to prepaid money: its signature over the subscription pulls no deposit,
    /// and its authorization, which pulls one, is no signature over the subscription.
    function test_RevertsWhenARelayerChoosesTheKindOfConsent() public {
        bytes memory signature = _sign(SUBSCRIBER_KEY, id);
        bytes memory pull = _pull(ERC3009, abi.encode(PRICE, signature), "");
        _reverts(stranger, _subscribing(plan, sub, pull), _refusedByToken(subscriber));
        bytes memory authorization = _erc3009Signature(SUBSCRIBER_KEY, subscriber, PRICE, sub.startBy, id);
        pull = _pull(SIGNATURE, authorization, "");
        _reverts(stranger, _subscribing(plan, sub, pull), _invalidSignature(subscriber, id));
        pull = _pull(PERMIT, _permitData(SUBSCRIBER_KEY, PRICE, NOW, authorization), "");
        _reverts(stranger, _subscribing(plan, sub, pull), _invalidSignature(subscriber, id));
        _requireWallet(subscriber, WEALTH);
    }

    // ---------------------------------------------------------------- EIP-3009 and the escrow

    /// @dev Named attack: a lifted EIP-3009 signature. What was signed for a payment, a deposit or a refund funds no
    /// subscription, though amount and deadline are the same.
    function test_RevertsWhenAnErc3009SignatureOfTheEscrowIsLiftedForASubscription() public {
        bytes32[3] memory nonces = [
            escrow.paymentId(_terms(subscriber, merchant)),
            _digestOf(DEPOSIT, abi.encode(true, dollar, PRICE, IPaymentTypes.Source.Erc3009)),
            _digestOf(REFUND, abi.encode(bytes32("id"), PRICE, IPaymentTypes.Source.Erc3009))
        ];
        for (uint256 i; i < nonces.length; ++i) {
            bytes memory lifted = _erc3009Signature(SUBSCRIBER_KEY, subscriber, PRICE, sub.startBy, nonces[i]);
            bytes memory pull = _pull(ERC3009, abi.encode(PRICE, lifted), "");
            _reverts(stranger, _subscribing(plan, sub, pull), _refusedByToken(subscriber));
        }
        _requireWallet(subscriber, WEALTH);
    }

    /// @dev And the reverse: what was signed for a subscription pays, deposits and refunds nothing.
    function test_RevertsWhenAnErc3009SignatureOfASubscriptionIsLiftedForTheEscrow() public {
        IPaymentTypes.Terms memory refundable = _refundable();
        bytes memory lifted = _erc3009Signature(SUBSCRIBER_KEY, subscriber, PRICE, sub.startBy, id);
        IPaymentTypes.Pull memory pull = IPaymentTypes.Pull(IPaymentTypes.Source.Erc3009, lifted);
        IPaymentTypes.Terms memory terms = _terms(subscriber, merchant);
        _refusedByEscrow(abi.encodeCall(escrow.authorize, (terms, pull)));
        terms.mode = IPaymentTypes.Mode.Charge;
        _refusedByEscrow(abi.encodeCall(escrow.charge, (terms, 0, pull)));
        bytes memory auth = abi.encode(subscriber, 1, sub.startBy, lifted);
        IPaymentTypes.Source source = IPaymentTypes.Source.Erc3009;
        _refusedByEscrow(abi.encodeCall(escrow.deposit, (true, address(dollar), PRICE, source, auth)));
        _refusedByEscrow(abi.encodeCall(escrow.refund, (refundable, PRICE, source, auth)));
        _requireWallet(subscriber, WEALTH);
        _succeeds(stranger, _subscribing(plan, sub, _pull(ERC3009, abi.encode(PRICE, lifted), "")));
    }

    /// @dev Neither the token nor the escrow's hook takes it from anyone but the manager.
    function test_RevertsWhenAnErc3009SignatureIsTakenToTheTokenItself() public {
        bytes memory lifted = _erc3009Signature(SUBSCRIBER_KEY, subscriber, PRICE, sub.startBy, id);
        vm.prank(stranger);
        (bool success, bytes memory answer) = address(dollar).call(
            abi.encodeWithSignature(
                "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)",
                subscriber,
                address(escrow),
                PRICE,
                0,
                sub.startBy,
                id,
                lifted
            )
        );
        require(!success && answer.length != 0, "expected the token to refuse");
        vm.prank(stranger);
        (success, answer) = address(escrow).call(
            abi.encodeCall(escrow.pull3009, (id, subscriber, sub.startBy, PRICE, lifted))
        );
        require(
            !success && bytes4(answer) == IPaymentEscrowErrors.NotManager.selector,
            "expected the escrow to refuse"
        );
        _requireWallet(subscriber, WEALTH);
    }

    /// @dev For another subscription, value or deadline it is worth nothing either.
    function testFuzz_RevertsWhenAnErc3009SignatureIsLiftedForAnotherSubscription(uint96 cap, uint256 salt) public {
        vm.assume(cap >= PRICE && (cap != CAP || salt != 1));
        bytes memory pull = _erc3009(plan, sub, PRICE);
        (sub.capPerPeriod, sub.salt) = (cap, salt);
        _reverts(stranger, _subscribing(plan, sub, pull), _refusedByToken(subscriber));
    }

    // ---------------------------------------------------------------- signatures over something else

    /// @dev Consent to a payment, an offer, a burn: none of them is consent to a subscription.
    function test_RevertsWhenAnotherSignatureIsTakenForConsent() public {
        bytes32 consent = keccak256(
            abi.encode(keccak256("Consent(bytes32 id,uint8 source)"), id, IPaymentTypes.Source.Allowance)
        );
        bytes32 offer = keccak256(abi.encode(keccak256("Offer(bytes32 subscriptionId)"), id));
        bytes32[3] memory digests = [
            keccak256(abi.encodePacked(hex"1901", escrow.domainSeparator(), consent)),
            _managerDigest(offer),
            manager.planId(plan)
        ];
        for (uint256 i; i < digests.length; ++i) {
            bytes memory pull = _pull(SIGNATURE, _sign(SUBSCRIBER_KEY, digests[i]), "");
            _reverts(stranger, _subscribing(plan, sub, pull), _invalidSignature(subscriber, id));
        }
    }

    /// @dev Under the escrow's domain, another chain's or another manager's, it is another digest.
    function test_RevertsWhenConsentUnderAnotherDomainIsTakenForOurs() public {
        (, bytes32 structHash) = _hashes();
        require(_managerDigest(structHash) == id, "struct hash");
        bytes32[3] memory separators = [
            escrow.domainSeparator(),
            _domain(1, address(manager)),
            _domain(31_337, stranger)
        ];
        require(_domain(31_337, address(manager)) == manager.domainSeparator(), "domain");
        for (uint256 i; i < separators.length; ++i) {
            bytes32 digest = keccak256(abi.encodePacked(hex"1901", separators[i], structHash));
            bytes memory pull = _pull(SIGNATURE, _sign(SUBSCRIBER_KEY, digest), "");
            _reverts(stranger, _subscribing(plan, sub, pull), _invalidSignature(subscriber, id));
        }
    }

    // ---------------------------------------------------------------- steps

    function _refusedByEscrow(bytes memory call) private {
        vm.prank(stranger);
        (bool success, bytes memory answer) = address(escrow).call(call);
        require(!success, "expected a revert");
        require(keccak256(answer) == keccak256(_refusedByToken(subscriber)), "reverted with another error");
    }

    /// @dev A payment that the subscriber received and may give back.
    function _refundable() private returns (IPaymentTypes.Terms memory terms) {
        terms = _terms(merchant, subscriber);
        terms.mode = IPaymentTypes.Mode.Charge;
        dollar.mint(merchant, PRICE);
        vm.prank(merchant);
        dollar.approve(address(escrow), PRICE);
        vm.prank(merchant);
        escrow.charge(terms, 0, IPaymentTypes.Pull(IPaymentTypes.Source.Allowance, ""));
    }

    /// @dev Of the same amount and deadline as the subscription, without a fee.
    function _terms(address payer, address receiver) private view returns (IPaymentTypes.Terms memory terms) {
        (terms.payer, terms.merchant, terms.operator) = (payer, receiver, operator);
        (terms.token, terms.amount, terms.authorizeBy) = (address(dollar), PRICE, sub.startBy);
        (terms.captureBy, terms.refundBy) = (sub.startBy, sub.startBy);
    }

    /// @dev The nonce of the escrow's actions by EIP-3009.
    function _digestOf(bytes memory typeString, bytes memory fields) private view returns (bytes32) {
        bytes32 structHash = keccak256(
            bytes.concat(abi.encode(keccak256(typeString), subscriber), fields, abi.encode(1, sub.startBy))
        );
        return keccak256(abi.encodePacked(hex"1901", escrow.domainSeparator(), structHash));
    }

    function _domain(uint256 chain, address verifying) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("Florin SubscriptionManager"),
                    keccak256("1"),
                    chain,
                    verifying
                )
            );
    }

    /// @dev As EIP-712 nests the plan in the subscription.
    function _hashes() private view returns (bytes32 planHash, bytes32 structHash) {
        bytes memory planType =
            "Plan(address merchant,address operator,address token,uint32 period,uint8 unit,uint32 trial,uint32 grace,uint16 feeBps,address feeRecipient,uint32 notice,uint256 salt)";
        bytes memory subscriptionType =
            "Subscription(Plan plan,address subscriber,uint32 quantity,uint96 firstAmount,uint96 capPerPeriod,uint96 usageCapPerPeriod,uint32 maxPeriods,uint48 startBy,uint32 catchUp,uint8 funding,bytes32 replaces,uint256 salt)";
        planHash = keccak256(bytes.concat(keccak256(planType), abi.encode(plan)));
        bytes32 typehash = keccak256(bytes.concat(subscriptionType, planType));
        structHash = keccak256(bytes.concat(typehash, planHash, abi.encode(sub)));
    }
}
