import type { Address, Hex } from 'viem'
import type { TokenDomain } from '../escrow/typedData.ts'
import { permitTypes, receiveWithAuthorizationTypes } from '../escrow/walletTypes.ts'
import type { ManagerDomain, Plan } from './plan.ts'
import { managerEip712Domain } from './plan.ts'
import type { Subscription } from './subscription.ts'
import { subscriptionId } from './subscription.ts'
import { offerTypes } from './types.ts'

// What is signed so that a subscription begins, beside `subscriptionTypedData` of subscription.ts. Each function gives EIP-712 typed data `{ domain, types, primaryType, message
// }` as viem and wallets take it. Amounts are base units, times are Unix seconds, ids are 32 bytes. None of them throws.

/**
 * One signature that funds the prepaid balance with `value` and subscribes: EIP-3009's `ReceiveWithAuthorization` to the
 * escrow whose nonce is the subscription id, valid until `startBy`. Signed by the subscriber, whose funding is `prepaidFirst`;
 * delivered as `{ consent: 'erc3009', value, signature }`.
 */
export function subscriptionAuthorizationTypedData(
  input: ManagerDomain & {
    escrow: Address
    plan: Plan
    subscription: Subscription
    tokenDomain: TokenDomain
    value: bigint
  },
) {
  const { chainId, escrow, plan, subscription, tokenDomain, value } = input
  return {
    domain: { ...tokenDomain, chainId, verifyingContract: plan.token },
    types: receiveWithAuthorizationTypes,
    primaryType: 'ReceiveWithAuthorization',
    message: {
      from: subscription.subscriber,
      to: escrow,
      value,
      validAfter: 0n,
      validBefore: subscription.startBy,
      nonce: subscriptionId(input, plan, subscription),
    },
  } as const
}

/**
 * EIP-2612's `Permit` that lets the manager spend `value`, all periods to come included. It is no consent to any
 * subscription: where somebody else delivers it, the subscriber also signs `subscriptionTypedData`. Tokens whose permit has
 * other fields, such as DAI, and contract wallets cannot use it.
 * @param input `nonce` is the token's `nonces(owner)`.
 */
export function managerPermitTypedData(
  input: ManagerDomain & {
    owner: Address
    token: Address
    tokenDomain: TokenDomain
    value: bigint
    nonce: bigint
    deadline: bigint
  },
) {
  const { chainId, manager, owner, token, tokenDomain, value, nonce, deadline } = input
  return {
    domain: { ...tokenDomain, chainId, verifyingContract: token },
    types: permitTypes,
    primaryType: 'Permit',
    message: { owner, spender: manager, value, nonce, deadline },
  } as const
}

/** Signed by merchant or operator, who agrees to another first amount than the plan's. It has no nonce: the id lives once. */
export function offerTypedData(input: ManagerDomain & { id: Hex }) {
  return {
    domain: managerEip712Domain(input),
    types: offerTypes,
    primaryType: 'Offer',
    message: { subscriptionId: input.id },
  } as const
}
