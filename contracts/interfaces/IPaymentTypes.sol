// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What payer and merchant agree on, where money comes from, and what a payment can be.
interface IPaymentTypes {
    /// @notice Whether money waits in escrow until it is captured, or goes to the merchant at once.
    enum Mode {
        Escrow,
        Charge
    }

    /// @notice Where pulled money comes from, and so which consent its owner gives.
    /// - `Allowance`: ERC-20 allowance to this contract; the owner calls, or signs.
    /// - `Available`: the available balance held here; the owner calls, or signs.
    /// - `Erc3009`: the token's `receiveWithAuthorization`; its signature is the consent.
    /// - `Permit`: `Allowance`, once the token's EIP-2612 permit has set it. The permit alone is no consent.
    /// - `Permit2`: `permitWitnessTransferFrom` of Uniswap's Permit2; its signature is the consent.
    /// - `Native`: the chain's own coin, sent with the owner's call.
    enum Source {
        Allowance,
        Available,
        Erc3009,
        Permit,
        Permit2,
        Native
    }

    /// @notice The life of a payment id: None, then Active while something is capturable, then Ended for ever; or
    /// Burned before it was ever used, for ever. A charge is Ended at once; what is Ended may still be refunded.
    enum Status {
        None,
        Active,
        Ended,
        Burned
    }

    /// @notice What payer and merchant agreed on. The payment id is the EIP-712 digest of this struct. In order:
    /// `authorizeBy <= captureBy <= refundBy`, and `minFeeBps <= maxFeeBps`.
    /// @param payer Account whose money is pulled, and to whom it is given back.
    /// @param merchant Account that is credited.
    /// @param operator Account that may capture and void beside the merchant and chooses the fee within its bounds;
    /// zero for none. If the merchant registered it, it refunds too.
    /// @param token ERC-20 token; zero for the chain's own coin.
    /// @param amount Base units of `token`.
    /// @param mode Escrow or Charge.
    /// @param authorizeBy Seconds; money may enter strictly before this time.
    /// @param captureBy Seconds; capture strictly before, reclaim from then on. At most 365 days ahead when money
    /// enters.
    /// @param refundBy Seconds; an operator refunds strictly before. The merchant has no deadline.
    /// @param minFeeBps Least fee in basis points of the captured amount, rounded up to a base unit.
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

    /// @notice How a payer's money is pulled.
    /// @param source Where from.
    /// @param data What `source` needs. For Allowance, Available and Permit the payer's consent is empty if the payer
    /// calls; what is there is judged all the same:
    /// - `Allowance`, `Available`: the payer's signature over `Consent(id, source)`;
    /// - `Erc3009`: its signature over `ReceiveWithAuthorization` with from = payer, to = this contract, value =
    ///   amount, validAfter = 0, validBefore = authorizeBy, nonce = payment id;
    /// - `Permit`: `abi.encode(uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s, bytes consent)`, where
    ///   `consent` is the signature over `Consent(id, source)`, empty if the payer calls;
    /// - `Permit2`: its signature over `PermitWitnessTransferFrom` with permitted = (token, amount), spender = this
    ///   contract, nonce = payment id, deadline = authorizeBy, witness = terms;
    /// - `Native`: empty; the payer calls and sends exactly the amount.
    struct Pull {
        Source source;
        bytes data;
    }

    /// @notice One capture of a batch; see {IPaymentEscrow-capture}.
    struct CaptureItem {
        uint96 amount;
        uint96 fee;
        Terms terms;
    }
}
