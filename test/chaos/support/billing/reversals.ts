import type { Pool } from 'pg'

type Reversed = { identity: string; inclusions: number; told: number }

/**
 * Per fact of a merchant's: how many of its inclusions counted and were reverted, and how often that was told. Money that came
 * in is told by its payment, and what subscribers are charged is not told yet.
 */
export async function readReversals(pool: Pool): Promise<Reversed[]> {
  const { rows } = await pool.query<Reversed>(
    `with reverted as (
       select identity, count(*) as inclusions from florin.chain_fact
       where status = 'reverted' and confirmed_at is not null
         and kind <> all ('{authorized,charged,subscription_charged,usage_charged}')
         and account in (select address from florin.merchant_address)
       group by 1),
     told as (
       select coalesce(data->'cause'->>'fact', object_id) as identity, count(*) as told from florin.event
       where (type = 'payment.reversed' and data->'cause'->>'kind' <> all ('{authorized,charged}'))
         or type like 'balance.%\\_reverted'
       group by 1)
     select identity, coalesce(inclusions, 0)::int as inclusions, coalesce(told, 0)::int as told
     from reverted full join told using (identity)`,
  )
  return rows
}

/** Reversals of single inclusions that were told less or more than once. */
export function inclusionsApart(reversals: readonly Reversed[]): string[] {
  const apart = reversals.filter(({ inclusions, told }) => inclusions !== told)
  return apart.map(
    ({ identity, inclusions, told }) => `${identity} was reverted ${inclusions} times and told ${told} times`,
  )
}

/** Reversals that were told although no reorg had taken the fact away so often. */
export function unfounded(reversals: readonly Reversed[], removals: ReadonlyMap<string, number>): string[] {
  const excess = reversals.filter(({ identity, told }) => told > (removals.get(identity) ?? 0))
  return excess.map(({ identity, told }) => `${identity} was told ${told} times`)
}
