// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISignedActions} from "./ISignedActions.sol";
import {ISubscriptionManagerErrors} from "./ISubscriptionManagerErrors.sol";
import {ISubscriptionManagerEvents} from "./ISubscriptionManagerEvents.sol";

/// @title SubscriptionManager
/// @notice Plans, subscriptions and usage. Holds no money: PaymentEscrow does, and money moves through its hooks.
///
/// The rule above all others: nobody's wallet or balance is lowered except by what that account called, signed, or
/// granted by name. A subscriber is charged what it signed for: at most `capPerPeriod` once a period, and at most
/// `usageCapPerPeriod` of usage.
///
/// Every verb that acts for an account takes `bytes auth`, as in {IPaymentEscrow}, with nonces of this contract's own.
/// Subscribers allow and permit this contract, never the escrow. Plans and subscriptions are given with each call and
/// checked against their ids; only what changes is stored. Every verb reverts with `Locked` while another runs. Errors
/// of PaymentEscrow and of tokens pass through.
interface ISubscriptionManager is ISignedActions, ISubscriptionManagerEvents, ISubscriptionManagerErrors {
    // ---------------------------------------------------------------- plans

    /// @notice Offers a plan, on the chain of the deployment. By its merchant. Signed as `CreatePlan(address account,bytes32 planId,uint256
    /// price,uint256 nonce,uint256 deadline)`.
    /// @param price Base units per unit and period; 0 for a plan of usage alone.
    function createPlan(Plan calldata plan, uint96 price, bytes calldata auth) external;

    /// @notice Sets the price from `effectiveAt` on. A price that was set and has not taken effect is forgotten. By the
    /// merchant. Signed as `SetPrice(address account,bytes32 planId,uint256 price,uint256 version,uint256
    /// effectiveAt,uint256 nonce,uint256 deadline)`.
    /// @param version One more than the plan's; so prices take effect in the order they were signed in.
    /// @param effectiveAt Seconds; at least the plan's notice from now.
    function setPrice(
        Plan calldata plan,
        uint96 price,
        uint16 version,
        uint40 effectiveAt,
        bytes calldata auth
    ) external;

    /// @notice Takes no new subscriptions from now on, for ever; those that are there go on. By the merchant. Signed as
    /// `ArchivePlan(address account,bytes32 planId,uint256 nonce,uint256 deadline)`.
    function archivePlan(Plan calldata plan, bytes calldata auth) external;

    // ---------------------------------------------------------------- subscribing

    /// @notice Begins a subscription: charges the first amount, if any, for period 0; or begins the trial, at whose end
    /// period 0 falls due. Anyone may deliver the subscriber's consent. Strictly before `startBy`.
    /// @param pull Empty: the subscriber calls, at the plan's first amount. Else `abi.encode(Consent kind, bytes data,
    /// bytes offer)` with data
    /// - `Signature`: the subscriber's signature over the subscription; empty if the subscriber calls;
    /// - `Erc3009`: `abi.encode(uint96 value, bytes signature)`: its signature over `ReceiveWithAuthorization` with from
    ///   = subscriber, to = PaymentEscrow, validAfter = 0, validBefore = startBy, nonce = subscription id; `value` goes
    ///   to its prepaid balance first;
    /// - `Permit`: `abi.encode(uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s, bytes signature)`, whose
    ///   spender is this contract; the signature over the subscription is empty if the subscriber calls;
    /// and offer, where the first amount is not the plan's: `abi.encode(address account, bytes signature)` of merchant
    /// or operator over `Offer(bytes32 subscriptionId)`; empty if the merchant or operator calls.
    function subscribe(Plan calldata plan, Subscription calldata subscription, bytes calldata pull) external;

    /// @notice Ends a subscription and begins the one that names it in `replaces`, at once, as {subscribe} does. Of one
    /// subscriber; the plans' merchants may differ. What the old one has paid stays paid: the first amount is the place
    /// to account for it. Usage of the old one can no longer be charged.
    function replace(
        Plan calldata oldPlan,
        Subscription calldata oldSubscription,
        Plan calldata plan,
        Subscription calldata subscription,
        bytes calldata pull
    ) external;

