// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IPaymentEscrowErrors} from "../../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {ISubscriptionManagerErrors} from "../../../contracts/interfaces/ISubscriptionManagerErrors.sol";
import {ISubscriptionTypes} from "../../../contracts/interfaces/ISubscriptionTypes.sol";
import {HostileDollar} from "../../mocks/HostileDollar.sol";
import {AnsweringToken} from "../../mocks/tokens/AnsweringToken.sol";
import {BlockListToken} from "../../mocks/tokens/BlockListToken.sol";
import {DataBombToken} from "../../mocks/tokens/DataBombToken.sol";
import {FalseToken} from "../../mocks/tokens/FalseToken.sol";
import {HookedToken} from "../../mocks/tokens/HookedToken.sol";
import {PausableToken} from "../../mocks/tokens/PausableToken.sol";
import {PlainToken} from "../../mocks/tokens/PlainToken.sol";
import {RebasingToken} from "../../mocks/tokens/RebasingToken.sol";
import {ShortToken} from "../../mocks/tokens/ShortToken.sol";
import {SilentToken} from "../../mocks/tokens/SilentToken.sol";
import {SpendingHook} from "../../mocks/tokens/SpendingHook.sol";
import {UpgradeableToken} from "../../mocks/tokens/UpgradeableToken.sol";
import {RenewalTest} from "../support/RenewalTest.sol";

