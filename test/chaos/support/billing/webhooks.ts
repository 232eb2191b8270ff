import type { Pool } from 'pg'
import { differing } from '../differing.ts'
import type { Desk } from './stage.ts'

/** Whether every event has come to its merchant's server. */
export async function areDelivered(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query(`select from florin.webhook_delivery where status = 'pending' limit 1`)
  return rows.length === 0
}

/** How many events a merchant's server has and the books have not, or the other way round, or that it refused. */
export async function webhooksApart(pool: Pool, desks: readonly Desk[]): Promise<number> {
  let apart = 0
  for (const { merchant, receiver } of desks) {
    const { rows } = await pool.query<{ id: string; seq: string; type: string }>(
      'select id, seq, type from florin.event where merchant_id = $1',
      [merchant.owner.merchantId],
    )
    // The merchant began to listen before anything happened to it.
    const books = new Set(rows.map(({ id, seq, type }) => `${id} ${seq} ${type}`))
    const heard = new Set(receiver.events.map(({ id, seq, type }) => `${id} ${seq} ${type}`))
    apart += differing(books, heard) + receiver.refused.length
  }
  return apart
}

/** How many numbers of the merchants' series are missing or stand twice. */
export async function gapsInSeries(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ gaps: number }>(
    `select coalesce(sum(abs(most - number) + (number - distinct_number)), 0)::int as gaps
     from (select max(seq) as most, count(*) as number, count(distinct seq) as distinct_number
           from florin.event group by merchant_id, mode) series`,
  )
  return rows[0]?.gaps ?? 0
}
