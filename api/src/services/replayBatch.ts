import type { Ctx } from '../context.ts'
import type { Tasks } from '../store/jobs.ts'
import { addDeliveryJob } from './addDeliveryJob.ts'
import { addReplayJob } from './addReplayJob.ts'

const EVENTS_PER_BATCH = 500

/**
 * Renews the deliveries of the next events of a range and leaves a job for those after them, all in one transaction, so
 * that a worker that dies skips none and repeats none. One job is enough for the endpoint: it hears all that is due.
 */
export async function replayBatch(outer: Ctx, range: Tasks['replay_events']): Promise<void> {
  await outer.store.locks.inTransaction(outer.db, async (db) => {
    const ctx = { ...outer, db }
    const endpoint = await ctx.store.webhookEndpoints.get(db, range.endpointId)
    if (endpoint.status !== 'enabled') return
    const events = await ctx.store.events.listRange(db, ownerOf(endpoint), seqsOf(range), EVENTS_PER_BATCH)
    const [first] = events
    const last = events.at(-1)
    if (!first || !last) return
    await ctx.store.deliveries.renewAll(db, endpoint.id, events, ctx.clock.now())
    await addDeliveryJob(ctx, { endpointId: endpoint.id, eventId: first.id }, 'first')
    await addReplayJob(ctx, { ...range, afterSeq: last.seq.toString() })
  })
}

function ownerOf(endpoint: { merchant_id: string; mode: 'test' | 'live' }) {
  return { merchantId: endpoint.merchant_id, mode: endpoint.mode }
}

function seqsOf({ afterSeq, toSeq, types }: Tasks['replay_events']) {
  return { after: BigInt(afterSeq), to: BigInt(toSeq), types: types ?? undefined }
}
