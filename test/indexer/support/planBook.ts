import type { Hex } from 'viem'
import { balanceCharged } from '../../../indexer/src/rows/balances.ts'
import type { Charge } from '../../../indexer/src/rows/charge.ts'
import { planArchived, planCreated, priceSet } from '../../../indexer/src/rows/plan.ts'
import { type Fact, factOfCharge } from '../../../indexer/src/rows/settled.ts'
import { replaced, subscribed } from '../../../indexer/src/rows/subscribed.ts'
import { subscriptionCharged } from '../../../indexer/src/rows/subscriptionCharged.ts'
import {
  subscriptionCanceled,
  subscriptionEnded,
  subscriptionPaused,
  subscriptionResumed,
} from '../../../indexer/src/rows/subscriptionLife.ts'
import type {
  AccountBalanceRow,
  PeriodUsageRow,
  PlanRow,
  SubscriptionChargeRow,
  SubscriptionChargeRows,
  SubscriptionRow,
  UsageChargeRow,
  UsageChargeRows,
} from '../../../indexer/src/rows/types.ts'
import { usageCharged } from '../../../indexer/src/rows/usageCharged.ts'
import { CHAIN_ID, type Happened, type PlanEvent } from './events.ts'

type Balances = {
  settle(happened: Happened, fact: Fact): void
  findBalance(account: Hex, token: Hex): AccountBalanceRow
  putBalance(balance: AccountBalanceRow): void
}

/** The indexer's tables of the manager in memory, filled by its pure functions. */
export function openPlanBook({ settle, findBalance, putBalance }: Balances) {
  const plans = new Map<string, PlanRow>()
  const subscriptions = new Map<string, SubscriptionRow>()
  const periodUsages = new Map<string, PeriodUsageRow>()
  const charges: SubscriptionChargeRow[] = []
  const usageCharges: UsageChargeRow[] = []

  const find = (id: Hex) => subscriptions.get(id) ?? null
  const findPlan = (id: Hex) => plans.get(id) ?? null
  const put = (row: SubscriptionRow) => subscriptions.set(row.id, row)
  const putPlan = (row: PlanRow) => plans.set(row.id, row)

  function settleCharge(charge: Charge, rows: SubscriptionChargeRows | UsageChargeRows) {
    const { subscriber, token, seq } = charge.event.args
    if (seq !== 0n) putBalance(balanceCharged(CHAIN_ID, charge, findBalance(subscriber, token)))
    settle(charge, factOfCharge(rows))
  }

  function begin({ event }: Extract<PlanEvent, { name: 'Subscribed' }>) {
    const { id, planId, replaces } = event.args
    const before = { plan: findPlan(planId), subscription: find(id) }
    const row = subscribed(CHAIN_ID, event, before)
    put(row)
    if (row.replaces !== null) put(replaced(CHAIN_ID, event, find(replaces)))
  }

  function chargeUsage(happened: Extract<PlanEvent, { name: 'UsageCharged' }>) {
    const { id, period } = happened.event.args
    const key = `${id} ${period}`
    const before = { subscription: find(id), periodUsage: periodUsages.get(key) ?? null }
    const rows = usageCharged(CHAIN_ID, happened.event, before)
    settleCharge(happened, rows)
    periodUsages.set(key, rows.periodUsage)
    usageCharges.push(rows.usageCharge)
  }

  function post(happened: PlanEvent) {
    switch (happened.name) {
      case 'PlanCreated':
        return putPlan(planCreated(CHAIN_ID, happened.event, findPlan(happened.event.args.planId)))
      case 'PriceSet':
        return putPlan(priceSet(CHAIN_ID, happened.event, findPlan(happened.event.args.planId)))
      case 'PlanArchived':
        return putPlan(planArchived(CHAIN_ID, happened.event, findPlan(happened.event.args.planId)))
      case 'Subscribed':
        return begin(happened)
      case 'SubscriptionPaused':
        return put(subscriptionPaused(CHAIN_ID, happened.event, find(happened.event.args.id)))
      case 'SubscriptionResumed':
        return put(subscriptionResumed(CHAIN_ID, happened.event, find(happened.event.args.id)))
      case 'SubscriptionCanceled':
        return put(subscriptionCanceled(CHAIN_ID, happened.event, find(happened.event.args.id)))
      case 'SubscriptionEnded':
        return put(subscriptionEnded(CHAIN_ID, happened.event, find(happened.event.args.id)))
      case 'SubscriptionCharged': {
        const rows = subscriptionCharged(CHAIN_ID, happened.event, find(happened.event.args.id))
        settleCharge(happened, rows)
        put(rows.subscription)
        return charges.push(rows.subscriptionCharge)
      }
      case 'UsageCharged':
        return chargeUsage(happened)
    }
  }

  return { plans, subscriptions, periodUsages, charges, usageCharges, post }
}
