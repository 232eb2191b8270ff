import type {
  accountBalance,
  balanceEntry,
  balanceEvent,
  burnedPayment,
  burnedSubscription,
  escrowSetting,
  failedCapture,
  failedCharge,
  operator,
  payment,
  paymentEvent,
  payout,
  periodUsage,
  plan,
  signedNonce,
  subscription,
  subscriptionCharge,
  token,
  usageCharge,
  withdrawal,
} from '../../ponder.schema.ts'

// Types only: the pure functions and their tests run without Ponder.
export type PaymentRow = typeof payment.$inferSelect
export type PaymentEventRow = typeof paymentEvent.$inferSelect
export type WithdrawalRow = typeof withdrawal.$inferSelect
export type BalanceEventRow = typeof balanceEvent.$inferSelect
export type BurnedPaymentRow = typeof burnedPayment.$inferSelect
export type PlanRow = typeof plan.$inferSelect
export type SubscriptionRow = typeof subscription.$inferSelect
export type SubscriptionChargeRow = typeof subscriptionCharge.$inferSelect
export type UsageChargeRow = typeof usageCharge.$inferSelect
export type PeriodUsageRow = typeof periodUsage.$inferSelect
export type BurnedSubscriptionRow = typeof burnedSubscription.$inferSelect
export type AccountBalanceRow = typeof accountBalance.$inferSelect
export type BalanceEntryRow = typeof balanceEntry.$inferSelect
export type TokenRow = typeof token.$inferSelect
export type OperatorRow = typeof operator.$inferSelect
export type PayoutRow = typeof payout.$inferSelect
export type SignedNonceRow = typeof signedNonce.$inferSelect
export type EscrowSettingRow = typeof escrowSetting.$inferSelect
export type FailedCaptureRow = typeof failedCapture.$inferSelect
export type FailedChargeRow = typeof failedCharge.$inferSelect

/** What one event about a payment writes: the payment as it is now, the fact, and the fact's legs. */
export type PaymentRows = { payment: PaymentRow; paymentEvent: PaymentEventRow; entries: BalanceEntryRow[] }

/** What one event about an account's own balance writes. */
export type BalanceEventRows = { balanceEvent: BalanceEventRow; entries: BalanceEntryRow[] }

/** What a charged period writes: the subscription as it is now, the fact, and the fact's legs. */
export type SubscriptionChargeRows = {
  subscription: SubscriptionRow
  subscriptionCharge: SubscriptionChargeRow
  entries: BalanceEntryRow[]
}

/** What charged usage writes: the period's usage as it is now, the fact, and the fact's legs. */
export type UsageChargeRows = {
  periodUsage: PeriodUsageRow
  usageCharge: UsageChargeRow
  entries: BalanceEntryRow[]
}
