import { type Selectable, sql } from 'kysely'
import pg from 'pg'
import { fromSeconds } from '../domain/clock.ts'
import type { CounterKey } from '../domain/sponsorship.ts'
import type { Database, Db } from './database.ts'
import { AND_COMMIT } from './prepared.ts'

export type CounterRow = Selectable<Database['sponsor_counter']>

/** A counter, and what it may come to. */
export type LimitedCounter = CounterKey & {
  /** Null is no limit. */
  limit: bigint | null
  /** Which of the host's decisions for the merchant, where it made one, stands in place of it. */
  own: 'hour_limit' | 'total_limit' | null
}

/** A counter without room for a reservation. */
export interface FullCounter {
  subject: string
  hour: Date
  limit: bigint
  reserved: bigint
  spent: bigint
}

/**
 * Adds a reservation to every counter, where all have room. Each is judged and changed at once under its row's lock, and all
 * callers take the rows in one order, so that nobody waits in a circle.
 * @param end The transaction is committed together with it: the counters' rows, for which others wait, are then held no longer
 *   than the database needs.
 * @returns Undefined, or the first counter that has no room; then the transaction is lost.
 */
export async function reserve(
  tx: Db,
  { merchantId, chainId, wei }: { merchantId: string; chainId: bigint; wei: bigint },
  counters: readonly LimitedCounter[],
  end: boolean,
): Promise<FullCounter | undefined> {
  try {
    await sql`${sql.raw(end ? AND_COMMIT : '')} SELECT florin.reserve_gas(
      ${merchantId}, ${chainId}::bigint, ${wei}::numeric,
      ${counters.map(({ subject }) => subject)}::text[], ${counters.map(({ hour }) => hour)}::timestamptz[],
      ${counters.map(({ limit }) => limit)}::numeric[], ${counters.map(({ own }) => own)}::text[])`.execute(
      tx,
    )
    return undefined
  } catch (error) {
    const full = error instanceof pg.DatabaseError && error.code === NO_ROOM ? error.detail : undefined
    if (full === undefined) throw error
    return readFull(full)
  }
}

/** What the database says where a budget is used up. */
const NO_ROOM = 'FL001'

/** Reads what the database says of the counter. */
function readFull(detail: string): FullCounter {
  const [subject = '', ...numbers] = detail.split(' ')
  const [seconds = 0n, limit = 0n, reserved = 0n, spent = 0n] = numbers.map(BigInt)
  return { subject, hour: fromSeconds(seconds), limit, reserved, spent }
}

/** By how much a counter changes. */
export type CounterChange = CounterKey & { chainId: bigint; reserved: bigint; spent: bigint }

/** Changes counters by what relays' own sums changed by. They are locked in the order of {@link reserve}. */
export async function change(tx: Db, changes: readonly CounterChange[]): Promise<void> {
  await sql`
    WITH held AS MATERIALIZED (
      SELECT counter.chain_id, counter.subject, counter.hour, wanted.reserved, wanted.spent
      FROM florin.sponsor_counter counter
      JOIN unnest(
        ${changes.map(({ chainId }) => chainId)}::bigint[],
        ${changes.map(({ subject }) => subject)}::text[], ${changes.map(({ hour }) => hour)}::timestamptz[],
        ${changes.map(({ reserved }) => reserved)}::numeric[], ${changes.map(({ spent }) => spent)}::numeric[]
      ) AS wanted (chain_id, subject, hour, reserved, spent) USING (chain_id, subject, hour)
      ORDER BY counter.chain_id, counter.subject COLLATE "C", counter.hour FOR NO KEY UPDATE OF counter)
    UPDATE florin.sponsor_counter AS counter
    SET reserved = counter.reserved + held.reserved, spent = counter.spent + held.spent
    FROM held
    WHERE counter.chain_id = held.chain_id AND counter.subject = held.subject AND counter.hour = held.hour`.execute(
    tx,
  )
}

export async function find(
  db: Db,
  chainId: bigint,
  key: CounterKey,
): Promise<Pick<CounterRow, 'reserved' | 'spent'>> {
  const row = await db
    .selectFrom('sponsor_counter')
    .select(['reserved', 'spent'])
    .where('chain_id', '=', chainId)
    .where('subject', '=', key.subject)
    .where('hour', '=', key.hour)
    .executeTakeFirst()
  return row ?? { reserved: 0n, spent: 0n }
}
