import { index, onchainTable, primaryKey } from 'ponder'

/**
 * One row per token: whether the escrow takes it, and what the escrow owes to all accounts together, by where it stands. The
 * sum of the last three is what the escrow must hold of the token.
 */
export const token = onchainTable(
  'token',
  (t) => ({
    chainId: t.integer().notNull(),
    token: t.hex().notNull(),
    listed: t.boolean().notNull(),
    escrowed: t.bigint().notNull(),
    available: t.bigint().notNull(),
    prepaid: t.bigint().notNull(),
    blockNumber: t.bigint().notNull(),
  }),
  (table) => ({ key: primaryKey({ columns: [table.chainId, table.token] }) }),
)

/** Whom an account lets refund for it, and how much of a token per UTC day. A grant that was revoked stays, with a cap of 0. */
export const operator = onchainTable(
  'operator',
  (t) => ({
    chainId: t.integer().notNull(),
    account: t.hex().notNull(),
    operator: t.hex().notNull(),
    token: t.hex().notNull(),
    dailyCap: t.bigint().notNull(),
    contract: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.chainId, table.account, table.operator, table.token] }),
    operator: index('operator_operator').on(table.chainId, table.operator),
  }),
)

/** The address that anybody may have an account's available balances paid to, as it was set last. */
export const payout = onchainTable(
  'payout',
  (t) => ({
    chainId: t.integer().notNull(),
    account: t.hex().notNull(),
    payout: t.hex(),
    validFrom: t.bigint(),
    contract: t.hex().notNull(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({ key: primaryKey({ columns: [table.chainId, table.account] }) }),
)

/** Nonces of signed actions that can be used no more. */
export const signedNonce = onchainTable(
  'signed_nonce',
  (t) => ({
    chainId: t.integer().notNull(),
    contract: t.hex().notNull(),
    account: t.hex().notNull(),
    nonce: t.bigint().notNull(),
    status: t.text({ enum: ['used', 'canceled'] }).notNull(),
    digest: t.hex(),
    blockNumber: t.bigint().notNull(),
    blockHash: t.hex().notNull(),
    txHash: t.hex().notNull(),
    logIndex: t.integer().notNull(),
    timestamp: t.bigint().notNull(),
  }),
  (table) => ({
    key: primaryKey({ columns: [table.chainId, table.contract, table.account, table.nonce] }),
  }),
)

/** One row per escrow: who may list tokens and pause intake, and whether intake is paused. */
export const escrowSetting = onchainTable(
  'escrow_setting',
  (t) => ({
    chainId: t.integer().notNull(),
    escrow: t.hex().notNull(),
    owner: t.hex().notNull(),
    pendingOwner: t.hex(),
    intakePaused: t.boolean().notNull(),
    blockNumber: t.bigint().notNull(),
  }),
  (table) => ({ key: primaryKey({ columns: [table.chainId, table.escrow] }) }),
)
