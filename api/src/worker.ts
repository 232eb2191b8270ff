import { readDeployments } from './chain/deployments.ts'
import { readConfig } from './config.ts'
import { type Ctx, makeContext } from './context.ts'
import { TICK_PATTERNS } from './domain/tick.ts'
import { serveHealth } from './health.ts'
import { deliverWebhookTask } from './jobs/deliverWebhook.ts'
import { replayEventsTask } from './jobs/replayEvents.ts'
import { runTickTask } from './jobs/runTick.ts'
import { type Jobs, startJobs } from './jobs/startJobs.ts'
import { runPosting } from './services/posting/runPosting.ts'
import { recoverSender } from './services/relays/recoverSender.ts'
import { runRelays } from './services/relays/runRelays.ts'
import { resealSecrets } from './services/resealSecrets.ts'
import { loadSigners } from './signers.ts'
import { stepBack } from './stepBack.ts'
import { stopWhenAsked } from './stop.ts'

const POOL_SIZE = 20
const HEARTBEAT_MS = 5_000
/** A worker that missed four heartbeats is taken for dead. */
const SILENT_MS = 20_000
const POLL_MS = 2_000

/** The worker: posting, relays, webhooks and what happens by the clock. Any number of replicas on one database. */
async function main(): Promise<void> {
  const config = readConfig(undefined, { sends: true })
  const chains = readDeployments(config.deploymentsDir, config.rpcUrls)
  const signers = await loadSigners(config, { chainIds: [...chains.keys()], sends: true })
  const ctx = makeContext(config, chains, { name: 'worker', poolSize: POOL_SIZE, signers })
  stepBack(ctx.log)
  // What an earlier life signed and perhaps sent is settled before anything new is sent.
  await recoverSender(ctx)
  await resealSecrets(ctx)
  const jobs = await startQueue(ctx)
  const stopping = new AbortController()
  const loops = Promise.all([runPosting(ctx, stopping.signal), runRelays(ctx, stopping.signal)])
  const health = await serveHealth(ctx)
  const stop = stopWhenAsked({ log: ctx.log, lifelineFd: config.lifelineFd }, async () => {
    health.notReady()
    stopping.abort()
    await Promise.all([jobs.stop(), loops])
    await health.close()
    await ctx.close()
  })
  stopWhenEnded(ctx, { jobs: jobs.ended, loops }, stop)
  console.log(JSON.stringify({ ready: true, url: health.url }))
}

/** Each kind of work has workers of its own: a slow receiver must hold up neither money nor other receivers. */
function startQueue(ctx: Ctx): Promise<Jobs> {
  return startJobs(ctx, {
    pools: [
      {
        name: 'core',
        concurrency: 4,
        tasks: {
          run_tick: runTickTask(ctx, { silentMs: SILENT_MS }),
        },
      },
      // Merchants ask for thousands of events at a time, which is to hold up nothing but other replays.
      { name: 'replays', concurrency: 1, tasks: { replay_events: replayEventsTask(ctx) } },
      { name: 'webhooks', concurrency: 8, tasks: { deliver_webhook: deliverWebhookTask(ctx, 'first') } },
      {
        name: 'webhook-retries',
        concurrency: 4,
        tasks: { retry_webhook: deliverWebhookTask(ctx, 'retries') },
      },
    ],
    heartbeatMs: HEARTBEAT_MS,
    pollIntervalMs: POLL_MS,
    ticks: TICK_PATTERNS,
  })
}

/** A part that ends by itself takes the process with it: whoever supervises us starts a whole one. */
function stopWhenEnded(
  ctx: Ctx,
  parts: Record<string, Promise<unknown>>,
  stop: (reason: string, exitCode: number) => void,
): void {
  for (const [part, ended] of Object.entries(parts)) {
    ended
      .catch((error: unknown) => ctx.log.error({ err: error, part }, 'a part of the worker failed'))
      .finally(() => stop(`${part} ended`, 1))
  }
}

await main()
