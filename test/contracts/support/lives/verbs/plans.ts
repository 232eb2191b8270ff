import {
  archivePlanTypedData,
  createPlanTypedData,
  setPriceTypedData,
} from '@florin/sdk/subscriptions/actionTypedData.ts'
import { encodeArchivePlan, encodeCreatePlan, encodeSetPrice } from '@florin/sdk/subscriptions/calldata.ts'
import { type Plan, planId } from '@florin/sdk/subscriptions/plan.ts'
import { archivePlan, createPlan, setPrice } from '../../model/plans.ts'
import type { OfferedPlan } from '../../model/world.ts'
import { managerDomain } from '../../subscriptions.ts'
import { type By, deliveryOf, doBoth, type Life } from '../life.ts'

/** The plan is remembered where that succeeds, and given back in any case. */
export async function doCreatePlan(life: Life, plan: Plan, price: bigint, by: By): Promise<OfferedPlan> {
  const { box, world, plans } = life
  const offered = { plan, planId: planId(managerDomain(box), plan) }
  const { from, auth, act } = await deliveryOf(life, by, (action) =>
    createPlanTypedData({ ...action, planId: offered.planId, price }),
  )
  const data = encodeCreatePlan(plan, price, auth)
  const { refusal } = await doBoth(life, 'createPlan', { from, to: box.manager, data }, () =>
    createPlan(world, offered, price, act),
  )
  if (refusal === undefined) plans.push(offered)
  return offered
}

export async function doSetPrice(
  life: Life,
  offered: OfferedPlan,
  next: { price: bigint; version: number; effectiveAt: bigint },
  by: By,
): Promise<void> {
  const { planId, plan } = offered
  const { from, auth, act } = await deliveryOf(life, by, (action) =>
    setPriceTypedData({ ...action, planId, ...next }),
  )
  const data = encodeSetPrice(plan, next.price, next.version, next.effectiveAt, auth)
  await doBoth(life, 'setPrice', { from, to: life.box.manager, data }, () =>
    setPrice(life.world, offered, next, act),
  )
}

export async function doArchivePlan(life: Life, offered: OfferedPlan, by: By): Promise<void> {
  const { planId, plan } = offered
  const { from, auth, act } = await deliveryOf(life, by, (action) =>
    archivePlanTypedData({ ...action, planId }),
  )
  const data = encodeArchivePlan(plan, auth)
  await doBoth(life, 'archivePlan', { from, to: life.box.manager, data }, () =>
    archivePlan(life.world, offered, act),
  )
}
