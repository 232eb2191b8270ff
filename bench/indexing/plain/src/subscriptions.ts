import { type Context, ponder } from 'ponder:registry'
import {
  accountBalance,
  periodUsage,
  plan,
  subscription,
  subscriptionCharge,
  usageCharge,
} from 'ponder:schema'
import { periodUnits } from '@florin/sdk/subscriptions/plan.ts'
import { chargeSources } from '@florin/sdk/subscriptions/state.ts'
import type { Hex } from 'viem'
import { book } from './book.ts'
import { fact, place } from './event.ts'

const FUNDINGS = ['prepaid_first', 'allowance_only'] as const

ponder.on('SubscriptionManager:PlanCreated', async ({ event, context: { db, chain } }) => {
  const { planId, price } = event.args
  const { period, unit, trial, grace, notice, ...agreed } = event.args.plan
  await db.insert(plan).values({
    ...place(chain.id, event),
    id: planId,
    manager: event.log.address,
    ...agreed,
    period: BigInt(period),
    unit: periodUnits[unit] ?? 'second',
    trial: BigInt(trial),
    grace: BigInt(grace),
    notice: BigInt(notice),
    price,
    nextPrice: price,
    effectiveAt: event.block.timestamp,
    version: 1,
    archived: false,
  })
})

ponder.on('SubscriptionManager:Subscribed', async ({ event, context: { db, chain } }) => {
  const { id, planId, replaces: _, ...args } = event.args
  const offered = await db.find(plan, { chainId: chain.id, id: planId })
  if (offered === null) throw new Error(`plan ${planId} is unknown`)
  const anchor = BigInt(args.anchor)
  await db.insert(subscription).values({
    ...place(chain.id, event),
    id,
    manager: event.log.address,
    planId,
    merchant: offered.merchant,
    token: offered.token,
    subscriber: args.subscriber,
    quantity: BigInt(args.quantity),
    firstAmount: args.firstAmount,
    capPerPeriod: args.capPerPeriod,
    usageCapPerPeriod: args.usageCapPerPeriod,
    maxPeriods: BigInt(args.maxPeriods),
    startBy: BigInt(args.startBy),
    catchUp: BigInt(args.catchUp),
    funding: FUNDINGS[args.funding] ?? 'prepaid_first',
    salt: args.salt,
    status: 'active',
    anchor,
    nextPeriod: 0n,
    paidUntil: anchor,
    pauses: 0,
  })
})

ponder.on('SubscriptionManager:SubscriptionCharged', async ({ event, context }) => {
  const { db, chain } = context
  const { id, subscriber, merchant, token, amount, fee, feeRecipient, prepaidAfter, seq } = event.args
  const period = BigInt(event.args.period)
  const periodEnd = BigInt(event.args.periodEnd)
  const where = fact(chain.id, event)
  const isPrepaid = await paid(context, event.block.number, event.args)
  const { planId } = await db.update(subscription, { chainId: chain.id, id }).set({
    lastPeriod: period,
    chargedAt: event.block.timestamp,
    nextPeriod: period + 1n,
    paidUntil: periodEnd,
  })
  await db.insert(subscriptionCharge).values({
    ...where,
    subscriptionId: id,
    planId,
    merchant,
    subscriber,
    token,
    period,
    periodStart: BigInt(event.args.periodStart),
    periodEnd,
    amount,
    fee,
    feeRecipient,
    source: chargeSources[event.args.source] ?? 'nothing',
    prepaidAfter: isPrepaid ? prepaidAfter : null,
    seq: isPrepaid ? seq : null,
  })
  await book(db, where, token, [
    [isPrepaid ? 'prepaid' : 'external', subscriber, -amount],
    ['available', merchant, amount - fee],
    ['available', feeRecipient, fee],
  ])
})

ponder.on('SubscriptionManager:UsageCharged', async ({ event, context }) => {
  const { db, chain } = context
  const { id, subscriber, merchant, token, cumulative, amount, fee, feeRecipient, prepaidAfter, seq } =
    event.args
  const period = BigInt(event.args.period)
  const where = fact(chain.id, event)
  const isPrepaid = await paid(context, event.block.number, event.args)
  const charged = await db.find(subscription, { chainId: chain.id, id })
  if (charged === null) throw new Error(`subscription ${id} is unknown`)
  await db
    .insert(periodUsage)
    .values({ chainId: chain.id, subscriptionId: id, period, cumulative, blockNumber: event.block.number })
    .onConflictDoUpdate({ cumulative, blockNumber: event.block.number })
  await db.insert(usageCharge).values({
    ...where,
    subscriptionId: id,
    planId: charged.planId,
    merchant,
    subscriber,
    token,
    period,
    cumulative,
    amount,
    fee,
    feeRecipient,
    source: chargeSources[event.args.source] ?? 'nothing',
    prepaidAfter: isPrepaid ? prepaidAfter : null,
    seq: isPrepaid ? seq : null,
  })
  await book(db, where, token, [
    [isPrepaid ? 'prepaid' : 'external', subscriber, -amount],
    ['available', merchant, amount - fee],
    ['available', feeRecipient, fee],
  ])
})

type Said = { subscriber: Hex; token: Hex; prepaidAfter: bigint; seq: bigint }

/** A charge from the prepaid balance states that balance; any other has no sequence. */
async function paid({ db, chain }: Context, blockNumber: bigint, said: Said): Promise<boolean> {
  const { subscriber: account, token, prepaidAfter: prepaid, seq } = said
  if (seq === 0n) return false
  await db.update(accountBalance, { chainId: chain.id, account, token }).set({ prepaid, seq, blockNumber })
  return true
}
