import { createProgress } from '../scripts/local/progress.ts'
import { openStack } from '../test/e2e/support/stack.ts'
import { openDelays } from './latency/delays.ts'
import { atMost, type BenchResult, report } from './result.ts'
import { percentile, rounded } from './statistics.ts'

const SAMPLES = 120
const WARM_UP = 5
/** Milliseconds. */
const MOST = { rowP50: 250, webhookP95: 1_000 }

/**
 * From the moment that the node tells of a block to the moment that a reader of the views finds the payment's row, and to the
 * moment that the merchant's server gets `invoice.paid`: one payment at a time, one confirmation, every part a process.
 */
export async function benchLatency(): Promise<BenchResult[]> {
  const stack = await openStack({ confirmations: 1 })
  try {
    const delays = await openDelays(stack)
    try {
      for (let i = 0; i < WARM_UP; i += 1) await delays.measure()
      const samples = await createProgress().step(`${SAMPLES} payments`, () =>
        repeated(SAMPLES, delays.measure),
      )
      const row = samples.map(({ rowMs }) => rowMs)
      const webhook = samples.map(({ webhookMs }) => webhookMs)
      return [
        atMost('row.p50', rounded(percentile(row, 0.5)), 'ms', MOST.rowP50),
        report('row.p95', rounded(percentile(row, 0.95)), 'ms'),
        report('webhook.p50', rounded(percentile(webhook, 0.5)), 'ms'),
        atMost('webhook.p95', rounded(percentile(webhook, 0.95)), 'ms', MOST.webhookP95),
      ]
    } finally {
      await delays.close()
    }
  } finally {
    await stack.close()
  }
}

async function repeated<T>(times: number, measure: () => Promise<T>): Promise<T[]> {
  const found: T[] = []
  for (let i = 0; i < times; i += 1) found.push(await measure())
  return found
}
