import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { senderAuth } from '@florin/sdk/escrow/calldata.ts'
import {
  encodeCancel,
  encodeChargeBatch,
  encodePause,
  encodeResume,
} from '@florin/sdk/subscriptions/calldata.ts'
import {
  dueAt,
  isActive,
  isCharged,
  lastCharged,
  paidUntil,
  periodDue,
} from '@florin/sdk/subscriptions/due.ts'
import { managerErrorName } from '@florin/sdk/subscriptions/errors.ts'
import { startOf } from '@florin/sdk/subscriptions/periods.ts'
import { abiPlan, type Plan } from '@florin/sdk/subscriptions/plan.ts'
import { abiSubscription, type Subscription } from '@florin/sdk/subscriptions/subscription.ts'
import { expect } from 'chai'
import { type Hex, parseEventLogs } from 'viem'
import { testRandom } from '../support/random.ts'
import { accounts, type Sandbox } from './support/sandbox.ts'
import {
  buildSubscription,
  createdPlan,
  day,
  stateOf,
  subscribe,
  subscriptionSandbox,
} from './support/subscriptions.ts'

const { merchant, payer, relayer } = accounts

/** Ends of months in common and leap years, a plain day, and times of day up to the last second. */
const anchors = [
  '2030-10-15T12:00:00Z',
  '2031-01-29T00:00:00Z',
  '2031-01-30T23:59:59Z',
  '2031-01-31T08:30:00Z',
  '2032-01-31T23:59:59Z',
  '2032-02-29T00:00:00Z',
  '2032-08-31T00:00:01Z',
  '2035-12-30T18:00:00Z',
]
const seconds = (date: string) => BigInt(Date.parse(date) / 1000)

type Subscribed = { plan: Plan; subscription: Subscription }

