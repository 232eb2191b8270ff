import { keccak256, stringToHex, zeroHash } from 'viem'
import type { ManagerEvent } from '../../../indexer/src/event.ts'
import { account } from './events.ts'

export type AbiPlan = ManagerEvent<'PlanCreated'>['args']['plan']
export type SubscribedArgs = ManagerEvent<'Subscribed'>['args']

const SECOND = 0
export const [NOTHING, PREPAID, ALLOWANCE] = [0, 1, 2]
export const PREPAID_FIRST = 0

/** A plan of ten-second periods as the ABI decodes it, with what the test cares about. */
export function abiPlanOf(wanted: Partial<AbiPlan> = {}): AbiPlan {
  return {
    merchant: account(2),
    operator: account(3),
    token: account(4),
    period: 10,
    unit: SECOND,
    trial: 0,
    grace: 5,
    feeBps: 100,
    feeRecipient: account(5),
    notice: 20,
    salt: 1n,
    ...wanted,
  }
}

/** Stands for an EIP-712 digest: as distinct as what is hashed. */
export function digestOf(value: object) {
  return keccak256(
    stringToHex(JSON.stringify(value, (_, field) => (typeof field === 'bigint' ? `${field}` : field))),
  )
}

/** A subscription as `Subscribed` tells it, with what the test cares about. */
export function subscribedArgs(wanted: Partial<SubscribedArgs> = {}): SubscribedArgs {
  return {
    id: digestOf({ subscription: 1 }),
    planId: digestOf(abiPlanOf()),
    subscriber: account(1),
    quantity: 1,
    firstAmount: 1_000n,
    capPerPeriod: 2_000n,
    usageCapPerPeriod: 500n,
    maxPeriods: 12,
    startBy: 1_800_000_000,
    catchUp: 0,
    funding: PREPAID_FIRST,
    replaces: zeroHash,
    salt: 1n,
    anchor: 1_700_000_007,
    ...wanted,
  }
}
