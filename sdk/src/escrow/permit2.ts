import type { Address } from 'viem'
import type { EscrowDomain, Terms } from './terms.ts'
import { abiTerms, paymentId } from './terms.ts'
import { permitWitnessTransferFromTypes } from './walletTypes.ts'

/** Uniswap's Permit2, at the same address on every chain that has it. The payer's allowance names it, once for all. */
export const permit2Address: Address = '0x000000000022D473030F116dDEE9F6B43aC78BA3'

/**
 * One signature that pays and binds all terms, for tokens without EIP-3009: Permit2's `PermitWitnessTransferFrom` to the
 * escrow, whose nonce is the payment id, whose deadline is `authorizeBy` and whose witness is the terms. Signed by the payer;
 * delivered as `{ source: 'permit2', signature }`. EIP-712 typed data, with which `hashTypedData` gives the digest.
 */
export function permit2TypedData({ chainId, escrow, terms }: EscrowDomain & { terms: Terms }) {
  return {
    domain: { name: 'Permit2', chainId, verifyingContract: permit2Address },
    types: permitWitnessTransferFromTypes,
    primaryType: 'PermitWitnessTransferFrom',
    message: {
      permitted: { token: terms.token, amount: terms.amount },
      spender: escrow,
      nonce: BigInt(paymentId({ chainId, escrow }, terms)),
      deadline: terms.authorizeBy,
      witness: abiTerms(terms),
    },
  } as const
}
