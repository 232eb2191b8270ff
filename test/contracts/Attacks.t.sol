// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EscrowTest} from "./support/EscrowTest.sol";

/// @notice Attacks that earlier drafts of the design allowed. A stranger's reclaim during a token's pause stands in
/// Reclaim.t.sol, a relayer that chooses the source of money in Refund.t.sol and below.
contract AttacksTest is EscrowTest {
    IPaymentTypes.Source private constant AVAILABLE = IPaymentTypes.Source.Available;
    IPaymentTypes.Source private constant ALLOWANCE = IPaymentTypes.Source.Allowance;

    /// @dev The attacker is payer and operator, and names a rich merchant that never heard of it.
    function testFuzz_RevertsWhenTermsNameAVictimAsMerchantToDrainItByRefund(uint96 seed) public {
        uint96 wealth = _enrichMerchant();
        IPaymentTypes.Terms memory terms = _attackersTerms();
        _attackerAuthorizes(terms);
        _succeeds(stranger, abi.encodeCall(escrow.capture, (terms, AMOUNT, 0, "")));
        uint96 amount = _bound(seed, 1, AMOUNT);
        _reverts(stranger, _refund(terms, amount), IPaymentEscrowErrors.ExceedsDailyCap.selector);
        require(_available(merchant) == wealth + AMOUNT, "the victim keeps all");
    }

    /// @dev The attacker is even registered: it gives back no more than the payment brought.
    function testFuzz_RevertsWhenARegisteredOperatorDrainsAVictimByRefund(uint96 seed) public {
        uint96 wealth = _enrichMerchant();
        _succeeds(merchant, abi.encodeCall(escrow.setOperator, (stranger, address(dollar), wealth, "")));
        IPaymentTypes.Terms memory terms = _attackersTerms();
        _attackerAuthorizes(terms);
        _succeeds(stranger, abi.encodeCall(escrow.capture, (terms, AMOUNT, 0, "")));
        _succeeds(stranger, _refund(terms, AMOUNT));
        uint96 amount = _bound(seed, 1, wealth);
        _reverts(stranger, _refund(terms, amount), IPaymentEscrowErrors.ExceedsRefundable.selector);
        require(_available(merchant) == wealth, "the victim keeps its own");
    }

    /// @dev With a fee of 100 % the attacker gets its money back by the fee, so nothing may be refundable.
    function test_RevertsWhenARegisteredOperatorDrainsAVictimByAFeeOf100Percent() public {
        uint96 wealth = _enrichMerchant();
        _succeeds(merchant, abi.encodeCall(escrow.setOperator, (stranger, address(dollar), wealth, "")));
        IPaymentTypes.Terms memory terms = _attackersTerms();
        (terms.maxFeeBps, terms.feeRecipient) = (10_000, stranger);
        _attackerAuthorizes(terms);
        _succeeds(stranger, abi.encodeCall(escrow.capture, (terms, AMOUNT, AMOUNT, "")));
        require(_available(stranger) == AMOUNT, "the fee took all");
        _reverts(stranger, _refund(terms, 1), IPaymentEscrowErrors.ExceedsRefundable.selector);
        require(_available(merchant) == wealth, "the victim keeps its own");
    }

    /// @dev Other terms have another id, however alike the document they name.
    function testFuzz_RevertsWhenTheSameInvoiceRefIsUsedWithOtherTerms(uint96 amount, address other) public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        vm.assume(amount != terms.amount || other != merchant);
        (terms.amount, terms.merchant) = (amount, other);
        require(escrow.paymentId(terms) != id, "id");
        bytes memory call = abi.encodeCall(escrow.capture, (terms, 1, 1, ""));
        _reverts(other, call, IPaymentEscrowErrors.ExceedsCapturable.selector);
    }

    function test_RevertsWhenAnErc3009SignatureIsLiftedForAnotherFunction() public {
        IPaymentTypes.Terms memory terms = _terms();
        IPaymentTypes.Pull memory lifted = _erc3009(terms);
        bytes memory call = abi.encodeCall(escrow.charge, (terms, 50_000, lifted));
        _reverts(stranger, call, IPaymentEscrowErrors.WrongMode.selector);
        terms.mode = IPaymentTypes.Mode.Charge;
        call = abi.encodeCall(escrow.charge, (terms, 50_000, lifted));
        _reverts(stranger, call, bytes4(keccak256("InvalidSignature(address)")));
        _revertsAtToken(lifted, escrow.paymentId(_terms()), _terms().authorizeBy);
    }

    /// @dev The token pays only to its caller, so the signature is worth nothing outside the escrow.
    function _revertsAtToken(IPaymentTypes.Pull memory lifted, bytes32 id, uint256 validBefore) private {
        vm.prank(stranger);
        (bool success, ) = address(dollar).call(
            abi.encodeWithSignature(
                "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)",
                payer,
                address(escrow),
                AMOUNT,
                0,
                validBefore,
                id,
                lifted.data
            )
        );
        require(!success, "expected the token to refuse");
    }

    function testFuzz_RevertsWhenAnErc3009SignatureIsLiftedForAnotherFee(uint96 fee) public {
        vm.assume(fee != 50_000);
        IPaymentTypes.Terms memory terms = _chargeTerms();
        _reverts(
            stranger,
            abi.encodeCall(escrow.charge, (terms, fee, _erc3009(terms))),
            IPaymentEscrowErrors.FeeOutOfRange.selector
        );
    }

    function testFuzz_RevertsWhenAnErc3009SignatureIsLiftedForOtherTerms(uint256 salt, bytes32 invoiceRef) public {
        IPaymentTypes.Terms memory terms = _terms();
        vm.assume(salt != terms.salt || invoiceRef != terms.invoiceRef);
        IPaymentTypes.Pull memory lifted = _erc3009(terms);
        (terms.salt, terms.invoiceRef) = (salt, invoiceRef);
        bytes memory call = abi.encodeCall(escrow.authorize, (terms, lifted));
        _reverts(stranger, call, bytes4(keccak256("InvalidSignature(address)")));
    }

    /// @dev The payer agreed to pay from its balance; the relayer tries its wallet.
    function test_RevertsWhenARelayerChoosesTheSourceOfMoney() public {
        IPaymentTypes.Terms memory terms = _terms();
        IPaymentTypes.Pull memory pull = _consent(PAYER_KEY, terms, AVAILABLE);
        pull.source = ALLOWANCE;
        bytes memory call = abi.encodeCall(escrow.authorize, (terms, pull));
        _reverts(stranger, call, IPaymentEscrowErrors.InvalidSignature.selector);
    }

    /// @dev Captured money is a balance, so a receiver that its token refuses cannot make the capture fail.
    function test_SucceedsWithACaptureWhenEveryReceiverIsBlocked() public {
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        dollar.setBlocked(merchant, true);
        dollar.setBlocked(feeRecipient, true);
        _capture(terms, AMOUNT);
        require(_available(merchant) == AMOUNT - 50_000 && _available(feeRecipient) == 50_000, "balances");
    }

    /// @dev A push that fails for want of gas proves nothing about the receiver: it must not become a credit.
    function testFuzz_RevertsWhenAFailureIsFakedWithTooLittleGas(uint256 gasLimit) public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        dollar.setGasHunger(280_000);
        bytes memory call = abi.encodeCall(escrow.void, (terms, ""));
        gasLimit = _bound(gasLimit, 30_000, 330_000);
        vm.prank(merchant);
        (bool success, ) = address(escrow).call{gas: gasLimit}(call);
        (, uint96 capturable, ) = escrow.payment(id);
        require(!success || dollar.balanceOf(payer) == WEALTH, "a faked failure became a credit");
        require(_available(payer) == 0 && capturable == (success ? 0 : AMOUNT), "a faked failure became a credit");
    }

    /// @dev Two refunds with the same amount and the same totals must still be two facts.
    function test_EmitsDistinctRefundsAfterCaptureRefundCaptureRefund() public {
        IPaymentTypes.Terms memory terms = _terms();
        (terms.minFeeBps, terms.maxFeeBps) = (0, 0);
        bytes32 id = _authorize(terms);
        for (uint64 round; round < 2; ++round) {
            _succeeds(merchant, abi.encodeCall(escrow.capture, (terms, 1_000_000, 0, "")));
            vm.expectEmit(address(escrow));
            uint96 capturable = AMOUNT - 1_000_000 * (uint96(round) + 1);
            emit IPaymentEscrowEvents.Refunded(id, 1_000_000, AVAILABLE, false, capturable, 0, 2 * (round + 1));
            _succeeds(merchant, _refund(terms, 1_000_000));
        }
    }

    function test_RevertsWhenTheTokenCallsBackDuringAPull() public {
        IPaymentTypes.Terms memory terms = _terms();
        dollar.setHook(address(escrow), abi.encodeCall(escrow.reclaim, (terms)));
        _authorize(terms);
        _requireReentrancyRefused();
    }

    function test_RevertsWhenTheTokenCallsBackDuringAPush() public {
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        bytes[4] memory calls = [
            abi.encodeCall(escrow.reclaim, (terms)),
            abi.encodeCall(escrow.withdraw, (address(dollar), 1, stranger, "")),
            abi.encodeCall(escrow.setOperator, (operator, address(dollar), 1, "")),
            _refund(terms, 1)
        ];
        for (uint256 i; i < calls.length; ++i) {
            terms.salt = i + 2;
            _authorize(terms);
            dollar.setHook(address(escrow), calls[i]);
            _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
            _requireReentrancyRefused();
            dollar.setHook(address(0), "");
        }
    }

    function _requireReentrancyRefused() private view {
        require(dollar.hookAnswer() == IPaymentEscrowErrors.Locked.selector, "expected the guard to refuse");
    }

    function _enrichMerchant() private returns (uint96) {
        IPaymentTypes.Terms memory terms = _chargeTerms();
        terms.amount = 100 * AMOUNT;
        _charge(terms);
        return _available(merchant);
    }

    function _attackersTerms() private view returns (IPaymentTypes.Terms memory terms) {
        terms = _terms();
        (terms.payer, terms.operator, terms.minFeeBps, terms.maxFeeBps) = (stranger, stranger, 0, 0);
    }

    function _attackerAuthorizes(IPaymentTypes.Terms memory terms) private {
        dollar.mint(stranger, AMOUNT);
        vm.prank(stranger);
        dollar.approve(address(escrow), AMOUNT);
        _succeeds(stranger, abi.encodeCall(escrow.authorize, (terms, _byCall(ALLOWANCE))));
    }

    function _refund(IPaymentTypes.Terms memory terms, uint96 amount) private view returns (bytes memory) {
        return abi.encodeCall(escrow.refund, (terms, amount, AVAILABLE, ""));
    }
}
