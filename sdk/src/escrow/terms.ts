import type { Address, Hex } from 'viem'
import { hashTypedData } from 'viem'
import { termsTypes } from './types.ts'

export type Mode = 'escrow' | 'charge'
export type Source = 'allowance' | 'available' | 'erc3009'

/** What payer and merchant agreed on. Amounts are base units, times are Unix seconds, fees are basis points. */
export type Terms = {
  payer: Address
  merchant: Address
  /** The zero address where nobody but the merchant captures and voids. */
  operator: Address
  token: Address
  amount: bigint
  mode: Mode
  authorizeBy: bigint
  captureBy: bigint
  refundBy: bigint
  minFeeBps: number
  maxFeeBps: number
  /** The zero address only where `maxFeeBps` is 0. */
  feeRecipient: Address
  invoiceRef: Hex
  salt: bigint
}

/** Where an escrow lives. */
export type EscrowDomain = { chainId: number; escrow: Address }

/** The Solidity enums `Mode` and `Source` in their order. */
export const modes = ['escrow', 'charge'] as const satisfies readonly Mode[]
export const sources = ['allowance', 'available', 'erc3009'] as const satisfies readonly Source[]

/** The payment id: the EIP-712 digest of the terms, as `PaymentEscrow.paymentId` computes it. */
export function paymentId(domain: EscrowDomain, terms: Terms): Hex {
  return hashTypedData({
    domain: escrowEip712Domain(domain),
    types: termsTypes,
    primaryType: 'Terms',
    message: abiTerms(terms),
  })
}

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
