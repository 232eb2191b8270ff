import type { Plan } from '@florin/sdk/subscriptions/plan.ts'
import fc from 'fast-check'
import { zeroAddress } from 'viem'
import { accounts } from '../sandbox.ts'
import type { Life } from './life.ts'
import { subscribers } from './parties.ts'
import { at, delivery, index, mostly, step, usually } from './step.ts'
import { doArchivePlan, doCreatePlan, doSetPrice } from './verbs/plans.ts'

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

type Terms = Length &
  Omit<Plan, 'token' | 'salt' | 'feeBps' | 'feeRecipient'> & {
    ofCoin: boolean
    fee: Pick<Plan, 'feeBps' | 'feeRecipient'>
  }

const terms: fc.Arbitrary<Omit<Terms, keyof Length>> = fc.record({
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
export const goodTerms: fc.Arbitrary<Terms> = fc
  .tuple(fc.oneof(months, seconds), terms)
  .map(([length, rest]) => ({ ...length, ...rest }))

/** One of these makes a plan that nobody can offer. */
const flaw: fc.Arbitrary<Partial<Terms>> = fc.oneof(
  fc.constant({}),
  fc.constantFrom<Partial<Terms>>(
    { period: 0 },
    { period: 1_201, unit: 'month' },
    { period: 1_201, unit: 'second' },
    { merchant: zeroAddress },
    { fee: { feeBps: 10_001, feeRecipient: feeRecipient.address } },
    { fee: { feeBps: 1, feeRecipient: zeroAddress } },
    { fee: { feeBps: 0, feeRecipient: zeroAddress } },
  ),
)

/** Of the sandbox's tokens. */
export function planOf({ box, plans }: Life, { ofCoin, fee, ...terms }: Terms): Plan {
  const token = ofCoin ? zeroAddress : box.token
  return { ...terms, ...fee, token, salt: BigInt(plans.length) }
}

const creation = step(
  'createPlan',
  1,
  fc.record({ terms: goodTerms, flaw, price, delivery, byMerchant: usually }),
  async (life, { terms, flaw, price, delivery, byMerchant }) => {
    const account = byMerchant ? merchant : stranger
    await doCreatePlan(life, planOf(life, { ...terms, ...flaw }), price, { account, delivery })
  },
)

const creationAgain = step('createPlan again', 1, index, async (life, which) => {
  const offered = at(life.plans, which)
  if (offered) await doCreatePlan(life, offered.plan, 1n, { account: merchant, delivery: 'call' })
})

const newPrice = step(
  'setPrice',
  4,
  fc.record({
    which: index,
    price,
    rightVersion: usually,
    spare: mostly(fc.constantFrom(0n, 1n, BigInt(day), BigInt(60 * day)), fc.constant(-1n)),
    delivery,
    byMerchant: usually,
  }),
  async (life, { which, price, rightVersion, spare, delivery, byMerchant }) => {
    const offered = at(life.plans, which)
    if (offered === undefined) return
    const { planId, plan } = offered
    const version = (life.world.plans.get(planId)?.version ?? 0) + (rightVersion ? 1 : 2)
    const next = { price, version, effectiveAt: life.world.now + plan.notice + spare }
    await doSetPrice(life, offered, next, { account: byMerchant ? merchant : operator, delivery })
  },
)

const archiving = step(
  'archivePlan',
  1,
  fc.record({ which: index, delivery, byMerchant: usually }),
  async (life, { which, delivery, byMerchant }) => {
    const offered = at(life.plans, which)
    if (offered) await doArchivePlan(life, offered, { account: byMerchant ? merchant : operator, delivery })
  },
)

export const planSteps = [creation, creationAgain, newPrice, archiving]
