import { type Expression, type SqlBool, sql } from 'kysely'
import type { Mode } from '../domain/caller.ts'
import type { Db } from './database.ts'

/** Which end of an invoice passed: when it should have been paid, or when it can be paid no more. */
export type Deadline = 'past_due' | 'expired'

const COLUMNS = {
  past_due: { moment: 'due_at', told: 'past_due_told_at' },
  expired: { moment: 'expires_at', told: 'expiry_told_at' },
} as const

/** Money that may still pay an invoice: in a block without its confirmations, or in escrow. */
const nothingUnderWay: Expression<SqlBool> = sql<boolean>`NOT EXISTS (
  SELECT FROM florin.payment WHERE payment.invoice_id = invoice.id
    AND (payment.status = 'pending' OR payment.capturable > 0))`

/** Open invoices whose deadline passed untold, those of a merchant together. */
export async function listPassed(
  db: Db,
  deadline: Deadline,
  now: Date,
  limit: number,
): Promise<{ id: string; merchant_id: string; mode: Mode }[]> {
  const { moment, told } = COLUMNS[deadline]
  return db
    .selectFrom('invoice')
    .select(['id', 'merchant_id', 'mode'])
    .where('status', '=', 'open')
    .where(told, 'is', null)
    .where(moment, '<=', now)
    .where(nothingUnderWay)
    .orderBy('merchant_id')
    .orderBy('mode')
    .orderBy(moment)
    .limit(limit)
    .execute()
}

/**
 * Marks those of `ids` as told that are still to be told, and answers which: whoever marked them tells them. What somebody
 * else holds is left for the next time.
 */
export async function markTold(
  tx: Db,
  deadline: Deadline,
  ids: readonly string[],
  now: Date,
): Promise<string[]> {
  const { moment, told } = COLUMNS[deadline]
  const rows = await tx
    .with('held', (db) =>
      db
        .selectFrom('invoice')
        .select('id')
        .where('id', 'in', [...ids])
        .where('status', '=', 'open')
        .where(told, 'is', null)
        .where(moment, '<=', now)
        .where(nothingUnderWay)
        .orderBy(moment)
        .forNoKeyUpdate()
        .skipLocked(),
    )
    .updateTable('invoice')
    .from('held')
    .set({ [told]: now })
    .whereRef('invoice.id', '=', 'held.id')
    .returning('invoice.id')
    .execute()
  return rows.map((row) => row.id)
}
