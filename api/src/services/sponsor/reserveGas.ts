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
import type { LimitedCounter } from '../../store/sponsorCounters.ts'

/** Reserves what a relay may cost in every budget that it counts in, in the transaction that accepts it, or refuses it. */
export async function reserveGas(ctx: Ctx, chainId: bigint, relay: Sponsored, wei: bigint): Promise<void> {
  const counters = countersOf(relay).map((key) => ({ ...key, ...limitOf(ctx, key) }))
  const budget = { merchantId: relay.merchant_id, chainId }
  const kept = await ctx.store.sponsorCounters.reserve(ctx.db, budget, counters, wei)
  const full = counters.find((counter) => !kept.some((other) => isSame(counter, other)))
  if (full) throw await exhausted(ctx, budget, full, wei)
}

function isSame(one: CounterKey, other: CounterKey): boolean {
  return one.subject === other.subject && one.hour.getTime() === other.hour.getTime()
}

/** What a counter may come to, unless the host decided otherwise for the merchant. */
function limitOf(ctx: Ctx, { subject, hour }: CounterKey): Pick<LimitedCounter, 'limit' | 'own'> {
  const { chainHourWei, merchantHourWei, payerHourWei } = ctx.config.sponsor
  if (subject === 'chain') return { limit: chainHourWei, own: null }
  if (subject.startsWith('payer:')) return { limit: payerHourWei, own: null }
  if (hour.getTime() === ALL_HOURS.getTime()) return { limit: null, own: 'total_limit' }
  return { limit: merchantHourWei, own: 'hour_limit' }
}

/** Says which budget is used up and when there is room again. Numbers are told of the merchant's own alone: the chain's are the host's, and a payer's tell what others sent for it. */
async function exhausted(
  ctx: Ctx,
  { merchantId, chainId }: { merchantId: string; chainId: bigint },
  full: LimitedCounter,
  wei: bigint,
): Promise<DomainError> {
  const { reserved, spent } = await ctx.store.sponsorCounters.find(ctx.db, chainId, full)
  const decided = full.own && (await ctx.store.sponsorBudgets.find(ctx.db, merchantId, chainId))?.[full.own]
  const scope = full.subject.split(':')[0] ?? ''
  const isTotal = full.hour.getTime() === ALL_HOURS.getTime()
  const numbers = { needed: wei, limit: decided ?? full.limit ?? 0n, reserved, spent }
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
