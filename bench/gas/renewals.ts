import { encodeDeposit, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { encodeChargeBatch } from '@florin/sdk/subscriptions/calldata.ts'
import type { PeriodUnit, Plan } from '@florin/sdk/subscriptions/plan.ts'
import type { Funding, Subscription } from '@florin/sdk/subscriptions/subscription.ts'
import { maxUint256 } from 'viem'
import { approve, mint } from '../../test/contracts/support/intake.ts'
import { type Account, account, accounts, type Sandbox } from '../../test/contracts/support/sandbox.ts'
import { begunSubscription, createdPlan, day, price } from '../../test/contracts/support/subscriptions.ts'
import type { Row } from './row.ts'
import { monthOfSeconds } from './subscriptions.ts'

const batchSize = 100
const { relayer } = accounts
const subscribers = Array.from({ length: batchSize }, (_, i) => account(100 + i))
const plenty = 10n ** 18n

/** Renewals by anyone, with a fee. The rows with targets have periods of seconds; calendar months cost their arithmetic. */
export const renewalRows: Row[] = [
  { name: 'renewal.single', target: 87_000, measure: (box) => renewOne(box, 'second') },
  { name: 'renewal.single.months', measure: (box) => renewOne(box, 'month') },
  batchRow('renewal.allowance100', 'allowanceOnly', 'second', 26_000),
  batchRow('renewal.prepaid100', 'prepaidFirst', 'second', 21_500),
  batchRow('renewal.allowance100.months', 'allowanceOnly', 'month'),
  batchRow('renewal.prepaid100.months', 'prepaidFirst', 'month'),
]

function batchRow(name: string, funding: Funding, unit: PeriodUnit, target?: number): Row {
  const measure = (box: Sandbox) => renewMany(box, funding, unit)
  return target === undefined
    ? { name, items: batchSize, measure }
    : { name, items: batchSize, measure, target }
}

/** From an unlimited allowance. */
async function renewOne(box: Sandbox, unit: PeriodUnit) {
  const plan = await planOf(box, unit)
  return renew(box, plan, [await begunSubscription(box, plan)])
}

/** Every subscriber keeps a rest in wallet or prepaid balance. */
async function renewMany(box: Sandbox, funding: Funding, unit: PeriodUnit) {
  const plan = await planOf(box, unit)
  const subscriptions: Subscription[] = []
  for (const subscriber of subscribers) {
    await equip(box, subscriber, funding)
    subscriptions.push(await begunBy(box, plan, subscriber, funding))
  }
  return renew(box, plan, subscriptions)
}

function planOf(box: Sandbox, unit: PeriodUnit): Promise<Plan> {
  return createdPlan(box, unit === 'second' ? monthOfSeconds : { unit, period: 1 })
}

async function equip(box: Sandbox, subscriber: Account, funding: Funding): Promise<void> {
  await box.client.setBalance({ address: subscriber.address, value: plenty })
  await mint(box, subscriber, 10n * price)
  await approve(box, subscriber, maxUint256, box.manager)
  if (funding !== 'prepaidFirst') return
  await approve(box, subscriber, maxUint256)
  const data = encodeDeposit(true, box.token, 5n * price, 'allowance', senderAuth)
  await box.send(subscriber, box.escrow, data)
}

function begunBy(box: Sandbox, plan: Plan, subscriber: Account, funding: Funding): Promise<Subscription> {
  return begunSubscription(box, plan, { subscriber: subscriber.address, funding }, subscriber)
}

async function renew(box: Sandbox, plan: Plan, subscriptions: Subscription[]) {
  await box.client.increaseTime({ seconds: Number(32n * day) })
  const receipt = await box.send(relayer, box.manager, encodeChargeBatch(plan, subscriptions))
  const charges = receipt.logs.filter(({ address }) => address.toLowerCase() === box.manager.toLowerCase())
  if (charges.length !== subscriptions.length) {
    throw new Error(`expected ${subscriptions.length} charges, found ${charges.length}`)
  }
  return receipt
}
