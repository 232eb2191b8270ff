// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {HostileDollar} from "../mocks/HostileDollar.sol";
import {FalseToken} from "../mocks/tokens/FalseToken.sol";
import {FeeOnTransferToken} from "../mocks/tokens/FeeOnTransferToken.sol";
import {RebasingToken} from "../mocks/tokens/RebasingToken.sol";
import {ShortToken} from "../mocks/tokens/ShortToken.sol";
import {UpgradeableToken} from "../mocks/tokens/UpgradeableToken.sol";
import {HostileTokenTest} from "./support/HostileTokenTest.sol";

/// @notice Tokens that move another amount than the one asked for. None enters; what is inside already when a token turns
/// bad keeps exact books, and the tests say what those are still worth.
contract TokenClassesInexactTest is HostileTokenTest {
    bytes4 private constant INEXACT = IPaymentEscrowErrors.InexactTransfer.selector;
    bytes4 private constant FAILED = SafeERC20.SafeERC20FailedOperation.selector;
    uint96 private constant MUCH = 1e21;

    function testFuzz_RevertsWhenTheTokenTakesAFeeOnTransfer(uint96 seed) public {
        address token = address(new FeeOnTransferToken());
        _introduce(token, 1e24);
        _requireNoWayIn(token, _bound(seed, 1, 1e24), INEXACT);
    }

    function test_RevertsWhenLessThanAskedIsMoved() public {
        address token = address(new ShortToken());
        _introduce(token, MUCH - 1);
        _requireNoWayIn(token, MUCH, INEXACT);
    }

    function test_RevertsWhenTheAnswerIsFalseOnAPull() public {
        address token = address(new FalseToken());
        _introduce(token, MUCH - 1);
        _requireNoWayIn(token, MUCH, FAILED);
    }

    function test_SucceedsExactlyWhenTheAnswerIsFalseInsteadOfARevert() public {
        address token = address(new FalseToken());
        _introduce(token, 1e24);
        _requireExactLife(token, MUCH);
    }

    /// @dev False and nothing moved is a refusal: a party turns it into a balance, a stranger does not.
    function test_CreditsWhenTheAnswerIsFalseOnAPush() public {
        FalseToken token = new FalseToken();
        _introduce(address(token), 1e24);
        IPaymentTypes.Terms memory terms = _authorizeIn(address(token), 1);
        token.setRefused(payer, true);
        vm.warp(terms.captureBy);
        bytes memory reclaim = abi.encodeCall(escrow.reclaim, (terms));
        _reverts(stranger, reclaim, IPaymentEscrowErrors.PushFailed.selector);
        _succeeds(payer, reclaim);
        require(_availableIn(address(token), payer) == MUCH, "credited");
        _reverts(payer, _withdrawCall(address(token), MUCH, payer), FAILED);
        require(_availableIn(address(token), payer) == MUCH, "a refused withdrawal keeps the balance");
        _succeeds(payer, _withdrawCall(address(token), MUCH, stranger));
        _requireWallets(address(token), 1e24 - MUCH, 1e24, 0);
    }

    /// @dev False although it paid would pay twice, if it became a balance as well.
    function test_RevertsWhenTheAnswerIsFalseButThePushWasPaid() public {
        IPaymentTypes.Terms memory terms = _terms();
        bytes32 id = _authorize(terms);
        dollar.setBlocked(payer, true);
        dollar.setRefusal(HostileDollar.Refusal.AnswerFalseAndPay);
        _reverts(merchant, abi.encodeCall(escrow.void, (terms, "")), INEXACT);
        _requirePayment(id, IPaymentTypes.Status.Active, AMOUNT, 0);
        require(_available(payer) == 0 && dollar.balanceOf(payer) == WEALTH - AMOUNT, "paid or credited");
    }

    // ---------------------------------------------------------------- rebasing

    function testFuzz_RevertsWhenTheTokenRebasesDuringAPull(uint64 growth) public {
        RebasingToken token = new RebasingToken();
        _introduce(address(token), 1e24);
        token.setGrowth(uint256(growth) + 1e9);
        _requireNoWayIn(address(token), MUCH, INEXACT);
    }

    /// @dev What grows belongs to nobody: books stay, everyone gets exactly what they say.
    function test_SucceedsExactlyForTheBooksWhenTheTokenRebasesUp() public {
        RebasingToken token = new RebasingToken();
        _introduce(address(token), 1e24);
        IPaymentTypes.Terms memory terms = _authorizeIn(address(token), 1);
        _succeeds(merchant, _captureCall(terms, MUCH / 2));
        token.rebase(200);
        uint256 had = token.balanceOf(payer);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        require(token.balanceOf(payer) == had + MUCH / 2, "payer");
        uint96 owed = _availableIn(address(token), merchant);
        had = token.balanceOf(merchant);
        _succeeds(merchant, _withdrawCall(address(token), owed, merchant));
        require(token.balanceOf(merchant) == had + owed, "merchant");
        require(token.balanceOf(address(escrow)) == MUCH + MUCH / 200 / 2, "the growth stays");
    }

    /// @dev Books never fall by themselves, so the loss is the last one's: no push pays less than it says, and one that the
    /// holding does not cover is refused. Hence the warning at `listToken`.
    function test_RevertsForTheLastOneWhenTheTokenRebasesDown() public {
        RebasingToken token = new RebasingToken();
        _introduce(address(token), 1e24);
        IPaymentTypes.Terms memory first = _authorizeIn(address(token), 1);
        IPaymentTypes.Terms memory second = _authorizeIn(address(token), 2);
        token.rebase(50);
        uint256 had = token.balanceOf(payer);
        _succeeds(merchant, abi.encodeCall(escrow.void, (first, "")));
        require(token.balanceOf(payer) == had + MUCH && token.balanceOf(address(escrow)) == 0, "the first is paid");
        _succeeds(merchant, abi.encodeCall(escrow.void, (second, "")));
        require(_availableIn(address(token), payer) == MUCH, "the second is owed");
        _fails(payer, _withdrawCall(address(token), MUCH, payer));
        require(_availableIn(address(token), payer) == MUCH, "the second is still owed");
        token.mint(address(escrow), MUCH);
        _succeeds(payer, _withdrawCall(address(token), MUCH, payer));
        require(token.balanceOf(address(escrow)) == 0, "no more than owed was paid");
    }

    // ---------------------------------------------------------------- upgraded mid-way

    function test_RevertsWhenATokenThatWasUpgradedMovesAnotherAmountIn() public {
        UpgradeableToken token = new UpgradeableToken();
        _introduce(address(token), 1e24);
        _authorizeIn(address(token), 1);
        token.upgrade(UpgradeableToken.Behavior.KeepsAFee);
        _requireNoWayIn(address(token), MUCH, INEXACT);
        token.upgrade(UpgradeableToken.Behavior.MovesNothing);
        _requireNoWayIn(address(token), MUCH, INEXACT);
    }

    /// @dev The escrow gives exactly the amount away; what the token keeps of it is between the token and the receiver.
    function test_SucceedsExactlyForTheBooksWhenTheTokenWasUpgradedToKeepAFee() public {
        UpgradeableToken token = new UpgradeableToken();
        _introduce(address(token), 1e24);
        IPaymentTypes.Terms memory terms = _authorizeIn(address(token), 1);
        _succeeds(merchant, _captureCall(terms, MUCH / 2));
        token.upgrade(UpgradeableToken.Behavior.KeepsAFee);
        uint256 had = token.balanceOf(payer);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        require(token.balanceOf(payer) == had + ((MUCH / 2) * 99) / 100, "the receiver bears the fee");
        require(token.balanceOf(address(escrow)) == MUCH / 2, "others' money stays");
        require(_availableIn(address(token), payer) == 0, "nothing is credited beside");
    }

    function test_CreditsWhenTheTokenWasUpgradedToBePaused() public {
        UpgradeableToken token = new UpgradeableToken();
        _introduce(address(token), 1e24);
        IPaymentTypes.Terms memory terms = _authorizeIn(address(token), 1);
        token.upgrade(UpgradeableToken.Behavior.Paused);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        require(_availableIn(address(token), payer) == MUCH, "credited");
        _fails(payer, _withdrawCall(address(token), MUCH, payer));
        token.upgrade(UpgradeableToken.Behavior.Honest);
        _succeeds(payer, _withdrawCall(address(token), MUCH, payer));
        _requireWallets(address(token), 1e24, 1e24, 0);
    }

    /// @dev Nothing can be exact about a token that takes the escrow's money: a push that succeeds is not measured. The
    /// receiver gets exactly the amount, the books fall by it, and what the token takes besides is missing for the last one.
    function test_SucceedsForTheReceiverWhenTheTokenWasUpgradedToTakeMoreOnAPush() public {
        UpgradeableToken token = new UpgradeableToken();
        _introduce(address(token), 1e24);
        IPaymentTypes.Terms memory first = _authorizeIn(address(token), 1);
        IPaymentTypes.Terms memory second = _authorizeIn(address(token), 2);
        token.upgrade(UpgradeableToken.Behavior.TakesMore);
        uint256 had = token.balanceOf(payer);
        _succeeds(merchant, abi.encodeCall(escrow.void, (first, "")));
        require(token.balanceOf(payer) == had + MUCH, "the receiver");
        require(token.balanceOf(address(escrow)) == MUCH - MUCH / 100, "what the token took is missing");
        (, uint96 capturable, ) = escrow.paymentOf(escrow.paymentId(second));
        require(capturable == MUCH, "the books stay");
        token.upgrade(UpgradeableToken.Behavior.Honest);
        _succeeds(merchant, abi.encodeCall(escrow.void, (second, "")));
        require(_availableIn(address(token), payer) == MUCH, "the last one is owed, not paid less");
    }

    /// @dev A token that lies about success: the books call it paid, and the holding shows that it was not.
    function test_SucceedsForTheBooksWhenTheTokenWasUpgradedToMoveNothing() public {
        UpgradeableToken token = new UpgradeableToken();
        _introduce(address(token), 1e24);
        IPaymentTypes.Terms memory terms = _authorizeIn(address(token), 1);
        token.upgrade(UpgradeableToken.Behavior.MovesNothing);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        require(token.balanceOf(address(escrow)) == MUCH && _availableIn(address(token), payer) == 0, "held, not owed");
    }

    function _authorizeIn(address token, uint256 salt) private returns (IPaymentTypes.Terms memory terms) {
        terms = _termsIn(token, MUCH);
        terms.salt = salt + 100;
        _succeeds(payer, _authorizeCall(terms));
    }
}
