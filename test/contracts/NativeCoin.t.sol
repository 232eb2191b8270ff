// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "../../contracts/interfaces/IPaymentEscrowEvents.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";

import {EntryTest} from "./support/EntryTest.sol";

/// @notice The chain's own coin as a source of money: sent by its owner's own call, in exactly the amount.
contract NativeCoinTest is EntryTest {
    bytes private constant REFUND =
        "Refund(address account,bytes32 id,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)";

    function setUp() public override {
        super.setUp();
        _listCoin();
    }

    function testFuzz_AuthorizesWithTheValueSent(uint96 seed) public {
        IPaymentTypes.Terms memory terms = _coinTerms();
        terms.amount = _bound(seed, 1, WEALTH);
        bytes32 id = escrow.paymentId(terms);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Authorized(id, merchant, terms.invoiceRef, terms, NATIVE, terms.amount, 0);
        _succeedsPaying(terms.amount, payer, _authorizing(terms, _byCall(NATIVE)));
        _requirePayment(id, IPaymentTypes.Status.Active, terms.amount, 0);
        require(address(escrow).balance == terms.amount && payer.balance == WEALTH - terms.amount, "coin");
    }

    function test_ChargesWithTheValueSent() public {
        IPaymentTypes.Terms memory terms = _coinTerms();
        terms.mode = IPaymentTypes.Mode.Charge;
        bytes32 id = escrow.paymentId(terms);
        _expectBalance(merchant, COIN, id, AMOUNT - 50_000, 0, 1);
        _expectBalance(feeRecipient, COIN, id, 50_000, 0, 1);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Charged(id, merchant, terms.invoiceRef, terms, NATIVE, 50_000, 0, AMOUNT - 50_000, 1);
        _succeedsPaying(AMOUNT, payer, abi.encodeCall(escrow.charge, (terms, 50_000, _byCall(NATIVE))));
        require(address(escrow).balance == AMOUNT, "coin");
    }

    function test_LivesAWholeLife() public {
        IPaymentTypes.Terms memory terms = _coinTerms();
        _succeedsPaying(AMOUNT, payer, _authorizing(terms, _byCall(NATIVE)));
        _capture(terms, 4_000_000);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        require(payer.balance == WEALTH - 4_000_000, "voided");
        _succeeds(merchant, abi.encodeCall(escrow.refund, (terms, 1_000_000, AVAILABLE, "")));
        require(payer.balance == WEALTH - 3_000_000, "refunded");
        _succeeds(merchant, abi.encodeCall(escrow.withdraw, (COIN, 2_980_000, stranger, "")));
        require(stranger.balance == 2_980_000 && address(escrow).balance == 20_000, "withdrawn");
        _requireBalance(merchant, COIN, 0, 0, 3);
    }

    function test_PaysFromTheAvailableBalance() public {
        _depositCoin(payer, AMOUNT, false);
        IPaymentTypes.Terms memory terms = _coinTerms();
        _succeeds(payer, _authorizing(terms, _byCall(AVAILABLE)));
        _requireBalance(payer, COIN, 0, 0, 2);
        terms.salt = 2;
        bytes memory none = abi.encodeWithSelector(IPaymentEscrowErrors.ExceedsAvailable.selector, AMOUNT, 0);
        _reverts(payer, _authorizing(terms, _byCall(AVAILABLE)), none);
    }

    // ---------------------------------------------------------------- the value

    function testFuzz_RevertsWhenTheValueIsAnother(uint96 value) public {
        value = _bound(value, 0, WEALTH);
        vm.assume(value != AMOUNT);
        IPaymentTypes.Terms memory terms = _coinTerms();
        bytes memory wrong = abi.encodeWithSelector(IPaymentEscrowErrors.WrongValue.selector, value, AMOUNT);
        _revertsPaying(value, payer, _authorizing(terms, _byCall(NATIVE)), wrong);
        terms.mode = IPaymentTypes.Mode.Charge;
        _revertsPaying(value, payer, abi.encodeCall(escrow.charge, (terms, 50_000, _byCall(NATIVE))), wrong);
    }

    function testFuzz_RevertsWhenValueComesWithAnotherSource(uint96 seed, uint8 source, bool ofCoin) public {
        uint96 value = _bound(seed, 1, WEALTH);
        IPaymentTypes.Terms memory terms = ofCoin ? _coinTerms() : _terms();
        IPaymentTypes.Pull memory pull = _byCall(IPaymentTypes.Source(source % 5));
        bytes memory wrong = abi.encodeWithSelector(IPaymentEscrowErrors.WrongValue.selector, value, 0);
        _revertsPaying(value, payer, _authorizing(terms, pull), wrong);
    }

    function test_RevertsWhenCoinIsSentForAToken() public {
        bytes memory invalid = abi.encodeWithSelector(IPaymentEscrowErrors.InvalidSource.selector, NATIVE);
        _revertsPaying(AMOUNT, payer, _authorizing(_terms(), _byCall(NATIVE)), invalid);
    }

    /// @dev A relayer would pay for the payer, who would get the coin back by a refund.
    function testFuzz_RevertsWhenAnyoneElseSendsIt(address caller) public {
        vm.assume(caller != payer);
        vm.deal(caller, AMOUNT);
        IPaymentTypes.Terms memory terms = _coinTerms();
        bytes memory notPayer = abi.encodeWithSelector(IPaymentEscrowErrors.NotPayer.selector, caller, payer);
        _revertsPaying(AMOUNT, caller, _authorizing(terms, _byCall(NATIVE)), notPayer);
        IPaymentTypes.Pull memory signed = _consent(PAYER_KEY, terms, NATIVE);
        bytes memory invalid = abi.encodeWithSelector(IPaymentEscrowErrors.InvalidSource.selector, NATIVE);
        _revertsPaying(AMOUNT, caller, _authorizing(terms, signed), invalid);
    }

    function test_RevertsWhenATokensSourceIsNamedForTheCoin() public {
        IPaymentTypes.Terms memory terms = _coinTerms();
        bytes memory failed = abi.encodeWithSignature("SafeERC20FailedOperation(address)", COIN);
        _reverts(payer, _authorizing(terms, _byCall(ALLOWANCE)), failed);
        _reverts(payer, _authorizing(terms, _byCall(ERC3009)), failed);
        _reverts(payer, _authorizing(terms, _byCall(PERMIT2)), failed);
        bytes memory permit = abi.encode(AMOUNT, NOW + 1, 27, bytes32(0), bytes32(0), "");
        _reverts(payer, _authorizing(terms, IPaymentTypes.Pull(PERMIT, permit)), failed);
    }

    function test_RevertsWhenTheCoinIsNotListed() public {
        escrow.listToken(COIN, false);
        bytes memory unlisted = abi.encodeWithSelector(IPaymentEscrowErrors.TokenNotListed.selector, COIN);
        _revertsPaying(AMOUNT, payer, _authorizing(_coinTerms(), _byCall(NATIVE)), unlisted);
    }

    // ---------------------------------------------------------------- refunds

    function testFuzz_RefundsWithTheMerchantsCoin(uint96 seed) public {
        (IPaymentTypes.Terms memory terms, bytes32 id) = _captured();
        uint96 amount = _bound(seed, 1, AMOUNT - 50_000);
        vm.deal(merchant, amount);
        vm.expectEmit(address(escrow));
        emit IPaymentEscrowEvents.Refunded(id, amount, NATIVE, false, 0, AMOUNT - 50_000 - amount, 1);
        _succeedsPaying(amount, merchant, abi.encodeCall(escrow.refund, (terms, amount, NATIVE, "")));
        _requireBalance(merchant, COIN, AMOUNT - 50_000, 0, 1);
        require(payer.balance == WEALTH - AMOUNT + amount && merchant.balance == 0, "coin");
    }

    function testFuzz_RevertsWhenTheRefundsValueIsAnother(uint96 seed) public {
        (IPaymentTypes.Terms memory terms, ) = _captured();
        uint96 value = _bound(seed, 0, WEALTH);
        vm.assume(value != 5);
        vm.deal(merchant, WEALTH);
        bytes memory call = abi.encodeCall(escrow.refund, (terms, 5, NATIVE, ""));
        bytes memory wrong = abi.encodeWithSelector(IPaymentEscrowErrors.WrongValue.selector, value, 5);
        _revertsPaying(value, merchant, call, wrong);
        value = value == 0 ? 1 : value;
        wrong = abi.encodeWithSelector(IPaymentEscrowErrors.WrongValue.selector, value, 0);
        for (uint8 i; i < 5; ++i) {
            call = abi.encodeCall(escrow.refund, (terms, 5, IPaymentTypes.Source(i), ""));
            _revertsPaying(value, merchant, call, wrong);
        }
    }

    function testFuzz_RevertsWhenAnyoneElseRefundsWithCoin(address caller) public {
        vm.assume(caller != merchant);
        (IPaymentTypes.Terms memory terms, bytes32 id) = _captured();
        vm.deal(caller, 5);
        bytes memory call = abi.encodeCall(escrow.refund, (terms, 5, NATIVE, ""));
        bytes memory notMerchant = abi.encodeWithSelector(ICommonErrors.NotMerchant.selector, caller, merchant);
        _revertsPaying(5, caller, call, notMerchant);
        bytes memory auth = _auth(MERCHANT_KEY, REFUND, abi.encode(id, 5, NATIVE));
        bytes memory invalid = abi.encodeWithSelector(IPaymentEscrowErrors.InvalidSource.selector, NATIVE);
        _revertsPaying(5, caller, abi.encodeCall(escrow.refund, (terms, 5, NATIVE, auth)), invalid);
    }

    function test_RevertsWhenATokenIsRefundedWithCoin() public {
        IPaymentTypes.Terms memory terms = _terms();
        _authorize(terms);
        _capture(terms, AMOUNT);
        vm.deal(merchant, 5);
        bytes memory invalid = abi.encodeWithSelector(IPaymentEscrowErrors.InvalidSource.selector, NATIVE);
        _revertsPaying(5, merchant, abi.encodeCall(escrow.refund, (terms, 5, NATIVE, "")), invalid);
    }

    /// @dev Coin that no verb accounts for stays outside.
    function test_RevertsWhenCoinIsSentWithoutAVerb() public {
        vm.deal(stranger, 1);
        _revertsPaying(1, stranger, "", bytes(""));
        _revertsPaying(1, stranger, abi.encodeCall(escrow.setPayout, (stranger, "")), bytes(""));
    }

    function _captured() private returns (IPaymentTypes.Terms memory terms, bytes32 id) {
        terms = _coinTerms();
        id = escrow.paymentId(terms);
        _succeedsPaying(AMOUNT, payer, _authorizing(terms, _byCall(NATIVE)));
        _capture(terms, AMOUNT);
    }

    function _authorizing(
        IPaymentTypes.Terms memory terms,
        IPaymentTypes.Pull memory pull
    ) private view returns (bytes memory) {
        return abi.encodeCall(escrow.authorize, (terms, pull));
    }
}
