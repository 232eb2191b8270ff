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
        address to,
        uint96 amount,
        bool credited,
        uint96 capturableAfter,
        uint96 refundableAfter
    );

    /// @param credited As in {Voided}.
    event Reclaimed(
        bytes32 indexed id,
        address to,
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

    // ---------------------------------------------------------------- errors

    /// @notice The contract lives on another chain than the one it was deployed on: no intake, and no signature counts.
    error ForeignChain(uint256 actual, uint256 expected);
    error TokenNotListed(address token);
    /// @notice The token's supply would not fit the amounts of this contract.
    error SupplyTooLarge(uint256 actual, uint256 limit);

    error ZeroAmount();
    /// @notice A party is zero where it must not be, equals another, or is this contract or the token.
    error InvalidParty(address party);
    error WrongMode(Mode actual, Mode expected);
    error DeadlinesOutOfOrder(uint48 authorizeBy, uint48 captureBy, uint48 refundBy);
    error CaptureByTooLate(uint256 actual, uint256 latest);
    /// @notice `minFeeBps <= maxFeeBps <= 10,000` does not hold.
    error InvalidFeeBps(uint16 minFeeBps, uint16 maxFeeBps);
    error FeeOutOfRange(uint256 actual, uint256 least, uint256 greatest);

    /// @notice `block.timestamp < deadline` does not hold.
    error TooLate(uint256 actual, uint256 deadline);
    /// @notice `block.timestamp >= start` does not hold.
    error TooEarly(uint256 actual, uint256 start);

    /// @notice The id was used before; an id lives once.
    error PaymentExists(bytes32 id);
    error ExceedsCapturable(uint256 amount, uint256 capturable);
    error ExceedsRefundable(uint256 amount, uint256 refundable);
    error ExceedsAvailable(uint256 amount, uint256 available);
    error ExceedsDailyCap(uint256 amount, uint256 left);
    error NothingCapturable(bytes32 id);
    /// @notice The token's supply grew beyond what a balance can hold.
    error BalanceOverflow(uint256 amount);

    /// @notice Money of `expected` moves only by its own call or signature.
    error NotPayer(address actual, address expected);
    /// @notice An operator refunds from the merchant's available balance only, never from its wallet.
    error NotMerchant(address actual, address expected);
    error NotMerchantOrOperator(address actual, address merchant, address operator);

    error InvalidSignature(address account, bytes32 digest);
    error NonceAlreadyUsed(address account, uint256 nonce);

    /// @notice The token moved another amount than the one agreed on.
    error InexactTransfer(uint256 actual, uint256 expected);
    /// @notice The push failed, and the caller is no party, so nothing is credited instead.
    error PushFailed(address token, address to, uint256 amount);
    /// @notice The push failed with so little gas that the failure proves nothing.
    error TooLittleGas(uint256 actual, uint256 expected);

    // ---------------------------------------------------------------- intake

    /// @notice Pulls `terms.amount` into escrow. Anyone may deliver the payer's consent. Strictly before `authorizeBy`.
    /// @param terms Terms of mode Escrow whose id was never used.
    /// @param pull Source of the money and the payer's signature; an empty signature means that the payer calls.
    function authorize(Terms calldata terms, Pull calldata pull) external;

    /// @notice Pulls `terms.amount` and credits the merchant and the fee recipient at once. Strictly before `authorizeBy`.
    /// @param terms Terms of mode Charge whose id was never used.
    /// @param fee Within the terms' bounds where operator or merchant is `msg.sender`; else exactly the least fee.
    /// @param pull As in {authorize}.
    function charge(Terms calldata terms, uint96 fee, Pull calldata pull) external;

    // ---------------------------------------------------------------- after authorization

    /// @notice Moves money from escrow to the balances of merchant and fee recipient. By operator or merchant, strictly
    /// before `captureBy`. A part may be captured; the rest stays capturable.
    /// @param amount Base units, the fee included.
    /// @param fee Within `[ceil(amount * min), max(floor(amount * max), ceil(amount * min))]`.
    function capture(Terms calldata terms, uint96 amount, uint96 fee, bytes calldata auth) external;

    /// @notice Gives the capturable rest back to the payer. By operator or merchant, at any time.
    /// A signature counts as acting: where it is delivered while the token refuses the payer, the payer's balance is
    /// credited, whoever delivers it.
    function void(Terms calldata terms, bytes calldata auth) external;

    /// @notice Gives the capturable rest back to the payer. By anyone, from `captureBy` on.
    function reclaim(Terms calldata terms) external;

    /// @notice Pays captured money back to the payer.
    ///
    /// The merchant refunds at any time: from its available balance, from its allowance, or by EIP-3009. With
    /// Source.Erc3009 `auth` is required, and its signature is the token's `ReceiveWithAuthorization` with value =
    /// amount, validAfter = 0, validBefore = the deadline and nonce = the digest of the `Refund` action.
    ///
    /// An operator refunds if it is `terms.operator` and also registered with {setOperator}: from the merchant's available
    /// balance only, strictly before `refundBy`, within its daily cap.
    /// @param amount At most what was captured, less fees and earlier refunds.
    function refund(Terms calldata terms, uint96 amount, Source source, bytes calldata auth) external;

    // ---------------------------------------------------------------- balances

    /// @notice Pays `amount` of the account's available balance to `to`. Reverts where the token refuses.
    function withdraw(address token, uint96 amount, address to, bytes calldata auth) external;

    /// @notice Lets `operator` refund up to `dailyCap` per UTC day from the account's available balance; 0 revokes.
    /// What was refunded today counts against a new cap.
    /// Warning: a signed grant that nobody delivered outlives a revocation by call until its deadline. Revoke it by a
    /// signed action that spends the same nonce.
    function setOperator(address operator, address token, uint96 dailyCap, bytes calldata auth) external;

    // ---------------------------------------------------------------- administration

    /// @notice Allows or stops intake of `token`. By the admin. What is already inside moves on either way.
    /// Warning: list only tokens whose transfers move exactly the amount, now and after any upgrade; whose balances never
    /// shrink by themselves; whose supply stays below 2^96; whose `receiveWithAuthorization` only the receiver may call;
    /// and whose base unit is worth much less than a capture's gas, since each capture rounds its fee up to a whole one.
    function listToken(address token, bool listed) external;

    // ---------------------------------------------------------------- views

    /// @notice EIP-712 digest of `terms` under this contract's domain.
    function paymentId(Terms calldata terms) external view returns (bytes32 id);

    function payment(bytes32 id) external view returns (Status status, uint96 capturable, uint96 refundable);

    /// @return available Withdrawable base units.
    /// @return prepaid Base units set aside for subscriptions.
    /// @return seq Number of changes so far.
    function balance(
        address account,
        address token
    ) external view returns (uint96 available, uint96 prepaid, uint64 seq);

    /// @return dailyCap Base units per UTC day; 0 where not registered.
    /// @return spentToday Base units refunded since the last UTC midnight.
    function operatorOf(
        address account,
        address operator,
        address token
    ) external view returns (uint96 dailyCap, uint96 spentToday);

    function isNonceUsed(address account, uint256 nonce) external view returns (bool used);

    function isListed(address token) external view returns (bool listed);

    /// @notice Fixed at deployment, so that ids outlive a fork of the chain.
    function domainSeparator() external view returns (bytes32 separator);
}
