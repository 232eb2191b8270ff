import { subscriptionStatuses } from '@florin/sdk/subscriptions/state.ts'

/** Whether a subscription ever began, by the contract's status of its id. */
export function hasBegun(status: number): boolean {
  return subscriptionStatuses[status] !== 'none' && subscriptionStatuses[status] !== 'burned'
}

/** Whether its subscriber made an id unusable before it was used. */
export function isSubscriptionBurned(status: number): boolean {
  return subscriptionStatuses[status] === 'burned'
}
