import type { Address, Hex } from 'viem'
import { hashTypedData } from 'viem'
import { planTypes } from './types.ts'

/**
 * What the length of a period counts:
 * - `second`: fixed seconds.
 * - `month`: calendar months in UTC, clamped from the anchor: 31 January, 28 or 29 February, 31 March.
 */
export type PeriodUnit = 'second' | 'month'

/** What a merchant offers. Nothing of it ever changes; the price is not part of it. Times are seconds. */
export type Plan = {
  merchant: Address
  /** Charges usage and agrees to first amounts beside the merchant; the zero address for none. */
  operator: Address
  /** The zero address for the chain's own coin, which is charged from prepaid balances only. */
  token: Address
  /** Length of a period in `unit`: at least 1, at most 1,200 months. */
  period: number
  unit: PeriodUnit
  /** Seconds before the first period of a subscription whose first amount is 0; 0 for no trial. */
  trial: bigint
  /** Seconds after the end of a period in which its usage may still be charged. */
  grace: bigint
  /** Basis points of each charge, rounded up to a base unit. */
  feeBps: number
  /** The zero address only where `feeBps` is 0. */
  feeRecipient: Address
  /** Seconds between setting a price and its taking effect, at least. */
  notice: bigint
  /** Makes equal plans distinct. */
  salt: bigint
}

/** Where a SubscriptionManager lives: the chain that it was deployed on, and its address. */
export type ManagerDomain = { chainId: number; manager: Address }

/** The Solidity enum `PeriodUnit` in its order. */
export const periodUnits = ['second', 'month'] as const satisfies readonly PeriodUnit[]

/** The plan id: the EIP-712 digest of the plan, as `SubscriptionManager.planId` computes it. */
export function planId(domain: ManagerDomain, plan: Plan): Hex {
  return hashTypedData({
    domain: managerEip712Domain(domain),
    types: planTypes,
    primaryType: 'Plan',
    message: abiPlan(plan),
  })
}

/** The EIP-712 domain of a manager. It is fixed at deployment, so ids outlive a fork of the chain. */
export function managerEip712Domain({ chainId, manager }: ManagerDomain) {
  return { name: 'Florin SubscriptionManager', version: '1', chainId, verifyingContract: manager } as const
}

/** The plan as the ABI wants it: enums by index, and integers of up to 48 bits as numbers. */
export function abiPlan(plan: Plan) {
  return {
    ...plan,
    unit: periodUnits.indexOf(plan.unit),
    trial: Number(plan.trial),
    grace: Number(plan.grace),
    notice: Number(plan.notice),
  }
}
