// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISubscriptionTypes} from "./ISubscriptionTypes.sol";

/// @notice One event per fact, with everything that books need. Amounts are base units, times are seconds.
interface ISubscriptionManagerEvents is ISubscriptionTypes {
    // ---------------------------------------------------------------- plans

    event PlanCreated(bytes32 indexed planId, address indexed merchant, Plan plan, uint96 price);

    /// @param effectiveAt From then on each period charged costs `price` per unit.
    event PriceSet(bytes32 indexed planId, uint96 price, uint16 version, uint40 effectiveAt);
    event PlanArchived(bytes32 indexed planId);

    // ---------------------------------------------------------------- subscriptions

    /// @param anchor Period n begins n periods after it.
    event Subscribed(
        bytes32 indexed id,
        bytes32 indexed planId,
        address indexed subscriber,
        uint32 quantity,
        uint96 firstAmount,
        uint96 capPerPeriod,
        uint96 usageCapPerPeriod,
        uint32 maxPeriods,
        uint48 startBy,
        uint32 catchUp,
        Funding funding,
        bytes32 replaces,
        uint256 salt,
        uint40 anchor
    );

    /// @param count How often it was paused, this time included; from 0 again after 65,535.
    event SubscriptionPaused(bytes32 indexed id, uint16 count);

    /// @param count How often it was paused.
    /// @param nextPeriod The first period that may be charged again.
    event SubscriptionResumed(bytes32 indexed id, uint16 count, uint32 nextPeriod);

    /// @param by Subscriber or merchant.
    /// @param atPeriodEnd Whether it stays until `endsAt`; else it ends now, and usage can no longer be charged.
    /// @param endsAt The end of what is paid, or of the trial; now where that has passed.
    event SubscriptionCanceled(bytes32 indexed id, address indexed by, bool atPeriodEnd, uint40 endsAt);

    /// @notice Its last period is charged. Where that one is missed, nothing tells the end.
    event SubscriptionEnded(bytes32 indexed id, uint40 endsAt);
    event SubscriptionBurned(bytes32 indexed id, address indexed subscriber);

    // ---------------------------------------------------------------- charges

    /// @notice A period is charged, the first one at the beginning included. `amount` less `fee` is the merchant's.
    /// Beside it stand the escrow's `BalanceChanged` of merchant and fee recipient, once per call.
    /// @param prepaidAfter The subscriber's prepaid balance where `source` is Prepaid; else 0.
    /// @param seq The sequence of that balance where `source` is Prepaid; else 0.
    event SubscriptionCharged(
        bytes32 indexed id,
        address indexed subscriber,
        address indexed merchant,
        address token,
        uint32 period,
        uint40 periodStart,
        uint40 periodEnd,
        uint96 amount,
        uint96 fee,
        address feeRecipient,
        ChargeSource source,
        uint96 prepaidAfter,
        uint64 seq
    );

    /// @notice A period that is due could not be charged; it stays due. Moves nothing.
    /// @param reason First four bytes of the error: `ExceedsCap` or `CannotPay`.
    event SubscriptionChargeFailed(bytes32 indexed id, uint32 period, bytes4 reason);

    /// @notice Usage of a period is charged. The other fields are as in {SubscriptionCharged}.
    /// @param cumulative Usage of the period charged so far, this charge included.
    event UsageCharged(
        bytes32 indexed id,
        address indexed subscriber,
        address indexed merchant,
        address token,
        uint32 period,
        uint96 cumulative,
        uint96 amount,
        uint96 fee,
        address feeRecipient,
        ChargeSource source,
        uint96 prepaidAfter,
        uint64 seq
    );
}
