import { chargeSources } from '@florin/sdk/subscriptions/state.ts'
import { index, onchainTable, primaryKey } from 'ponder'

/** Append-only: every period that was charged, the first one of a subscription included. */
export const subscriptionCharge = onchainTable(
  'subscription_charge',
  (t) => ({
    chainId: t.integer().notNull(),
    identity: t.hex().notNull(),
    subscriptionId: t.hex().notNull(),
    planId: t.hex().notNull(),
    merchant: t.hex().notNull(),
    subscriber: t.hex().notNull(),
    token: t.hex().notNull(),
    period: t.bigint().notNull(),
    periodStart: t.bigint().notNull(),
    periodEnd: t.bigint().notNull(),
    amount: t.bigint().notNull(),
    fee: t.bigint().notNull(),
    feeRecipient: t.hex().notNull(),
    source: t.text({ enum: chargeSources }).notNull(),
    prepaidAfter: t.bigint(),
    seq: t.bigint(),
    contract: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.chainId, table.identity] }),
    merchant: index('subscription_charge_merchant').on(
      table.chainId,
      table.merchant,
      table.blockNumber,
      table.logIndex,
    ),
    block: index('subscription_charge_block').on(table.chainId, table.blockNumber, table.logIndex),
    subscription: index('subscription_charge_subscription').on(
      table.chainId,
      table.subscriptionId,
      table.period,
    ),
  }),
)

/** Append-only: every increase of a period's usage that was charged. */
export const usageCharge = onchainTable(
  'usage_charge',
  (t) => ({
    chainId: t.integer().notNull(),
    identity: t.hex().notNull(),
    subscriptionId: t.hex().notNull(),
    planId: t.hex().notNull(),
    merchant: t.hex().notNull(),
    subscriber: t.hex().notNull(),
    token: t.hex().notNull(),
    period: t.bigint().notNull(),
    cumulative: t.bigint().notNull(),
    amount: t.bigint().notNull(),
    fee: t.bigint().notNull(),
    feeRecipient: t.hex().notNull(),
    source: t.text({ enum: chargeSources }).notNull(),
    prepaidAfter: t.bigint(),
    seq: t.bigint(),
    contract: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.chainId, table.identity] }),
    block: index('usage_charge_block').on(table.chainId, table.blockNumber, table.logIndex),
    subscription: index('usage_charge_subscription').on(table.chainId, table.subscriptionId, table.period),
  }),
)

/** All usage of a period that was charged so far, by which the next increase is judged. */
export const periodUsage = onchainTable(
  'period_usage',
  (t) => ({
    chainId: t.integer().notNull(),
    subscriptionId: t.hex().notNull(),
    period: t.bigint().notNull(),
    cumulative: t.bigint().notNull(),
    blockNumber: t.bigint().notNull(),
  }),
  (table) => ({ key: primaryKey({ columns: [table.chainId, table.subscriptionId, table.period] }) }),
)
