import { formatEther } from 'viem'
import type { Ctx } from '../../context.ts'
import { caip2 } from '../../domain/chain.ts'
import { DomainError } from '../../domain/errors.ts'
import {
  ALL_HOURS,
  type CounterKey,
  countersOf,
  type Sponsored,
  secondsToRoom,
} from '../../domain/sponsorship.ts'
import type { FullCounter, LimitedCounter } from '../../store/sponsorCounters.ts'

/**
 * Reserves what a relay may cost in every budget that it counts in, in the transaction that accepts it, or refuses it.
 * @param isEnd Nothing comes after it in the transaction.
 */
export async function reserveGas(
  ctx: Ctx,
  chainId: bigint,
  relay: Sponsored,
  wei: bigint,
  isEnd: boolean,
): Promise<void> {
  const counters = countersOf(relay).map((key) => ({ ...key, ...limitOf(ctx, key) }))
  const wanted = { merchantId: relay.merchant_id, chainId, wei }
  const full = await ctx.store.sponsorCounters.reserve(ctx.db, wanted, counters, isEnd)
  if (full) throw exhausted(ctx, chainId, full, wei)
}

/** What a counter may come to, unless the host decided otherwise for the merchant. */
function limitOf(ctx: Ctx, { subject, hour }: CounterKey): Pick<LimitedCounter, 'limit' | 'own'> {
  const { chainHourWei, merchantHourWei, payerHourWei } = ctx.config.sponsor
  if (subject === 'chain') return { limit: chainHourWei, own: null }
  if (subject.startsWith('payer:')) return { limit: payerHourWei, own: null }
  if (hour.getTime() === ALL_HOURS.getTime()) return { limit: null, own: 'total_limit' }
  return { limit: merchantHourWei, own: 'hour_limit' }
}

/** Says which budget has no room and when there is room again. Numbers are told of the merchant's own alone: the chain's are the host's, and a payer's tell what others sent for it. */
function exhausted(ctx: Ctx, chainId: bigint, full: FullCounter, wei: bigint): DomainError {
  const { limit, reserved, spent } = full
  const scope = full.subject.split(':')[0] ?? ''
  const isTotal = full.hour.getTime() === ALL_HOURS.getTime()
  const numbers = { needed: wei, limit, reserved, spent }
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
  const figures =
    scope === 'merchant'
      ? ` (${formatEther(spent)} spent and ${formatEther(reserved)} reserved of ${formatEther(limit)})`
      : ''
  return new DomainError(
    'sponsor_budget_exhausted',
    `The ${WORDS[scope] ?? ''} gas budget on ${caip2(chainId)} has no room for ${formatEther(wei)} coins now${figures}; room comes back as relays under way end, and with the next hour. Try again later, or send this from your own wallet.`,
    { retryAfterSeconds: secondsToRoom(ctx.clock.now(), full, wei), extra },
  )
}

const WORDS: Record<string, string> = {
  chain: "host's hourly",
  merchant: "merchant's hourly",
  payer: "payer's hourly",
}
