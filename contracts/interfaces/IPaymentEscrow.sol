// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title PaymentEscrow
/// @notice Holds the money of one-off payments, and one balance per (account, token).
///
/// The rule above all others: nobody's wallet or balance is lowered except by what that account called, signed, or
/// granted by name to an operator it registered.
///
/// Every verb that acts for an account takes `bytes auth`. Empty means that `msg.sender` acts. Otherwise it is
/// `abi.encode(address account, uint256 nonce, uint256 deadline, bytes signature)`: the account signed the verb's
/// EIP-712 struct, and anyone may deliver it. Nonces are an unordered bitmap, and strict `block.timestamp < deadline` holds.
interface IPaymentEscrow {
    /// @notice Whether money waits in escrow until it is captured, or goes to the merchant at once.
    enum Mode {
        Escrow,
        Charge
    }

    /// @notice Where pulled money comes from, and so which consent the payer gives.
    /// - `Allowance`: ERC-20 allowance to this contract; the payer calls, or signs `Consent(id, source)`.
    /// - `Available`: the available balance held here; the payer calls, or signs `Consent(id, source)`.
    /// - `Erc3009`: `receiveWithAuthorization` with value = amount, validBefore = authorizeBy, nonce = payment id.
    enum Source {
        Allowance,
        Available,
        Erc3009
    }

    /// @notice The life of a payment id.
    enum Status {
        None,
        Active,
        Ended
    }

    /// @notice What payer and merchant agreed on. The payment id is the EIP-712 digest of this struct.
    /// @param payer Account whose money is pulled, and to whom it is given back.
    /// @param merchant Account that is credited.
    /// @param operator Account that may capture and void beside the merchant; zero for none.
    /// @param token ERC-20 token.
    /// @param amount Base units of `token`.
    /// @param mode Escrow or Charge.
    /// @param authorizeBy Seconds; money may enter strictly before this time.
    /// @param captureBy Seconds; capture strictly before, reclaim from then on.
    /// @param refundBy Seconds; an operator refunds strictly before. The merchant has no deadline.
    /// @param minFeeBps Least fee in basis points of the captured amount.
    /// @param maxFeeBps Greatest fee in basis points of the captured amount; at most 10,000.
    /// @param feeRecipient Account credited with fees; non-zero if `maxFeeBps` is.
    /// @param invoiceRef Random reference of the merchant's document.
    /// @param salt Makes equal terms distinct.
    struct Terms {
        address payer;
        address merchant;
        address operator;
        address token;
        uint96 amount;
        Mode mode;
        uint48 authorizeBy;
        uint48 captureBy;
        uint48 refundBy;
        uint16 minFeeBps;
        uint16 maxFeeBps;
        address feeRecipient;
        bytes32 invoiceRef;
        uint256 salt;
    }

    /// @notice How money is pulled.
    /// @param source Where from.
    /// @param data The signature `source` needs; empty where the owner of the money calls.
    struct Pull {
        Source source;
        bytes data;
    }

    // ---------------------------------------------------------------- events

    event Authorized(
        bytes32 indexed id,
        address indexed merchant,
        bytes32 indexed invoiceRef,
        Terms terms,
        Source source,
        uint96 capturableAfter,
        uint96 refundableAfter
    );

    /// @param seq The merchant's balance sequence after the credit.
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

    /// @param seq The merchant's balance sequence after the credit; unchanged where the fee takes all.
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

    /// @param credited True where the push to the payer's wallet failed and its available balance was credited instead.
    event Voided(
        bytes32 indexed id,
        address indexed to,
        address indexed token,
        uint96 amount,
        bool credited,
        uint96 capturableAfter,
        uint96 refundableAfter
    );

    /// @param credited As in {Voided}.
    event Reclaimed(
        bytes32 indexed id,
        address indexed to,
        address indexed token,
        uint96 amount,
        bool credited,
        uint96 capturableAfter,
        uint96 refundableAfter
    );

    /// @param source Where the merchant's money came from.
    /// @param credited As in {Voided}.
    /// @param seq The merchant's balance sequence after the debit; unchanged where the source is its wallet.
    event Refunded(
        bytes32 indexed id,
        address indexed merchant,
        address indexed token,
        address to,
        uint96 amount,
        Source source,
        bool credited,
        uint96 capturableAfter,
        uint96 refundableAfter,
        uint64 seq
    );

    event Withdrawn(
        address indexed account,
        address indexed token,
        address indexed to,
        uint96 amount,
        uint96 availableAfter,
        uint96 prepaidAfter,
        uint64 seq
    );

    /// @notice The new totals of a balance. Stands beside each event that moves it, but for {Withdrawn}, which carries them.
    /// @param cause The payment id, or the digest of the action.
    event BalanceChanged(
        address indexed account,
        address indexed token,
        bytes32 indexed cause,
        uint96 availableAfter,
        uint96 prepaidAfter,
        uint64 seq
    );

    event OperatorSet(address indexed account, address indexed operator, address indexed token, uint96 dailyCap);
    event NonceUsed(address indexed account, uint256 indexed nonce, bytes32 digest);
    event TokenListed(address indexed token, bool listed);

    // errors and functions follow (draft ends here)
}
