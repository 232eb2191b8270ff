/** The EIP-712 types of plans, of subscriptions and of agreements to them, in the order of the Solidity type strings. */

export const planTypes = {
  Plan: [
    { name: 'merchant', type: 'address' },
    { name: 'operator', type: 'address' },
    { name: 'token', type: 'address' },
    { name: 'period', type: 'uint32' },
    { name: 'unit', type: 'uint8' },
    { name: 'trial', type: 'uint32' },
    { name: 'grace', type: 'uint32' },
    { name: 'feeBps', type: 'uint16' },
    { name: 'feeRecipient', type: 'address' },
    { name: 'notice', type: 'uint32' },
    { name: 'salt', type: 'uint256' },
  ],
} as const

export const subscriptionTypes = {
  Subscription: [
    { name: 'plan', type: 'Plan' },
    { name: 'subscriber', type: 'address' },
    { name: 'quantity', type: 'uint32' },
    { name: 'firstAmount', type: 'uint96' },
    { name: 'capPerPeriod', type: 'uint96' },
    { name: 'usageCapPerPeriod', type: 'uint96' },
    { name: 'maxPeriods', type: 'uint32' },
    { name: 'startBy', type: 'uint48' },
    { name: 'catchUp', type: 'uint32' },
    { name: 'funding', type: 'uint8' },
    { name: 'replaces', type: 'bytes32' },
    { name: 'salt', type: 'uint256' },
  ],
  ...planTypes,
} as const

export const offerTypes = {
  Offer: [{ name: 'subscriptionId', type: 'bytes32' }],
} as const
