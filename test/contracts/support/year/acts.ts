import { maxUint256, type PrivateKeyAccount } from 'viem'
import type { Random } from '../../../support/random.ts'
import type { Delivery, Life, Signer } from '../lives/life.ts'
import { doDepositDollars, doMoveHalf } from '../lives/verbs/balances.ts'
import { doChargeUsage } from '../lives/verbs/charges.ts'
import { doSetPrice } from '../lives/verbs/plans.ts'
import { doCancel, doPause, doResume } from '../lives/verbs/status.ts'
import { doApprove, doEmptyWallet, doFillWallet } from '../lives/verbs/wallets.ts'
import { nextPeriod } from '../model/due.ts'
import { priceOf } from '../model/plans.ts'
import type { Agreement } from '../model/world.ts'
import { accounts } from '../sandbox.ts'
import { isDue } from './pass.ts'
import { merchants } from './population.ts'

const dollar = 1_000_000n

type Someone = { life: Life; random: Random; agreement: Agreement; account: PrivateKeyAccount }
type Act = (someone: Someone) => Promise<void>

/** What subscribers, merchants and operators do between the passes, as often as it stands here. */
const acts: readonly [Act, ...Act[]] = [
  remedy,
  remedy,
  remedy,
  remedy,
  remedy,
  remedy,
  fillWallet,
  topUp,
  topUp,
  allowLess,
  emptyWallet,
  reportUsage,
  reportUsage,
  reportUsage,
  pause,
  resume,
  takeBack,
  cancel,
]

/** Somebody does something, by chance. */
export async function actByChance(
  life: Life,
  random: Random,
  subscribers: readonly PrivateKeyAccount[],
): Promise<void> {
  const which = random.integer(life.agreements.length)
  const [agreement, account] = [life.agreements[which], subscribers[which]]
  if (agreement === undefined || account === undefined) return
  await random.pick(acts)({ life, random, agreement, account })
}

/** One whose charge is due, and so has failed if a pass has come by, gets some 60 dollars and an allowance. */
async function remedy({ life, random }: Someone) {
  const failing = life.agreements.filter((agreement) => isDue(life, agreement))
  const subscriber = failing[random.integer(failing.length)]?.subscription.subscriber
  if (subscriber === undefined) return
  await doFillWallet(life, subscriber, BigInt(random.integer(120_000_000)))
  life.world.now += 1n
  await doApprove(life, subscriber, random.pick([100n * dollar, 300n * dollar, maxUint256]))
}

function fillWallet({ life, random, account }: Someone) {
  return doFillWallet(life, account.address, BigInt(random.integer(120_000_000)))
}

function emptyWallet({ life, account }: Someone) {
  return doEmptyWallet(life, account.address)
}

function topUp({ life, random, agreement, account }: Someone) {
  const amount = priceOf(life.world, agreement.planId) * BigInt(1 + random.integer(3))
  return doDepositDollars(life, account, { amount, toPrepaid: true })
}

/** Half of what is prepaid becomes available again. */
function takeBack({ life, agreement, account }: Someone) {
  return doMoveHalf(life, account.address, agreement.plan.token, false)
}

function allowLess({ life, random, account }: Someone) {
  return doApprove(life, account.address, random.pick([0n, 1n, 3n * dollar, 15n * dollar]))
}

/** Of the last period charged: now and then too much, or too late. */
function reportUsage({ life, random, agreement }: Someone) {
  const record = life.world.subscriptions.get(agreement.id)
  const period = Math.max(0, (record ? nextPeriod(record) : 0) - 1)
  const before = record?.usage.get(period) ?? 0n
  const report = { period, cumulative: before + BigInt(1 + random.integer(2_000_000)) }
  const account = random.pick([merchantOf(agreement), accounts.operator])
  return doChargeUsage(life, agreement, report, {
    account,
    delivery: random.pick<Delivery>(['call', 'signature']),
  })
}

function pause({ life, random, agreement }: Someone) {
  const by = { account: merchantOf(agreement), delivery: random.pick<Delivery>(['call', 'signature']) }
  return doPause(life, agreement, by)
}

/** Of one that is paused, if any is. */
async function resume({ life, random }: Someone) {
  const { world, agreements } = life
  const paused = agreements.filter(({ id }) => world.subscriptions.get(id)?.status === 'paused')
  const agreement = paused[random.integer(paused.length)]
  if (agreement === undefined) return
  const by = { account: merchantOf(agreement), delivery: random.pick<Delivery>(['call', 'signature']) }
  await doResume(life, agreement, by)
}

/** Seldom, so that most are there until the end. */
async function cancel({ life, random, agreement, account }: Someone) {
  if (random.integer(4) > 0) return
  const by = { account: random.pick([account, merchantOf(agreement)]), delivery: 'signature' } as const
  await doCancel(life, agreement, random.pick([true, true, false]), by)
}

/** A plan's price goes up or down by up to a fifth, after its notice. */
export async function changePrice(life: Life, random: Random, which: number): Promise<void> {
  const offered = life.plans[which]
  const record = offered && life.world.plans.get(offered.planId)
  if (offered === undefined || record === undefined) return
  const price = (priceOf(life.world, offered.planId) * BigInt(80 + random.integer(41))) / 100n
  const effectiveAt = life.world.now + offered.plan.notice
  const next = { price, version: record.version + 1, effectiveAt }
  await doSetPrice(life, offered, next, { account: merchantOf(offered), delivery: 'call' })
}

function merchantOf({ plan }: Pick<Agreement, 'plan'>): Signer {
  return merchants.find(({ address }) => address === plan.merchant) ?? merchants[0]
}