    /// @notice Makes an id that was never used unusable for ever, whatever was signed for it. By the subscriber. Signed
    /// as `BurnSubscription(address account,bytes32 id,uint256 nonce,uint256 deadline)`.
    function burn(Plan calldata plan, Subscription calldata subscription, bytes calldata auth) external;

    // ---------------------------------------------------------------- charging

    /// @notice Charges each subscription that is due, once, the price of the moment. By anyone. What is unknown, paused,
    /// ended or not due is skipped; what is due and cannot be charged is told by {SubscriptionChargeFailed} and stays
    /// due. What is funded by allowance alone is charged before what asks for a prepaid balance. Merchant and fee recipient
    /// are credited once. With too little gas to prove a failure, all of it reverts.
    /// A period priced 0 is charged too: it begins, and its usage can be charged.
    function chargeBatch(Plan calldata plan, Subscription[] calldata subscriptions) external;

    /// @notice Charges what `cumulative` exceeds that period's usage charged so far by: a retry cannot charge twice. For
    /// a charged period, from its beginning until `grace` after its end, and among the 120 periods before the next; not while paused. By merchant or operator. Signed as
    /// `ChargeUsage(address account,bytes32 id,uint256 period,uint256 cumulative,uint256 nonce,uint256 deadline)`.
    /// @param cumulative All usage of the period so far, in base units; at most `usageCapPerPeriod`.
    function chargeUsage(
        Plan calldata plan,
        Subscription calldata subscription,
        uint32 period,
        uint96 cumulative,
        bytes calldata auth
    ) external;

    // ---------------------------------------------------------------- pausing and ending

    /// @notice Nothing is charged until {resume}. By the merchant. Signed as `Pause(address account,bytes32
    /// id,uint256 nonce,uint256 deadline)`.
    function pause(Plan calldata plan, Subscription calldata subscription, bytes calldata auth) external;

    /// @notice Goes on with the next period to begin; the anchor stays. By the merchant. Signed as `Resume(address
    /// account,bytes32 id,uint256 nonce,uint256 deadline)`.
    function resume(Plan calldata plan, Subscription calldata subscription, bytes calldata auth) external;

    /// @notice Ends at once, or with what is paid. By subscriber or merchant. Signed as `Cancel(address account,bytes32
    /// id,bool atPeriodEnd,uint256 nonce,uint256 deadline)`.
    function cancel(
        Plan calldata plan,
        Subscription calldata subscription,
        bool atPeriodEnd,
        bytes calldata auth
    ) external;

    // ---------------------------------------------------------------- views

    /// @return id EIP-712 digest of `plan` under this contract's domain.
    function planId(Plan calldata plan) external view returns (bytes32 id);

    /// @return id EIP-712 digest of `subscription` to `plan`.
    function subscriptionId(Plan calldata plan, Subscription calldata subscription) external view returns (bytes32 id);

    /// @notice All zero for an unknown id.
    function planOf(bytes32 id) external view returns (PlanState memory state);

    /// @notice All zero for an unknown id.
    function subscriptionOf(bytes32 id) external view returns (SubscriptionState memory state);

    /// @return cumulative Base units of usage charged for the period.
    function usageOf(bytes32 id, uint32 period) external view returns (uint96 cumulative);

    /// @return time Seconds; when the next period to be charged falls due, or fell due; 0 where none will.
    function dueAt(Plan calldata plan, Subscription calldata subscription) external view returns (uint40 time);

    /// @return reason 0 where {chargeBatch} would charge it now, as far as status, cap, allowance and balances tell: a
    /// token may refuse for reasons of its own, and others of the batch share the balances. Else the first four bytes of the error that tells why
    /// not: `UnknownSubscription`, `WrongStatus`, `NotDue`, `ExceedsCap`, `CannotPay` or `IntakeClosed`.
    function canCharge(Plan calldata plan, Subscription calldata subscription) external view returns (bytes4 reason);

    /// @return active Whether the trial, or the last charged period, has not ended, and it was not ended at once.
    function isActive(Plan calldata plan, Subscription calldata subscription) external view returns (bool active);

    /// @return Where the money is.
    function escrow() external view returns (address);
}
