// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ICommonErrors} from "./ICommonErrors.sol";
import {ISubscriptionTypes} from "./ISubscriptionTypes.sol";

/// @notice Each error carries what was found and what would have been right, where there is something to tell. The first
/// four bytes of some of them are reasons in {ISubscriptionManagerEvents-SubscriptionChargeFailed} and
/// {ISubscriptionManager-canCharge}.
interface ISubscriptionManagerErrors is ISubscriptionTypes, ICommonErrors {
    /// @notice The escrow was deployed for another manager.
    error NotTheManager(address actual, address expected);
    /// @notice Only a reason: the escrow takes no money of `token` now. It is not listed, or intake is paused.
    error IntakeClosed(address token);

    error PlanExists(bytes32 planId);
    error UnknownPlan(bytes32 planId);
    error PlanIsArchived(bytes32 planId);
    error InvalidPeriod(uint32 period, PeriodUnit unit);
    error InvalidFeeBps(uint16 actual, uint16 limit);
    /// @notice The price's version is not the next one.
    error WrongVersion(uint256 actual, uint256 expected);
    /// @notice A price would take effect before the plan's notice has passed.
    error NoticeTooShort(uint256 effectiveAt, uint256 earliest);

    /// @notice The id was used or burned before; an id lives once.
    error SubscriptionExists(bytes32 id);
    error UnknownSubscription(bytes32 id);
    /// @notice The verb is not for a subscription of that status.
    error WrongStatus(bytes32 id, SubscriptionStatus actual);
    error ZeroQuantity();
    error ZeroMaxPeriods();
    /// @notice The chain's own coin has no allowance, and an authorization only fills a prepaid balance.
    error InvalidFunding(Funding funding);
    /// @notice A subscription that replaces another begins by {ISubscriptionManager-replace}, and only there.
    error WrongReplaced(bytes32 actual, bytes32 expected);
    /// @notice The first amount is another than the plan's, and neither merchant nor operator agreed to it.
    error FirstAmountNotAgreed(uint256 actual, uint256 expected);

    /// @notice Only the subscriber itself agrees, by its own call or signature.
    error NotSubscriber(address actual, address expected);
    error NotSubscriberOrMerchant(address actual, address subscriber, address merchant);

    /// @notice Only a reason: no period is to be charged now, or one was charged in this second.
    error NotDue(bytes32 id);
    error ExceedsCap(uint256 amount, uint256 cap);
    /// @notice Neither the prepaid balance nor the allowance and wallet cover the amount, or the token refused.
    error CannotPay(address subscriber, uint256 amount);
    /// @notice Sums of a batch exceed 96 bits.
    error SumTooLarge(uint256 sum);

    error PeriodNotCharged(bytes32 id, uint256 period);
    error ExceedsUsageCap(uint256 cumulative, uint256 cap);
    /// @notice That much of the period's usage was charged already.
    error UsageAlreadyCharged(uint256 cumulative, uint256 charged);
}
