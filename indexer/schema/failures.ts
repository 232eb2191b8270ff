import { index, onchainTable, primaryKey } from 'ponder'

// What a batch left undone, and why. The same failure can be told any number of times, so a row is named by where it is mined.

/** Append-only: a capture that failed within a batch. */
export const failedCapture = onchainTable(
  'failed_capture',
  (t) => ({
    chainId: t.integer().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    paymentId: t.hex().notNull(),
    reason: t.hex().notNull(),
    contract: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.chainId, table.txHash, table.logIndex] }),
    payment: index('failed_capture_payment').on(table.chainId, table.paymentId, table.blockNumber),
  }),
)

/** Append-only: a charge of a subscription's period that failed within a batch. */
export const failedCharge = onchainTable(
  'failed_charge',
  (t) => ({
    chainId: t.integer().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    subscriptionId: t.hex().notNull(),
    period: t.bigint().notNull(),
    reason: t.hex().notNull(),
    contract: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.chainId, table.txHash, table.logIndex] }),
    subscription: index('failed_charge_subscription').on(
      table.chainId,
      table.subscriptionId,
      table.blockNumber,
    ),
  }),
)
