// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrow} from "../interfaces/IPaymentEscrow.sol";
import {TokenPull} from "../libraries/TokenPull.sol";
import {SignedActions} from "./SignedActions.sol";

/// @notice Money from the wallet of the account that acts: a merchant that refunds, or an account that deposits.
abstract contract WalletPulls is IPaymentEscrow, SignedActions {
    /// @notice Pulls `amount` from the wallet of whoever calls or signed the action.
    /// @param source Allowance, Erc3009 (which needs a signature) or Native (which needs the account's own call).
    /// @param action As in {_useAuth}.
    /// @param owner The only account that may act; zero for any.
    /// @return account Whose money came.
    /// @return digest Of the signed action; 0 where the account calls.
    function _pullFromActor(
        address token,
        uint96 amount,
        Source source,
        bytes calldata auth,
        bytes memory action,
        address owner
    ) internal returns (address account, bytes32 digest) {
        _requireValue(source, amount);
        uint256 deadline;
        bytes memory signature;
        account = msg.sender;
        if (source == Source.Erc3009) {
            // The token judges the signature: it says that the account pays, and its nonce commits to this action.
            (account, deadline, digest, signature) = _useAuth(auth, action);
        } else if (source == Source.Allowance) {
            if (auth.length != 0) (account, digest) = _signer(auth, action);
        } else if (source != Source.Native || token != address(0) || auth.length != 0) {
            revert InvalidSource(source);
        }
        if (owner != address(0) && account != owner) revert NotMerchant(account, owner);
        if (source == Source.Erc3009) {
            TokenPull.byAuthorization(token, account, amount, deadline, digest, signature);
        } else if (source == Source.Allowance) {
            TokenPull.byAllowance(token, account, amount);
        }
    }

    /// @notice The chain's own coin comes with the call, in exactly the amount, or not at all.
    function _requireValue(Source source, uint256 amount) internal view {
        uint256 expected = source == Source.Native ? amount : 0;
        if (msg.value != expected) revert WrongValue(msg.value, expected);
    }
}
