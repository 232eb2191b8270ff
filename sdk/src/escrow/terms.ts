import type { Address, Hex } from 'viem'
import { hashTypedData } from 'viem'
import { termsTypes } from './types.ts'

export type Mode = 'escrow' | 'charge'

/**
 * Where money comes from, and so which consent its owner gives:
 * - `allowance`: an ERC-20 allowance of the escrow; the owner calls, or signs `consentTypedData`.
 * - `available`: the owner's available balance inside the escrow; it calls, or signs `consentTypedData`.
 * - `erc3009`: the owner signs `receiveWithAuthorizationTypedData`, and nothing else.
 * - `permit`: `allowance`, once the owner's EIP-2612 permit has set it; the permit alone is no consent.
 * - `permit2`: the owner signs `permit2TypedData`, and nothing else; its allowance names Permit2.
 * - `native`: the chain's own coin (token zero), sent along with the owner's call.
 */
export type Source = 'allowance' | 'available' | 'erc3009' | 'permit' | 'permit2' | 'native'

/** What payer and merchant agreed on. Amounts are base units, times are Unix seconds, fees are basis points. */
export type Terms = {
  payer: Address
  merchant: Address
  /** The zero address where nobody but the merchant captures and voids. */
  operator: Address
  /** The zero address for the chain's own coin. */
  token: Address
  /** Base units, below 2^96. */
  amount: bigint
  /** Whether the money waits until it is captured, or goes to the merchant at once. */
  mode: Mode
  /** Money enters strictly before. Never after `captureBy`. */
  authorizeBy: bigint
  /** Captures strictly before, reclaims from then on; at most 365 days after the money enters. Never after `refundBy`. */
  captureBy: bigint
  /** An operator refunds strictly before; the merchant has no deadline. */
  refundBy: bigint
  minFeeBps: number
  maxFeeBps: number
  /** The zero address only where `maxFeeBps` is 0. */
  feeRecipient: Address
  /** 32 bytes: the merchant's random reference of its document. */
  invoiceRef: Hex
  /** Makes equal terms distinct. */
  salt: bigint
}

/** Where an escrow lives: the chain that it was deployed on, and its address. */
export type EscrowDomain = { chainId: number; escrow: Address }

/** The Solidity enums `Mode` and `Source` in their order. */
export const modes = ['escrow', 'charge'] as const satisfies readonly Mode[]
export const sources = [
  'allowance',
  'available',
  'erc3009',
  'permit',
  'permit2',
  'native',
] as const satisfies readonly Source[]

/** The payment id: the EIP-712 digest of the terms, as `PaymentEscrow.paymentId` computes it. */
export function paymentId(domain: EscrowDomain, terms: Terms): Hex {
  return hashTypedData({
    domain: escrowEip712Domain(domain),
    types: termsTypes,
    primaryType: 'Terms',
    message: abiTerms(terms),
  })
}

/** The EIP-712 domain of an escrow. It is fixed at deployment, so ids outlive a fork of the chain. */
export function escrowEip712Domain({ chainId, escrow }: EscrowDomain) {
  return { name: 'Florin PaymentEscrow', version: '1', chainId, verifyingContract: escrow } as const
}

/** The terms as the ABI wants them: enums by index, and integers of up to 48 bits as numbers. */
export function abiTerms(terms: Terms) {
  return {
    ...terms,
    mode: modes.indexOf(terms.mode),
    authorizeBy: Number(terms.authorizeBy),
    captureBy: Number(terms.captureBy),
    refundBy: Number(terms.refundBy),
  }
}
