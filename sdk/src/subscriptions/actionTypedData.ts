import type { Address, Hex } from 'viem'
import { cancelNonceTypes } from '../escrow/accountTypes.ts'
import {
  archivePlanTypes,
  burnSubscriptionTypes,
  cancelTypes,
  chargeUsageTypes,
  createPlanTypes,
  pauseTypes,
  resumeTypes,
  setPriceTypes,
} from './actionTypes.ts'
import type { ManagerDomain } from './plan.ts'
import { managerEip712Domain } from './plan.ts'

// What accounts sign about plans and subscriptions. Each function gives EIP-712 typed data `{ domain, types, primaryType,
// message }` as viem and wallets take it. Amounts are base units, times are Unix seconds, ids are 32 bytes. None of them
// throws.

/**
 * What every signed action of an account carries: any unused nonce of the manager's own (they need no order), and a deadline
 * in Unix seconds that the call must be mined strictly before.
 */
export type ManagerAction = ManagerDomain & { account: Address; nonce: bigint; deadline: bigint }

type PlanAction = ManagerAction & { planId: Hex }
type SubscriptionAction = ManagerAction & { id: Hex }

/** Signed by the merchant. `price` is of one unit and period; 0 for a plan of usage alone. */
export function createPlanTypedData(input: PlanAction & { price: bigint }) {
  const { account, planId, price, nonce, deadline } = input
  return {
    domain: managerEip712Domain(input),
    types: createPlanTypes,
    primaryType: 'CreatePlan',
    message: { account, planId, price, nonce, deadline },
  } as const
}

/** Signed by the merchant. `version` is one more than the plan's; `effectiveAt` is at least the plan's notice from then. */
export function setPriceTypedData(
  input: PlanAction & { price: bigint; version: number; effectiveAt: bigint },
) {
  const { account, planId, price, version, effectiveAt, nonce, deadline } = input
  return {
    domain: managerEip712Domain(input),
    types: setPriceTypes,
    primaryType: 'SetPrice',
    message: { account, planId, price, version: BigInt(version), effectiveAt, nonce, deadline },
  } as const
}

/** Signed by the merchant. */
export function archivePlanTypedData(input: PlanAction) {
  const { account, planId, nonce, deadline } = input
  return {
    domain: managerEip712Domain(input),
    types: archivePlanTypes,
    primaryType: 'ArchivePlan',
    message: { account, planId, nonce, deadline },
  } as const
}

/** Signed by the subscriber, who takes back every consent to a subscription that never began. */
export function burnSubscriptionTypedData(input: SubscriptionAction) {
  const { account, id, nonce, deadline } = input
  return {
    domain: managerEip712Domain(input),
    types: burnSubscriptionTypes,
    primaryType: 'BurnSubscription',
    message: { account, id, nonce, deadline },
  } as const
}

/** Signed by the merchant. */
export function pauseTypedData(input: SubscriptionAction) {
  const { account, id, nonce, deadline } = input
  return {
    domain: managerEip712Domain(input),
    types: pauseTypes,
    primaryType: 'Pause',
    message: { account, id, nonce, deadline },
  } as const
}

/** Signed by the merchant. */
export function resumeTypedData(input: SubscriptionAction) {
  const { account, id, nonce, deadline } = input
  return {
    domain: managerEip712Domain(input),
    types: resumeTypes,
    primaryType: 'Resume',
    message: { account, id, nonce, deadline },
  } as const
}

/** Signed by subscriber or merchant. `atPeriodEnd` lets what is paid go on to its end; else it ends at once. */
export function cancelTypedData(input: SubscriptionAction & { atPeriodEnd: boolean }) {
  const { account, id, atPeriodEnd, nonce, deadline } = input
  return {
    domain: managerEip712Domain(input),
    types: cancelTypes,
    primaryType: 'Cancel',
    message: { account, id, atPeriodEnd, nonce, deadline },
  } as const
}

/** Signed by merchant or operator. `cumulative` is all usage of the period so far. */
export function chargeUsageTypedData(input: SubscriptionAction & { period: number; cumulative: bigint }) {
  const { account, id, period, cumulative, nonce, deadline } = input
  return {
    domain: managerEip712Domain(input),
    types: chargeUsageTypes,
    primaryType: 'ChargeUsage',
    message: { account, id, period: BigInt(period), cumulative, nonce, deadline },
  } as const
}

/** Spends `nonce` to make `canceled` unusable in the manager, and so every action of it that was signed with it. */
export function cancelManagerNonceTypedData(input: ManagerAction & { canceled: bigint }) {
  const { account, canceled, nonce, deadline } = input
  return {
    domain: managerEip712Domain(input),
    types: cancelNonceTypes,
    primaryType: 'CancelNonce',
    message: { account, canceled, nonce, deadline },
  } as const
}
