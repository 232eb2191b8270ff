import {
  archivePlanTypedData,
  createPlanTypedData,
  setPriceTypedData,
} from '@florin/sdk/subscriptions/actionTypedData.ts'
import { encodeArchivePlan, encodeCreatePlan, encodeSetPrice } from '@florin/sdk/subscriptions/calldata.ts'
import { type Plan, planId } from '@florin/sdk/subscriptions/plan.ts'
import fc from 'fast-check'
import { zeroAddress } from 'viem'
import { archivePlan, createPlan, setPrice } from '../model/plans.ts'
import { accounts } from '../sandbox.ts'
import { managerDomain } from '../subscriptions.ts'
import { type Delivery, deliveryOf, doBoth, type Life } from './life.ts'
import { subscribers } from './parties.ts'
import { at, delivery, index, mostly, step, usually } from './step.ts'

const { merchant, operator, feeRecipient, stranger } = accounts
const hour = 3_600
const day = 24 * hour

/** Few enough units that a fee is rounded, and enough that three of them empty a wallet. */
export const price = fc.constantFrom(0n, 1n, 99n, 1_234_567n, 4_999_999n, 5_000_000n, 10_000_000n)

type Length = Pick<Plan, 'period' | 'unit'>
const months = fc.constantFrom(1, 1, 1, 3, 12).map((period): Length => ({ period, unit: 'month' }))
const seconds = fc
  .constantFrom(1, hour, day, 7 * day, 30 * day)
  .map((period): Length => ({ period, unit: 'second' }))

type Offered = Length &
  Omit<Plan, 'token' | 'salt' | 'feeBps' | 'feeRecipient'> & {
    ofCoin: boolean
    fee: Pick<Plan, 'feeBps' | 'feeRecipient'>
  }

const terms: fc.Arbitrary<Omit<Offered, keyof Length>> = fc.record({
  merchant: fc.constant(merchant.address),
  operator: fc.constantFrom(operator.address, zeroAddress, subscribers[2].address),
  ofCoin: fc.nat(4).map((n) => n === 0),
  trial: fc.constantFrom(0n, 0n, 0n, BigInt(hour), BigInt(14 * day)),
  grace: fc.constantFrom(0n, BigInt(day), BigInt(10 * day), BigInt(50 * day), 2n ** 32n - 1n),
  fee: fc.record({
    feeBps: fc.constantFrom(0, 1, 50, 333, 10_000),
    feeRecipient: fc.constantFrom(feeRecipient.address, merchant.address, subscribers[1].address),
  }),
  notice: fc.constantFrom(0n, 1n, BigInt(day), BigInt(30 * day)),
})

/** One that a merchant can offer. */
export const goodPlan: fc.Arbitrary<Offered> = fc
  .tuple(fc.oneof(months, seconds), terms)
  .map(([length, rest]) => ({ ...length, ...rest }))

/** One of these makes a plan that nobody can offer. */
const flaw: fc.Arbitrary<Partial<Offered>> = fc.oneof(
  fc.constant({}),
  fc.constantFrom<Partial<Offered>>(
    { period: 0 },
    { period: 1_201, unit: 'month' },
    { period: 1_201, unit: 'second' },
    { merchant: zeroAddress },
    { fee: { feeBps: 10_001, feeRecipient: feeRecipient.address } },
    { fee: { feeBps: 1, feeRecipient: zeroAddress } },
    { fee: { feeBps: 0, feeRecipient: zeroAddress } },
  ),
)

/** Offers the plan by the account's call or signature; it is remembered where that succeeds. */
export async function offerPlan(
  life: Life,
  { ofCoin, fee, ...rest }: Offered,
  price: bigint,
  by: { account: typeof merchant; delivery: Delivery },
): Promise<void> {
  const { box, world } = life
  const token = ofCoin ? zeroAddress : box.token
  const plan: Plan = { ...rest, ...fee, token, salt: BigInt(life.plans.length) }
  const offered = { plan, planId: planId(managerDomain(box), plan) }
  const { from, auth, act } = await deliveryOf(life, by.account, by.delivery, (action) =>
    createPlanTypedData({ ...action, planId: offered.planId, price }),
  )
  const data = encodeCreatePlan(plan, price, auth)
  const { refusal } = await doBoth(life, 'createPlan', { from, to: box.manager, data }, () =>
    createPlan(world, offered, price, act),
  )
  if (refusal === undefined) life.plans.push(offered)
}

const creation = step(
  'createPlan',
  1,
  fc.record({ plan: goodPlan, flaw, price, delivery, byMerchant: usually }),
  (life, { plan, flaw, price, delivery, byMerchant }) =>
    offerPlan(life, { ...plan, ...flaw }, price, { account: byMerchant ? merchant : stranger, delivery }),
)

const creationAgain = step('createPlan again', 1, index, async (life, which) => {
  const offered = at(life.plans, which)
  if (offered === undefined) return
  const { from, auth, act } = await deliveryOf(life, merchant, 'call', (action) =>
    createPlanTypedData({ ...action, planId: offered.planId, price: 1n }),
  )
  const data = encodeCreatePlan(offered.plan, 1n, auth)
  await doBoth(life, 'createPlan', { from, to: life.box.manager, data }, () =>
    createPlan(life.world, offered, 1n, act),
  )
})

const newPrice = step(
  'setPrice',
  4,
  fc.record({
    which: index,
    price,
    rightVersion: usually,
    early: mostly(fc.constantFrom(0n, 1n, BigInt(day)), fc.constant(-1n)),
    delivery,
    byMerchant: usually,
  }),
  async (life, { which, price, rightVersion, early, delivery, byMerchant }) => {
    const offered = at(life.plans, which)
    if (offered === undefined) return
    const { world, box } = life
    const { planId, plan } = offered
    const version = (world.plans.get(planId)?.version ?? 0) + (rightVersion ? 1 : 2)
    const next = { price, version, effectiveAt: world.now + plan.notice + early }
    const { from, auth, act } = await deliveryOf(life, byMerchant ? merchant : operator, delivery, (action) =>
      setPriceTypedData({ ...action, planId, ...next }),
    )
    const data = encodeSetPrice(plan, next.price, next.version, next.effectiveAt, auth)
    await doBoth(life, 'setPrice', { from, to: box.manager, data }, () => setPrice(world, offered, next, act))
  },
)

const archiving = step(
  'archivePlan',
  1,
  fc.record({ which: index, delivery, byMerchant: usually }),
  async (life, { which, delivery, byMerchant }) => {
    const offered = at(life.plans, which)
    if (offered === undefined) return
    const { planId, plan } = offered
    const { from, auth, act } = await deliveryOf(life, byMerchant ? merchant : operator, delivery, (action) =>
      archivePlanTypedData({ ...action, planId }),
    )
    const data = encodeArchivePlan(plan, auth)
    await doBoth(life, 'archivePlan', { from, to: life.box.manager, data }, () =>
      archivePlan(life.world, offered, act),
    )
  },
)

export const planSteps = [creation, creationAgain, newPrice, archiving]
