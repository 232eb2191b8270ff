// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPaymentEscrowErrors} from "./IPaymentEscrowErrors.sol";
import {IPaymentEscrowEvents} from "./IPaymentEscrowEvents.sol";
import {ISignedActions} from "./ISignedActions.sol";

/// @title PaymentEscrow
/// @notice Holds the money of one-off payments, and one balance per (account, token).
///
/// The rule above all others: nobody's wallet or balance is lowered except by what that account called, signed, or
/// granted by name to an operator it registered.
///
/// Every verb that acts for an account takes `bytes auth`. Empty means that `msg.sender` acts. Otherwise it is
/// `abi.encode(address account, uint256 nonce, uint256 deadline, bytes signature)`: the account signed the verb's
/// EIP-712 struct, and anyone may deliver it. Nonces are an unordered bitmap, and strict `block.timestamp < deadline`
/// holds. The struct names the account first, so that wallets of one owner are never confused, and is given with each
/// verb. With Source.Erc3009 the signature is the token's instead. {captureBatch} takes no auth.
///
/// All amounts are base units. The chain's own coin is token zero. Every verb reverts with `Locked` while another runs.
/// Errors of tokens, Permit2, SafeERC20 and Ownable pass through.
interface IPaymentEscrow is ISignedActions, IPaymentEscrowEvents, IPaymentEscrowErrors {
    // ---------------------------------------------------------------- intake

    /// @notice Pulls `terms.amount` into escrow. Anyone may deliver the payer's consent. Strictly before `authorizeBy`.
    /// @param terms Terms of mode Escrow whose id was never used.
    /// @param pull Source of the money and the payer's consent.
    function authorize(Terms calldata terms, Pull calldata pull) external payable;

    /// @notice Pulls `terms.amount` and credits the merchant and the fee recipient at once. Strictly before
    /// `authorizeBy`.
    /// @param terms Terms of mode Charge whose id was never used.
    /// @param fee Within the terms' bounds where operator or merchant is `msg.sender`; else exactly the least fee.
    /// Warning: anyone may deliver the payer's consent first, and so at the least fee.
    /// @param pull As in {authorize}.
    function charge(Terms calldata terms, uint96 fee, Pull calldata pull) external payable;

    /// @notice Makes an id that was never used unusable for ever, whatever was signed for it. By the payer. Signed as
    /// `Burn(address account,bytes32 id,uint256 nonce,uint256 deadline)`.
    function burn(Terms calldata terms, bytes calldata auth) external;

    // ---------------------------------------------------------------- after authorization

    /// @notice Moves money from escrow to the balances of merchant and fee recipient. By operator or merchant, strictly
    /// before `captureBy`. A part may be captured; the rest stays capturable. Signed as `Capture(address
    /// account,bytes32 id,uint256 amount,uint256 fee,uint256 nonce,uint256 deadline)`.
    /// @param amount Base units, the fee included.
    /// @param fee Within `[ceil(amount * min), max(floor(amount * max), ceil(amount * min))]`.
    function capture(Terms calldata terms, uint96 amount, uint96 fee, bytes calldata auth) external;

    /// @notice Many captures by one caller. An item that {capture} would refuse for who calls, when, or how much, is
    /// skipped with {ItemFailed}; the others stand. Merchant and fee recipient are credited once per run of items with
    /// the same merchant, token and fee recipient: sort by them. With too little gas, or an item that is no ABI
    /// encoding, the whole batch reverts.
    function captureBatch(CaptureItem[] calldata items) external;

    /// @notice Gives the capturable rest back to the payer. By operator or merchant, at any time. Where the payer's
    /// wallet or the token refuses, the payer's available balance is credited instead. A signature counts as acting:
    /// where it is delivered while the token refuses the payer, the payer's balance is credited, whoever delivers it.
    /// Signed as `Void(address account,bytes32 id,uint256 nonce,uint256 deadline)`.
    function void(Terms calldata terms, bytes calldata auth) external;

    /// @notice Gives the capturable rest back to the payer. By anyone, from `captureBy` on. Where the payer's wallet or
    /// the token refuses, the payer's available balance is credited if payer, merchant or operator calls; else this
    /// reverts with {PushFailed}.
    function reclaim(Terms calldata terms) external;

    /// @notice Pays captured money back to the payer, or credits its available balance where its wallet or the token
    /// refuses.
    ///
    /// The merchant refunds at any time: from its available balance, from its allowance, by EIP-3009, or with the
    /// chain's own coin. With Source.Erc3009 `auth` is required, and its signature is the token's
    /// `ReceiveWithAuthorization` with from = merchant, to = this contract, value = amount, validAfter = 0, validBefore
    /// = the deadline and nonce = the digest of the `Refund` action.
    ///
    /// A signature counts as acting, as in {void}: delivered while the token refuses the payer, it credits the payer's
    /// balance.
    ///
    /// An operator refunds if it is `terms.operator` and also registered with {setOperator}: from the merchant's
    /// available balance only, strictly before `refundBy`, within its daily cap. Signed as `Refund(address
    /// account,bytes32 id,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)`.
    /// @param amount At most what was captured, less fees and earlier refunds.
    /// @param source Available, Allowance, Erc3009 or Native.
    function refund(Terms calldata terms, uint96 amount, Source source, bytes calldata auth) external payable;

