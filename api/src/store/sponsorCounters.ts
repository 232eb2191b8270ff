import { type Selectable, sql } from 'kysely'
import type { CounterKey } from '../domain/sponsorship.ts'
import type { Database, Db } from './database.ts'

export type CounterRow = Selectable<Database['sponsor_counter']>

/** A counter, and what it may come to. */
export type LimitedCounter = CounterKey & {
  /** Null is no limit. */
  limit: bigint | null
  /** Which of the host's decisions for the merchant, where it made one, stands in place of it. */
  own: 'hour_limit' | 'total_limit' | null
}

/**
 * Adds a reservation to every counter that has room for it, and answers which these were. Each is judged and changed at once
 * under its row's lock, and all callers take the rows in one order, so that nobody waits in a circle. Where one had no room,
 * the caller's transaction must not commit.
 */
export async function reserve(
  tx: Db,
  { merchantId, chainId }: { merchantId: string; chainId: bigint },
  counters: readonly LimitedCounter[],
  wei: bigint,
): Promise<CounterKey[]> {
  const { rows } = await sql<CounterKey>`
    INSERT INTO florin.sponsor_counter AS counter (chain_id, subject, hour, reserved, spent, limit_wei)
    SELECT ${chainId}::bigint, subject, hour, ${wei}::numeric, 0, allowed.wei
    FROM unnest(
      ${counters.map(({ subject }) => subject)}::text[], ${counters.map(({ hour }) => hour)}::timestamptz[],
      ${counters.map(({ limit }) => limit)}::numeric[], ${counters.map(({ own }) => own)}::text[]
    ) AS wanted (subject, hour, limit_wei, own)
    LEFT JOIN florin.sponsor_budget AS budget
      ON wanted.own IS NOT NULL AND budget.merchant_id = ${merchantId} AND budget.chain_id = ${chainId}
    CROSS JOIN LATERAL (SELECT coalesce(
      CASE wanted.own WHEN 'hour_limit' THEN budget.hour_limit WHEN 'total_limit' THEN budget.total_limit END,
      wanted.limit_wei) AS wei) AS allowed
    WHERE allowed.wei IS NULL OR allowed.wei >= ${wei}::numeric
    ORDER BY subject COLLATE "C", hour
    ON CONFLICT (chain_id, subject, hour) DO UPDATE
    SET reserved = counter.reserved + excluded.reserved, limit_wei = excluded.limit_wei
    WHERE excluded.limit_wei IS NULL
      OR counter.reserved + counter.spent + excluded.reserved <= excluded.limit_wei
    RETURNING counter.subject, counter.hour`.execute(tx)
  return rows
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
