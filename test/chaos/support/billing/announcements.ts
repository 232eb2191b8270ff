import type { Pool } from 'pg'
import type { Hex } from 'viem'

/** What merchants were told about one thing, in the order in which they were told. */
type Story = { merchant: string; about: string; types: string[] }

export type Announcements = {
  /** Reversals that were told. */
  reversals: number
  /** What merchants still take for true although it is not, or the other way round. */
  missing: string[]
  /** What was told although it was known already. */
  twice: string[]
}

/** What a type of event makes of the thing it is about. */
const MEANING: Record<string, 'on' | 'off'> = {
  'payment.captured': 'on',
  'payment.voided': 'on',
  'payment.reclaimed': 'on',
  'payment.refunded': 'on',
  'payment.reversed': 'off',
  'balance.withdrawn': 'on',
  'balance.withdrawal_reverted': 'off',
  'balance.deposited': 'on',
  'balance.deposit_reverted': 'off',
  'balance.prepaid_moved': 'on',
  'balance.prepaid_move_reverted': 'off',
  'balance.transferred': 'on',
  'balance.transfer_reverted': 'off',
}

const INTAKES = ['authorized', 'charged']

/**
 * Each capture, refund, void, withdrawal and the like is told and taken back in turn, and what was told last is so on chain.
 * By itself: neither the books nor the index is asked.
 */
export async function factStories(pool: Pool, onChain: ReadonlySet<string>): Promise<Announcements> {
  const { rows: stories } = await pool.query<Story>(
    `select merchant_id as merchant, coalesce(data->'cause'->>'fact', object_id) as about,
       array_agg(type order by seq) as types
     from florin.event
     where type = any ($1) and coalesce(data->'cause'->>'kind', '') <> all ($2)
     group by 1, 2`,
    [Object.keys(MEANING), INTAKES],
  )
  const found: Announcements = { reversals: 0, missing: [], twice: [] }
  for (const { about, types } of stories) {
    let state: 'on' | 'off' = 'off'
    for (const type of types) {
      const next = MEANING[type] ?? 'off'
      if (next === state) found.twice.push(`${about} ${types}`)
      if (next === 'off') found.reversals += 1
      state = next
    }
    if ((state === 'on') !== onChain.has(about)) found.missing.push(`${about} ${types}`)
  }
  return found
}

type Step = { from: readonly string[]; to: string }

/** How a payment's own events follow each other. */
const STEPS: Record<string, Step> = {
  'payment.pending': { from: ['none'], to: 'pending' },
  'payment.confirmed': { from: ['pending'], to: 'confirmed' },
  'payment.unmatched': { from: ['pending'], to: 'confirmed' },
  'payment.reversed': { from: ['confirmed'], to: 'pending' },
  'payment.reverted': { from: ['pending', 'confirmed'], to: 'none' },
}

/**
 * Each payment is pending, then confirmed, and taken back before it is either again. A second confirmation without a
 * reversal before it is a reversal that was not told.
 */
export async function paymentStories(pool: Pool, entered: ReadonlySet<Hex>): Promise<Announcements> {
  const { rows: stories } = await pool.query<{ onchain_id: Hex; types: string[] }>(
    `select payment.onchain_id, array_agg(event.type order by event.seq) as types
     from florin.payment
     join florin.event on event.object_id = payment.id
     where event.type = any ($1) and coalesce(event.data->'cause'->>'kind', 'authorized') = any ($2)
     group by 1`,
    [Object.keys(STEPS), INTAKES],
  )
  const found: Announcements = { reversals: 0, missing: [], twice: [] }
  for (const { onchain_id, types } of stories) {
    let state = 'none'
    for (const type of types) {
      const step = STEPS[type]
      const isReversal = type === 'payment.reverted' || type === 'payment.reversed'
      if (isReversal) found.reversals += 1
      if (!step?.from.includes(state)) {
        const isRepeated = isReversal || state === 'pending'
        found[isRepeated ? 'twice' : 'missing'].push(`${onchain_id} ${types}`)
      }
      state = step?.to ?? state
    }
    if ((state === 'confirmed') !== entered.has(onchain_id)) found.missing.push(`${onchain_id} ${types}`)
  }
  return found
}
