// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {BlockListToken} from "../mocks/tokens/BlockListToken.sol";
import {DataBombToken} from "../mocks/tokens/DataBombToken.sol";
import {PausableToken} from "../mocks/tokens/PausableToken.sol";
import {PlainToken} from "../mocks/tokens/PlainToken.sol";
import {HostileTokenTest} from "./support/HostileTokenTest.sol";

/// @notice Tokens that refuse some transfers, answer with a flood, or are gone.
contract TokenClassesRefusingTest is HostileTokenTest {
    bytes4 private constant FAILED = SafeERC20.SafeERC20FailedOperation.selector;
    uint96 private constant MUCH = 1e12;
    uint256 private constant WEALTHY = 1e15;

    // ---------------------------------------------------------------- block list

    function test_SucceedsExactlyWithABlockListThatBlocksNobody() public {
        address token = address(new BlockListToken());
        _introduce(token, WEALTHY);
        _requireExactLife(token, MUCH);
    }

    function test_RevertsWhenABlockedPayerPays() public {
        BlockListToken token = new BlockListToken();
        _introduce(address(token), WEALTHY);
        token.setBlocked(payer, true);
        _requireNoWayIn(address(token), MUCH, BlockListToken.Blocked.selector);
    }

    /// @dev The merchant can still be paid, spend its balance and refund; only a wallet that is blocked gets nothing.
    function test_SucceedsExactlyWhenTheMerchantIsBlocked() public {
        BlockListToken token = new BlockListToken();
        _introduce(address(token), WEALTHY);
        IPaymentTypes.Terms memory terms = _authorizeIn(address(token), 1);
        token.setBlocked(merchant, true);
        _succeeds(merchant, _captureCall(terms, MUCH));
        _succeeds(merchant, _refundCall(terms, MUCH / 2));
        uint96 rest = _availableIn(address(token), merchant);
        _reverts(merchant, _withdrawCall(address(token), rest, merchant), BlockListToken.Blocked.selector);
        _succeeds(merchant, _withdrawCall(address(token), rest, stranger));
        require(token.balanceOf(payer) == WEALTHY - MUCH / 2 && token.balanceOf(stranger) == rest, "wallets");
    }

    function test_CreditsWhenAPayerWasBlockedMeanwhile() public {
        BlockListToken token = new BlockListToken();
        _introduce(address(token), WEALTHY);
        IPaymentTypes.Terms memory terms = _authorizeIn(address(token), 1);
        _succeeds(merchant, _captureCall(terms, MUCH / 2));
        token.setBlocked(payer, true);
        _succeeds(merchant, _refundCall(terms, MUCH / 4));
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        require(_availableIn(address(token), payer) == (MUCH * 3) / 4, "credited");
        require(token.balanceOf(address(escrow)) == MUCH, "held");
    }

    /// @dev The worst that a block list can do: the escrow itself. Nothing enters; what is inside waits, as balances.
    function test_CreditsWhenTheEscrowItselfIsBlocked() public {
        BlockListToken token = new BlockListToken();
        _introduce(address(token), WEALTHY);
        IPaymentTypes.Terms memory terms = _authorizeIn(address(token), 1);
        token.setBlocked(address(escrow), true);
        _requireNoWayIn(address(token), MUCH, BlockListToken.Blocked.selector);
        _succeeds(merchant, _captureCall(terms, MUCH / 2));
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        require(_availableIn(address(token), payer) == MUCH / 2, "credited");
        _reverts(payer, _withdrawCall(address(token), 1, payer), BlockListToken.Blocked.selector);
    }

    // ---------------------------------------------------------------- pausable

    function test_CreditsOrWaitsWhileTheTokenIsPaused() public {
        PausableToken token = new PausableToken();
        _introduce(address(token), WEALTHY);
        IPaymentTypes.Terms memory terms = _authorizeIn(address(token), 1);
        token.setPaused(true);
        _requireNoWayIn(address(token), MUCH, PausableToken.Paused.selector);
        _succeeds(merchant, _captureCall(terms, MUCH / 2));
        vm.warp(terms.captureBy);
        bytes memory reclaim = abi.encodeCall(escrow.reclaim, (terms));
        _reverts(stranger, reclaim, IPaymentEscrowErrors.PushFailed.selector);
        _reverts(merchant, _withdrawCall(address(token), 1, merchant), PausableToken.Paused.selector);
        token.setPaused(false);
        _succeeds(stranger, reclaim);
        require(token.balanceOf(payer) == WEALTHY - MUCH / 2, "the wallet is paid after the pause");
    }

    // ---------------------------------------------------------------- data bombs

    /// @dev A push that may be credited instead copies nothing of the answer, so that it costs no more than the bomb itself.
    function test_CreditsAtBoundedGasWhenAPushAnswersWithADataBomb() public {
        DataBombToken token = new DataBombToken();
        _introduce(address(token), WEALTHY);
        IPaymentTypes.Terms memory terms = _authorizeIn(address(token), 1);
        token.setBomb(DataBombToken.Trigger.Transfer, true);
        uint256 cost = _gasOfBomb(address(token));
        uint256 used = _gasOf(merchant, abi.encodeCall(escrow.void, (terms, "")));
        require(used < cost + 150_000, "the answer was copied");
        require(_availableIn(address(token), payer) == MUCH, "credited");
        _fails(payer, _withdrawCall(address(token), MUCH, payer));
        require(_availableIn(address(token), payer) == MUCH, "a refused withdrawal keeps the balance");
    }

    /// @dev Paid, and a megabyte that begins with `true`: the rest is not read.
    function test_SucceedsExactlyAtBoundedGasWhenASuccessIsADataBomb() public {
        DataBombToken token = new DataBombToken();
        _introduce(address(token), WEALTHY);
        token.setBomb(DataBombToken.Trigger.TransferFrom, false);
        IPaymentTypes.Terms memory terms = _authorizeIn(address(token), 1);
        token.setBomb(DataBombToken.Trigger.Transfer, false);
        uint256 cost = _gasOfBomb(address(token));
        require(_gasOf(merchant, abi.encodeCall(escrow.void, (terms, ""))) < cost + 150_000, "the answer was copied");
        _requireWallets(address(token), WEALTHY, WEALTHY, 0);
    }

    function test_RevertsWhenAPullAnswersWithADataBomb() public {
        DataBombToken token = new DataBombToken();
        _introduce(address(token), WEALTHY);
        token.setBomb(DataBombToken.Trigger.TransferFrom, true);
        // The bomb is handed on to the caller, who chose the token and pays for it: its first word is the error.
        _requireNoWayIn(address(token), MUCH, bytes4(0));
    }

    function test_SucceedsExactlyAtBoundedGasWhenABalanceIsADataBomb() public {
        DataBombToken token = new DataBombToken();
        _introduce(address(token), WEALTHY);
        token.setBomb(DataBombToken.Trigger.BalanceOf, false);
        uint256 start = gasleft();
        token.balanceOf(payer);
        uint256 cost = start - gasleft();
        IPaymentTypes.Terms memory terms = _termsIn(address(token), MUCH);
        // Two questions; this test's own includes the copy.
        require(_gasOf(payer, _authorizeCall(terms)) < 2 * cost + 300_000, "the answer was copied");
        _requireWallets(address(token), WEALTHY - MUCH, WEALTHY, MUCH);
    }

    function test_RevertsWhenABalanceFailsWithADataBomb() public {
        DataBombToken token = new DataBombToken();
        _introduce(address(token), WEALTHY);
        IPaymentTypes.Terms memory terms = _termsIn(address(token), MUCH);
        token.setBomb(DataBombToken.Trigger.BalanceOf, true);
        _reverts(payer, _authorizeCall(terms), FAILED);
    }

    function test_SucceedsExactlyAtBoundedGasWhenAPermitIsADataBomb() public {
        DataBombToken token = new DataBombToken();
        _introduce(address(token), WEALTHY);
        uint256 had = WEALTHY;
        for (uint256 i; i < 2; ++i) {
            token.setBomb(DataBombToken.Trigger.Permit, i == 0);
            IPaymentTypes.Terms memory terms = _termsIn(address(token), MUCH);
            terms.salt = i + 7;
            bytes memory data = abi.encode(MUCH, block.timestamp, uint8(27), bytes32(0), bytes32(0), "");
            uint256 cost = _gasOfBomb(address(token));
            uint256 used = _gasOf(payer, abi.encodeCall(escrow.authorize, (terms, IPaymentTypes.Pull(PERMIT, data))));
            require(used < cost + 200_000, "the answer was copied");
            had -= MUCH;
            require(token.balanceOf(payer) == had, "payer");
        }
    }

    // ---------------------------------------------------------------- no code

    /// @dev A call to an address without code succeeds; it must not count as a payment in or out.
    function test_RevertsWhenTheTokenHasNoCodeAnymore() public {
        PlainToken token = new PlainToken(6);
        _introduce(address(token), WEALTHY);
        IPaymentTypes.Terms memory terms = _authorizeIn(address(token), 1);
        _succeeds(merchant, _captureCall(terms, MUCH / 2));
        bytes memory code = address(token).code;
        hostileVm.etch(address(token), "");
        require(address(token).code.length == 0, "no code");
        IPaymentTypes.Terms memory other = _termsIn(address(token), MUCH);
        _reverts(payer, _authorizeCall(other), FAILED);
        _reverts(payer, abi.encodeCall(escrow.deposit, (false, address(token), MUCH, ALLOWANCE, "")), FAILED);
        _reverts(merchant, abi.encodeCall(escrow.void, (terms, "")), FAILED);
        _reverts(merchant, _refundCall(terms, 1), FAILED);
        _reverts(merchant, _withdrawCall(address(token), 1, merchant), FAILED);
        _succeeds(merchant, _captureCall(terms, MUCH / 4));
        hostileVm.etch(address(token), code);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        require(token.balanceOf(payer) == WEALTHY - (MUCH * 3) / 4, "nothing was lost meanwhile");
    }

    function test_RevertsWhenATokenWithoutCodeIsListed() public {
        _fails(address(this), abi.encodeCall(escrow.listToken, (address(0xC0DE1E55), true)));
        require(!escrow.isListed(address(0xC0DE1E55)), "listed");
    }

    function _authorizeIn(address token, uint256 salt) private returns (IPaymentTypes.Terms memory terms) {
        terms = _termsIn(token, MUCH);
        terms.salt = salt + 100;
        _succeeds(payer, _authorizeCall(terms));
    }

    function _gasOf(address sender, bytes memory call) private returns (uint256) {
        vm.prank(sender);
        uint256 start = gasleft();
        (bool success, ) = address(escrow).call(call);
        uint256 used = start - gasleft();
        require(success, "call");
        return used;
    }

    /// @dev What a megabyte of memory costs whoever fills it: 3 gas a word and a 512th of the square.
    function _gasOfBomb(address token) private view returns (uint256) {
        uint256 words = DataBombToken(token).SIZE() / 32;
        return 3 * words + (words * words) / 512;
    }
}