describe('due periods of the contract and the SDK', () => {
  let box: Sandbox
  let snapshot: Hex
  const random = testRandom()
  before(async () => {
    box = await subscriptionSandbox()
  })
  after(() => box.close())
  beforeEach(async () => {
    snapshot = await box.client.snapshot()
  })
  afterEach(() => box.client.revert({ id: snapshot }))

  /** Lets the next block, a transaction's or an empty one, be of that time. */
  const nextBlockAt = (timestamp: bigint) => box.client.setNextBlockTimestamp({ timestamp })

  async function goTo(time: bigint): Promise<void> {
    await nextBlockAt(time)
    await box.client.mine({ blocks: 1 })
  }

  async function subscribedAt(
    time: bigint,
    terms: Partial<Plan> = {},
    changes: Partial<Subscription> = {},
  ): Promise<Subscribed> {
    await goTo(time - day)
    const plan = await createdPlan(box, terms)
    const firstAmount = plan.trial === 0n ? {} : { firstAmount: 0n }
    const subscription = await buildSubscription(box, { ...firstAmount, startBy: time + day, ...changes })
    await nextBlockAt(time)
    await subscribe(box, plan, subscription, { consent: 'caller' }, payer)
    return { plan, subscription }
  }

  /** What the contract's views answer at the newest block. */
  async function viewsOf({ plan, subscription }: Subscribed) {
    const args = [abiPlan(plan), abiSubscription(subscription)] as const
    const call = { address: box.manager, abi: subscriptionManagerAbi, args }
    return {
      due: BigInt(await box.client.readContract({ ...call, functionName: 'dueAt' })),
      active: await box.client.readContract({ ...call, functionName: 'isActive' }),
      reason: managerErrorName(await box.client.readContract({ ...call, functionName: 'canCharge' })),
    }
  }

  /** Compares every view with what the SDK says at the time of the newest block, and gives that. */
  async function expectSame(of: Subscribed) {
    const { plan, subscription } = of
    const [now, state] = [await box.now(), await stateOf(box, plan, subscription)]
    const said = {
      due: dueAt(plan, subscription, state, now),
      period: periodDue(plan, subscription, state, now),
      active: isActive(plan, state, now),
    }
    const refused = state.status === 'active' ? 'NotDue' : 'WrongStatus'
    expect(await viewsOf(of)).to.deep.equal({
      due: said.due ?? 0n,
      active: said.active,
      reason: said.period === undefined ? refused : undefined,
    })
    return { ...said, state, now }
  }

  /** Charges at a time, and expects the period that the SDK says. */
  async function chargeAt(time: bigint, { plan, subscription }: Subscribed): Promise<number | undefined> {
    const before = await stateOf(box, plan, subscription)
    const expected = periodDue(plan, subscription, before, time)
    await nextBlockAt(time)
    const { logs } = await box.send(relayer, box.manager, encodeChargeBatch(plan, [subscription]))
    const charged = parseEventLogs({ abi: subscriptionManagerAbi, eventName: 'SubscriptionCharged', logs })
    expect(charged.map(({ args }) => args.period)).to.deep.equal(expected === undefined ? [] : [expected])
    if (expected !== undefined) {
      const { anchor } = before
      expect(BigInt(charged[0]?.args.periodStart ?? 0)).to.equal(startOf(anchor, expected, plan))
      expect(BigInt(charged[0]?.args.periodEnd ?? 0)).to.equal(startOf(anchor, expected + 1, plan))
    }
    return expected
  }

  async function pauseOrResume({ plan, subscription }: Subscribed): Promise<void> {
    const { status } = await stateOf(box, plan, subscription)
    const encode = status === 'paused' ? encodeResume : encodePause
    await box.send(merchant, box.manager, encode(plan, subscription, senderAuth))
  }

  for (const terms of [
    { unit: 'month', period: 1 },
    { unit: 'month', period: 3 },
    { unit: 'second', period: 7 * Number(day) },
    { unit: 'second', period: 3_601 },
  ] as const) {
    for (const anchor of anchors) {
      it(`are the same for ${terms.period} ${terms.unit}s from ${anchor} on, whatever happens`, async () => {
        const trial = random.pick([0n, 0n, 14n * day])
        const limits = { catchUp: random.pick([0, 1, 3, 1_000]), maxPeriods: random.pick([5, 20, 1_000]) }
        const of = await subscribedAt(seconds(anchor), { ...terms, trial }, limits)
        for (let step = 0; step < 25; step += 1) {
          const { due, now, state } = await expectSame(of)
          const later = now + startOf(state.anchor, random.integer(4), terms) - state.anchor
          const next = random.pick([due ?? now, (due ?? now) - 1n, (due ?? now) + 1n, later])
          const time = next > now ? next : now + 1n
          const act = random.integer(10)
          if (act < 6) await chargeAt(time, of)
          else await goTo(time)
          if (act === 9) await pauseOrResume(of)
        }
      })
    }
  }

  it('are those of one month after the other, and skip what was missed', async () => {
    const of = await subscribedAt(seconds('2031-01-31T08:30:00Z'))
    expect((await expectSame(of)).due).to.equal(seconds('2031-02-28T08:30:00Z'))
    expect(await chargeAt(seconds('2031-02-28T08:30:00Z'), of)).to.equal(1)
    expect((await expectSame(of)).due).to.equal(seconds('2031-03-31T08:30:00Z'))
    await goTo(seconds('2031-06-30T08:29:59Z'))
    expect(await expectSame(of)).to.include({ period: 4, due: seconds('2031-05-31T08:30:00Z') })
    await goTo(seconds('2031-06-30T08:30:00Z'))
    expect(await expectSame(of)).to.include({ period: 5, active: false })
  })

  it('go back as far as the subscriber allowed', async () => {
    const of = await subscribedAt(seconds('2031-01-31T08:30:00Z'), {}, { catchUp: 2 })
    const time = seconds('2031-07-01T00:00:00Z')
    for (const [later, expected] of [3, 4, 5, undefined].entries())
      expect(await chargeAt(time + BigInt(later), of)).to.equal(expected)
  })

  it('are never two in one second', async () => {
    const of = await subscribedAt(seconds('2031-01-31T08:30:00Z'), {}, { catchUp: 2 })
    await chargeAt(seconds('2031-07-01T00:00:00Z'), of)
    expect(await expectSame(of)).to.include({ period: undefined, due: seconds('2031-05-31T08:30:00Z') })
  })

  it('are over after the last period', async () => {
    const of = await subscribedAt(seconds('2031-01-31T08:30:00Z'), {}, { maxPeriods: 2 })
    await chargeAt(seconds('2031-03-01T00:00:00Z'), of)
    expect(await expectSame(of)).to.include({ due: undefined, active: true })
    await goTo(seconds('2031-03-31T08:30:00Z'))
    expect(await expectSame(of)).to.include({ due: undefined, period: undefined, active: false })
  })

  it('begin with the end of a trial', async () => {
    const of = await subscribedAt(seconds('2031-01-31T08:30:00Z'), { trial: 14n * day })
    const end = seconds('2031-02-14T08:30:00Z')
    await goTo(end - 1n)
    expect(await expectSame(of)).to.include({ due: end, period: undefined, active: true })
    await goTo(end)
    expect(await expectSame(of)).to.include({ due: end, period: 0, active: false })
    await chargeAt(end + 1n, of)
    expect((await expectSame(of)).due).to.equal(seconds('2031-03-14T08:30:00Z'))
  })

  it('are none while paused, and go on with the next period to begin', async () => {
    const of = await subscribedAt(seconds('2031-01-31T08:30:00Z'))
    await pauseOrResume(of)
    await goTo(seconds('2031-04-15T00:00:00Z'))
    expect(await expectSame(of)).to.include({ due: undefined, period: undefined, active: false })
    await pauseOrResume(of)
    expect(await expectSame(of)).to.include({ due: seconds('2031-04-30T08:30:00Z'), period: undefined })
  })

  for (const atPeriodEnd of [true, false]) {
    it(`are none after a cancelation ${atPeriodEnd ? 'at the end of what is paid' : 'at once'}`, async () => {
      const of = await subscribedAt(seconds('2031-01-31T08:30:00Z'))
      const cancel = encodeCancel(of.plan, of.subscription, atPeriodEnd, senderAuth)
      await box.send(payer, box.manager, cancel)
      expect(await expectSame(of)).to.include({ due: undefined, active: atPeriodEnd })
      await goTo(seconds('2031-02-28T08:30:00Z'))
      expect(await expectSame(of)).to.include({ due: undefined, active: false })
    })
  }

  it('remember which of the last periods were charged', async () => {
    const of = await subscribedAt(seconds('2031-01-31T08:30:00Z'))
    await chargeAt(seconds('2031-03-31T08:30:00Z'), of)
    await chargeAt(seconds('2031-06-30T08:30:00Z'), of)
    const { state } = await expectSame(of)
    const periods = [0, 1, 2, 3, 4, 5, 6]
    expect(periods.filter((period) => isCharged(state, period))).to.deep.equal([0, 2, 5])
    expect(lastCharged(state)).to.equal(5)
    expect(paidUntil(of.plan, state)).to.equal(seconds('2031-07-31T08:30:00Z'))
  })
})
