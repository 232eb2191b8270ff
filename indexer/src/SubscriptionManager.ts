import { type Context, ponder } from 'ponder:registry'
import {
  burnedSubscription,
  failedCharge,
  periodUsage,
  plan,
  signedNonce,
  subscription,
  subscriptionCharge,
  usageCharge,
} from 'ponder:schema'
import type { Hex } from 'viem'
import { changeKnownBalance, putEntries, settle } from './balances.ts'
import { lower } from './hex.ts'
import { plainRow } from './plainRow.ts'
import { balanceCharged } from './rows/balances.ts'
import type { Charge } from './rows/charge.ts'
import { chargeFailed } from './rows/failures.ts'
import { planArchived, planCreated, priceSet } from './rows/plan.ts'
import { factOfCharge } from './rows/settled.ts'
import { nonceCanceled, nonceUsed } from './rows/signedNonce.ts'
import { replaced, subscribed } from './rows/subscribed.ts'
import { subscriptionCharged } from './rows/subscriptionCharged.ts'
import {
  subscriptionBurned,
  subscriptionCanceled,
  subscriptionEnded,
  subscriptionPaused,
  subscriptionResumed,
} from './rows/subscriptionLife.ts'
import type { PlanRow, SubscriptionChargeRows, SubscriptionRow, UsageChargeRows } from './rows/types.ts'
import { usageCharged } from './rows/usageCharged.ts'

// As in PaymentEscrow.ts.

ponder.on('SubscriptionManager:PlanCreated', async ({ event, context }) => {
  const before = await findPlan(context, event.args.planId)
  await putPlan(context, planCreated(context.chain.id, event, before))
})

ponder.on('SubscriptionManager:PriceSet', async ({ event, context }) => {
  const before = await findPlan(context, event.args.planId)
  await putPlan(context, priceSet(context.chain.id, event, before))
})

ponder.on('SubscriptionManager:PlanArchived', async ({ event, context }) => {
  const before = await findPlan(context, event.args.planId)
  await putPlan(context, planArchived(context.chain.id, event, before))
})

ponder.on('SubscriptionManager:Subscribed', async ({ event, context }) => {
  const { id, planId, replaces } = event.args
  const before = { plan: await findPlan(context, planId), subscription: await findSubscription(context, id) }
  const row = subscribed(context.chain.id, event, before)
  await putSubscription(context, row)
  if (row.replaces === null) return
  await putSubscription(context, replaced(context.chain.id, event, await findSubscription(context, replaces)))
})

ponder.on('SubscriptionManager:SubscriptionPaused', async ({ event, context }) => {
  const before = await findSubscription(context, event.args.id)
  await putSubscription(context, subscriptionPaused(context.chain.id, event, before))
})

ponder.on('SubscriptionManager:SubscriptionResumed', async ({ event, context }) => {
  const before = await findSubscription(context, event.args.id)
  await putSubscription(context, subscriptionResumed(context.chain.id, event, before))
})

ponder.on('SubscriptionManager:SubscriptionCanceled', async ({ event, context }) => {
  const before = await findSubscription(context, event.args.id)
  await putSubscription(context, subscriptionCanceled(context.chain.id, event, before))
})

ponder.on('SubscriptionManager:SubscriptionEnded', async ({ event, context }) => {
  const before = await findSubscription(context, event.args.id)
  await putSubscription(context, subscriptionEnded(context.chain.id, event, before))
})

ponder.on('SubscriptionManager:SubscriptionBurned', async ({ event, context }) => {
  const before = await findSubscription(context, event.args.id)
  await context.db.insert(burnedSubscription).values(subscriptionBurned(context.chain.id, event, before))
})

ponder.on('SubscriptionManager:SubscriptionCharged', async ({ event, context }) => {
  const before = await findSubscription(context, event.args.id)
  const rows = subscriptionCharged(context.chain.id, event, before)
  await settleCharge(context, { name: 'SubscriptionCharged', event }, rows)
  await putSubscription(context, rows.subscription)
  await context.db.insert(subscriptionCharge).values(rows.subscriptionCharge)
})

ponder.on('SubscriptionManager:UsageCharged', async ({ event, context }) => {
  const { id, period } = event.args
  const key = { chainId: context.chain.id, subscriptionId: lower(id), period: BigInt(period) }
  const before = {
    subscription: await findSubscription(context, id),
    periodUsage: await context.db.find(periodUsage, key),
  }
  const rows = usageCharged(context.chain.id, event, before)
  await settleCharge(context, { name: 'UsageCharged', event }, rows)
  await context.db.insert(periodUsage).values(rows.periodUsage).onConflictDoUpdate(rows.periodUsage)
  await context.db.insert(usageCharge).values(rows.usageCharge)
})

ponder.on('SubscriptionManager:SubscriptionChargeFailed', async ({ event, context }) => {
  const before = await findSubscription(context, event.args.id)
  await context.db.insert(failedCharge).values(chargeFailed(context.chain.id, event, before))
})

ponder.on('SubscriptionManager:NonceUsed', async ({ event, context }) => {
  await context.db.insert(signedNonce).values(nonceUsed(context.chain.id, event))
})

ponder.on('SubscriptionManager:NonceCanceled', async ({ event, context }) => {
  await context.db.insert(signedNonce).values(nonceCanceled(context.chain.id, event))
})

async function settleCharge(
  context: Context,
  charge: Charge,
  rows: SubscriptionChargeRows | UsageChargeRows,
) {
  const { name, event } = charge
  const { subscriber, token, seq } = event.args
  // Only a charge from the prepaid balance changes it, and says so.
  if (seq !== 0n)
    await changeKnownBalance(context, { account: subscriber, token }, (before) =>
      balanceCharged(context.chain.id, charge, before),
    )
  await settle(context, name, event, factOfCharge(rows))
  await putEntries(context, name, event, rows.entries)
}

async function findPlan({ db, chain }: Context, id: Hex): Promise<PlanRow | null> {
  const known = await db.find(plan, { chainId: chain.id, id: lower(id) })
  return known && plainRow(plan, known)
}

async function putPlan({ db }: Context, row: PlanRow) {
  await db.insert(plan).values(row).onConflictDoUpdate(row)
}

async function findSubscription({ db, chain }: Context, id: Hex): Promise<SubscriptionRow | null> {
  const known = await db.find(subscription, { chainId: chain.id, id: lower(id) })
  return known && plainRow(subscription, known)
}

async function putSubscription({ db }: Context, row: SubscriptionRow) {
  await db.insert(subscription).values(row).onConflictDoUpdate(row)
}
