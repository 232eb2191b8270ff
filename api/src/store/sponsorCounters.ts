import { type Selectable, sql } from 'kysely'
import type { CounterKey } from '../domain/sponsorship.ts'
import type { Database, Db } from './database.ts'

export type CounterRow = Selectable<Database['sponsor_counter']>

/** A counter, and what it may come to; null is no limit. */
export type LimitedCounter = CounterKey & { limit: bigint | null }

/**
 * Adds a reservation to every counter that has room for it, and answers which these were. Each is judged and changed at once
 * under its row's lock, and all callers take the rows in one order, so that nobody waits in a circle. Where one had no room,
 * the caller's transaction must not commit.
 */
export async function reserve(
  tx: Db,
  chainId: bigint,
  counters: readonly LimitedCounter[],
  wei: bigint,
): Promise<CounterKey[]> {
  const { rows } = await sql<CounterKey>`
    INSERT INTO florin.sponsor_counter AS counter (chain_id, subject, hour, reserved, spent, limit_wei)
    SELECT ${chainId}::bigint, subject, hour, ${wei}::numeric, 0, limit_wei FROM unnest(
      ${counters.map(({ subject }) => subject)}::text[], ${counters.map(({ hour }) => hour)}::timestamptz[],
      ${counters.map(({ limit }) => limit)}::numeric[]) AS wanted (subject, hour, limit_wei)
    WHERE limit_wei IS NULL OR limit_wei >= ${wei}::numeric
    ORDER BY subject COLLATE "C", hour
    ON CONFLICT (chain_id, subject, hour) DO UPDATE
    SET reserved = counter.reserved + excluded.reserved, limit_wei = excluded.limit_wei
    WHERE excluded.limit_wei IS NULL
      OR counter.reserved + counter.spent + excluded.reserved <= excluded.limit_wei
    RETURNING counter.subject, counter.hour`.execute(tx)
  return rows
}

/** Changes counters by what a relay's own sums changed by. They are locked in the order of {@link reserve}. */
export async function change(
  tx: Db,
  chainId: bigint,
  counters: readonly CounterKey[],
  by: { reserved: bigint; spent: bigint },
): Promise<void> {
  await sql`
    WITH held AS MATERIALIZED (
      SELECT counter.subject, counter.hour FROM florin.sponsor_counter counter
      JOIN unnest(
        ${counters.map(({ subject }) => subject)}::text[], ${counters.map(({ hour }) => hour)}::timestamptz[]
      ) AS wanted (subject, hour) USING (subject, hour)
      WHERE counter.chain_id = ${chainId}
      ORDER BY counter.subject COLLATE "C", counter.hour FOR NO KEY UPDATE OF counter)
    UPDATE florin.sponsor_counter AS counter
    SET reserved = counter.reserved + ${by.reserved}::numeric, spent = counter.spent + ${by.spent}::numeric
    FROM held
    WHERE counter.chain_id = ${chainId} AND counter.subject = held.subject AND counter.hour = held.hour`.execute(
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
