// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentTypes} from "./IPaymentTypes.sol";

/// @notice One event per fact, with all that the books need and cannot know from an earlier event. Every event that
/// moves a balance carries that balance's sequence, or stands beside the {BalanceChanged} that does: no two are alike.
/// `…After` are totals after the event.
interface IPaymentEscrowEvents is IPaymentTypes {
    // ---------------------------------------------------------------- payments

    event Authorized(
        bytes32 indexed id,
        address indexed merchant,
        bytes32 indexed invoiceRef,
        Terms terms,
        Source source,
        uint96 capturableAfter,
        uint96 refundableAfter
    );

    /// @param seq The merchant's balance sequence after the credit; unchanged where the fee takes all.
    event Charged(
        bytes32 indexed id,
        address indexed merchant,
        bytes32 indexed invoiceRef,
        Terms terms,
        Source source,
        uint96 fee,
        uint96 capturableAfter,
        uint96 refundableAfter,
        uint64 seq
    );

    /// @param seq As in {Charged}. In a batch: the sequence after the one credit of the run that the item belongs to;
    /// before it, while fees have taken all of the run so far.
    event Captured(
        bytes32 indexed id,
        address indexed merchant,
        address indexed token,
        uint96 amount,
        uint96 fee,
        address feeRecipient,
        uint96 capturableAfter,
        uint96 refundableAfter,
        uint64 seq
    );

    /// @notice The capturable rest went back to the payer.
    /// @param credited True where the push to the payer's wallet failed and its available balance was credited instead.
    event Voided(bytes32 indexed id, uint96 amount, bool credited, uint96 capturableAfter, uint96 refundableAfter);

    /// @notice As {Voided}, by anyone from `captureBy` on.
    event Reclaimed(bytes32 indexed id, uint96 amount, bool credited, uint96 capturableAfter, uint96 refundableAfter);

    /// @param source Where the merchant's money came from.
    /// @param credited As in {Voided}.
    /// @param seq The merchant's balance sequence after the debit; unchanged where the source is its wallet.
    event Refunded(
        bytes32 indexed id,
        uint96 amount,
        Source source,
        bool credited,
        uint96 capturableAfter,
        uint96 refundableAfter,
        uint64 seq
    );

    /// @notice The id can never be used.
    event Burned(bytes32 indexed id, address indexed payer);

    /// @notice An item of a batch was skipped; nothing changed for it. Moves no money.
    /// @param reason The selector of the error that the single verb reverts with.
    event ItemFailed(bytes32 indexed id, bytes4 reason);

    // ---------------------------------------------------------------- balances

    /// @notice Money came from the account's wallet; also by {IManagerHooks-pull3009}.
    /// @param toPrepaid Whether prepaid grew instead of available.
    /// @param source Where from: Allowance, Erc3009 or Native.
    /// @param seq The balance's sequence after the deposit.
    event Deposited(
        address indexed account,
        address indexed token,
        uint96 amount,
        bool toPrepaid,
        Source source,
        uint64 seq
    );

    /// @param toPrepaid From available to prepaid if true, else back.
    /// @param seq The balance's sequence after the move.
    event PrepaidMoved(address indexed account, address indexed token, uint96 amount, bool toPrepaid, uint64 seq);

    /// @param seq The sequence of `from`'s balance after the transfer.
    event BalanceTransferred(
        address indexed from,
        address indexed to,
        address indexed token,
        uint96 amount,
        bytes32 ref,
        uint64 seq
    );

    event Withdrawn(
        address indexed account,
        address token,
        address to,
        uint96 amount,
        uint96 availableAfter,
        uint96 prepaidAfter,
        uint64 seq
    );

    /// @notice The new totals of a balance. Stands beside each event that moves it, but for {Withdrawn} and the
    /// manager's own events of prepaid charges, which carry them.
    /// @param cause The payment id, the subscription id, or the digest of the action; 0 in a batch of captures, and
    /// where an account moves its own balance by its own call.
    event BalanceChanged(
        address indexed account,
        address indexed token,
        bytes32 cause,
        uint96 availableAfter,
        uint96 prepaidAfter,
        uint64 seq
    );

    // ---------------------------------------------------------------- settings, which move no money

    /// @param validFrom Seconds; {IPaymentEscrow-withdrawFor} pays to `payout` from then on. Without meaning where that
    /// is zero.
    event PayoutSet(address indexed account, address indexed payout, uint48 validFrom);
    event OperatorSet(address indexed account, address indexed operator, address indexed token, uint96 dailyCap);
    event TokenListed(address indexed token, bool listed);
    event IntakePaused(bool paused);
}
