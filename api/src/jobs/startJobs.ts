import type { Ctx } from '../context.ts'
import type { TickName } from '../domain/tick.ts'
import { startHeartbeat } from './startHeartbeat.ts'
import { type Pool, type PoolSpec, startPool } from './startPool.ts'
import { startTicks } from './startTicks.ts'

export interface JobsOptions {
  pools: readonly PoolSpec[]
  heartbeatMs: number
  pollIntervalMs: number
  ticks: Record<TickName, string>
}

export interface Jobs {
  /** Lets running jobs finish, and says good-bye. */
  stop(): Promise<void>
  /** Settles when a pool ends although nobody stopped it. */
  ended: Promise<void>
}

/** Starts everything that runs from the job queue: pools of workers, their heartbeat, and the clock's ticks. */
export async function startJobs(ctx: Ctx, options: JobsOptions): Promise<Jobs> {
  const pools: Pool[] = []
  for (const spec of options.pools) pools.push(await startPool(ctx, spec, options.pollIntervalMs))
  const ids = pools.map((pool) => pool.id)
  const stopHeartbeat = await startHeartbeat(ctx, ids, options.heartbeatMs)
  const stopTicks = startTicks(ctx, options.ticks)
  const stop = async () => {
    await stopTicks()
    await Promise.all(pools.map((pool) => pool.stop()))
    await stopHeartbeat()
  }
  return { stop, ended: Promise.race(pools.map((pool) => pool.ended)) }
}
