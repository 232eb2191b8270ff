// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IPaymentTypes} from "../../../contracts/interfaces/IPaymentTypes.sol";
import {PlainToken} from "../../mocks/tokens/PlainToken.sol";
import {EscrowTest} from "./EscrowTest.sol";
import {HostileVm} from "./HostileVm.sol";

/// @notice What tests of attacks and of strange tokens share: any listed token, and what each account has in all.
abstract contract HostileTest is EscrowTest {
    HostileVm internal constant hostileVm = HostileVm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    IPaymentTypes.Source internal constant ALLOWANCE = IPaymentTypes.Source.Allowance;
    IPaymentTypes.Source internal constant AVAILABLE = IPaymentTypes.Source.Available;
    IPaymentTypes.Source internal constant ERC3009 = IPaymentTypes.Source.Erc3009;
    IPaymentTypes.Source internal constant PERMIT = IPaymentTypes.Source.Permit;
    IPaymentTypes.Source internal constant NATIVE = IPaymentTypes.Source.Native;

    /// @dev Lists a token of which payer and merchant have `wealth` each, and lets the escrow pull it.
    function _introduce(address token, uint256 wealth) internal {
        PlainToken(token).mint(payer, wealth);
        PlainToken(token).mint(merchant, wealth);
        _approve(token, payer);
        _approve(token, merchant);
        escrow.listToken(token, true);
    }

    /// @dev A low-level call, because some tokens answer nothing.
    function _approve(address token, address owner) internal {
        vm.prank(owner);
        (bool success, ) = token.call(abi.encodeCall(IERC20.approve, (address(escrow), type(uint256).max)));
        require(success, "approve");
    }

    function _termsIn(address token, uint96 amount) internal view returns (IPaymentTypes.Terms memory terms) {
        terms = _termsOf(amount);
        terms.token = token;
    }

    function _authorizeCall(IPaymentTypes.Terms memory terms) internal view returns (bytes memory) {
        return abi.encodeCall(escrow.authorize, (terms, _byCall(ALLOWANCE)));
    }

    function _captureCall(IPaymentTypes.Terms memory terms, uint96 amount) internal view returns (bytes memory) {
        return abi.encodeCall(escrow.capture, (terms, amount, _leastFee(terms, amount), ""));
    }

    function _refundCall(IPaymentTypes.Terms memory terms, uint96 amount) internal view returns (bytes memory) {
        return abi.encodeCall(escrow.refund, (terms, amount, AVAILABLE, ""));
    }

    function _withdrawCall(address token, uint96 amount, address to) internal view returns (bytes memory) {
        return abi.encodeCall(escrow.withdraw, (token, amount, to, ""));
    }

    function _succeedsWith(address sender, uint256 value, bytes memory call) internal {
        hostileVm.deal(sender, value);
        vm.prank(sender);
        (bool success, bytes memory answer) = address(escrow).call{value: value}(call);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    /// @dev For refusals whose error is the token's own.
    function _fails(address sender, bytes memory call) internal {
        vm.prank(sender);
        (bool success, ) = address(escrow).call(call);
        require(!success, "expected a refusal");
    }

    function _walletOf(address token, address account) internal view returns (uint256) {
        return token == address(0) ? account.balance : IERC20(token).balanceOf(account);
    }

    function _availableIn(address token, address account) internal view returns (uint96 available) {
        (available, , ) = escrow.balance(account, token);
    }

    /// @dev What an account could have in its wallet after withdrawing all.
    function _wealthOf(address token, address account) internal view returns (uint256) {
        (uint96 available, uint96 prepaid, ) = escrow.balance(account, token);
        return _walletOf(token, account) + available + prepaid;
    }
}
