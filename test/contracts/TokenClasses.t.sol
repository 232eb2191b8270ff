// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ICommonErrors} from "../../contracts/interfaces/ICommonErrors.sol";
import {IPaymentEscrowErrors} from "../../contracts/interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../../contracts/interfaces/IPaymentTypes.sol";
import {HookedToken, ITokenHook} from "../mocks/tokens/HookedToken.sol";
import {LargeRevertingToken} from "../mocks/tokens/LargeRevertingToken.sol";
import {PlainToken} from "../mocks/tokens/PlainToken.sol";
import {SilentToken} from "../mocks/tokens/SilentToken.sol";
import {SharedLedger, TwoAddressToken} from "../mocks/tokens/TwoAddressToken.sol";
import {ZeroRevertingToken} from "../mocks/tokens/ZeroRevertingToken.sol";
import {HostileTokenTest} from "./support/HostileTokenTest.sol";

/// @notice Refuses or counts what ERC-777 would tell it.
contract Hook is ITokenHook {
    uint256 public sent;
    uint256 public received;
    bool public refusing;
    bool public burning;

    error Refused();

    function setRefusing(bool value) external {
        refusing = value;
    }

    function setBurning(bool value) external {
        burning = value;
    }

    function tokensToSend(address, address, uint256 amount) external {
        if (refusing) revert Refused();
        sent += amount;
    }

    function tokensReceived(address, address, uint256 amount) external {
        if (refusing) revert Refused();
        if (burning) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        received += amount;
    }
}