    // ---------------------------------------------------------------- balances

    /// @notice Takes money from the account's wallet into its balance. Signed as `Deposit(address account,bool
    /// toPrepaid,address token,uint256 amount,uint8 source,uint256 nonce,uint256 deadline)`; with Source.Erc3009 `auth`
    /// is required and its signature is the token's, as in {refund}.
    /// @param toPrepaid Into the prepaid balance, which subscriptions are paid from, instead of the available one.
    /// @param source Allowance, Erc3009 or Native.
    function deposit(bool toPrepaid, address token, uint96 amount, Source source, bytes calldata auth) external payable;

    /// @notice Moves money between the account's available and prepaid balance: from available if `toPrepaid`, else
    /// back. Signed as `MovePrepaid(address account,address token,uint256 amount,bool toPrepaid,uint256 nonce,uint256
    /// deadline)`.
    function movePrepaid(address token, uint96 amount, bool toPrepaid, bytes calldata auth) external;

    /// @notice Moves money from the account's available balance to that of `to`. Signed as `TransferBalance(address
    /// account,address to,address token,uint256 amount,bytes32 ref,uint256 nonce,uint256 deadline)`.
    /// @param to Not the account itself.
    /// @param ref The account's own reference, for its books.
    function transferBalance(address to, address token, uint96 amount, bytes32 ref, bytes calldata auth) external;

    /// @notice Pays `amount` of the account's available balance to `to`. Reverts where token or receiver refuses.
    /// Signed as `Withdraw(address account,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)`.
    function withdraw(address token, uint96 amount, address to, bytes calldata auth) external;

    /// @notice Pays the whole available balance of `account`, and nothing of its prepaid one, to the payout address
    /// that it set at least 24 hours ago. By anyone, at a moment that anyone chooses.
    /// Warning: an account that names a payout address must not count on what lies in its available balance: a refund
    /// by an operator, a consent to pay from it or a signed withdrawal fails where somebody has paid it out before.
    function withdrawFor(address account, address token) external;

    /// @notice Names the address that {withdrawFor} pays to from 24 hours on, for every token; zero for none. Until
    /// then {withdrawFor} reverts, for an earlier address too, and also where the same address is named again. Signed
    /// as `SetPayout(address account,address payout,uint256 nonce,uint256 deadline)`.
    /// Warning: as in {setOperator}, a signed address that nobody delivered outlives a later one set by call.
    function setPayout(address payout, bytes calldata auth) external;

    /// @notice Lets `operator` refund payments whose terms name it, up to `dailyCap` per UTC day, from the account's
    /// available balance of `token`; 0 revokes. What was refunded today counts against a new cap. Signed as
    /// `SetOperator(address account,address operator,address token,uint256 dailyCap,uint256 nonce,uint256 deadline)`.
    /// Warning: a signed grant that nobody delivered outlives a revocation by call until its deadline. Revoke it by
    /// {cancelNonce}.
    function setOperator(address operator, address token, uint96 dailyCap, bytes calldata auth) external;

    // ---------------------------------------------------------------- administration

    /// @notice Allows or stops intake of `token`; zero is the chain's own coin. By the admin. At most 200 tokens can
    /// ever be listed, delisted ones among them. Refused where the token's supply is 2^96 or more at that time; the
    /// coin's cannot be asked. What is already inside moves on either way.
    /// Warning: list only tokens whose transfers move exactly the amount, now and after any upgrade, without calling
    /// sender or receiver; whose balances never shrink by themselves; whose supply stays below 2^96; whose
    /// `receiveWithAuthorization` only the receiver may call and only with the sender's signature (a token that accepts
    /// any lets strangers spend everybody's nonces here); and whose base unit is worth much less than a capture's gas,
    /// since each capture rounds its fee up to a whole one.
    function listToken(address token, bool listed) external;

    /// @notice Stops or resumes intake of every token: authorize, charge, deposit, and the manager's way in. By the
    /// admin. Everything else works on: nobody's way out is ever closed.
    function pauseIntake(bool paused) external;

    // ---------------------------------------------------------------- views

    /// @notice EIP-712 digest of `terms` under this contract's domain.
    function paymentId(Terms calldata terms) external view returns (bytes32 id);

    /// @notice None, 0, 0 for an unknown id. Warning: while a token is being called, it may show money still on its
    /// way.
    function paymentOf(bytes32 id) external view returns (Status status, uint96 capturable, uint96 refundable);

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

    /// @return payout Zero for none.
    /// @return validFrom Seconds; {withdrawFor} works from then on. Without meaning where there is none.
    function payoutTo(address account) external view returns (address payout, uint48 validFrom);

    /// @return listed Whether intake of `token` is allowed while it is not paused.
    function isListed(address token) external view returns (bool listed);

    function isIntakePaused() external view returns (bool paused);
}
