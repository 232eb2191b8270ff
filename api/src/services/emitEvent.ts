import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { newId } from '../domain/ids.ts'
import type { NewEvent } from '../domain/newEvent.ts'
import { addFirstJobs } from './addDeliveryJob.ts'

/**
 * Tells a merchant something, in the transaction that made it true: the event with the next number of its series, a
 * delivery for each endpoint that wants it, and the delivery's job. Must run inside a transaction.
 */
export async function emitEvent(ctx: Ctx, event: NewEvent): Promise<void> {
  if (ctx.untold) ctx.untold.push(event)
  else await emitNow(ctx, event)
}

/** The same, not left for the transaction's end. Answers with the event's id. */
export async function emitNow(ctx: Ctx, event: NewEvent): Promise<string> {
  const [id] = await emitEvents(ctx, [event])
  if (id === undefined) throw new Error('the event was not written')
  return id
}

/** Tells merchants many things at once: each merchant hears them in the order given. Answers with their ids. */
export async function emitEvents(ctx: Ctx, events: readonly NewEvent[]): Promise<string[]> {
  if (events.length === 0) return []
  const now = ctx.clock.now()
  const numbered = await number(ctx, events, now)
  await ctx.store.events.insertAll(
    ctx.db,
    numbered.map(({ id, seq, event: { owner, type, objectId, object, cause } }) => ({
      id,
      merchant_id: owner.merchantId,
      mode: owner.mode,
      seq,
      type,
      object_id: objectId,
      data: JSON.stringify({ object, ...(cause ? { cause } : {}) }),
      created_at: now,
    })),
  )
  const deliveries = await deliveriesOf(ctx, numbered)
  if (deliveries.length > 0) {
    await ctx.store.deliveries.insertAll(ctx.db, deliveries, now)
    await addFirstJobs(ctx, deliveries)
  }
  return numbered.map(({ id }) => id)
}

interface NumberedEvent {
  event: NewEvent
  id: string
  seq: bigint
}

/** Gives each event the next number of its merchant's series. */
async function number(ctx: Ctx, events: readonly NewEvent[], now: Date): Promise<NumberedEvent[]> {
  const series = Map.groupBy(events, seriesOf)
  const wanted = [...series.values()].map((own) => ({ owner: ownerOf(own), count: own.length }))
  const last = await ctx.store.merchants.nextNumbers(ctx.db, 'event_seq', wanted)
  const next = new Map(
    last.map(({ merchant_id: merchantId, mode, value }) => {
      const name = seriesOf({ owner: { merchantId, mode } })
      return [name, value - BigInt(series.get(name)?.length ?? 0) + 1n]
    }),
  )
  return events.map((event) => {
    const seq = next.get(seriesOf(event))
    if (seq === undefined) throw new Error(`the series of ${event.owner.merchantId} has no next number`)
    next.set(seriesOf(event), seq + 1n)
    return { event, id: newId('evt', now), seq }
  })
}

function seriesOf({ owner }: Pick<NewEvent, 'owner'>): string {
  return `${owner.merchantId} ${owner.mode}`
}

function ownerOf([first]: readonly NewEvent[]): Owner {
  if (!first) throw new Error('a series without events was counted')
  return first.owner
}

async function deliveriesOf(ctx: Ctx, numbered: readonly NumberedEvent[]) {
  const asked = numbered.filter(({ event }) => event.onlyTo === undefined).map(({ event }) => event)
  const wanting = asked.length === 0 ? [] : await ctx.store.webhookEndpoints.listWanting(ctx.db, asked)
  const endpoints = Map.groupBy(wanting, ({ merchant_id: merchantId, mode, type }) =>
    audienceOf({ owner: { merchantId, mode }, type }),
  )
  return numbered.flatMap(({ event, id: eventId, seq }) => {
    const hearing = event.onlyTo
      ? [event.onlyTo]
      : (endpoints.get(audienceOf(event)) ?? []).map(({ id }) => id)
    return hearing.map((endpointId) => ({ endpointId, eventId, seq }))
  })
}

function audienceOf({ owner, type }: { owner: Owner; type: string }): string {
  return `${seriesOf({ owner })} ${type}`
}
