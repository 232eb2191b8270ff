import { encodeDeposit, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import {
  encodeChargeBatch,
  encodeChargeUsage,
  encodeCreatePlan,
  encodeSubscribe,
} from '@florin/sdk/subscriptions/calldata.ts'
import { noOffer } from '@florin/sdk/subscriptions/offer.ts'
import type { Plan } from '@florin/sdk/subscriptions/plan.ts'
import type { Subscription } from '@florin/sdk/subscriptions/subscription.ts'
import { type Address, zeroHash } from 'viem'
import type { BenchChain, Call } from './chain.ts'
import { type People, turn } from './people.ts'

const PRICE = 1_000n
const PREPAID = 10n ** 19n
/** Seconds; shorter than what the blocks of a round take, so that every subscription is due in each. */
const PERIOD = 20
const LARGEST_UINT32 = 2 ** 32 - 1

/** A plan with its subscribers; the first of them is charged for usage and never renewed. */
type Series = { plan: Plan; metered: Subscription; renewed: Subscription[]; used: bigint }

/** Each merchant has a plan, and each subscriber a subscription to each plan, paid from its prepaid balance. */
export async function openSubscriptions(chain: BenchChain, people: People) {
  const { manager, escrow, token, client } = chain
  const { merchants, subscribers, operator } = people
  const startBy = (await client.getBlock()).timestamp + 86_400n
  const series = merchants.map((merchant) => seriesOf(planOf(chain, people, merchant), subscribers, startBy))

  let events = await chain.mine(subscribers.map(prepaid))
  events += await chain.mine(series.map(({ plan }) => created(plan)))
  for (const { plan, metered, renewed } of series)
    events += await chain.mine([metered, ...renewed].map((subscription) => begun(plan, subscription)))

  return {
    events,
    renewals: (): Call[] =>
      series.map(({ plan, renewed }) => ({
        from: operator,
        to: manager,
        data: encodeChargeBatch(plan, renewed),
      })),
    usage(round: number): Call {
      const one = turn(series, round)
      one.used += 1n
      const data = encodeChargeUsage(one.plan, one.metered, 0, one.used, senderAuth)
      return { from: operator, to: manager, data }
    },
  }

  function prepaid(from: Address): Call {
    return { from, to: escrow, data: encodeDeposit(true, token, PREPAID, 'allowance', senderAuth) }
  }

  function created(plan: Plan): Call {
    return { from: plan.merchant, to: manager, data: encodeCreatePlan(plan, PRICE, senderAuth) }
  }

  function begun(plan: Plan, subscription: Subscription): Call {
    const data = encodeSubscribe(plan, subscription, { consent: 'caller' }, noOffer)
    return { from: subscription.subscriber, to: manager, data }
  }
}

function seriesOf(plan: Plan, subscribers: Address[], startBy: bigint): Series {
  const [metered, ...renewed] = subscribers.map((subscriber) => subscriptionOf(subscriber, startBy))
  if (metered === undefined) throw new Error('a plan needs subscribers')
  return { plan, metered, renewed, used: 0n }
}

function planOf({ token }: BenchChain, { operator, feeRecipient }: People, merchant: Address): Plan {
  return {
    merchant,
    operator,
    token,
    period: PERIOD,
    unit: 'second',
    trial: 0n,
    grace: BigInt(LARGEST_UINT32),
    feeBps: 100,
    feeRecipient,
    notice: 0n,
    salt: 1n,
  }
}

function subscriptionOf(subscriber: Address, startBy: bigint): Subscription {
  return {
    subscriber,
    quantity: 1,
    firstAmount: PRICE,
    capPerPeriod: PRICE,
    usageCapPerPeriod: PREPAID,
    maxPeriods: LARGEST_UINT32,
    startBy,
    catchUp: 0,
    funding: 'prepaidFirst',
    replaces: zeroHash,
    salt: 1n,
  }
}
