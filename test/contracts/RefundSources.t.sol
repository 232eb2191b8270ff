// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {ISignedActions} from "../../contracts/interfaces/ISignedActions.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {EntryTest} from "./support/EntryTest.sol";

/// @notice Where the money of a refund comes from, and that nobody but the merchant chooses it. The chain's own coin
/// stands in NativeCoin.t.sol, an operator's refund in Refund.t.sol.
contract RefundSourcesTest is EntryTest {
    bytes private constant TYPE =
        "Refund(address account,bytes32 id,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)";
    uint96 private constant NET = AMOUNT - 50_000;

    IPaymentTypes.Terms private terms;
    bytes32 private id;

    function setUp() public override {
        super.setUp();
        terms = _terms();
        id = _authorize(terms);
        _capture(terms, AMOUNT);
        _fund(merchant, NET);
    }

    function testFuzz_RefundsFromTheBalanceByTheMerchantsSignature(uint96 seed, address relayer) public {
        uint96 amount = _bound(seed, 1, NET);
        bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(id, amount, AVAILABLE));
        _expectBalance(merchant, address(dollar), id, NET - amount, 0, 2);
        _expectRefunded(amount, AVAILABLE, 2);
        _succeeds(relayer, _refund(amount, AVAILABLE, auth));
        _requireRefunded(amount, NET - amount, 2, NET);
    }

    function testFuzz_RefundsFromTheAllowanceByCallOrSignature(uint96 seed, address relayer, bool bySignature) public {
        uint96 amount = _bound(seed, 1, NET);
        bytes memory auth;
        if (bySignature) auth = _auth(MERCHANT_KEY, TYPE, abi.encode(id, amount, ALLOWANCE));
        _expectRefunded(amount, ALLOWANCE, 1);
        _succeeds(bySignature ? relayer : merchant, _refund(amount, ALLOWANCE, auth));
        _requireRefunded(amount, NET, 1, NET - amount);
    }

    function testFuzz_RefundsByErc3009(uint96 seed, address relayer) public {
        uint96 amount = _bound(seed, 1, NET);
        bytes memory fields = abi.encode(id, amount, ERC3009);
        bytes memory auth = _erc3009AuthOf(MERCHANT_KEY, TYPE, fields, amount, 7, NOW + 1);
        vm.expectEmit(address(escrow));
        emit ISignedActions.NonceUsed(merchant, 7, _digestOf(merchant, TYPE, fields, 7, NOW + 1));
        _expectRefunded(amount, ERC3009, 1);
        _succeeds(relayer, _refund(amount, ERC3009, auth));
        _requireRefunded(amount, NET, 1, NET - amount);
    }

    function test_KeepsWhatIsCapturableMeanwhile() public {
        terms.salt = 2;
        id = _authorize(terms);
        _capture(terms, 4_000_000);
        _succeeds(merchant, _refund(1_000_000, AVAILABLE, ""));
        _requirePayment(id, IPaymentTypes.Status.Active, 6_000_000, 2_980_000);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Refunded(id, 2_980_000, ALLOWANCE, false, 6_000_000, 0, 3);
        _succeeds(merchant, _refund(2_980_000, ALLOWANCE, ""));
        _requirePayment(id, IPaymentTypes.Status.Active, 6_000_000, 0);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        _requirePayment(id, IPaymentTypes.Status.Ended, 0, 0);
    }

    // ---------------------------------------------------------------- what is refused

    function test_RevertsWhenMoneyCannotComeFromThere() public {
        IPaymentTypes.Source[2] memory others = [PERMIT, PERMIT2];
        for (uint256 i; i < others.length; ++i) {
            bytes memory invalid = abi.encodeWithSelector(IPaymentEscrowErrors.InvalidSource.selector, others[i]);
            _reverts(merchant, _refund(1, others[i], ""), invalid);
            bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(id, 1, others[i]));
            _reverts(stranger, _refund(1, others[i], auth), invalid);
        }
    }

    function test_RevertsWhenErc3009HasNoAuth() public {
        _reverts(merchant, _refund(1, ERC3009, ""), bytes(""));
    }

    /// @dev Named attack: a relayer choosing the source of money, its amount, or the payment.
    function testFuzz_RevertsWhenTheRelayerChangesWhatWasSigned(uint96 seed, uint8 signed, uint8 source) public {
        IPaymentTypes.Source[3] memory sources = [ALLOWANCE, AVAILABLE, NATIVE];
        bytes memory auth = _auth(MERCHANT_KEY, TYPE, abi.encode(id, 5, sources[signed % 3]));
        bytes4 invalid = ICommonErrors.InvalidSignature.selector;
        uint96 amount = _bound(seed, 1, NET);
        vm.assume(amount != 5);
        _reverts(stranger, _refund(amount, sources[source % 2], auth), invalid);
        if (signed % 3 != source % 2) _reverts(stranger, _refund(5, sources[source % 2], auth), invalid);
        terms.salt = 2;
        _authorize(terms);
        _capture(terms, AMOUNT);
        _reverts(stranger, _refund(5, sources[source % 2], auth), invalid);
    }

    function testFuzz_RevertsWhenTheRelayerChangesTheErc3009Refund(uint96 seed) public {
        uint96 amount = _bound(seed, 1, NET);
        vm.assume(amount != 5);
        bytes memory auth = _erc3009AuthOf(MERCHANT_KEY, TYPE, abi.encode(id, 5, ERC3009), 5, 7, NOW + 1);
        bytes memory invalid = abi.encodeWithSignature("InvalidSignature(address)", merchant);
        _reverts(stranger, _refund(amount, ERC3009, auth), invalid);
        terms.salt = 2;
        _authorize(terms);
        _capture(terms, AMOUNT);
        _reverts(stranger, _refund(5, ERC3009, auth), invalid);
        require(!escrow.isNonceUsed(merchant, 7), "nonce");
    }

    function testFuzz_RevertsWhenTheTokenKeepsAFee(uint96 seed) public {
        uint96 fee = _bound(seed, 1, 5);
        dollar.setFeeUnits(fee);
        uint256 held = dollar.balanceOf(address(escrow));
        bytes memory inexact = abi.encodeWithSelector(
            IPaymentEscrowErrors.InexactTransfer.selector,
            held + 5 - fee,
            held + 5
        );
        _reverts(merchant, _refund(5, ALLOWANCE, ""), inexact);
    }

    /// @dev What the merchant set aside for subscriptions is no source.
    function test_RevertsWhenOnlyPrepaidMoneyIsThere() public {
        _succeeds(merchant, abi.encodeCall(escrow.movePrepaid, (address(dollar), NET, true, "")));
        bytes memory none = abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsAvailable.selector, 1, 0);
        _reverts(merchant, _refund(1, AVAILABLE, ""), none);
    }

    function test_RevertsWhenNothingWasCaptured() public {
        terms.salt = 2;
        _authorize(terms);
        bytes memory none = abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsRefundable.selector, 1, 0);
        _reverts(merchant, _refund(1, AVAILABLE, ""), none);
    }

    // ---------------------------------------------------------------- steps

    function _expectRefunded(uint96 amount, IPaymentTypes.Source source, uint64 seq) private {
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Refunded(id, amount, source, false, 0, NET - amount, seq);
    }

    function _requireRefunded(uint96 amount, uint96 available, uint64 seq, uint96 wallet) private view {
        _requirePayment(id, IPaymentTypes.Status.Ended, 0, NET - amount);
        _requireBalance(merchant, address(dollar), available, 0, seq);
        require(dollar.balanceOf(merchant) == wallet, "merchant's wallet");
        require(dollar.balanceOf(payer) == WEALTH - AMOUNT + amount, "payer's wallet");
    }

    function _refund(
        uint96 amount,
        IPaymentTypes.Source source,
        bytes memory auth
    ) private view returns (bytes memory) {
        return abi.encodeCall(escrow.refund, (terms, amount, source, auth));
    }
}
