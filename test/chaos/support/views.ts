import type { Pool } from 'pg'
import type { Hash, Hex } from 'viem'
import { qualified } from '../../../indexer/sql.ts'
import type { ChaosChain } from './chain.ts'
import { differing } from './differing.ts'
import { type ChainFact, readFacts } from './facts.ts'

/** What everyone reads, where no other group is asked for. */
export const VIEWS = 'onchain_main'

/** Where the indexer keeps facts, each under its identity. */
const FACT_TABLES = ['payment_event', 'withdrawal', 'balance_event', 'subscription_charge', 'usage_charge']

type Row = { identity: Hex; block_hash: Hash }

/**
 * The facts that a build or its views show from a block on. Table by table: a reader that holds one table and waits for the
 * next can stop the indexer, which takes all of them while it handles a reorg.
 */
export async function indexedFacts(pool: Pool, schema: string, fromBlock: bigint): Promise<Row[]> {
  const facts: Row[] = []
  for (const table of FACT_TABLES) {
    const { rows } = await pool.query<Row>(
      `select identity, block_hash from ${qualified(schema, table)} where block_number >= $1`,
      [fromBlock.toString()],
    )
    facts.push(...rows)
  }
  return facts
}

const keyOf = (identity: Hex, blockHash: Hash) => `${identity} ${blockHash}`

/** How many facts the index has and the chain has not, or the other way round, or in another block. */
export function factsApart(onChain: readonly ChainFact[], rows: readonly Row[]): number {
  const chain = onChain.map(({ identity, blockHash }) => keyOf(identity, blockHash))
  const index = rows.map(({ identity, block_hash }) => keyOf(identity, block_hash))
  // A fact that stands twice on one side is one that is apart.
  const apart = differing(new Set(chain), new Set(index))
  return apart + (chain.length - new Set(chain).size) + (index.length - new Set(index).size)
}

/** Whether the index shows exactly the facts of the chain, each in its block. */
export async function isLevel(
  chain: ChaosChain,
  { pool, schema, fromBlock = 0n }: { pool: Pool; schema: string; fromBlock?: bigint },
): Promise<boolean> {
  const rows = await indexedFacts(pool, schema, fromBlock)
  return factsApart(await readFacts(chain, fromBlock), rows) === 0
}
