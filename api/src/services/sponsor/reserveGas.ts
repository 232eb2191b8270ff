import type { Ctx } from '../../context.ts'
import { caip2 } from '../../domain/chain.ts'
import { DomainError } from '../../domain/errors.ts'
import {
  ALL_HOURS,
  type CounterKey,
  countersOf,
  type Sponsored,
  secondsToNextHour,
} from '../../domain/sponsorship.ts'
import type { BudgetRow } from '../../store/sponsorBudgets.ts'
import type { LimitedCounter } from '../../store/sponsorCounters.ts'

/** Reserves what a relay may cost in every budget that it counts in, in the transaction that accepts it, or refuses it. */
export async function reserveGas(ctx: Ctx, chainId: bigint, relay: Sponsored, wei: bigint): Promise<void> {
  const budget = await ctx.store.sponsorBudgets.find(ctx.db, relay.merchant_id, chainId)
  const counters = countersOf(relay).map((key) => ({ ...key, limit: limitOf(ctx, budget, key) }))
  const kept = await ctx.store.sponsorCounters.reserve(ctx.db, chainId, counters, wei)
  const full = counters.find((counter) => !kept.some((other) => isSame(counter, other)))
  if (full) throw await exhausted(ctx, chainId, full, wei)
}

function isSame(one: CounterKey, other: CounterKey): boolean {
  return one.subject === other.subject && one.hour.getTime() === other.hour.getTime()
}

function limitOf(ctx: Ctx, budget: BudgetRow | undefined, { subject, hour }: CounterKey): bigint | null {
  const { chainHourWei, merchantHourWei, payerHourWei } = ctx.config.sponsor
  if (subject === 'chain') return chainHourWei
  if (subject.startsWith('payer:')) return payerHourWei
  if (hour.getTime() === ALL_HOURS.getTime()) return budget?.total_limit ?? null
  return budget?.hour_limit ?? merchantHourWei
}

/** Says which budget is used up and when there is room again. Numbers are told of the merchant's own alone: the chain's are the host's, and a payer's tell what others sent for it. */
async function exhausted(ctx: Ctx, chainId: bigint, full: LimitedCounter, wei: bigint): Promise<DomainError> {
  const { reserved, spent } = await ctx.store.sponsorCounters.find(ctx.db, chainId, full)
  const scope = full.subject.split(':')[0] ?? ''
  const isTotal = full.hour.getTime() === ALL_HOURS.getTime()
  const numbers = { needed: wei, limit: full.limit ?? 0n, reserved, spent }
  const extra = {
    budget: { scope, period: isTotal ? 'total' : 'hour', chain: caip2(chainId) },
    ...(scope !== 'merchant'
      ? {}
      : Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, value.toString()]))),
  }
  if (isTotal) {
    return new DomainError(
      'sponsor_budget_spent',
      `The host's budget for your gas on ${caip2(chainId)} is spent; ask the host for more, or send this from your own wallet.`,
      { extra },
    )
  }
  return new DomainError(
    'sponsor_budget_exhausted',
    `The ${WORDS[scope] ?? ''} gas budget on ${caip2(chainId)} is used up until the hour ends; send this from your own wallet, or try again then. Reservations of relays that end earlier are given back.`,
    { retryAfterSeconds: secondsToNextHour(ctx.clock.now()), extra },
  )
}

const WORDS: Record<string, string> = {
  chain: "host's hourly",
  merchant: "merchant's hourly",
  payer: "payer's hourly",
}
