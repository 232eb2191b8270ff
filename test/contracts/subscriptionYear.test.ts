import { after, before, describe, it } from 'node:test'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { expect } from 'chai'
import { type Address, type PrivateKeyAccount, zeroAddress } from 'viem'
import { testRandom } from '../support/random.ts'
import { type Life, mineNow } from './support/lives/life.ts'
import { doFillWallet } from './support/lives/verbs/wallets.ts'
import {
  expectSameMoney,
  expectSamePlan,
  expectSameSubscription,
  expectSolvent,
} from './support/lives/views.ts'
import { walletOf } from './support/model/money.ts'
import { emptyWorld } from './support/model/world.ts'
import { balanceInside } from './support/readings.ts'
import { accounts, million, type Sandbox, sandbox } from './support/sandbox.ts'
import { actByChance, changePrice } from './support/year/acts.ts'
import { join } from './support/year/joining.ts'
import { type Figures, renewAll } from './support/year/pass.ts'
import { createSubscribers, merchants, offerPlans } from './support/year/population.ts'

const count = 300
const actsPerDay = 8
const day = 86_400
const firstDay = Date.UTC(2031, 0, 1) / 1_000
/** Somebody subscribes on each of them, so that periods begin on every day that a month can have. */
const daysOfJoining = 31
/** Whoever subscribed last has twelve months behind it, too. */
const lastDay = 365 + daysOfJoining
const priceChanges = new Set([40, 95, 150, 151, 230, 310])
const hour = 3_600
const dollar = 1_000_000n

/** Something that happens at a second of the day. */
type Event = { at: number; happen: () => Promise<void> }

describe('a year of monthly renewals', () => {
  let box: Sandbox
  let life: Life
  let subscribers: PrivateKeyAccount[]
  const figures: Figures = { charges: 0, failures: 0, batches: 0, items: 0, gasUsed: 0n }
  const random = testRandom()

  before(async () => {
    box = await sandbox({ manager: 'shipped' })
    subscribers = await createSubscribers(box, count)
    const parts = { insiders: [box.escrow, box.manager], listed: new Set([box.token, zeroAddress]) }
    const world = emptyWorld({ now: BigInt(firstDay - day), ...parts })
    walletOf(world, accounts.payer.address, box.token).held = million
    life = { box, world, plans: [], agreements: [], nextAt: 0n, nonce: 0n, tally: new Map() }
    await offerPlans(life)
    for (const { address } of subscribers) {
      world.now += 1n
      await doFillWallet(life, address, 300n * dollar + BigInt(random.integer(400_000_000)))
    }
  })
  after(() => box.close())

  /** All that the chain knows of anybody is what the model knows. */
  async function lookAround(): Promise<void> {
    const { world, plans, agreements } = life
    const parties = [...Object.values(accounts), ...merchants, ...subscribers]
    await mineNow(life)
    await expectSolvent(box, world)
    await Promise.all([
      ...plans.map((offered) => expectSamePlan(box, world, offered)),
      ...agreements.map((agreement) => expectSameSubscription(box, world, agreement)),
      ...parties.map(({ address }) => expectSameMoney(box, world, address)),
    ])
  }

  /** What the chain told of charges less what it told of fees, which nobody but the model has added up so far. */
  async function expectTotals(): Promise<void> {
    const filter = { address: box.manager, abi: subscriptionManagerAbi, fromBlock: 0n, strict: true } as const
    const charges = [
      ...(await box.client.getContractEvents({ ...filter, eventName: 'SubscriptionCharged' })),
      ...(await box.client.getContractEvents({ ...filter, eventName: 'UsageCharged' })),
    ].map(({ args }) => args)
    const creditsOf = (account: Address) =>
      charges.reduce((sum, { merchant, feeRecipient, amount, fee }) => {
        const net = merchant === account ? amount - fee : 0n
        return sum + net + (feeRecipient === account ? fee : 0n)
      }, 0n)
    for (const { address } of [...merchants, accounts.feeRecipient])
      expect((await balanceInside(box, address)).available).to.equal(creditsOf(address))
  }

  function joinings(date: number): Event[] {
    const joining = subscribers.filter((_, n) => date < daysOfJoining && n % daysOfJoining === date)
    return joining.map((account) => ({
      at: random.integer(day),
      async happen() {
        const offered = life.plans[random.integer(life.plans.length)]
        if (offered) await join(life, offered, account, random)
      },
    }))
  }

  /** What happens on a day, in order of time: one pass of renewals, and what people do before and after it. */
  function eventsOf(date: number): Event[] {
    const actings = Array.from({ length: actsPerDay }, () => ({
      at: random.integer(day),
      happen: () => actByChance(life, random, subscribers),
    }))
    const pass = { at: 6 * hour, happen: () => renewAll(life, figures, date % 30 === 0 ? 'all' : 'due') }
    const repricing = {
      at: 12 * hour,
      happen: () => changePrice(life, random, random.integer(life.plans.length)),
    }
    const events = [...joinings(date), ...actings, pass, ...(priceChanges.has(date) ? [repricing] : [])]
    return events.sort((a, b) => a.at - b.at)
  }

  it('comes to what the model comes to, every month', async () => {
    for (let date = 0; date <= lastDay; date += 1) {
      for (const { at, happen } of eventsOf(date)) {
        const time = BigInt(firstDay + date * day + at)
        life.world.now = time > life.world.now ? time : life.world.now + 1n
        await happen()
      }
      if (date % 30 === 0) await lookAround()
    }
    await lookAround()
    await expectTotals()
    expect(life.agreements).to.have.length(count)
    expect(figures.charges).to.be.greaterThan(count)
    const { charges, failures, batches, items, gasUsed } = figures
    console.log(
      `${count} subscriptions: ${charges} renewals and ${failures} failures in ${batches} batches of ${items} items, ` +
        `${gasUsed / BigInt(items)} gas per item`,
    )
  })
})
