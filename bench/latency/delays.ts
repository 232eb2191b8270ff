import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'pg'
import { startWebhookReceiver } from '../../scripts/demo/webhookReceiver.ts'
import type { Stack } from '../../test/e2e/support/stack.ts'
import { waitFor } from '../../test/support/waitFor.ts'
import { openPayer } from './payer.ts'

const VIEWS = 'onchain_main'
/** How often a reader looks: what it finds is found this much too late at worst. */
const LOOK_EVERY_MS = 2
/** Payments fall into every part of the interval in which the indexer asks the node for blocks. */
const QUIET_MS = { least: 150, step: 37, spread: 100 }

export type Delay = { rowMs: number; webhookMs: number }

/** Pays an invoice and watches what becomes of it, again and again. */
export async function openDelays(stack: Stack) {
  const receiver = await startWebhookReceiver()
  const { data } = await stack.api.POST('/v1/webhook_endpoints', { body: { url: receiver.url } })
  receiver.trust(data?.secret ?? '')
  await stack.startWorker()
  const reader = new Pool({ connectionString: stack.world.database.urls.worker, max: 1 })
  const payer = openPayer(stack)
  let paid = 0

  async function isIndexed(id: string): Promise<boolean> {
    const found = await reader.query(`select 1 from ${VIEWS}.payment where id = $1`, [id])
    return found.rows.length === 1
  }

  function isTold(invoice: string): boolean {
    return receiver.events.some(
      ({ type, data: { object } }) => type === 'invoice.paid' && object.id === invoice,
    )
  }

  async function measure(): Promise<Delay> {
    const { invoice, onchainId, send } = await payer.prepare()
    paid += 1
    await pause(QUIET_MS.least + ((paid * QUIET_MS.step) % QUIET_MS.spread))
    await send()
    const since = performance.now()
    await waitFor(() => isIndexed(onchainId), {
      describe: `the row of ${onchainId}`,
      intervalMs: LOOK_EVERY_MS,
    })
    const rowMs = performance.now() - since
    await waitFor(() => isTold(invoice), { describe: `the webhook of ${invoice}`, intervalMs: LOOK_EVERY_MS })
    return { rowMs, webhookMs: performance.now() - since }
  }

  async function close(): Promise<void> {
    await reader.end()
    await receiver.close()
  }
  return { measure, close }
}
