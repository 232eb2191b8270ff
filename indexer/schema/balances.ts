import { sources } from '@florin/sdk/escrow/terms.ts'
import { index, onchainTable, primaryKey } from 'ponder'

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
    account: index('balance_entry_account').on(table.chainId, table.account, table.token, table.blockNumber),
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
