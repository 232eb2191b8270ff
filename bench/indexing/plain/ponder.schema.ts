import * as tables from '../../../indexer/ponder.schema.ts'

// The same tables as the indexer's, since the same rows are to be written.

export const {
  accountBalance,
  balanceEntry,
  withdrawal,
  balanceEvent,
  subscriptionCharge,
  usageCharge,
  periodUsage,
  failedCapture,
  failedCharge,
  payment,
  paymentEvent,
  burnedPayment,
  token,
  operator,
  payout,
  signedNonce,
  escrowSetting,
  plan,
  subscription,
  burnedSubscription,
} = tables
