import { EventEmitter } from 'node:events'
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Ctx } from '../context.ts'

/** Workers of one kind: what they run, and how many jobs at a time. */
export interface PoolSpec {
  name: string
  tasks: TaskList
  concurrency: number
}

export interface Pool {
  /** By this id the queue marks what the pool holds. */
  id: string
  /** Takes no more jobs and waits for those it has. */
  stop(): Promise<void>
  /** Settles when the pool ends, for whatever reason. */
  ended: Promise<void>
}

/**
 * Starts workers of the job queue. They have connections of their own, because the queue reads ids as text, unlike our
 * store. Signals are left to the process, and no crontab is read.
 */
export async function startPool(ctx: Ctx, spec: PoolSpec, pollIntervalMs: number): Promise<Pool> {
  const events: WorkerEvents = new EventEmitter()
  const ids: string[] = []
  events.on('pool:create', ({ workerPool }) => ids.push(workerPool.id))
  const runner = await run({
    connectionString: ctx.config.databaseUrl,
    // One more than there are jobs: the connection on which the pool is woken.
    maxPoolSize: spec.concurrency + 1,
    taskList: spec.tasks,
    concurrency: spec.concurrency,
    pollInterval: pollIntervalMs,
    parsedCronItems: [],
    // Without batches the queue does not wait, when it stops, until its last jobs are marked as done.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    noHandleSignals: true,
    events,
    logger: toLog(ctx.log.child({ pool: spec.name })),
  })
  const [id] = ids
  if (id === undefined) throw new Error(`the job queue did not name the pool ${spec.name}`)
  return { id, stop: () => runner.stop(), ended: runner.promise }
}

/** The queue's own log lines; what it says about each job is for debugging only. */
function toLog(log: Ctx['log']): Logger {
  return new Logger((scope) => (level, message, meta) => {
    const fields = { ...scope, ...('error' in meta ? { err: meta.error } : {}) }
    if (level === 'error') log.error(fields, message)
    else if (level === 'warning') log.warn(fields, message)
    else log.debug(fields, message)
  })
}
