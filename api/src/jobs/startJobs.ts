import pg from 'pg'
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
  const pgPool = openQueuePool(ctx, options.pools)
  const pools: Pool[] = []
  for (const spec of options.pools) {
    pools.push(await startPool(spec, { pgPool, log: ctx.log, pollIntervalMs: options.pollIntervalMs }))
  }
  const stopHeartbeat = await startHeartbeat(
    ctx,
    pools.map((pool) => pool.id),
    options.heartbeatMs,
  )
  const stopTicks = startTicks(ctx, options.ticks)
  const stop = async () => {
    await stopTicks()
    await Promise.all(pools.map((pool) => pool.stop()))
    await stopHeartbeat()
    await pgPool.end()
  }
  return { stop, ended: Promise.race(pools.map((pool) => pool.ended)) }
}

/** The queue reads ids as text, unlike our own store, and keeps one connection per pool to be woken by. */
function openQueuePool(ctx: Ctx, pools: readonly PoolSpec[]): pg.Pool {
  const concurrency = pools.reduce((sum, pool) => sum + pool.concurrency, 0)
  const pgPool = new pg.Pool({
    connectionString: ctx.config.databaseUrl,
    application_name: 'florin-queue',
    max: pools.length + concurrency,
    connectionTimeoutMillis: 10_000,
  })
  const warn = (error: Error) => ctx.log.warn({ error: error.message }, 'the job queue lost a connection')
  pgPool.on('error', warn)
  pgPool.on('connect', (client) => client.on('error', warn))
  return pgPool
}
