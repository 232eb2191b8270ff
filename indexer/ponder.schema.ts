import { sources } from '@florin/sdk/escrow/terms.ts'
import { periodUnits } from '@florin/sdk/subscriptions/plan.ts'
import { chargeSources } from '@florin/sdk/subscriptions/state.ts'
import { index, onchainTable, primaryKey } from 'ponder'

// Every primary key begins with the chain id, so that chains can be indexed by separate writers one day.
// Amounts are base units; times and deadlines are Unix seconds. Addresses and hashes are lower-case 0x text (`t.hex()` lowers them on the way in).

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
    merchant: index('payment_merchant').on(table.chainId, table.merchant, table.blockNumber),
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
    payment: index('payment_event_payment').on(
      table.chainId,
      table.paymentId,
      table.blockNumber,
      table.logIndex,
    ),
  }),
)

/** Append-only: money that left the escrow from an account's available balance. */
export const withdrawal = onchainTable(
  'withdrawal',
  (t) => ({
    chainId: t.integer().notNull(),
    identity: t.hex().notNull(),
    account: t.hex().notNull(),
    token: t.hex().notNull(),
    recipient: t.hex().notNull(),
    amount: t.bigint().notNull(),
    seq: t.bigint().notNull(),
    contract: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.chainId, table.identity] }),
    block: index('withdrawal_block').on(table.chainId, table.blockNumber, table.logIndex),
    account: index('withdrawal_account').on(table.chainId, table.account, table.blockNumber),
  }),
)

/** Append-only: money that an account brought into its balance, moved within it, or gave to another account's. */
export const balanceEvent = onchainTable(
  'balance_event',
  (t) => ({
    chainId: t.integer().notNull(),
    identity: t.hex().notNull(),
    kind: t.text({ enum: ['deposited', 'prepaid_moved', 'transferred'] }).notNull(),
    account: t.hex().notNull(),
    token: t.hex().notNull(),
    amount: t.bigint().notNull(),
    toPrepaid: t.boolean(),
    source: t.text({ enum: sources }),
    recipient: t.hex(),
    ref: t.hex(),
    seq: t.bigint().notNull(),
    contract: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.chainId, table.identity] }),
    block: index('balance_event_block').on(table.chainId, table.blockNumber, table.logIndex),
    account: index('balance_event_account').on(table.chainId, table.account, table.blockNumber),
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

/**
 * What an account holds inside the escrow, as the contract last stated it. The last four amounts compare these statements
 * with our legs within a transaction and are zero after it: `unproven` and `unprovenPrepaid` are what was stated and no
 * leg explains yet; `due` is what legs told and the next statement must add, `feesDue` what the one after it must.
 */
export const accountBalance = onchainTable(
  'account_balance',
  (t) => ({
    chainId: t.integer().notNull(),
    account: t.hex().notNull(),
    token: t.hex().notNull(),
    available: t.bigint().notNull(),
    prepaid: t.bigint().notNull(),
    seq: t.bigint().notNull(),
    unproven: t.bigint().notNull(),
    unprovenPrepaid: t.bigint().notNull(),
    due: t.bigint().notNull(),
    feesDue: t.bigint().notNull(),
    blockNumber: t.bigint().notNull(),
  }),
  (table) => ({ key: primaryKey({ columns: [table.chainId, table.account, table.token] }) }),
)

/** Double entry: the signed legs of every fact; per identity they sum to zero. */
export const balanceEntry = onchainTable(
  'balance_entry',
  (t) => ({
    chainId: t.integer().notNull(),
    identity: t.hex().notNull(),
    position: t.integer().notNull(),
    accountKind: t.text({ enum: ['external', 'escrow', 'available', 'prepaid'] }).notNull(),
    account: t.hex().notNull(),
    token: t.hex().notNull(),
    amount: t.bigint().notNull(),
    blockNumber: t.bigint().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.chainId, table.identity, table.position] }),
    block: index('balance_entry_block').on(table.chainId, table.blockNumber),
    account: index('balance_entry_account').on(table.chainId, table.account, table.token),
  }),
)

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
