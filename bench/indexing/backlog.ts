import { kill } from 'node:process'
import type { Pool } from 'pg'
import { CHECKPOINT_BLOCK } from '../../indexer/sql.ts'
import { waitFor } from '../../test/support/waitFor.ts'
import type { Bench } from './bench.ts'
import type { Started } from './ponderRun.ts'

const BLOCKS = 600

export type Backlog = { eventsPerSecond: number; blocksPerSecond: number }

/**
 * Holds a live indexer while payments of a block each are mined, lets it go, and answers the events per second from the first
 * block that it catches up with to the last.
 */
export async function catchUp(
  { db, chain, history }: Bench,
  { schema, ponderPid }: Started,
): Promise<Backlog> {
  const reached = () => latestBlock(db, schema)
  const head = await chain.client.getBlockNumber()
  await waitFor(async () => (await reached()) >= head, {
    describe: 'the indexer to be live',
    timeoutMs: 60_000,
  })

  kill(ponderPid, 'SIGSTOP')
  const events = await history.playPayments(BLOCKS)
  const last = await chain.client.getBlockNumber()
  kill(ponderPid, 'SIGCONT')

  const first = await waitFor(async () => moved(await reached(), head), {
    describe: 'the first of the backlog',
    timeoutMs: 60_000,
    intervalMs: 5,
  })
  const since = performance.now()
  await waitFor(async () => (await reached()) >= last, {
    describe: 'the last of it',
    timeoutMs: 300_000,
    intervalMs: 5,
  })
  const seconds = (performance.now() - since) / 1_000
  const share = Number(last - first) / BLOCKS
  return { eventsPerSecond: (events * share) / seconds, blocksPerSecond: (BLOCKS * share) / seconds }
}

const moved = (block: bigint, from: bigint) => (block > from ? block : undefined)

async function latestBlock(db: Pool, schema: string): Promise<bigint> {
  const found = await db.query<{ block: string }>(
    `select ${CHECKPOINT_BLOCK} as block from "${schema}"._ponder_checkpoint`,
  )
  return BigInt(found.rows[0]?.block ?? 0)
}
