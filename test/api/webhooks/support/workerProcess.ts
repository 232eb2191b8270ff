import { readConfig } from '../../../../api/src/config.ts'
import { makeContext } from '../../../../api/src/context.ts'
import { deliverWebhookTask } from '../../../../api/src/jobs/deliverWebhook.ts'
import { runTickTask } from '../../../../api/src/jobs/runTick.ts'
import { startJobs } from '../../../../api/src/jobs/startJobs.ts'
import { loadSigners } from '../../../../api/src/signers.ts'

/**
 * The queue's part of a worker, with the same code at a quicker pace. The first argument sets its clock ahead by so many
 * milliseconds, which stands for having waited so long.
 */
const aheadMs = Number(process.argv[2] ?? '0')
const config = readConfig(undefined, { sends: true })
const ctx = makeContext(config, new Map(), {
  name: 'test-worker',
  poolSize: 5,
  signers: await loadSigners(config, { chainIds: [], sends: true }),
  clock: { now: () => new Date(Date.now() + aheadMs) },
})
const jobs = await startJobs(ctx, {
  pools: [
    { name: 'core', concurrency: 1, tasks: { run_tick: runTickTask(ctx, { silentMs: 1_000 }) } },
    { name: 'webhooks', concurrency: 2, tasks: { deliver_webhook: deliverWebhookTask(ctx, 'first') } },
    { name: 'webhook-retries', concurrency: 2, tasks: { retry_webhook: deliverWebhookTask(ctx, 'retries') } },
  ],
  heartbeatMs: 200,
  pollIntervalMs: 200,
  ticks: {
    free_silent_workers: '* * * * * *',
    sweep_due_jobs: '* * * * * *',
    clean_old_rows: '* * * * * *',
    expire_invoices: '* * * * * *',
    expire_signatures: '* * * * * *',
    review_signers: '* * * * * *',
  },
})
process.on('SIGTERM', async () => {
  await jobs.stop()
  await ctx.close()
  process.exit(0)
})
console.log(JSON.stringify({ ready: true, url: 'http://127.0.0.1:0' }))
