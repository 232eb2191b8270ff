import { burnSubscriptionTypedData } from '@florin/sdk/subscriptions/actionTypedData.ts'
import { encodeBurnSubscription, encodeReplace, encodeSubscribe } from '@florin/sdk/subscriptions/calldata.ts'
import fc from 'fast-check'
import { zeroHash } from 'viem'
import { replace, subscribe } from '../model/begin.ts'
import { burn } from '../model/end.ts'
import type { Agreement } from '../model/world.ts'
import { agree, wish } from './agreed.ts'
import { type Manner, manner, prepare } from './consent.ts'
import { type Delivery, deliveryOf, doBoth, type Life } from './life.ts'
import { partyOf, subscribers } from './parties.ts'
import { anAgreement, at, delivery, index, step, usually } from './step.ts'

export const subscription = step(
  'subscribe',
  14,
  fc.record({ wish, manner, replaces: fc.nat(19).map((n) => n === 0) }),
  async (life, { wish, manner, replaces }) => {
    const offered = at(life.plans, wish.plan)
    if (offered === undefined) return
    const old = replaces ? life.agreements[0]?.id : undefined
    await begin(life, agree(life, wish, offered, old ?? zeroHash), manner)
  },
)

const subscriptionAgain = step(
  'subscribe again',
  1,
  fc.record({ which: index, manner }),
  async (life, { which, manner }) => {
    const agreement = at(life.agreements, which)
    if (agreement !== undefined) await begin(life, agreement, manner)
  },
)

async function begin(life: Life, agreement: Agreement, manner: Manner): Promise<void> {
  const { box, world } = life
  const { beginning, pull, offer } = await prepare(life, agreement, manner)
  const data = encodeSubscribe(agreement.plan, agreement.subscription, pull, offer)
  await doBoth(life, 'subscribe', { from: beginning.sender, to: box.manager, data }, () =>
    subscribe(world, agreement, beginning),
  )
}

const replacement = step(
  'replace',
  3,
  fc.record({ which: index, wish, manner, rightOne: usually, sameSubscriber: usually }),
  async (life, { which, wish, manner, rightOne, sameSubscriber }) => {
    const [old, offered] = [anAgreement(life, which), at(life.plans, wish.plan)]
    if (old === undefined || offered === undefined) return
    const subscriber = subscribers.findIndex(({ address }) => address === old.subscription.subscriber)
    // Three further on it is the same one again, and never the merchant.
    const wished = sameSubscriber
      ? { ...wish, subscriber: Math.max(subscriber, 0) + subscribers.length }
      : wish
    const next = agree(life, wished, offered, rightOne ? old.id : zeroHash)
    const { beginning, pull, offer } = await prepare(life, next, manner)
    const data = encodeReplace(old, next, pull, offer)
    await doBoth(life, 'replace', { from: beginning.sender, to: life.box.manager, data }, () =>
      replace(life.world, old, next, beginning),
    )
  },
)

const burning = step(
  'burn',
  2,
  fc.record({ wish, which: index, fresh: fc.boolean(), bySubscriber: usually, delivery }),
  async (life, { wish, which, fresh, bySubscriber, delivery }) => {
    const offered = at(life.plans, wish.plan)
    const agreement = fresh && offered ? agree(life, wish, offered) : at(life.agreements, which)
    if (agreement !== undefined) await burnBy(life, agreement, bySubscriber, delivery)
  },
)

async function burnBy(life: Life, agreement: Agreement, bySubscriber: boolean, delivery: Delivery) {
  const { id, plan, subscription } = agreement
  const actor = partyOf(bySubscriber ? 'subscriber' : 'merchant', plan, subscription.subscriber)
  const { from, auth, act } = await deliveryOf(life, actor, delivery, (action) =>
    burnSubscriptionTypedData({ ...action, id }),
  )
  const data = encodeBurnSubscription(plan, subscription, auth)
  await doBoth(life, 'burn', { from, to: life.box.manager, data }, () => burn(life.world, agreement, act))
}

export const beginSteps = [subscription, subscriptionAgain, replacement, burning]
