import type { Address, Hex } from 'viem'
import { hashTypedData } from 'viem'
import type { EscrowDomain, Source, Terms } from './terms.ts'
import { escrowEip712Domain, paymentId, sources } from './terms.ts'
import {
  captureTypes,
  consentTypes,
  receiveWithAuthorizationTypes,
  refundTypes,
  setOperatorTypes,
  voidTypes,
  withdrawTypes,
} from './types.ts'

/** The EIP-712 domain name and version of a token, as `deployments/<chainId>.json` states them. */
export type TokenDomain = { name: string; version: string }

/** What every signed action of an account carries: any unused nonce, and a deadline in Unix seconds. */
export type SignedAction = EscrowDomain & { account: Address; nonce: bigint; deadline: bigint }

type PaymentAction = SignedAction & { id: Hex }
type RefundAction = PaymentAction & { amount: bigint; source: Source }

/** One signature that pays and binds all terms: EIP-3009 whose nonce is the payment id. */
export function receiveWithAuthorizationTypedData(
  input: EscrowDomain & { terms: Terms; tokenDomain: TokenDomain },
) {
  const { chainId, escrow, terms, tokenDomain } = input
  return {
    domain: { ...tokenDomain, chainId, verifyingContract: terms.token },
    types: receiveWithAuthorizationTypes,
    primaryType: 'ReceiveWithAuthorization',
    message: {
      from: terms.payer,
      to: escrow,
      value: terms.amount,
      validAfter: 0n,
      validBefore: terms.authorizeBy,
      nonce: paymentId({ chainId, escrow }, terms),
    },
  } as const
}

/** The payer's consent that anyone may deliver where the money comes from its allowance or its balance. */
export function consentTypedData(input: EscrowDomain & { id: Hex; source: Exclude<Source, 'erc3009'> }) {
  return {
    domain: escrowEip712Domain(input),
    types: consentTypes,
    primaryType: 'Consent',
    message: { id: input.id, source: sources.indexOf(input.source) },
  } as const
}

export function captureTypedData(input: PaymentAction & { amount: bigint; fee: bigint }) {
  const { account, id, amount, fee, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: captureTypes,
    primaryType: 'Capture',
    message: { account, id, amount, fee, nonce, deadline },
  } as const
}

export function voidTypedData(input: PaymentAction) {
  const { account, id, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: voidTypes,
    primaryType: 'Void',
    message: { account, id, nonce, deadline },
  } as const
}

export function refundTypedData(input: RefundAction) {
  const { account, id, amount, source, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: refundTypes,
    primaryType: 'Refund',
    message: { account, id, amount, source: sources.indexOf(source), nonce, deadline },
  } as const
}

/** What a merchant signs to refund from its wallet by EIP-3009: the nonce is the digest of the refund. */
export function refundAuthorizationTypedData(
  input: Omit<RefundAction, 'source'> & { token: Address; tokenDomain: TokenDomain },
) {
  const { chainId, escrow, account, amount, deadline, token, tokenDomain } = input
  return {
    domain: { ...tokenDomain, chainId, verifyingContract: token },
    types: receiveWithAuthorizationTypes,
    primaryType: 'ReceiveWithAuthorization',
    message: {
      from: account,
      to: escrow,
      value: amount,
      validAfter: 0n,
      validBefore: deadline,
      nonce: hashTypedData(refundTypedData({ ...input, source: 'erc3009' })),
    },
  } as const
}

export function withdrawTypedData(input: SignedAction & { token: Address; amount: bigint; to: Address }) {
  const { account, token, amount, to, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: withdrawTypes,
    primaryType: 'Withdraw',
    message: { account, token, amount, to, nonce, deadline },
  } as const
}

export function setOperatorTypedData(
  input: SignedAction & { operator: Address; token: Address; dailyCap: bigint },
) {
  const { account, operator, token, dailyCap, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: setOperatorTypes,
    primaryType: 'SetOperator',
    message: { account, operator, token, dailyCap, nonce, deadline },
  } as const
}
