// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What a merchant offers, what a subscriber signs, and what a subscription can be.
interface ISubscriptionTypes {
    /// @notice What the length of a period counts.
    /// - `Second`: fixed seconds.
    /// - `Month`: calendar months in UTC, clamped from the anchor: 31 January, 28 or 29 February, 31 March.
    enum PeriodUnit {
        Second,
        Month
    }

    /// @notice Where charges come from.
    /// - `PrepaidFirst`: the prepaid balance in PaymentEscrow where it covers the whole charge, else the allowance.
    /// - `AllowanceOnly`: the ERC-20 allowance to SubscriptionManager; a prepaid balance is never touched.
    enum Funding {
        PrepaidFirst,
        AllowanceOnly
    }

    /// @notice Where a charge came from. `Nothing`: it was of zero.
    enum ChargeSource {
        Nothing,
        Prepaid,
        Allowance
    }

    /// @notice How somebody else delivers what a subscriber agreed to.
    /// - `Signature`: its signature over the subscription.
    /// - `Erc3009`: the token's authorization to fund the prepaid balance, whose nonce is the subscription id: one
    ///   signature funds and subscribes.
    /// - `Permit`: the signature over the subscription, once the token's EIP-2612 permit has set the allowance.
    enum Consent {
        Signature,
        Erc3009,
        Permit
    }

    /// @notice The life of a subscription id: None, then Active; Paused and back; Ending, when it is canceled for the end
    /// of what is paid; Ended, when it is canceled at once or replaced, for ever (one that has come to the end of its
    /// periods stays what it was); or Burned before it was ever used, for
    /// ever.
    enum SubscriptionStatus {
        None,
        Active,
        Paused,
        Ending,
        Ended,
        Burned
    }

    /// @notice What a merchant offers. The plan id is the EIP-712 digest of this struct: nothing of it ever changes. The
    /// price is not part of it and may change, after `notice`.
    /// @param merchant Account that is credited.
    /// @param operator Account that charges usage and agrees to first amounts beside the merchant; zero for none.
    /// @param token ERC-20 token; zero for the chain's own coin, which is charged from prepaid balances only.
    /// @param period Length of a period in `unit`, at least 1; at most 1,200 months.
    /// @param trial Seconds before the first period of a subscription whose first amount is 0; 0 for no trial.
    /// @param grace Seconds after the end of a period in which its usage may still be charged.
    /// @param feeBps Fee in basis points of each charge, rounded up to a base unit; at most 10,000.
    /// @param feeRecipient Account credited with fees; non-zero if `feeBps` is.
    /// @param notice Seconds between setting a price and its taking effect, at least.
    /// @param salt Makes equal plans distinct.
    struct Plan {
        address merchant;
        address operator;
        address token;
        uint32 period;
        PeriodUnit unit;
        uint32 trial;
        uint32 grace;
        uint16 feeBps;
        address feeRecipient;
        uint32 notice;
        uint256 salt;
    }

    /// @notice What a subscriber agrees to. The subscription id is the EIP-712 digest of `Subscription(Plan plan,address
    /// subscriber,…)`: the plan stands in what is signed, and beside this struct in every call.
    /// @param subscriber Account that pays.
    /// @param quantity Number of units, at least 1: a period costs the plan's price times this.
    /// @param firstAmount Base units charged at once. Without the merchant's or operator's agreement it is the price
    /// times `quantity`, or 0 where the plan has a trial. Never more than `capPerPeriod`.
    /// @param capPerPeriod Greatest base charge of a period, in base units.
    /// @param usageCapPerPeriod Greatest usage of a period, in base units; 0 for none.
    /// @param maxPeriods Number of periods after which it is over, charged or not; at least 1.
    /// @param startBy Seconds; it may begin strictly before this time.
    /// @param catchUp Number of missed periods that may still be charged; 0: what was missed is skipped.
    /// @param funding Where charges come from.
    /// @param replaces Subscription of the same subscriber that ends when this one begins; zero for none.
    /// @param salt Makes equal subscriptions distinct.
    struct Subscription {
        address subscriber;
        uint32 quantity;
        uint96 firstAmount;
        uint96 capPerPeriod;
        uint96 usageCapPerPeriod;
        uint32 maxPeriods;
        uint48 startBy;
        uint32 catchUp;
        Funding funding;
        bytes32 replaces;
        uint256 salt;
    }

    /// @notice What changes of a plan.
    /// @param price Base units per unit and period, until `effectiveAt`.
    /// @param nextPrice From `effectiveAt` on.
    /// @param effectiveAt Seconds.
    /// @param version Number of prices so far; 0 where the plan does not exist.
    /// @param archived Takes no new subscriptions.
    struct PlanState {
        uint96 price;
        uint96 nextPrice;
        uint40 effectiveAt;
        uint16 version;
        bool archived;
    }

    /// @notice What changes of a subscription.
    /// @param anchor Seconds; period n begins n periods after it.
    /// @param nextPeriod No period before it is ever charged.
    /// @param pauses How often it was paused.
    /// @param chargedAt Seconds; when the last base charge was made. Two are never made in one second.
    /// @param charged Which of the 120 periods before `nextPeriod` were charged: the lowest bit is the last of them.
    struct SubscriptionState {
        SubscriptionStatus status;
        uint40 anchor;
        uint32 nextPeriod;
        uint16 pauses;
        uint40 chargedAt;
        uint120 charged;
    }
}
