import type { ChainClient } from '../genesis.ts'
import { type Query, qualified } from '../sql.ts'
import { differenceOf, factsOfBuild, factsOfChain } from './facts.ts'

// Rows of final blocks are never looked at again by Ponder. It keeps no hash of what it takes for final, so that after a deeper
// reorg and a restart it would go on above rows of blocks that are gone; and it believes a node that leaves some logs of a
// block out. So each final block is looked at once more: every fact that the chain has there stands in the tables, in
// that block, and no other does. The hash of the last block proven is remembered, and has to stand.

const FINALIZED_BLOCK = 'substr(finalized_checkpoint, 27, 16)::bigint'
const finality = (viewsSchema: string) => qualified(viewsSchema, '_florin_final')

/** A build says something else of final blocks than the chain does. */
export type Untruth = {
  chainId: number
  /** Blocks before it were right. */
  since: bigint
  why: string
}

/** How many blocks to ask for at once; it grows where few logs are told and shrinks where many are. */
const RANGE = { first: 100n, least: 10n, most: 2_000n }
const LOGS = { few: 1_000, many: 5_000 }
const RANGES_A_LOOK = 10

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

type Asked = { viewsSchema: string; build: string; chain: ChainClient }

/**
 * Proves the final blocks of one chain that are not proven yet, as many as one look has time for. Expects that the build has
 * tables.
 */
export function openProof(
  db: Query,
  { viewsSchema, build, chain }: Asked,
): () => Promise<Untruth | undefined> {
  const { chainId, client, firstBlock } = chain
  const hashOf = async (blockNumber: bigint) => (await client.getBlock({ blockNumber })).hash
  let size = RANGE.first

  async function proveNext(from: bigint, final: bigint): Promise<Untruth | { proven: bigint }> {
    const to = from + size - 1n < final ? from + size - 1n : final
    // A node that lags has no such block, and would tell of no logs where there are some.
    const hash = await hashOf(to)
    const { facts, logs } = await factsOfChain(chain, { from, to }).catch((error: unknown) => {
      size = size / 2n > RANGE.least ? size / 2n : RANGE.least
      throw error
    })
    if ((await hashOf(to)) !== hash)
      throw new Error(`block ${to} of chain ${chainId} changed while it was looked at`)
    const difference = differenceOf(facts, await factsOfBuild(db, build, chainId, { from, to }))
    if (difference !== undefined)
      return { chainId, since: from, why: `in blocks ${from} to ${to} of chain ${chainId} ${difference}` }
    await remember(db, viewsSchema, { build, chainId, block: to, hash })
    size = nextSize(size, logs)
    return { proven: to }
  }

  return async () => {
    const known = await remembered(db, viewsSchema, build, chainId)
    if (known !== undefined) {
      const found = await hashOf(known.block)
      const why = `block ${known.block} of chain ${chainId} was final as ${known.hash} and is now ${found}`
      if (found !== known.hash) return { chainId, since: 0n, why }
    }
    const final = await finalizedBlock(db, build, chainId)
    let next = (known?.block ?? firstBlock - 1n) + 1n
    for (let ranges = 0; final !== undefined && next <= final && ranges < RANGES_A_LOOK; ranges += 1) {
      const outcome = await proveNext(next, final)
      if ('why' in outcome) return outcome
      next = outcome.proven + 1n
    }
    return undefined
  }
}

function nextSize(size: bigint, logs: number): bigint {
  if (logs < LOGS.few) return size * 2n < RANGE.most ? size * 2n : RANGE.most
  if (logs > LOGS.many) return size / 2n > RANGE.least ? size / 2n : RANGE.least
  return size
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