/// @notice A batch of two in every class of token: one from a prepaid balance, one from the allowance. Either both are
/// charged; or the token refuses the second, and the first is charged exactly; or the token is inexact, and nothing is.
contract ChargeBatchTokensTest is RenewalTest {
    bytes4 private constant UNBALANCED = IPaymentEscrowErrors.Unbalanced.selector;

    ISubscriptionTypes.Plan private plan;
    ISubscriptionTypes.Subscription[] private subs;
    bytes32 private prepaidId;
    bytes32 private id;

    // ---------------------------------------------------------------- answers

    function test_SucceedsWithATokenThatAnswersNothing() public {
        _introduce(address(new SilentToken()));
        _requireBoth();
    }

    function test_SucceedsWithEveryAnswerThatBeginsWithOne() public {
        AnsweringToken token = new AnsweringToken();
        _introduce(address(token));
        bytes[4] memory answers = [
            bytes(""),
            abi.encode(uint256(1)),
            abi.encode(uint256(1), uint256(0)),
            bytes.concat(abi.encode(uint256(1)), hex"ff")
        ];
        for (uint256 i; i < answers.length; ++i) {
            uint256 before = vm.snapshotState();
            token.setAnswer(answers[i], false);
            _requireBoth();
            vm.revertToState(before);
        }
    }

    /// @dev No other answer is a yes, nor is a yes that comes as a failure.
    function test_EmitsAFailureForEveryOtherAnswer() public {
        AnsweringToken token = new AnsweringToken();
        _introduce(address(token));
        bytes[7] memory answers = [
            abi.encode(uint256(0)),
            abi.encode(uint256(2)),
            abi.encode(type(uint256).max),
            abi.encode((uint256(1) << 255) | 1),
            abi.encode(uint256(0), uint256(1)),
            bytes(hex"01"),
            abi.encodePacked(uint248(1))
        ];
        token.setIdle(true);
        for (uint256 i; i < answers.length; ++i) {
            token.setAnswer(answers[i], false);
            _requireFirstOnly();
        }
        token.setIdle(false);
        token.setAnswer(abi.encode(true), true);
        _requireFirstOnly();
        token.setAnswer("", true);
        _requireFirstOnly();
    }

    /// @dev Money that came with a no is nobody's; so nothing of the batch holds.
    function test_RevertsWhenATokenMovesMoneyAndAnswersOtherwise() public {
        AnsweringToken token = new AnsweringToken();
        _introduce(address(token));
        token.setAnswer(abi.encode(uint256(2)), false);
        _requireNeither(abi.encodeWithSelector(UNBALANCED, uint256(PRICE), 2 * uint256(PRICE)));
        token.setAnswer(abi.encode(uint256(0)), false);
        _requireNeither(abi.encodeWithSelector(UNBALANCED, uint256(PRICE), 2 * uint256(PRICE)));
    }

    function test_RevertsWhenATokenMovesNothingAndAnswersYes() public {
        AnsweringToken token = new AnsweringToken();
        _introduce(address(token));
        token.setIdle(true);
        _requireNeither(abi.encodeWithSelector(UNBALANCED, 2 * uint256(PRICE), uint256(PRICE)));
        token.setAnswer("", false);
        _requireNeither(abi.encodeWithSelector(UNBALANCED, 2 * uint256(PRICE), uint256(PRICE)));
    }

    // ---------------------------------------------------------------- inexact movements

    function test_RevertsWhenTheHoldingRisesByAnythingElse() public {
        AnsweringToken token = new AnsweringToken();
        _introduce(address(token));
        int256[4] memory drifts = [int256(-1), int256(1), -int256(uint256(PRICE)), int256(uint256(PRICE))];
        for (uint256 i; i < drifts.length; ++i) {
            token.setDrift(drifts[i]);
            uint256 expected = uint256(int256(2 * uint256(PRICE)) + drifts[i]);
            _requireNeither(abi.encodeWithSelector(UNBALANCED, 2 * uint256(PRICE), expected));
        }
    }

    /// @dev What others have in the escrow melts.
    function test_RevertsWhenTheHoldingFalls() public {
        AnsweringToken token = new AnsweringToken();
        _introduce(address(token));
        uint256 held = token.balanceOf(address(escrow));
        token.setDrift(-int256(uint256(PRICE)) - 1);
        _requireNeither(abi.encodeWithSelector(IPaymentEscrowErrors.InexactTransfer.selector, held - 1, held));
    }

    function test_RevertsWhenATokenTakesAFeeOrMovesNothing() public {
        UpgradeableToken token = new UpgradeableToken();
        _introduce(address(token));
        token.upgrade(UpgradeableToken.Behavior.KeepsAFee);
        _requireNeither(abi.encodeWithSelector(UNBALANCED, 2 * uint256(PRICE), 2 * uint256(PRICE) - PRICE / 100));
        token.upgrade(UpgradeableToken.Behavior.MovesNothing);
        _requireNeither(abi.encodeWithSelector(UNBALANCED, 2 * uint256(PRICE), uint256(PRICE)));
        token.upgrade(UpgradeableToken.Behavior.Paused);
        _requireFirstOnly();
        // What the token takes from the subscriber beside the price is no affair of the escrow.
        token.upgrade(UpgradeableToken.Behavior.TakesMore);
        _requireBoth();
    }

    function test_RevertsWhenATokenMovesWhatThereIs() public {
        ShortToken token = new ShortToken();
        _introduce(address(token));
        address member = subs[1].subscriber;
        uint256 rest = token.balanceOf(member) - PRICE + 1;
        vm.prank(member);
        token.transfer(stranger, rest);
        _requireNeither(abi.encodeWithSelector(UNBALANCED, 2 * uint256(PRICE), 2 * uint256(PRICE) - 1));
    }

    /// @dev In the middle of the transfer, and while nobody looks.
    function test_RevertsWhenATokenRebases() public {
        RebasingToken token = new RebasingToken();
        _introduce(address(token));
        token.setGrowth(1e17);
        vm.warp(NOW + PERIOD);
        vm.prank(stranger);
        (bool success, bytes memory answer) = address(manager).call(abi.encodeCall(manager.chargeBatch, (plan, subs)));
        require(!success && bytes4(answer) == UNBALANCED, "the rise of others' money is nobody's");
        token.setGrowth(0);
        token.rebase(200);
        _requireBoth();
    }

    /// @dev Beside the transfer itself. What was donated before a batch counts for nothing.
    function test_RevertsWhenASubscriberDonatesInTheMiddle() public {
        HookedToken token = new HookedToken();
        _introduce(address(token));
        SpendingHook hook = new SpendingHook(token);
        token.setHook(subs[1].subscriber, hook);
        hook.setHarm(SpendingHook.Harm.Donate);
        _requireNeither(abi.encodeWithSelector(UNBALANCED, 2 * uint256(PRICE), 2 * uint256(PRICE) + 1));
        hook.setHarm(SpendingHook.Harm.None);
        token.mint(address(escrow), 12_345);
        _requireBoth();
    }

    // ---------------------------------------------------------------- refusals

    function test_EmitsAFailureWhereATokenAnswersFalse() public {
        FalseToken token = new FalseToken();
        _introduce(address(token));
        vm.prank(subs[1].subscriber);
        token.approve(address(manager), PRICE - 1);
        _requireFirstOnly();
        vm.prank(subs[1].subscriber);
        token.approve(address(manager), PRICE);
        _requireBoth();
    }

    function test_EmitsAFailureWhereATokenIsPaused() public {
        PausableToken token = new PausableToken();
        _introduce(address(token));
        token.setPaused(true);
        _requireFirstOnly();
        token.setPaused(false);
        _requireBoth();
    }

    function test_EmitsAFailureWhereTheSubscriberIsBlocked() public {
        BlockListToken token = new BlockListToken();
        _introduce(address(token));
        // Blocked accounts still pay from what they prepaid.
        token.setBlocked(subs[0].subscriber, true);
        token.setBlocked(subs[1].subscriber, true);
        _requireFirstOnly();
        token.setBlocked(subs[1].subscriber, false);
        _requireBoth();
    }

    function test_EmitsAFailureWhereTheEscrowIsBlocked() public {
        BlockListToken token = new BlockListToken();
        _introduce(address(token));
        token.setBlocked(address(escrow), true);
        _requireFirstOnly();
    }

    function test_EmitsAFailureWhereATokenAnswersAMegabyte() public {
        DataBombToken token = new DataBombToken();
        _introduce(address(token));
        token.setBomb(DataBombToken.Trigger.TransferFrom, true);
        _requireFirstOnly();
        token.setBomb(DataBombToken.Trigger.TransferFrom, false);
        _requireFirstOnly();
    }

    function test_EmitsAFailureWhereASubscribersHookRefuses() public {
        HookedToken token = new HookedToken();
        _introduce(address(token));
        SpendingHook hook = new SpendingHook(token);
        token.setHook(subs[1].subscriber, hook);
        for (uint256 harm = 1; harm < 4; ++harm) {
            hook.setHarm(SpendingHook.Harm(harm));
            _requireFirstOnly();
        }
    }

    function test_RevertsWhenTheTokenIsGone() public {
        PlainToken token = new PlainToken(6);
        _introduce(address(token));
        vm.etch(address(token), "");
        vm.warp(NOW + PERIOD);
        bytes memory expected = abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, token);
        _reverts(stranger, abi.encodeCall(manager.chargeBatch, (plan, subs)), expected);
    }

    // ---------------------------------------------------------------- steps

    /// @dev Two members who begin with a trial, so that nothing but the deposit was moved before.
    function _introduce(address token) private {
        dollar = HostileDollar(token);
        escrow.listToken(token, true);
        plan = _trialPlan();
        plan.trial = uint32(PERIOD);
        _create(plan);
        for (uint256 i; i < 2; ++i) {
            ISubscriptionTypes.Subscription memory sub = _trialSubscription(i);
            sub.subscriber = _member(i);
            dollar.mint(sub.subscriber, 1_000 * CAP);
            _approve(sub.subscriber, address(manager));
            _subscribe(plan, sub);
            subs.push(sub);
        }
        dollar.mint(subs[0].subscriber, 2 * CAP);
        _approve(subs[0].subscriber, address(escrow));
        vm.prank(subs[0].subscriber);
        escrow.deposit(true, token, CAP, IPaymentTypes.Source.Allowance, "");
        (prepaidId, id) = (_id(plan, subs[0]), _id(plan, subs[1]));
    }

    /// @dev A low-level call, because some tokens answer nothing.
    function _approve(address owner, address spender) private {
        vm.prank(owner);
        (bool success, ) = address(dollar).call(abi.encodeCall(dollar.approve, (spender, type(uint256).max)));
        require(success, "approve");
    }

    function _requireBoth() private {
        uint256 held = dollar.balanceOf(address(escrow));
        (uint96 had, , ) = _word(merchant);
        _expectEvents();
        _renewBoth(true);
        _requireExactEvents();
        (uint96 has, , ) = _word(merchant);
        require(has == had + 2 * (PRICE - _fee(PRICE)), "merchant");
        require(dollar.balanceOf(address(escrow)) == held + PRICE, "held");
        _requireActive(id, NOW + PERIOD, 1, NOW + PERIOD, 1);
    }

    /// @dev And everything is as before afterwards, so that the next way can be tried.
    function _requireFirstOnly() private {
        uint256 before = vm.snapshotState();
        uint256 held = dollar.balanceOf(address(escrow));
        bytes32 state = _stateHash(id);
        _expectEvents();
        _renewBoth(false);
        _requireExactEvents();
        require(_stateHash(id) == state, "state");
        _requireActive(prepaidId, NOW + PERIOD, 1, NOW + PERIOD, 1);
        _requireBalance(merchant, PRICE - _fee(PRICE), 0);
        _requireBalance(subs[0].subscriber, 0, CAP - PRICE);
        require(dollar.balanceOf(address(escrow)) == held, "held");
        vm.revertToState(before);
    }

    function _renewBoth(bool both) private {
        vm.warp(NOW + PERIOD);
        uint40 start = uint40(NOW + PERIOD);
        uint96 count = both ? 2 : 1;
        _expectCharged(plan, subs[0], Charge(PREPAID, 0, start, start + PERIOD, PRICE, CAP - PRICE, 2));
        if (both) _expectCharged(plan, subs[1], Charge(ALLOWANCE, 0, start, start + PERIOD, PRICE, 0, 0));
        else _expectFailed(plan, subs[1], 0, ISubscriptionManagerErrors.CannotPay.selector);
        _expectCredit(plan, merchant, count * (PRICE - _fee(PRICE)), 0, 1);
        _expectCredit(plan, feeRecipient, count * _fee(PRICE), 0, 1);
        _renewAll(plan, subs);
    }

    function _requireNeither(bytes memory expected) private {
        vm.warp(NOW + PERIOD);
        bytes32 state = _stateHash(id);
        uint256 held = dollar.balanceOf(address(escrow));
        uint256 wallet = dollar.balanceOf(subs[1].subscriber);
        _reverts(stranger, abi.encodeCall(manager.chargeBatch, (plan, subs)), expected);
        require(_stateHash(id) == state && _stateHash(prepaidId) == state, "state");
        _requireBalance(subs[0].subscriber, 0, CAP);
        _requireBalance(merchant, 0, 0);
        require(dollar.balanceOf(address(escrow)) == held, "held");
        require(dollar.balanceOf(subs[1].subscriber) == wallet, "wallet");
    }
}
