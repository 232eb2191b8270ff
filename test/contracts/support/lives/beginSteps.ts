import fc from 'fast-check'
import { zeroHash } from 'viem'
import { agree, wish } from './agreed.ts'
import { manner, prepare } from './consent.ts'
import { partyOf, subscribers } from './parties.ts'
import { anAgreement, at, delivery, index, step, usually } from './step.ts'
import { doBurn, doReplace, doSubscribe } from './verbs/begin.ts'

export const subscription = step(
  'subscribe',
  14,
  fc.record({ wish, manner, replaces: fc.nat(19).map((n) => n === 0) }),
  async (life, { wish, manner, replaces }) => {
    const offered = at(life.plans, wish.plan)
    if (offered === undefined) return
    // What replaces another is not for this verb.
    const old = replaces ? life.agreements[0]?.id : undefined
    const agreement = agree(life, wish, offered, old ?? zeroHash)
    await doSubscribe(life, agreement, await prepare(life, agreement, manner))
  },
)

const subscriptionAgain = step(
  'subscribe again',
  1,
  fc.record({ which: index, manner }),
  async (life, { which, manner }) => {
    const agreement = at(life.agreements, which)
    if (agreement !== undefined) await doSubscribe(life, agreement, await prepare(life, agreement, manner))
  },
)

const replacement = step(
  'replace',
  4,
  fc.record({ which: index, wish, manner, rightOne: usually, sameSubscriber: usually }),
  async (life, { which, wish, manner, rightOne, sameSubscriber }) => {
    const [old, offered] = [anAgreement(life, which), at(life.plans, wish.plan)]
    if (old === undefined || offered === undefined) return
    const subscriber = subscribers.findIndex(({ address }) => address === old.subscription.subscriber)
    const wished = sameSubscriber ? { ...wish, subscriber } : wish
    const next = agree(life, wished, offered, rightOne ? old.id : zeroHash)
    await doReplace(life, old, next, await prepare(life, next, manner))
  },
)

/** Mostly of an id that was never used. */
const burning = step(
  'burn',
  2,
  fc.record({ wish, which: index, unused: fc.boolean(), bySubscriber: usually, delivery }),
  async (life, { wish, which, unused, bySubscriber, delivery }) => {
    const offered = at(life.plans, wish.plan)
    const agreement = unused && offered ? agree(life, wish, offered) : at(life.agreements, which)
    if (agreement === undefined) return
    const account = partyOf(bySubscriber ? 'subscriber' : 'merchant', agreement)
    await doBurn(life, agreement, { account, delivery })
  },
)

export const beginSteps = [subscription, subscriptionAgain, replacement, burning]
