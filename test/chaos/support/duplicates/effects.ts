import { waitFor } from '../../../support/waitFor.ts'
import type { DuplicatesSite } from './site.ts'
import { REFUNDED } from './writes.ts'

export type Effects = { invoices: number; announced: number; refunds: number; relays: number }

/** How much there is of everything that a write makes. */
export async function countEffects({ pool }: DuplicatesSite): Promise<Effects> {
  const { rows } = await pool.query<Effects>(
    `select (select count(*) from florin.invoice)::int as invoices,
       (select count(*) from florin.event where type = 'invoice.created')::int as announced,
       (select count(*) from florin.refund)::int as refunds,
       (select count(*) from florin.relay where kind = 'charge')::int as relays`,
  )
  const [effects] = rows
  if (!effects) throw new Error('nothing was counted')
  return effects
}

export function difference(after: Effects, before: Effects): Effects {
  return {
    invoices: after.invoices - before.invoices,
    announced: after.announced - before.announced,
    refunds: after.refunds - before.refunds,
    relays: after.relays - before.relays,
  }
}

/** How many of these ids are those of invoices, refunds or relays. */
export async function countKnown({ pool }: DuplicatesSite, ids: ReadonlySet<string>): Promise<number> {
  const { rows } = await pool.query<{ known: number }>(
    `select (select count(*) from florin.invoice where id = any ($1))::int
       + (select count(*) from florin.refund where id = any ($1))::int
       + (select count(*) from florin.relay where id = any ($1))::int as known`,
    [[...ids]],
  )
  return rows[0]?.known ?? 0
}

const TIMEOUT_MS = 300_000

/** Waits until the worker has sent every relay, and answers the payments of which the contract gave back more or less than once. */
export async function refundsApart(
  { pool, chain }: DuplicatesSite,
  paid: readonly { onchain_id: `0x${string}`; amount: bigint }[],
): Promise<string[]> {
  const areSent = async () => {
    const { rows } = await pool.query(`select from florin.relay where status <> 'confirmed' limit 1`)
    return rows.length === 0
  }
  const late = await waitFor(areSent, { describe: 'the relays to be sent', timeoutMs: TIMEOUT_MS }).then(
    () => [],
    () => ['relays are not sent after five minutes'],
  )
  const apart: string[] = []
  for (const { onchain_id, amount } of paid) {
    const { refundable } = await chain.paymentOf(onchain_id)
    if (refundable !== amount - REFUNDED) apart.push(`${onchain_id}: ${refundable} of ${amount} is left`)
  }
  return [...late, ...apart]
}