/// @notice Tokens that are strange but honest: every step of a life is exact.
contract TokenClassesTest is HostileTokenTest {
    function test_SucceedsExactlyWithNoReturnValue() public {
        address token = address(new SilentToken());
        _introduce(token, 1e24);
        _requireExactLife(token, 1e21);
    }

    function test_SucceedsExactlyWithATokenThatRevertsOnZero() public {
        address token = address(new ZeroRevertingToken());
        _introduce(token, 1e24);
        _requireExactLife(token, 1e21);
        // A fee that takes all, and none at all, must not become a transfer of zero either.
        _playWithFee(token, 0);
        _playWithFee(token, 10_000);
    }

    function test_SucceedsExactlyWithATokenThatRevertsOnTheZeroAddress() public {
        address token = address(new ZeroRevertingToken());
        _introduce(token, 1e24);
        IPaymentTypes.Terms memory terms = _termsIn(token, 1e21);
        (terms.operator, terms.feeRecipient, terms.minFeeBps, terms.maxFeeBps) = (address(0), address(0), 0, 0);
        _succeeds(payer, _authorizeCall(terms));
        _succeeds(merchant, _captureCall(terms, 1e21));
        _reverts(merchant, _withdrawCall(token, 1, address(0)), ICommonErrors.InvalidParty.selector);
        _succeeds(merchant, _withdrawCall(token, 1e21, merchant));
        _requireWallets(token, 1e24 - 1e21, 1e24 + 1e21, 0);
    }

    /// @dev All amounts here are uint96, and nothing but the owner's approval is larger.
    function test_SucceedsExactlyWithATokenThatRevertsOnLargeValues() public {
        address token = address(new LargeRevertingToken());
        _introduce(token, (uint256(1) << 95) - 1);
        _requireExactLife(token, uint96((uint256(1) << 94) - ((uint256(1) << 94) % 10_000)));
    }

    function test_SucceedsExactlyWith2Decimals() public {
        _requireExactLifeWith(2, 100);
    }

    function test_SucceedsExactlyWith6Decimals() public {
        _requireExactLifeWith(6, 100);
    }

    function test_SucceedsExactlyWith18Decimals() public {
        _requireExactLifeWith(18, 100);
    }

    /// @dev 2^96 base units are 79 whole tokens of 27 decimals.
    function test_SucceedsExactlyWith27DecimalsOfASmallSupply() public {
        _requireExactLifeWith(27, 1);
    }

    function test_RevertsWhen27DecimalsMakeTheSupplyTooLarge() public {
        PlainToken token = new PlainToken(27);
        token.mint(payer, 80e27);
        bytes memory call = abi.encodeCall(escrow.listToken, (address(token), true));
        _reverts(address(this), call, IPaymentEscrowErrors.SupplyTooLarge.selector);
    }

    function test_SucceedsExactlyWithHooksBeforeAndAfter() public {
        HookedToken token = new HookedToken();
        Hook hook = new Hook();
        token.setHook(payer, hook);
        token.setHook(merchant, hook);
        _introduce(address(token), 1e24);
        _requireExactLife(address(token), 1e21);
        require(hook.sent() > 0 && hook.received() > 0, "hooks were called");
    }

    /// @dev A receiver that refuses is a refusal like that of a block list: it traps nothing.
    function test_CreditsWhenAHookRefusesAPush() public {
        (HookedToken token, Hook hook) = (new HookedToken(), new Hook());
        _introduce(address(token), 1e24);
        IPaymentTypes.Terms memory terms = _termsIn(address(token), 1e21);
        _succeeds(payer, _authorizeCall(terms));
        token.setHook(payer, hook);
        hook.setRefusing(true);
        _succeeds(merchant, abi.encodeCall(escrow.void, (terms, "")));
        require(_availableIn(address(token), payer) == 1e21, "credited");
        _requireWallets(address(token), 1e24 - 1e21, 1e24, 1e21);
        _fails(payer, _withdrawCall(address(token), 1e21, payer));
        _succeeds(payer, _withdrawCall(address(token), 1e21, stranger));
    }

    /// @dev A transfer of a token is not capped in gas, so a receiver's hook can burn 63 parts in 64 of what is sent. Three
    /// million are enough to end the payment all the same; with less it reverts and nothing is lost.
    function test_CreditsWhenAHookBurnsAllItsGas() public {
        (HookedToken token, Hook hook) = (new HookedToken(), new Hook());
        _introduce(address(token), 1e24);
        IPaymentTypes.Terms memory terms = _termsIn(address(token), 1e21);
        _succeeds(payer, _authorizeCall(terms));
        token.setHook(payer, hook);
        hook.setBurning(true);
        bytes memory call = abi.encodeCall(escrow.void, (terms, ""));
        vm.prank(merchant);
        (bool success, ) = address(escrow).call{gas: 500_000}(call);
        require(!success && _availableIn(address(token), payer) == 0, "nothing happens with too little gas");
        vm.prank(merchant);
        (success, ) = address(escrow).call{gas: 3_000_000}(call);
        require(success && _availableIn(address(token), payer) == 1e21, "credited");
    }

    function test_RevertsWhenAHookRefusesAPull() public {
        (HookedToken token, Hook hook) = (new HookedToken(), new Hook());
        _introduce(address(token), 1e24);
        token.setHook(payer, hook);
        hook.setRefusing(true);
        _requireNoWayIn(address(token), 1e21, Hook.Refused.selector);
    }

    /// @dev Each address has books of its own here, and each pull is booked once, under the address that it came by: what
    /// both owe together is what the ledger holds for the escrow, so nothing can be spent twice.
    function test_SucceedsExactlyWithTwoAddressesOfOneLedger() public {
        SharedLedger ledger = new SharedLedger();
        address first = address(new TwoAddressToken(ledger));
        address second = address(new TwoAddressToken(ledger));
        _introduce(first, 1e24);
        _approve(second, payer);
        escrow.listToken(second, true);
        _succeeds(payer, abi.encodeCall(escrow.deposit, (false, first, 3e20, ALLOWANCE, "")));
        _succeeds(payer, abi.encodeCall(escrow.deposit, (false, second, 2e20, ALLOWANCE, "")));
        require(ledger.balanceOf(address(escrow)) == 5e20, "held once");
        require(_availableIn(first, payer) == 3e20 && _availableIn(second, payer) == 2e20, "booked once");
        bytes4 exceeds = IPaymentEscrowErrors.ExceedsAvailable.selector;
        _reverts(payer, _withdrawCall(first, 3e20 + 1, payer), exceeds);
        _reverts(payer, _withdrawCall(second, 2e20 + 1, payer), exceeds);
        _succeeds(payer, _withdrawCall(second, 2e20, payer));
        _succeeds(payer, _withdrawCall(first, 3e20, payer));
        _requireWallets(first, 1e24, 1e24, 0);
        _requireExactLife(first, 1e21);
    }

    /// @dev A permit where there is none changes nothing: what counts is the allowance.
    function test_SucceedsExactlyWhenThePermitIsMissing() public {
        PlainToken token = new PlainToken(18);
        _introduce(address(token), 1e24);
        IPaymentTypes.Terms memory terms = _termsIn(address(token), 1e21);
        bytes memory data = abi.encode(1e21, block.timestamp, uint8(27), bytes32(0), bytes32(0), "");
        bytes memory call = abi.encodeCall(escrow.authorize, (terms, IPaymentTypes.Pull(PERMIT, data)));
        vm.prank(payer);
        token.approve(address(escrow), 1e21 - 1);
        _reverts(payer, call, IERC20Errors.ERC20InsufficientAllowance.selector);
        vm.prank(payer);
        token.approve(address(escrow), 1e21);
        _succeeds(payer, call);
        _requireWallets(address(token), 1e24 - 1e21, 1e24, 1e21);
    }

    function _requireExactLifeWith(uint8 decimals, uint96 whole) private {
        address token = address(new PlainToken(decimals));
        uint256 unit = 10 ** uint256(decimals);
        require(PlainToken(token).decimals() == decimals, "decimals");
        _introduce(token, 3 * whole * unit);
        _requireExactLife(token, uint96(whole * unit));
        // Half a unit of the smallest: a single base unit.
        IPaymentTypes.Terms memory terms = _termsIn(token, 1);
        (terms.salt, terms.minFeeBps, terms.maxFeeBps) = (uint256(decimals) + 10, 1, 1);
        _succeeds(payer, _authorizeCall(terms));
        _succeeds(merchant, _captureCall(terms, 1));
        require(_availableIn(token, feeRecipient) == 1 && _availableIn(token, merchant) == 0, "the fee rounds up");
    }

    function _playWithFee(address token, uint16 bps) private {
        IPaymentTypes.Terms memory terms = _termsIn(token, 1e21);
        (terms.salt, terms.minFeeBps, terms.maxFeeBps) = (uint256(bps) + 10, bps, bps);
        _succeeds(payer, _authorizeCall(terms));
        _succeeds(merchant, _captureCall(terms, 1e21));
        address earner = bps == 0 ? merchant : feeRecipient;
        _succeeds(earner, _withdrawCall(token, 1e21, stranger));
    }
}
