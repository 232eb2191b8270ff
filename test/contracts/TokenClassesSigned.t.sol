// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {HostileDollar} from "../mocks/HostileDollar.sol";
import {DaiLikeToken} from "../mocks/tokens/DaiLikeToken.sol";
import {Idle3009Token, Inexact3009Token, Open3009Token} from "../mocks/tokens/NonStandard3009Tokens.sol";
import {WethLikeToken} from "../mocks/tokens/WethLikeToken.sol";
import {HostileTokenTest} from "./support/HostileTokenTest.sol";

/// @notice Tokens whose permits and authorizations do something else than the standards say.
contract TokenClassesSignedTest is HostileTokenTest {
    bytes4 private constant INEXACT = IPaymentEscrowErrors.InexactTransfer.selector;

    // ---------------------------------------------------------------- permits

    function test_SucceedsExactlyWithADaiLikeToken() public {
        address token = address(new DaiLikeToken());
        _introduce(token, 1e24);
        _requireExactLife(token, 1e21);
    }

    /// @dev DAI's permit has another selector: ours changes nothing there, and nothing is paid without an allowance.
    function test_RevertsWhenADaiLikePermitDoesNothing() public {
        DaiLikeToken token = new DaiLikeToken();
        _introduce(address(token), 1e24);
        vm.prank(payer);
        token.approve(address(escrow), 0);
        IPaymentTypes.Terms memory terms = _termsIn(address(token), 1e21);
        bytes memory consent = _consent(PAYER_KEY, terms, PERMIT).data;
        bytes memory call = _permitCall(terms, consent);
        _reverts(stranger, call, IERC20Errors.ERC20InsufficientAllowance.selector);
        require(token.permits() == 0, "permit");
    }

    function test_SucceedsExactlyWithAWethLikeToken() public {
        address token = address(new WethLikeToken());
        _introduce(token, 1e24);
        _requireExactLife(token, 1e21);
    }

    /// @dev The permit that never fails: whoever has an allowance open would be drained, if the permit were the consent.
    function test_RevertsWhenAPhantomPermitShouldBeAConsent() public {
        WethLikeToken token = new WethLikeToken();
        _introduce(address(token), 1e24);
        IPaymentTypes.Terms memory terms = _termsIn(address(token), 1e21);
        terms.merchant = stranger;
        _reverts(stranger, _permitCall(terms, ""), IPaymentEscrowErrors.NotPayer.selector);
        bytes memory forged = _consent(STRANGER_KEY, terms, PERMIT).data;
        _reverts(stranger, _permitCall(terms, forged), ICommonErrors.InvalidSignature.selector);
        // Consent to another source is no consent to this one.
        forged = _consent(PAYER_KEY, terms, AVAILABLE).data;
        _reverts(stranger, _permitCall(terms, forged), ICommonErrors.InvalidSignature.selector);
        require(token.balanceOf(payer) == 1e24, "drained");
    }

    function test_SucceedsExactlyWhenAPhantomPermitComesWithConsent() public {
        WethLikeToken token = new WethLikeToken();
        _introduce(address(token), 1e24);
        IPaymentTypes.Terms memory terms = _termsIn(address(token), 1e21);
        _succeeds(stranger, _permitCall(terms, _consent(PAYER_KEY, terms, PERMIT).data));
        require(token.strangeCalls() == 1, "the permit reached the fallback");
        _requireWallets(address(token), 1e24 - 1e21, 1e24, 1e21);
    }

    /// @dev Its fallback swallows `receiveWithAuthorization` too.
    function test_RevertsWhenAWethLikeFallbackSwallowsAnAuthorization() public {
        WethLikeToken token = new WethLikeToken();
        _introduce(address(token), 1e24);
        IPaymentTypes.Terms memory terms = _termsIn(address(token), 1e21);
        _revertsBy3009(terms, INEXACT);
        require(_walletOf(address(token), address(escrow)) == 0, "held");
    }

    // ---------------------------------------------------------------- EIP-3009

    function test_RevertsWhenAnAuthorizationMovesNothing() public {
        Idle3009Token token = new Idle3009Token();
        _introduce(address(token), 1e24);
        _revertsBy3009(_termsIn(address(token), 1e21), INEXACT);
    }

    function test_RevertsWhenAnAuthorizationMovesAnotherAmount() public {
        Inexact3009Token token = new Inexact3009Token();
        _introduce(address(token), 1e24);
        dollar = HostileDollar(address(token));
        for (uint256 i; i < 2; ++i) {
            token.setMore(i == 1);
            IPaymentTypes.Terms memory terms = _termsIn(address(token), 1e21);
            bytes memory call = abi.encodeCall(escrow.authorize, (terms, _erc3009(terms)));
            _reverts(stranger, call, INEXACT);
            terms.mode = IPaymentTypes.Mode.Charge;
            uint96 fee = _leastFee(terms, 1e21);
            _reverts(stranger, abi.encodeCall(escrow.charge, (terms, fee, _erc3009(terms))), INEXACT);
        }
        require(token.balanceOf(payer) == 1e24, "nothing moves");
    }

    function test_SucceedsExactlyWithAnAuthorizationThatAnyoneMayDeliver() public {
        (Open3009Token token, IPaymentTypes.Terms memory terms) = _openToken();
        _succeeds(stranger, abi.encodeCall(escrow.authorize, (terms, _erc3009(terms))));
        _requireWallets(address(token), 1e24 - 1e21, 1e24, 1e21);
    }

    /// @dev Delivered to the token by a stranger, the money comes in unbooked: nobody can spend it, and the payment cannot
    /// begin by that signature anymore. The payer loses, which is why `listToken` warns of such tokens.
    function test_RevertsWhenAStrangerHasDeliveredAnOpenAuthorization() public {
        (Open3009Token token, IPaymentTypes.Terms memory terms) = _openToken();
        IPaymentTypes.Pull memory pull = _erc3009(terms);
        bytes32 id = escrow.paymentId(terms);
        (bytes32 r, bytes32 s) = abi.decode(pull.data, (bytes32, bytes32));
        uint8 v = uint8(pull.data[64]);
        vm.prank(stranger);
        token.receiveWithAuthorization(payer, address(escrow), 1e21, 0, terms.authorizeBy, id, v, r, s);
        require(token.balanceOf(address(escrow)) == 1e21, "came in");
        _fails(stranger, abi.encodeCall(escrow.authorize, (terms, pull)));
        _requirePayment(id, IPaymentTypes.Status.None, 0, 0);
        require(_availableIn(address(token), payer) + _availableIn(address(token), stranger) == 0, "booked");
        // The surplus pays for nobody's payment: a new pull is measured from where it stands.
        _succeeds(payer, _authorizeCall(terms));
        require(token.balanceOf(address(escrow)) == 2e21, "held");
    }

    function _openToken() private returns (Open3009Token token, IPaymentTypes.Terms memory terms) {
        token = new Open3009Token();
        _introduce(address(token), 1e24);
        dollar = HostileDollar(address(token));
        terms = _termsIn(address(token), 1e21);
    }

    function _permitCall(IPaymentTypes.Terms memory terms, bytes memory consent) private view returns (bytes memory) {
        bytes memory data = abi.encode(1e21, block.timestamp, uint8(27), bytes32(uint256(1)), bytes32(0), consent);
        return abi.encodeCall(escrow.authorize, (terms, IPaymentTypes.Pull(PERMIT, data)));
    }

    /// @dev Both forms of the signature.
    function _revertsBy3009(IPaymentTypes.Terms memory terms, bytes4 reason) private {
        IPaymentTypes.Pull memory pull = IPaymentTypes.Pull(ERC3009, new bytes(65));
        _reverts(stranger, abi.encodeCall(escrow.authorize, (terms, pull)), reason);
        pull.data = new bytes(64);
        _reverts(stranger, abi.encodeCall(escrow.authorize, (terms, pull)), reason);
        bytes memory auth = abi.encode(payer, 1, block.timestamp + 1, new bytes(65));
        _reverts(stranger, abi.encodeCall(escrow.deposit, (false, terms.token, 1e21, ERC3009, auth)), reason);
        require(_availableIn(terms.token, payer) == 0 && !escrow.isNonceUsed(payer, 1), "nothing happened");
    }
}
