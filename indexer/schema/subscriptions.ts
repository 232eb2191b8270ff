import { periodUnits } from '@florin/sdk/subscriptions/plan.ts'
import { index, onchainTable, primaryKey } from 'ponder'

/** One row per plan id: what a merchant offers, what it costs now and next, and where it was created. */
export const plan = onchainTable(
  'plan',
  (t) => ({
    chainId: t.integer().notNull(),
    id: t.hex().notNull(),
    manager: t.hex().notNull(),
    merchant: t.hex().notNull(),
    operator: t.hex().notNull(),
    token: t.hex().notNull(),
    period: t.bigint().notNull(),
    unit: t.text({ enum: periodUnits }).notNull(),
    trial: t.bigint().notNull(),
    grace: t.bigint().notNull(),
    feeBps: t.integer().notNull(),
    feeRecipient: t.hex().notNull(),
    notice: t.bigint().notNull(),
    salt: t.bigint().notNull(),
    price: t.bigint().notNull(),
    nextPrice: t.bigint().notNull(),
    effectiveAt: t.bigint().notNull(),
    version: t.integer().notNull(),
    archived: t.boolean().notNull(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.chainId, table.id] }),
    merchant: index('plan_merchant').on(table.chainId, table.merchant, table.blockNumber),
  }),
)

/** One row per subscription id that began: what was agreed on, how far it is charged, and where it began. */
export const subscription = onchainTable(
  'subscription',
  (t) => ({
    chainId: t.integer().notNull(),
    id: t.hex().notNull(),
    manager: t.hex().notNull(),
    planId: t.hex().notNull(),
    merchant: t.hex().notNull(),
    token: t.hex().notNull(),
    subscriber: t.hex().notNull(),
    quantity: t.bigint().notNull(),
    firstAmount: t.bigint().notNull(),
    capPerPeriod: t.bigint().notNull(),
    usageCapPerPeriod: t.bigint().notNull(),
    maxPeriods: t.bigint().notNull(),
    startBy: t.bigint().notNull(),
    catchUp: t.bigint().notNull(),
    funding: t.text({ enum: ['prepaid_first', 'allowance_only'] }).notNull(),
    replaces: t.hex(),
    replacedBy: t.hex(),
    salt: t.bigint().notNull(),
    status: t.text({ enum: ['active', 'paused', 'ending', 'ended', 'canceled', 'replaced'] }).notNull(),
    anchor: t.bigint().notNull(),
    nextPeriod: t.bigint().notNull(),
    lastPeriod: t.bigint(),
    chargedAt: t.bigint(),
    paidUntil: t.bigint().notNull(),
    endsAt: t.bigint(),
    canceledBy: t.hex(),
    pauses: t.integer().notNull(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.chainId, table.id] }),
    plan: index('subscription_plan').on(table.chainId, table.planId, table.blockNumber),
    merchant: index('subscription_merchant').on(table.chainId, table.merchant, table.blockNumber),
    subscriber: index('subscription_subscriber').on(table.chainId, table.subscriber, table.blockNumber),
  }),
)

/** Subscription ids that their subscriber made unusable before they began. */
export const burnedSubscription = onchainTable(
  'burned_subscription',
  (t) => ({
    chainId: t.integer().notNull(),
    id: t.hex().notNull(),
    subscriber: t.hex().notNull(),
    contract: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({ key: primaryKey({ columns: [table.chainId, table.id] }) }),
)
