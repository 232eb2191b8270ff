/** The EIP-712 types of what accounts do with plans and subscriptions, in the order of the Solidity type strings. */

export const createPlanTypes = {
  CreatePlan: [
    { name: 'account', type: 'address' },
    { name: 'planId', type: 'bytes32' },
    { name: 'price', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const setPriceTypes = {
  SetPrice: [
    { name: 'account', type: 'address' },
    { name: 'planId', type: 'bytes32' },
    { name: 'price', type: 'uint256' },
    { name: 'version', type: 'uint256' },
    { name: 'effectiveAt', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const archivePlanTypes = {
  ArchivePlan: [
    { name: 'account', type: 'address' },
    { name: 'planId', type: 'bytes32' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const burnSubscriptionTypes = {
  BurnSubscription: [
    { name: 'account', type: 'address' },
    { name: 'id', type: 'bytes32' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const pauseTypes = {
  Pause: [
    { name: 'account', type: 'address' },
    { name: 'id', type: 'bytes32' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const resumeTypes = {
  Resume: [
    { name: 'account', type: 'address' },
    { name: 'id', type: 'bytes32' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const cancelTypes = {
  Cancel: [
    { name: 'account', type: 'address' },
    { name: 'id', type: 'bytes32' },
    { name: 'atPeriodEnd', type: 'bool' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

export const chargeUsageTypes = {
  ChargeUsage: [
    { name: 'account', type: 'address' },
    { name: 'id', type: 'bytes32' },
    { name: 'period', type: 'uint256' },
    { name: 'cumulative', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const
