import { noOffer } from '@florin/sdk/subscriptions/offer.ts'
import fc from 'fast-check'
import { amountDue } from '../model/due.ts'
import { priceOf } from '../model/plans.ts'
import type { Agreement } from '../model/world.ts'
import { agree } from './agreed.ts'
import { type Life, tick } from './life.ts'
import { subscribers } from './parties.ts'
import { anAgreement, index, step } from './step.ts'
import { doSubscribe } from './verbs/begin.ts'
import { doChargeBatch } from './verbs/charges.ts'
import { doApprove } from './verbs/wallets.ts'

const day = 86_400n

/** A subscriber of two agreements to one plan, of either funding, can pay for one when both are due: the order decides. */
const scarcity = step(
  'chargeBatch with an allowance for one of two',
  3,
  fc.record({ which: index, days: fc.constantFrom(1n, 31n, 62n), turns: fc.boolean() }),
  async (life, { which, days, turns }) => {
    const one = anAgreement(life, which)
    if (one === undefined) return
    const other = await beginTwin(life, one)
    tick(life)
    life.world.now += days * day
    await doApprove(life, one.subscription.subscriber, amountDue(life.world, one))
    tick(life)
    await doChargeBatch(life, one, turns ? [other, one] : [one, other])
  },
)

/** By a call of the subscriber, from all that it has. */
async function beginTwin(life: Life, one: Agreement): Promise<Agreement> {
  const { planId, plan, subscription } = one
  const { subscriber, quantity } = subscription
  await doApprove(life, subscriber, 10n * priceOf(life.world, planId) * BigInt(quantity))
  tick(life)
  const funding = subscription.funding === 'prepaidFirst' ? 'allowanceOnly' : 'prepaidFirst'
  const which = subscribers.findIndex(({ address }) => address === subscriber)
  const wish = { ...subscription, funding, subscriber: which, spare: 0n, startIn: 1n, plan: 0 } as const
  const twin = agree(life, { ...wish, firstAmount: undefined }, { planId, plan })
  const beginning = { sender: subscriber, consent: { kind: 'plain', signer: undefined } } as const
  await doSubscribe(life, twin, { beginning, pull: { consent: 'caller' }, offer: noOffer })
  return twin
}

export const scarceSteps = [scarcity]
