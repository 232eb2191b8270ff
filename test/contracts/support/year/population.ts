import type { Plan } from '@florin/sdk/subscriptions/plan.ts'
import { keccak256, type PrivateKeyAccount, toHex, zeroAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { Life } from '../lives/life.ts'
import { doCreatePlan } from '../lives/verbs/plans.ts'
import { account, accounts, type Sandbox } from '../sandbox.ts'

const day = 86_400n
const dollar = 1_000_000n

/** The second merchant pays its fees to itself. */
export const merchants = [accounts.merchant, account(7)] as const
const [merchant, other] = merchants

const usual = {
  merchant: merchant.address,
  operator: accounts.operator.address,
  period: 1,
  unit: 'month',
  trial: 0n,
  grace: 7n * day,
  feeBps: 50,
  feeRecipient: accounts.feeRecipient.address,
  notice: 30n * day,
} as const

/** What is offered for a year, and what a unit costs a month at first. */
const offers: { terms: Omit<Plan, 'token' | 'salt'>; price: bigint }[] = [
  { terms: usual, price: 9_990_000n },
  { terms: { ...usual, feeBps: 133 }, price: 14_999_999n },
  { terms: { ...usual, trial: 14n * day }, price: 20n * dollar },
  { terms: { ...usual, grace: 0n, notice: 0n }, price: 1_234_567n },
  { terms: { ...usual, merchant: other.address, feeRecipient: other.address }, price: 29n * dollar },
  {
    terms: { ...usual, merchant: other.address, operator: zeroAddress, feeBps: 0, feeRecipient: zeroAddress },
    price: 5n * dollar,
  },
]

export async function offerPlans(life: Life): Promise<void> {
  for (const { terms, price } of offers) {
    life.world.now += 1n
    const plan: Plan = { ...terms, token: life.box.token, salt: BigInt(life.plans.length) }
    const account = terms.merchant === merchant.address ? merchant : other
    await doCreatePlan(life, plan, price, { account, delivery: 'call' })
  }
}

/** Accounts that sign with keys of their own, and that the node lets send transactions too. */
export async function createSubscribers(box: Sandbox, count: number): Promise<PrivateKeyAccount[]> {
  const subscribers = Array.from({ length: count }, (_, n) =>
    privateKeyToAccount(keccak256(toHex(`subscriber ${n}`))),
  )
  for (const { address } of subscribers) {
    await box.client.impersonateAccount({ address })
    await box.client.setBalance({ address, value: 10n ** 18n })
  }
  return subscribers
}
