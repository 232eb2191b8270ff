import type { ClientBase } from 'pg'

// Rows that mean nothing, in such numbers that a query without an index for it would be planned, and cost, as one.

export const ROWS = 20_000
/** Facts stand four to a block. */
export const BLOCKS = ROWS / 4
/** The owner of a few of many addresses. */
export const MERCHANT = 'mer_7'

const hash = "'0x' || lpad(to_hex(i), 64, '0')"
const address = (number: string) => `'0x' || lpad(to_hex(${number}), 40, '0')`

const BY_COLUMN: Record<string, string> = {
  identity: hash,
  id: hash,
  payment_id: hash,
  block_number: 'i / 4',
  position: '0',
  // Eight tokens of each account.
  account: address('i / 8'),
  token: address('i % 8'),
}

const BY_TYPE: Record<string, string> = { text: address('i / 8'), boolean: 'true' }

/** Fills a table of the indexer through its view, whatever columns it has. */
export async function fillView(db: ClientBase, schema: string, view: string, chainId: number): Promise<void> {
  const { rows } = await db.query<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns
     where table_schema = $1 and table_name = $2`,
    [schema, view],
  )
  const values = rows.map(({ name, type }) =>
    name === 'chain_id' ? `${chainId}` : (BY_COLUMN[name] ?? BY_TYPE[type] ?? 'i'),
  )
  await db.query(`insert into "${schema}"."${view}" (${rows.map(({ name }) => `"${name}"`)})
    select ${values} from generate_series(0, ${ROWS - 1}) i`)
}

/** Facts that posting knows, all but the newest, of which a hundred are not final; and merchants of ten addresses each. */
export async function fillBooks(db: ClientBase, chainId: number): Promise<void> {
  await db.query(`insert into florin.chain_fact (chain_id, identity, inclusion, kind, contract, account, payload, legs,
      block_number, block_hash, block_time, tx_hash, log_index, confirm_at_block, status, seen_at)
    select ${chainId}, ${hash}, 1, 'charged', ${address('1')}, ${address('i / 8')}, '{}', '[]', i / 4, ${hash}, now(),
      ${hash}, 0, 0, case when i < ${ROWS - 500} then 'finalized' else 'pending' end, now()
    from generate_series(0, ${ROWS - 401}) i`)
  await db.query(`insert into florin.merchant (id, name, created_at)
    select 'mer_' || i, '', now() from generate_series(0, ${ROWS / 10 - 1}) i`)
  await db.query(`insert into florin.merchant_address (chain_id, address, mode, merchant_id, created_at)
    select ${chainId}, ${address('i')}, 'test', 'mer_' || i % ${ROWS / 10}, now() from generate_series(0, ${ROWS - 1}) i`)
}
