import { sources } from '@florin/sdk/escrow/terms.ts'
import { index, onchainTable, primaryKey } from 'ponder'

/** One row per payment id: what was agreed on, where the money is now, and where the payment entered the chain. */
export const payment = onchainTable(
  'payment',
  (t) => ({
    chainId: t.integer().notNull(),
    id: t.hex().notNull(),
    escrow: t.hex().notNull(),
    invoiceRef: t.hex().notNull(),
    payer: t.hex().notNull(),
    merchant: t.hex().notNull(),
    operator: t.hex().notNull(),
    token: t.hex().notNull(),
    amount: t.bigint().notNull(),
    mode: t.text({ enum: ['escrow', 'charge'] }).notNull(),
    source: t.text({ enum: sources }).notNull(),
    authorizeBy: t.bigint().notNull(),
    captureBy: t.bigint().notNull(),
    refundBy: t.bigint().notNull(),
    minFeeBps: t.integer().notNull(),
    maxFeeBps: t.integer().notNull(),
    feeRecipient: t.hex().notNull(),
    salt: t.bigint().notNull(),
    authorized: t.bigint().notNull(),
    captured: t.bigint().notNull(),
    fees: t.bigint().notNull(),
    voided: t.bigint().notNull(),
    reclaimed: t.bigint().notNull(),
    refunded: t.bigint().notNull(),
    capturable: t.bigint().notNull(),
    refundable: t.bigint().notNull(),
    status: t
      .text({ enum: ['authorized', 'partially_captured', 'captured', 'voided', 'reclaimed', 'refunded'] })
      .notNull(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.chainId, table.id] }),
    invoiceRef: index('payment_invoice_ref').on(table.chainId, table.invoiceRef),
    merchant: index('payment_merchant').on(table.chainId, table.merchant, table.blockNumber, table.logIndex),
    payer: index('payment_payer').on(table.chainId, table.payer, table.blockNumber, table.logIndex),
  }),
)

/** Append-only: every fact about a payment, with the totals after it. */
export const paymentEvent = onchainTable(
  'payment_event',
  (t) => ({
    chainId: t.integer().notNull(),
    identity: t.hex().notNull(),
    paymentId: t.hex().notNull(),
    kind: t
      .text({ enum: ['authorized', 'charged', 'captured', 'voided', 'reclaimed', 'refunded'] })
      .notNull(),
    token: t.hex().notNull(),
    merchant: t.hex().notNull(),
    payer: t.hex().notNull(),
    amount: t.bigint().notNull(),
    fee: t.bigint().notNull(),
    feeRecipient: t.hex(),
    recipient: t.hex(),
    source: t.text({ enum: sources }),
    credited: t.boolean(),
    capturableAfter: t.bigint().notNull(),
    refundableAfter: t.bigint().notNull(),
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
    block: index('payment_event_block').on(table.chainId, table.blockNumber, table.logIndex),
    merchant: index('payment_event_merchant').on(
      table.chainId,
      table.merchant,
      table.blockNumber,
      table.logIndex,
    ),
    payment: index('payment_event_payment').on(
      table.chainId,
      table.paymentId,
      table.blockNumber,
      table.logIndex,
    ),
  }),
)

/** Payment ids that their payer made unusable before any money moved. */
export const burnedPayment = onchainTable(
  'burned_payment',
  (t) => ({
    chainId: t.integer().notNull(),
    id: t.hex().notNull(),
    payer: t.hex().notNull(),
    contract: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({ key: primaryKey({ columns: [table.chainId, table.id] }) }),
)
