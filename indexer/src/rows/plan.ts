import { unitName } from '../enums.ts'
import { inclusion, type ManagerEvent } from '../event.ts'
import { lower } from '../hex.ts'
import { checker } from '../mismatch.ts'
import type { PlanRow } from './types.ts'

/** A merchant offers a plan at its first price. */
export function planCreated(
  chainId: number,
  event: ManagerEvent<'PlanCreated'>,
  before: PlanRow | null,
): PlanRow {
  const { planId, plan, price } = event.args
  checker(chainId, 'PlanCreated', event).absent(`plan ${planId}`, before)
  return {
    ...inclusion(chainId, event),
    id: lower(planId),
    manager: lower(event.log.address),
    merchant: lower(plan.merchant),
    operator: lower(plan.operator),
    token: lower(plan.token),
    period: BigInt(plan.period),
    unit: unitName(plan.unit),
    trial: BigInt(plan.trial),
    grace: BigInt(plan.grace),
    feeBps: plan.feeBps,
    feeRecipient: lower(plan.feeRecipient),
    notice: BigInt(plan.notice),
    salt: plan.salt,
    price,
    nextPrice: price,
    effectiveAt: event.block.timestamp,
    version: 1,
    archived: false,
  }
}

/** The next price is set. One that was set before and has not taken effect is forgotten, as the contract does. */
export function priceSet(chainId: number, event: ManagerEvent<'PriceSet'>, row: PlanRow | null): PlanRow {
  const { planId, price, version, effectiveAt } = event.args
  const check = checker(chainId, 'PriceSet', event)
  const before = check.present(`plan ${planId}`, row)
  check.equal('version', version, before.version + 1)
  return {
    ...before,
    price: event.block.timestamp < before.effectiveAt ? before.price : before.nextPrice,
    nextPrice: price,
    effectiveAt: BigInt(effectiveAt),
    version,
  }
}

/** The plan takes no new subscriptions any more. */
export function planArchived(
  chainId: number,
  event: ManagerEvent<'PlanArchived'>,
  row: PlanRow | null,
): PlanRow {
  const before = checker(chainId, 'PlanArchived', event).present(`plan ${event.args.planId}`, row)
  return { ...before, archived: true }
}
