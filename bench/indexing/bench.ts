import { Pool } from 'pg'
import { createProgress, type Progress } from '../../scripts/local/progress.ts'
import { openTestDatabase } from '../../test/support/database.ts'
import { type BenchChain, openBenchChain } from './chain.ts'
import { createEventBar } from './eventBar.ts'
import { type History, openHistory } from './history.ts'

/** As of a local chain. */
const RPC_WEIGHT = '10'

/** A chain with a history, a database for what is made of it, and the environment of an indexer between them. */
export type Bench = {
  chain: BenchChain
  history: History
  events: number
  db: Pool
  databaseUrl: string
  env: Record<string, string>
  progress: Progress
}

/** Calls `measure` with at least so many events on the chain, and clears everything away afterwards. */
export async function withBench<T>(wanted: number, measure: (bench: Bench) => Promise<T>): Promise<T> {
  const database = await openTestDatabase()
  const databaseUrl = database.urls.indexer
  const db = new Pool({ connectionString: databaseUrl, max: 2 })
  const chain = await openBenchChain()
  try {
    const history = await openHistory(chain)
    const events = await played(history, wanted)
    const env = environment(chain, databaseUrl)
    return await measure({ chain, history, events, db, databaseUrl, env, progress: createProgress() })
  } finally {
    await db.end()
    await chain.stop()
    await database.close()
  }
}

async function played(history: History, wanted: number): Promise<number> {
  const bar = createEventBar(wanted)
  try {
    return await history.playUntil(wanted, bar.reach)
  } finally {
    bar.stop()
  }
}

function environment(
  { chainId, rpcUrl, deployments }: BenchChain,
  databaseUrl: string,
): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    DEPLOYMENTS_DIR: deployments,
    [`RPC_URL_${chainId}`]: rpcUrl,
    [`RPC_WEIGHT_${chainId}`]: RPC_WEIGHT,
  }
}
