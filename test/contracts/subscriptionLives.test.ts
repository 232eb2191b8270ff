import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { type Hex, zeroAddress } from 'viem'
import { testRandom } from '../support/random.ts'
import { approve, mint } from './support/intake.ts'
import { beginSteps, subscription } from './support/lives/beginSteps.ts'
import { chargeSteps } from './support/lives/chargeSteps.ts'
import { type Life, mineNow, tick } from './support/lives/life.ts'
import { moneySteps } from './support/lives/moneySteps.ts'
import { parties, subscribers } from './support/lives/parties.ts'
import { goodTerms, planOf, planSteps, price } from './support/lives/planSteps.ts'
import { scarceSteps } from './support/lives/scarceSteps.ts'
import { statusSteps } from './support/lives/statusSteps.ts'
import type { Step } from './support/lives/step.ts'
import { timeSteps } from './support/lives/timeSteps.ts'
import { doCreatePlan } from './support/lives/verbs/plans.ts'
import {
  expectSameMoney,
  expectSamePlan,
  expectSameSubscription,
  expectSolvent,
} from './support/lives/views.ts'
import { walletOf } from './support/model/money.ts'
import { emptyWorld } from './support/model/world.ts'
import { dollarsOf } from './support/readings.ts'
import { accounts, type Sandbox, sandbox } from './support/sandbox.ts'

const lives = Number(process.env.FLORIN_TEST_LIVES ?? 20)
const wealth = 60_000_000n

const start = fc
  .constantFrom(
    '2031-01-31T08:30:00Z',
    '2031-03-15T12:00:00Z',
    '2031-08-30T23:59:59Z',
    '2031-12-29T00:00:00Z',
    '2032-02-29T18:00:00Z',
  )
  .map((date) => BigInt(Date.parse(date) / 1_000))

const kinds = [
  ...planSteps,
  ...beginSteps,
  ...chargeSteps,
  ...scarceSteps,
  ...statusSteps,
  ...moneySteps,
  ...timeSteps,
]
// Without bias, which would make most choices the first or the last.
const steps = fc.noBias(
  fc
    .tuple(
      fc.array(subscription.arbitrary, { minLength: 1, maxLength: 8 }),
      fc.array(fc.oneof(...kinds), { maxLength: 160, size: 'max' }),
    )
    .map((parts) => parts.flat()),
)
const plans = fc.array(fc.tuple(goodTerms, price), { minLength: 2, maxLength: 3 })

const done = [
  'createPlan',
  'setPrice',
  'archivePlan',
  'subscribe',
  'replace',
  'burn',
  'chargeBatch',
  'chargeBatch twice in a block',
  'chargeUsage',
  'pause',
  'resume',
  'cancel now',
  'cancel at period end',
].map((verb) => `${verb}: done`)
const told = [
  'PlanCreated',
  'PriceSet',
  'PlanArchived',
  'Subscribed',
  'SubscriptionPaused',
  'SubscriptionResumed',
  'SubscriptionCanceled',
  'SubscriptionEnded',
  'SubscriptionBurned',
  'SubscriptionCharged',
  'SubscriptionChargeFailed',
  'UsageCharged',
].map((fact) => `told: ${fact}`)

/** How much was done, and how much of what was to be refused was, by verb and reason. */
function summaryOf(tally: Life['tally']): string {
  const facts = [...tally].filter(([result]) => result.startsWith('told: '))
  const results = [...tally].filter(([result]) => !result.startsWith('told: '))
  const [well, refused] = [true, false].map((ends) =>
    results.filter(([result]) => result.endsWith(': done') === ends),
  )
  const sum = (entries: [string, number][] = []) => entries.reduce((total, [, times]) => total + times, 0)
  return [
    `${lives} lives: ${sum(well)} verbs done, ${sum(refused)} refused for ${refused?.length} reasons`,
    facts.map(([fact, times]) => `${times} ${fact.slice('told: '.length)}`).join(', '),
  ].join('\n')
}

describe('the lives of subscriptions', () => {
  let box: Sandbox
  let fresh: Hex
  const { seed } = testRandom()
  const tally: Life['tally'] = new Map()
  before(async () => {
    box = await sandbox({ manager: 'shipped' })
    for (const subscriber of subscribers) {
      await approve(box, subscriber, 2n * wealth, box.manager)
      await mint(box, subscriber, wealth)
    }
    fresh = await box.client.snapshot()
  })
  after(async () => {
    await box.close()
  })

  async function startAgain(): Promise<void> {
    await box.client.revert({ id: fresh })
    fresh = await box.client.snapshot()
  }

  async function emptyLife(now: bigint): Promise<Life> {
    const parts = { insiders: [box.escrow, box.manager], listed: new Set([box.token, zeroAddress]) }
    const world = emptyWorld({ now, ...parts })
    for (const { address } of parties)
      walletOf(world, address, box.token).held = await dollarsOf(box, address)
    for (const { address } of subscribers) walletOf(world, address, box.token).allowed = 2n * wealth
    return { box, world, tally, plans: [], agreements: [], nextAt: now, nonce: 0n }
  }

  async function lookAround(life: Life): Promise<void> {
    const { world, plans, agreements } = life
    await mineNow(life)
    await expectSolvent(box, world)
    await Promise.all([
      ...plans.map((offered) => expectSamePlan(box, world, offered)),
      ...agreements
        .filter(({ id }) => world.subscriptions.has(id) || id === agreements.at(-1)?.id)
        .map((agreement) => expectSameSubscription(box, world, agreement)),
      ...parties.map(({ address }) => expectSameMoney(box, world, address)),
    ])
  }

  it('are those of the model, whatever is done and whenever', async () => {
    const property = fc.asyncProperty(start, plans, steps, async (now, offers, steps: Step[]) => {
      const life = await emptyLife(now)
      for (const [terms, price] of offers) {
        tick(life)
        const by = { account: accounts.merchant, delivery: 'call' } as const
        await doCreatePlan(life, planOf(life, terms), price, by)
      }
      for (const step of steps) {
        await step.run(life)
        await lookAround(life)
      }
    })
    await fc.assert(property.beforeEach(startAgain), { seed, numRuns: lives })
    console.log(summaryOf(tally))
  })

  it('come to everything that can be done and told', () => {
    expect([...done, ...told].filter((result) => !tally.has(result))).to.deep.equal([])
  })
})
