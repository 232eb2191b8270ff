import type { Address } from 'viem'
import type { Agreement } from '../model/world.ts'
import { type Account, account, accounts } from '../sandbox.ts'

const { merchant, operator, feeRecipient, stranger } = accounts

/** The second is also a fee recipient, and the third also an operator. */
export const subscribers = [account(7), account(8), account(9)] as const

/** Everybody whose money is looked at. */
export const parties: readonly Account[] = [...subscribers, merchant, operator, feeRecipient, stranger]

/** Who tries to act for a plan or a subscription to it. */
export type Role = 'subscriber' | 'merchant' | 'operator' | 'stranger'

/** The merchant where the plan has no operator. */
export function partyOf(role: Role, { plan, subscription }: Agreement): Account {
  const found = (address: Address) => parties.find((party) => party.address === address)
  if (role === 'stranger') return stranger
  if (role === 'merchant') return merchant
  if (role === 'operator') return found(plan.operator) ?? merchant
  return found(subscription.subscriber) ?? stranger
}
