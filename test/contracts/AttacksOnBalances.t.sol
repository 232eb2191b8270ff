// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IManagerHooks} from "../../contracts/interfaces/IManagerHooks.sol";
import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {DebitedWord} from "./support/DebitedWord.sol";
import {HostileTest} from "./support/HostileTest.sol";
import {SubscriptionIds} from "./support/SubscriptionIds.sol";

/// @notice Attacks on balances: by the manager, which reaches prepaid money only, and by whoever pays a balance out.
contract AttacksOnBalancesTest is HostileTest {
    // ---------------------------------------------------------------- the manager

    /// @dev It asks for a merchant's earnings, which were never prepaid.
    function testFuzz_RevertsWhenTheManagerDebitsAMerchantsBalance(uint96 seed) public {
        _charge(_chargeTerms());
        uint96 earned = _available(merchant);
        uint96 amount = _bound(seed, 1, earned);
        _enter();
        DebitedWord.Debited memory debited = _debit(merchant, amount);
        require(debited.seq == 0 && debited.prepaidAfter == 0, "debited");
        _settles(stranger, amount, IPaymentEscrowErrors.Unbalanced.selector);
        _settles(stranger, 0, bytes4(0));
        require(_available(merchant) == earned && _available(stranger) == 0, "the merchant keeps all");
    }

    /// @dev A prepaid balance falls by what it holds at most, and what lies beside it stays.
    function testFuzz_RevertsWhenTheManagerDebitsMoreThanIsPrepaid(uint96 seed) public {
        _deposit(payer, true, 1_000);
        _deposit(payer, false, 5_000);
        _enter();
        require(_debit(payer, _bound(seed, 1_001, type(uint96).max)).seq == 0, "debited");
        require(_debit(payer, 600).prepaidAfter == 400, "prepaid");
        require(_debit(payer, 401).seq == 0, "debited twice");
        _settles(stranger, 601, IPaymentEscrowErrors.Unbalanced.selector);
        _settles(stranger, 599, IPaymentEscrowErrors.Unbalanced.selector);
        _settles(stranger, 600, bytes4(0));
        (uint96 available, uint96 prepaid, ) = escrow.balance(payer, address(dollar));
        require(available == 5_000 && prepaid == 400, "the account keeps the rest");
    }

    /// @dev Money in escrow is nobody's balance: the manager can neither credit itself with it nor move the payment.
    function testFuzz_RevertsWhenTheManagerTakesAPaymentInEscrow(uint96 seed) public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        bytes4 notParty = ICommonErrors.NotMerchantOrOperator.selector;
        _reverts(manager, _captureCall(terms, AMOUNT), notParty);
        _reverts(manager, abi.encodeCall(escrow.void, (terms, "")), notParty);
        _enter();
        _settles(manager, _bound(seed, 1, AMOUNT), IPaymentEscrowErrors.Unbalanced.selector);
        _settles(stranger, 0, bytes4(0));
        _requirePayment(id, IPaymentTypes.Status.Active, AMOUNT, 0);
    }

    /// @dev Allowances name the escrow, and no hook uses them: without a signature the manager gets nothing from a wallet.
    function testFuzz_RevertsWhenTheManagerUsesAnAllowanceToTheEscrow(uint96 seed) public {
        uint96 amount = _bound(seed, 1, AMOUNT);
        IPaymentTypes.Terms memory terms = _termsOf(amount);
        _reverts(manager, _authorizeCall(terms), IPaymentEscrowErrors.NotPayer.selector);
        bytes memory call = abi.encodeCall(escrow.deposit, (true, address(dollar), amount, ALLOWANCE, ""));
        _reverts(manager, call, IERC20Errors.ERC20InsufficientAllowance.selector);
        _enter();
        call = abi.encodeCall(
            escrow.pull3009,
            (keccak256("id"), payer, uint48(block.timestamp + 1), amount, new bytes(65))
        );
        _reverts(manager, call, bytes4(keccak256("InvalidSignature(address)")));
        _settles(stranger, amount, IPaymentEscrowErrors.Unbalanced.selector);
        _settles(stranger, 0, bytes4(0));
        require(dollar.balanceOf(payer) == WEALTH, "the wallet stays");
    }

    /// @dev A payer's signature for a payment is none for its prepaid balance, not even for an id that it burned.
    function testFuzz_RevertsWhenTheManagerPassesOffAPaymentAsASubscription(bytes32 structHash) public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = escrow.paymentId(terms);
        bytes memory signature = _erc3009(terms).data;
        _succeeds(payer, abi.encodeCall(escrow.burn, (terms, "")));
        bytes4 refused = bytes4(keccak256("InvalidSignature(address)"));
        _enter();
        _reverts(manager, _pullCall(id, terms, signature), refused);
        _reverts(manager, _pullCall(structHash, terms, signature), refused);
        _settles(stranger, 0, bytes4(0));
        require(dollar.balanceOf(payer) == WEALTH, "the wallet stays");
    }

    /// @dev A signed deposit for one subscription is none for another, nor for another amount or time.
    function test_RevertsWhenTheManagerBendsASubscribersSignature() public {
        bytes32 id = keccak256("subscription");
        uint48 startBy = uint48(block.timestamp + 10);
        bytes memory signature = _erc3009Signature(
            PAYER_KEY,
            payer,
            1_000,
            startBy,
            SubscriptionIds.digest(manager, id)
        );
        bytes4 refused = bytes4(keccak256("InvalidSignature(address)"));
        _enter();
        _reverts(manager, abi.encodeCall(escrow.pull3009, (bytes32("x"), payer, startBy, 1_000, signature)), refused);
        _reverts(manager, abi.encodeCall(escrow.pull3009, (id, payer, startBy + 1, 1_000, signature)), refused);
        _reverts(manager, abi.encodeCall(escrow.pull3009, (id, payer, startBy, 1_001, signature)), refused);
        _reverts(manager, abi.encodeCall(escrow.pull3009, (id, merchant, startBy, 1_000, signature)), refused);
        _succeeds(manager, abi.encodeCall(escrow.pull3009, (id, payer, startBy, 1_000, signature)));
        _fails(manager, abi.encodeCall(escrow.pull3009, (id, payer, startBy, 1_000, signature)));
        _settles(stranger, 0, bytes4(0));
        (, uint96 prepaid, ) = escrow.balance(payer, address(dollar));
        require(prepaid == 1_000 && dollar.balanceOf(payer) == WEALTH - 1_000, "paid once");
    }

    function testFuzz_RevertsWhenAnyoneElseCallsAHook(address caller) public {
        vm.assume(caller != manager);
        _deposit(payer, true, 1_000);
        IManagerHooks.Debit[] memory debits = new IManagerHooks.Debit[](1);
        debits[0] = IManagerHooks.Debit(payer, 1_000);
        bytes[4] memory calls = [
            abi.encodeCall(escrow.enterFor, (address(dollar))),
            abi.encodeCall(escrow.debitPrepaid, (debits)),
            abi.encodeCall(escrow.pull3009, (bytes32("id"), payer, 1, 1, "")),
            abi.encodeCall(escrow.settle, (new IManagerHooks.Credit[](0)))
        ];
        for (uint256 i; i < 4; ++i) _reverts(caller, calls[i], IPaymentEscrowErrors.NotManager.selector);
        _enter();
        for (uint256 i; i < 4; ++i) _reverts(caller, calls[i], IPaymentEscrowErrors.NotManager.selector);
        _settles(stranger, 0, bytes4(0));
    }

    // ---------------------------------------------------------------- withdrawFor

    /// @dev Anyone pays a balance out, but what its owner set aside for subscriptions stays.
    function testFuzz_SucceedsWithWithdrawForThatLeavesPrepaidMoney(uint96 prepaid, uint96 available) public {
        prepaid = _bound(prepaid, 1, WEALTH / 4);
        available = _bound(available, 1, WEALTH / 4);
        _deposit(payer, true, prepaid);
        _succeeds(payer, abi.encodeCall(escrow.setPayout, (payer, "")));
        vm.warp(block.timestamp + 1 days);
        bytes memory call = abi.encodeCall(escrow.withdrawFor, (payer, address(dollar)));
        _reverts(stranger, call, IPaymentEscrowErrors.NothingAvailable.selector);
        _deposit(payer, false, available);
        _succeeds(stranger, call);
        (uint96 left, uint96 prepaidLeft, ) = escrow.balance(payer, address(dollar));
        require(left == 0 && prepaidLeft == prepaid, "prepaid");
        require(dollar.balanceOf(payer) == WEALTH - prepaid, "wallet");
    }

    /// @dev A thief with the key for an hour names its own address: the owner has a day to see it, and to say otherwise.
    function testFuzz_RevertsWhenAPayoutIsUsedWithinADay(uint256 time) public {
        _deposit(payer, false, 1_000);
        bytes memory call = abi.encodeCall(escrow.withdrawFor, (payer, address(dollar)));
        _reverts(stranger, call, IPaymentEscrowErrors.NoPayout.selector);
        _succeeds(payer, abi.encodeCall(escrow.setPayout, (stranger, "")));
        time = block.timestamp + _bound(time, 0, 1 days - 1);
        vm.warp(time);
        _reverts(stranger, call, IPaymentEscrowErrors.TooEarly.selector);
        _succeeds(payer, abi.encodeCall(escrow.setPayout, (merchant, "")));
        vm.warp(time + 1 days);
        _succeeds(stranger, call);
        require(dollar.balanceOf(merchant) == 1_000 && dollar.balanceOf(stranger) == 0, "payout");
    }

    // ---------------------------------------------------------------- steps

    function _deposit(address account, bool toPrepaid, uint96 amount) private {
        _succeeds(account, abi.encodeCall(escrow.deposit, (toPrepaid, address(dollar), amount, ALLOWANCE, "")));
    }

    function _enter() private {
        _succeeds(manager, abi.encodeCall(escrow.enterFor, (address(dollar))));
    }

    function _debit(address account, uint96 amount) private returns (DebitedWord.Debited memory) {
        IManagerHooks.Debit[] memory debits = new IManagerHooks.Debit[](1);
        debits[0] = IManagerHooks.Debit(account, amount);
        vm.prank(manager);
        return DebitedWord.unpack(escrow.debitPrepaid(debits)[0]);
    }

    function _settles(address account, uint96 amount, bytes4 refusal) private {
        IManagerHooks.Credit[] memory credits = new IManagerHooks.Credit[](1);
        credits[0] = IManagerHooks.Credit("cause", account, amount);
        bytes memory call = abi.encodeCall(escrow.settle, (credits));
        if (refusal == 0) _succeeds(manager, call);
        else _reverts(manager, call, refusal);
    }

    function _pullCall(
        bytes32 structHash,
        IPaymentTypes.Terms memory terms,
        bytes memory signature
    ) private view returns (bytes memory) {
        return abi.encodeCall(escrow.pull3009, (structHash, terms.payer, terms.authorizeBy, terms.amount, signature));
    }
}
