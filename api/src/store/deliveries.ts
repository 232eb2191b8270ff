import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Database, Db } from './database.ts'
import type { Listed, Page } from './page.ts'

export type DeliveryRow = Selectable<Database['webhook_delivery']>
export type AttemptRow = Selectable<Database['webhook_attempt']>

/** A delivery is one event for one endpoint. */
export interface DeliveryKey {
  endpointId: string
  eventId: string
}

export async function insertAll(
  db: Db,
  rows: readonly (DeliveryKey & { seq: bigint })[],
  now: Date,
): Promise<void> {
  await db
    .insertInto('webhook_delivery')
    .values(
      rows.map(({ endpointId, eventId, seq }) => ({
        endpoint_id: endpointId,
        event_id: eventId,
        seq,
        status: 'pending' as const,
        next_attempt_at: now,
        created_at: now,
      })),
    )
    .execute()
}

/**
 * Makes a delivery due once more, from the beginning of its schedule; begins it where there was none. One that is just
 * being made stays as it is.
 */
export async function renew(tx: Db, row: DeliveryKey & { seq: bigint; now: Date }): Promise<void> {
  await renewAll(tx, row.endpointId, [{ id: row.eventId, seq: row.seq }], row.now)
}

/** The same for many events. */
export async function renewAll(
  tx: Db,
  endpointId: string,
  events: readonly { id: string; seq: bigint }[],
  now: Date,
): Promise<void> {
  const due = { status: 'pending', next_attempt_at: now, failures: 0 } as const
  await tx
    .insertInto('webhook_delivery')
    .values(
      events.map(({ id, seq }) => ({
        endpoint_id: endpointId,
        event_id: id,
        seq,
        ...due,
        replay: true,
        created_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['endpoint_id', 'event_id'])
        .doUpdateSet({ ...due, replay: isAgain, delivered_at: null })
        .where((eb) =>
          eb.or([
            eb('webhook_delivery.leased_until', 'is', null),
            eb('webhook_delivery.leased_until', '<=', now),
          ]),
        ),
    )
    .execute()
}

/** What the endpoint has yet to hear for the first time keeps its place before all replays. */
const isAgain = sql<boolean>`webhook_delivery.replay OR webhook_delivery.status <> 'pending'`

export async function find(db: Db, key: DeliveryKey): Promise<DeliveryRow | undefined> {
  return db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('endpoint_id', '=', key.endpointId)
    .where('event_id', '=', key.eventId)
    .executeTakeFirst()
}

/** The delivery that an endpoint is just hearing, with the end of its lease. */
export async function findHeld(
  db: Db,
  endpointId: string,
  now: Date,
): Promise<{ event_id: string; leased_until: Date } | undefined> {
  return db
    .selectFrom('webhook_delivery')
    .select(['event_id', 'leased_until'])
    .where('endpoint_id', '=', endpointId)
    .where('leased_until', '>', now)
    .$narrowType<{ leased_until: Date }>()
    .executeTakeFirst()
}

/** What an endpoint is to hear next: of all that is due what is no replay, and of that the event with the lowest number. */
export async function findNextDue(db: Db, endpointId: string, now: Date): Promise<DeliveryRow | undefined> {
  return db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .where('status', '=', 'pending')
    .where('next_attempt_at', '<=', now)
    .orderBy('replay')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
}

/** Holds a delivery until the given moment. To be called while its endpoint is locked. */
export async function lease(tx: Db, key: DeliveryKey, until: Date): Promise<void> {
  await tx
    .updateTable('webhook_delivery')
    .set({ leased_until: until })
    .where('endpoint_id', '=', key.endpointId)
    .where('event_id', '=', key.eventId)
    .execute()
}

/** Ends what is due for an endpoint that is to hear nothing. */
export async function giveUpDue(tx: Db, endpointId: string, now: Date): Promise<void> {
  await tx
    .updateTable('webhook_delivery')
    .set({ status: 'dead', next_attempt_at: null, leased_until: null })
    .where('endpoint_id', '=', endpointId)
    .where('status', '=', 'pending')
    .where('next_attempt_at', '<=', now)
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
    .execute()
}

/**
 * Ends a lease by what came of it. False where the lease ran out and somebody else took it: every later lease ends
 * later, so its end tells whose it is.
 */
export async function settle(
  tx: Db,
  key: DeliveryKey,
  leasedUntil: Date,
  change: Omit<Updateable<Database['webhook_delivery']>, 'leased_until'>,
): Promise<boolean> {
  const result = await tx
    .updateTable('webhook_delivery')
    .set({ ...change, leased_until: null })
    .where('endpoint_id', '=', key.endpointId)
    .where('event_id', '=', key.eventId)
    .where('status', '=', 'pending')
    .where('leased_until', '=', leasedUntil)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function insertAttempt(tx: Db, row: Insertable<Database['webhook_attempt']>): Promise<void> {
  await tx.insertInto('webhook_attempt').values(row).execute()
}

export async function listByEvent(db: Db, eventId: string): Promise<DeliveryRow[]> {
  return db
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('event_id', '=', eventId)
    .orderBy('endpoint_id')
    .execute()
}

/** Every attempt to deliver an event, by endpoint and in order. */
export async function listAttempts(db: Db, eventId: string): Promise<AttemptRow[]> {
  return db
    .selectFrom('webhook_attempt as attempt')
    .innerJoin('webhook_delivery as delivery', (join) =>
      join
        .onRef('delivery.endpoint_id', '=', 'attempt.endpoint_id')
        .onRef('delivery.event_id', '=', 'attempt.event_id'),
    )
    .selectAll('attempt')
    .where('delivery.event_id', '=', eventId)
    .orderBy('attempt.endpoint_id')
    .orderBy('attempt.number')
    .execute()
}

export type DeliveryOfEvent = DeliveryRow & { type: string }

/** An endpoint's deliveries, newest event first, by keyset: an event's id is the cursor. */
export async function listByEndpoint(
  db: Db,
  endpointId: string,
  page: Page,
  status: DeliveryRow['status'] | undefined,
): Promise<Listed<DeliveryOfEvent>> {
  const backwards = page.endingBefore !== undefined
  let query = db
    .selectFrom('webhook_delivery as delivery')
    .innerJoin('event', 'event.id', 'delivery.event_id')
    .selectAll('delivery')
    .select('event.type')
    .where('delivery.endpoint_id', '=', endpointId)
  if (status !== undefined) query = query.where('delivery.status', '=', status)
  if (page.startingAfter !== undefined) query = query.where('delivery.event_id', '<', page.startingAfter)
  if (page.endingBefore !== undefined) query = query.where('delivery.event_id', '>', page.endingBefore)
  const found = await query
    .orderBy('delivery.event_id', backwards ? 'asc' : 'desc')
    .limit(page.limit + 1)
    .execute()
  const rows = found.slice(0, page.limit)
  return { rows: backwards ? rows.reverse() : rows, hasMore: found.length > page.limit }
}

/** Every attempt to tell an endpoint of these events. */
export async function listAttemptsOf(
  db: Db,
  endpointId: string,
  eventIds: readonly string[],
): Promise<AttemptRow[]> {
  if (eventIds.length === 0) return []
  return db
    .selectFrom('webhook_attempt')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .where('event_id', 'in', eventIds)
    .orderBy('event_id')
    .orderBy('number')
    .execute()
}

/** The next due delivery of each endpoint for which no job would run: it was lost or given up. */
export async function listWithoutJob(db: Db, dueBefore: Date, limit: number): Promise<DeliveryKey[]> {
  return db
    .selectFrom('webhook_delivery')
    .distinctOn('endpoint_id')
    .select(['endpoint_id as endpointId', 'event_id as eventId'])
    .where('status', '=', 'pending')
    .where('next_attempt_at', '<=', dueBefore)
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', dueBefore)]))
    .where(
      sql<boolean>`NOT EXISTS (
        SELECT FROM graphile_worker.jobs job
        WHERE job.task_identifier IN ('deliver_webhook', 'retry_webhook')
          AND split_part(job.key, ':', 2) = endpoint_id
          AND job.attempts < job.max_attempts AND (job.locked_at IS NOT NULL OR job.run_at <= now()))`,
    )
    .orderBy('endpoint_id')
    .orderBy('replay')
    .orderBy('seq')
    .limit(limit)
    .execute()
}
