// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IERC3009Pull} from "../interfaces/IERC3009Pull.sol";
import {IPaymentEscrowErrors} from "../interfaces/IPaymentEscrowErrors.sol";
import {IPaymentTypes} from "../interfaces/IPaymentTypes.sol";
import {IPermit2} from "../interfaces/IPermit2.sol";
import {Holding} from "./Holding.sol";
import {TermsHash} from "./TermsHash.sol";

/// @notice Transfers from a wallet into this contract. Every one must raise what it holds by exactly the amount.
library TokenPull {
    using SafeERC20 for IERC20;

    /// @dev The same address on every chain that has it.
    IPermit2 private constant PERMIT2 = IPermit2(0x000000000022D473030F116dDEE9F6B43aC78BA3);

    function byAllowance(address token, address from, uint256 amount) internal {
        uint256 held = Holding.erc20(token);
        IERC20(token).safeTransferFrom(from, address(this), amount);
        _requireRise(token, held, amount);
    }

    function byAuthorization(
        address token,
        address from,
        uint256 amount,
        uint256 validBefore,
        bytes32 nonce,
        bytes memory signature
    ) internal {
        uint256 held = Holding.erc20(token);
        if (signature.length == 65) {
            (bytes32 r, bytes32 s, uint8 v) = _split(signature);
            IERC3009Pull(token).receiveWithAuthorization(from, address(this), amount, 0, validBefore, nonce, v, r, s);
        } else {
            IERC3009Pull(token).receiveWithAuthorization(from, address(this), amount, 0, validBefore, nonce, signature);
        }
        _requireRise(token, held, amount);
    }

    /// @notice Nonce, deadline and witness come from the terms alone, so the signature is good for this payment only.
    function byPermit2(bytes32 id, IPaymentTypes.Terms calldata terms, bytes calldata signature) internal {
        (address token, uint256 amount) = (terms.token, terms.amount);
        uint256 held = Holding.erc20(token);
        PERMIT2.permitWitnessTransferFrom(
            IPermit2.PermitTransferFrom(IPermit2.TokenPermissions(token, amount), uint256(id), terms.authorizeBy),
            IPermit2.SignatureTransferDetails(address(this), amount),
            terms.payer,
            TermsHash.hash(terms),
            TermsHash.PERMIT2_WITNESS,
            signature
        );
        _requireRise(token, held, amount);
    }

    /// @notice Sets the allowance that the owner signed. A failure is ignored: somebody may have delivered the permit
    /// already, and whether the allowance suffices shows in the transfer.
    /// @param data As in {IPaymentTypes-Pull} for Source.Permit.
    /// @return consent The signature that consents to the payment itself.
    function permit(address token, address owner, bytes memory data) internal returns (bytes memory consent) {
        uint256 value;
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
        (value, deadline, v, r, s, consent) = abi.decode(data, (uint256, uint256, uint8, bytes32, bytes32, bytes));
        bytes memory message = abi.encodeCall(IERC20Permit.permit, (owner, address(this), value, deadline, v, r, s));
        assembly ("memory-safe") {
            pop(call(gas(), token, 0, add(message, 0x20), mload(message), 0x00, 0x00))
        }
    }

    function _requireRise(address token, uint256 held, uint256 amount) private view {
        uint256 heldAfter = Holding.erc20(token);
        uint256 expected = held + amount;
        if (heldAfter != expected) revert IPaymentEscrowErrors.InexactTransfer(heldAfter, expected);
    }

    function _split(bytes memory signature) private pure returns (bytes32 r, bytes32 s, uint8 v) {
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
            v := byte(0, mload(add(signature, 0x60)))
        }
    }
}
