import type { ChainClient } from '../genesis.ts'
import { type Query, qualified } from '../sql.ts'

// Ponder keeps no hash of what it takes for final. A reorg below that stops it, and if it is started again, it goes on above
// rows of blocks that are gone. So we remember the hash of each build's final block, and look whether it still stands.

const FINALIZED_BLOCK = 'substr(finalized_checkpoint, 27, 16)::bigint'
const finality = (viewsSchema: string) => qualified(viewsSchema, '_florin_final')

/** A block that was final for a build is no longer one of the chain. */
export type DeepReorg = { chainId: number; block: bigint; hash: string; found: string }

/** Expects that the schema of the views exists. */
export async function openFinality(db: Query, viewsSchema: string) {
  await db.query(`
    create table if not exists ${finality(viewsSchema)} (
      build text not null,
      chain_id bigint not null,
      block bigint not null,
      hash text not null,
      primary key (build, chain_id)
    )`)
}

/**
 * Looks whether the final block that we remember of each chain still stands, and remembers the newest final one. Expects that
 * the build has tables.
 */
export async function watchFinality(
  db: Query,
  { viewsSchema, build, clients }: { viewsSchema: string; build: string; clients: readonly ChainClient[] },
): Promise<DeepReorg | undefined> {
  for (const { chainId, client } of clients) {
    const known = await remembered(db, viewsSchema, build, chainId)
    const hashOf = async (blockNumber: bigint) => (await client.getBlock({ blockNumber })).hash
    if (known !== undefined) {
      const found = await hashOf(known.block)
      if (found !== known.hash) return { chainId, ...known, found }
    }
    const block = await finalizedBlock(db, build, chainId)
    if (block === undefined || block <= (known?.block ?? -1n)) continue
    await remember(db, viewsSchema, { build, chainId, block, hash: await hashOf(block) })
  }
  return undefined
}

async function remembered(db: Query, viewsSchema: string, build: string, chainId: number) {
  const found = await db.query<{ block: string; hash: string }>(
    `select block, hash from ${finality(viewsSchema)} where build = $1 and chain_id = $2`,
    [build, chainId],
  )
  const row = found.rows[0]
  return row === undefined ? undefined : { block: BigInt(row.block), hash: row.hash }
}

async function finalizedBlock(db: Query, build: string, chainId: number): Promise<bigint | undefined> {
  const found = await db.query<{ block: string }>(
    `select ${FINALIZED_BLOCK} as block from ${qualified(build, '_ponder_checkpoint')} where chain_id = $1`,
    [chainId],
  )
  const row = found.rows[0]
  return row === undefined ? undefined : BigInt(row.block)
}

async function remember(
  db: Query,
  viewsSchema: string,
  final: { build: string; chainId: number; block: bigint; hash: string },
) {
  await db.query(
    `insert into ${finality(viewsSchema)} (build, chain_id, block, hash) values ($1, $2, $3, $4)
     on conflict (build, chain_id) do update set block = excluded.block, hash = excluded.hash`,
    [final.build, final.chainId, final.block, final.hash],
  )
}
