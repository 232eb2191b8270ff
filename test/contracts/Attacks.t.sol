// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {GasHungryWallet} from "../mocks/GasHungryWallet.sol";
import {HostileTest} from "./support/HostileTest.sol";

/// @notice Attacks on payments that earlier drafts of the design allowed. Those with lifted signatures stand in
/// AttacksBySignature.t.sol, those on balances, by the manager too, in AttacksOnBalances.t.sol, a long life of events in
/// AttacksOnEvents.t.sol.
contract AttacksTest is HostileTest {
    bytes private constant BURN = "Burn(address account,bytes32 id,uint256 nonce,uint256 deadline)";

    // ---------------------------------------------------------------- a victim named as merchant

    /// @dev The attacker is payer and operator, and names a rich merchant that never heard of it.
    function testFuzz_RevertsWhenTermsNameAVictimAsMerchantToDrainItByRefund(uint96 seed) public {
        uint96 wealth = _enrichMerchant();
        IPaymentTypes.Terms memory terms = _attackersTerms();
        _attackerAuthorizes(terms);
        _succeeds(stranger, abi.encodeCall(escrow.capture, (terms, AMOUNT, 0, "")));
        uint96 amount = _bound(seed, 1, AMOUNT);
        _reverts(stranger, _refundCall(terms, amount), IPaymentEscrowErrors.ExceedsDailyCap.selector);
        require(_available(merchant) == wealth + AMOUNT, "the victim keeps all");
    }

    /// @dev The attacker is even registered: it gives back no more than the payment brought.
    function testFuzz_RevertsWhenARegisteredOperatorDrainsAVictimByRefund(uint96 seed) public {
        uint96 wealth = _enrichMerchant();
        _succeeds(merchant, abi.encodeCall(escrow.setOperator, (stranger, address(dollar), wealth, "")));
        IPaymentTypes.Terms memory terms = _attackersTerms();
        _attackerAuthorizes(terms);
        _succeeds(stranger, abi.encodeCall(escrow.capture, (terms, AMOUNT, 0, "")));
        _succeeds(stranger, _refundCall(terms, AMOUNT));
        uint96 amount = _bound(seed, 1, wealth);
        _reverts(stranger, _refundCall(terms, amount), IPaymentEscrowErrors.ExceedsRefundable.selector);
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
        _reverts(stranger, _refundCall(terms, 1), IPaymentEscrowErrors.ExceedsRefundable.selector);
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
        (, uint96 capturable, ) = escrow.paymentOf(id);
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
            _succeeds(merchant, _refundCall(terms, 1_000_000));
        }
    }

    // ---------------------------------------------------------------- ids, blocked receivers, pauses

    function testFuzz_RevertsWhenAStrangerBurnsAnId(address caller) public {
        IPaymentTypes.Terms memory terms = _terms();
        vm.assume(caller != payer);
        bytes memory call = abi.encodeCall(escrow.burn, (terms, ""));
        _reverts(caller, call, IPaymentEscrowErrors.NotPayer.selector);
        _reverts(merchant, call, IPaymentEscrowErrors.NotPayer.selector);
        _reverts(operator, call, IPaymentEscrowErrors.NotPayer.selector);
        _authorize(terms);
    }

    /// @dev Nor by a signature: of the stranger's own, or of the payer's for another id.
    function test_RevertsWhenAStrangerBurnsAnIdBySignature() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = escrow.paymentId(terms);
        bytes memory auth = _auth(STRANGER_KEY, BURN, abi.encode(id));
        _reverts(stranger, abi.encodeCall(escrow.burn, (terms, auth)), IPaymentEscrowErrors.NotPayer.selector);
        auth = _auth(PAYER_KEY, BURN, abi.encode(keccak256("another id")));
        _reverts(stranger, abi.encodeCall(escrow.burn, (terms, auth)), ICommonErrors.InvalidSignature.selector);
        _authorize(terms);
    }

    /// @dev Captured money is a balance, so receivers that their token refuses cannot make a batch fail for the others.
    function test_SucceedsWithABatchWhenSomeReceiversAreBlocked() public {
        IPaymentTypes.CaptureItem[] memory items = new IPaymentTypes.CaptureItem[](3);
        for (uint256 i; i < 3; ++i) {
            IPaymentTypes.Terms memory terms = _terms();
            (terms.salt, terms.merchant) = (i, address(uint160(0xBEEF00 + i)));
            _authorize(terms);
            items[i] = IPaymentTypes.CaptureItem(AMOUNT, 50_000, terms);
        }
        dollar.setBlocked(items[1].terms.merchant, true);
        dollar.setBlocked(feeRecipient, true);
        _succeeds(operator, abi.encodeCall(escrow.captureBatch, (items)));
        for (uint256 i; i < 3; ++i) require(_available(items[i].terms.merchant) == AMOUNT - 50_000, "merchant");
        require(_available(feeRecipient) == 150_000, "fee recipient");
    }

    /// @dev Nobody's wallet would be reached during the pause: a stranger must not turn its money into a balance meanwhile.
    function testFuzz_RevertsWhenAStrangerReclaimsDuringATokensPause(address caller) public {
        vm.assume(caller != payer && caller != merchant && caller != operator);
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        vm.warp(terms.captureBy);
        dollar.setPaused(true);
        bytes memory call = abi.encodeCall(escrow.reclaim, (terms));
        _reverts(caller, call, IPaymentEscrowErrors.PushFailed.selector);
        _requirePayment(id, IPaymentTypes.Status.Active, AMOUNT, 0);
        dollar.setPaused(false);
        _succeeds(caller, call);
        require(dollar.balanceOf(payer) == WEALTH && _available(payer) == 0, "the wallet is paid");
    }

    // ---------------------------------------------------------------- too little gas

    /// @dev With any gas, a batch captures all that is right or nothing at all: no item fails for want of it.
    function testFuzz_RevertsWhenABatchIsMadeToFailWithTooLittleGas(uint256 gasLimit) public {
        IPaymentTypes.CaptureItem[] memory items = new IPaymentTypes.CaptureItem[](8);
        bytes32[] memory ids = new bytes32[](8);
        for (uint256 i; i < 8; ++i) {
            IPaymentTypes.Terms memory terms = _terms();
            terms.salt = i;
            ids[i] = _authorize(terms);
            items[i] = IPaymentTypes.CaptureItem(AMOUNT, 50_000, terms);
        }
        gasLimit = _bound(gasLimit, 20_000, 400_000);
        vm.prank(operator);
        (bool success, ) = address(escrow).call{gas: gasLimit}(abi.encodeCall(escrow.captureBatch, (items)));
        for (uint256 i; i < 8; ++i) {
            (, uint96 capturable, ) = escrow.paymentOf(ids[i]);
            require(capturable == (success ? 0 : AMOUNT), "an item failed for want of gas");
        }
        require(_available(merchant) == (success ? 8 * (AMOUNT - 50_000) : 0), "merchant");
    }

    function testFuzz_RevertsWhenARefusalOfTheCoinIsFakedWithTooLittleGas(uint256 gasLimit) public {
        escrow.listToken(address(0), true);
        IPaymentTypes.Terms memory terms = _terms();
        terms.token = address(0);
        terms.payer = address(new GasHungryWallet(90_000));
        _succeedsWith(terms.payer, AMOUNT, abi.encodeCall(escrow.authorize, (terms, _byCall(NATIVE))));
        gasLimit = _bound(gasLimit, 30_000, 330_000);
        vm.prank(merchant);
        (bool success, ) = address(escrow).call{gas: gasLimit}(abi.encodeCall(escrow.void, (terms, "")));
        require(terms.payer.balance == (success ? AMOUNT : 0), "a faked refusal became a credit");
        require(_availableIn(address(0), terms.payer) == 0, "a faked refusal became a credit");
    }

    // ---------------------------------------------------------------- steps

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
}
