import type { Pool } from 'pg'

/** Tables as Ponder leaves them: one of its own, `_ponder_meta` and `_ponder_checkpoint`. */
export async function makeBuild(
  pool: Pool,
  schema: string,
  { blocks, isReady }: { blocks: Record<number, bigint>; isReady: boolean },
) {
  const meta = { table_names: ['payment'], view_names: [], is_ready: isReady ? 1 : 0 }
  await pool.query(`create schema if not exists "${schema}"`)
  await pool.query(`create table "${schema}".payment as select '${schema}'::text as build`)
  await pool.query(`create table "${schema}"._ponder_meta (key text primary key, value jsonb not null)`)
  await pool.query(`insert into "${schema}"._ponder_meta values ('app', $1)`, [JSON.stringify(meta)])
  await pool.query(`create table "${schema}"._ponder_checkpoint (
    chain_name text primary key, chain_id bigint not null, safe_checkpoint varchar(75) not null,
    latest_checkpoint varchar(75) not null, finalized_checkpoint varchar(75) not null)`)
  for (const [chainId, block] of Object.entries(blocks))
    await pool.query(`insert into "${schema}"._ponder_checkpoint values ($1::text, $2, $3, $3, $3)`, [
      `eip155:${chainId}`,
      chainId,
      checkpoint(chainId, block),
    ])
}

export async function advance(pool: Pool, schema: string, chainId: number, block: bigint) {
  await pool.query(`update "${schema}"._ponder_checkpoint set latest_checkpoint = $2 where chain_id = $1`, [
    chainId,
    checkpoint(`${chainId}`, block),
  ])
}

function checkpoint(chainId: string, block: bigint): string {
  const place = `1700000000${chainId.padStart(16, '0')}${block.toString().padStart(16, '0')}`
  return place.padEnd(75, '9')
}
