import type { Pool } from 'pg'
import { registeredBuilds } from '../builds/registry.ts'
import { liveBuild } from '../flip/history.ts'
import { type Progress, readProgress } from '../flip/progress.ts'
import { chainsNotWhole, highestSeen } from '../flip/seen.ts'
import type { ChainClient } from '../genesis.ts'
import type { Runs } from '../runs/runs.ts'
import type { CatchUp } from './catchUp.ts'

/** Further behind the chain's head than this, readers would be told old news. */
const MAX_LAG_BLOCKS = 60n

export type ChainState = {
  chainId: number
  /** Latest block in the tables, and its time in Unix seconds. */
  block: bigint
  time: bigint
  head: { number: bigint; timestamp: bigint }
  /** The highest block that a reader ever saw; the tables are whole again only once they have passed it. */
  seen: bigint
  /** Whether every row is back that a restart of Ponder took away. */
  whole: boolean
}

export type IndexState = {
  /** The build of this process that readers see, or that they are to see. */
  build: string
  live: string | undefined
  /** Why its rows cannot be relied on, although readers may still see them. */
  failed: string | null
  /** False while Ponder is started again, which may wait half a minute for a lock that a killed one left. */
  isAtWork: boolean
  /** Whether it has reached, since then, the heads that it found. */
  wasLevel: boolean
  caughtUp: boolean
  chains: ChainState[]
}

export type Looked = {
  pool: Pool
  clients: readonly ChainClient[]
  viewsSchema: string
  code: string
  runs: Pick<Runs, 'isAtWork' | 'pid'>
  catchUp: CatchUp
}

/** How far this process's build is, beside the chains and beside what readers have seen. */
export async function lookAtIndex(looked: Looked): Promise<IndexState> {
  const { pool, clients, viewsSchema, code, runs, catchUp } = looked
  const own = (await registeredBuilds(pool, viewsSchema)).filter((build) => build.code === code)
  const live = await liveBuild(pool, viewsSchema)
  const newest = own.findLast(({ failed }) => failed === null)?.build ?? code
  const shown = own.find((known) => known.build === live)
  const build = shown?.build ?? newest
  const [progress, seen, notWhole] = await Promise.all([
    readProgress(pool, build),
    highestSeen(pool, viewsSchema),
    chainsNotWhole(pool, viewsSchema),
  ])
  const looks = clients.map(async (client) => ({
    ...(await lookAtChain(client, progress, seen)),
    whole: !notWhole.has(client.chainId),
  }))
  const chains = await Promise.all(looks)
  const failed = shown?.failed ?? null
  return {
    build,
    live,
    failed,
    isAtWork: runs.isAtWork(build),
    wasLevel: runs.isAtWork(build) && catchUp(runs.pid(build), chains),
    caughtUp: progress?.caughtUp === true,
    chains,
  }
}

async function lookAtChain(
  { chainId, client }: ChainClient,
  progress: Progress | undefined,
  seen: ReadonlyMap<number, bigint>,
): Promise<Omit<ChainState, 'whole'>> {
  const { number, timestamp } = await client.getBlock()
  const { block, time } = progress?.chains.get(chainId) ?? { block: 0n, time: 0n }
  return { chainId, block, time, head: { number, timestamp }, seen: seen.get(chainId) ?? 0n }
}

/** Why readers cannot rely on the views now, one sentence per reason; none means ready. */
export function reasonsAgainst(state: IndexState): string[] {
  const { build, live, failed, isAtWork, wasLevel, caughtUp, chains } = state
  const reasons = live === build ? [] : [`the views show ${live ?? 'no build yet'}, not ${build}`]
  if (failed !== null) reasons.push(`${build} failed: ${failed}`)
  if (!isAtWork) reasons.push(`Ponder is being started on ${build}, or does not run here`)
  if (isAtWork && !wasLevel) reasons.push(`${build} has not reached the head since Ponder was started`)
  if (!caughtUp)
    reasons.push(`${build} is not indexed to the end of history, or not whole again after a restart`)
  for (const chain of chains) {
    const { chainId, block, seen, whole } = chain
    const lag = lagBlocks(chain)
    if (lag > MAX_LAG_BLOCKS) reasons.push(`chain ${chainId} lags ${lag} blocks, more than ${MAX_LAG_BLOCKS}`)
    if (!whole) reasons.push(`chain ${chainId} is not whole again after a restart`)
    if (block < seen)
      reasons.push(`chain ${chainId} is at block ${block}, and readers have seen block ${seen}`)
  }
  return reasons
}

export function lagBlocks({ block, head }: ChainState): bigint {
  return head.number > block ? head.number - block : 0n
}

/** By the chain's own clock: how much older the latest indexed block is than the head. */
export function lagSeconds({ time, head }: ChainState): bigint {
  return head.timestamp > time ? head.timestamp - time : 0n
}

/** The body of `GET /ready`. */
export function readyBody(state: IndexState) {
  const reasons = reasonsAgainst(state)
  return {
    ready: reasons.length === 0,
    reasons,
    build: state.build,
    live_build: state.live ?? null,
    chains: state.chains.map((chain) => ({
      chain_id: chain.chainId,
      block: `${chain.block}`,
      head: `${chain.head.number}`,
      highest_seen: `${chain.seen}`,
      lag_blocks: `${lagBlocks(chain)}`,
      lag_seconds: `${lagSeconds(chain)}`,
    })),
  }
}
