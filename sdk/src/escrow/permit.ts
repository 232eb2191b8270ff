import type { Address, Hex } from 'viem'
import { encodeAbiParameters, parseSignature } from 'viem'
import type { EscrowDomain } from './terms.ts'
import type { TokenDomain } from './typedData.ts'
import { permitTypes } from './walletTypes.ts'

/** A signed EIP-2612 permit: base units, Unix seconds, and 65 bytes of signature. */
export type SignedPermit = { value: bigint; deadline: bigint; signature: Hex }

/** What stands in a pull by permit: the permit, its signature in three parts, and the consent. */
export const permitPullParameters = [
  { type: 'uint256' },
  { type: 'uint256' },
  { type: 'uint8' },
  { type: 'bytes32' },
  { type: 'bytes32' },
  { type: 'bytes' },
] as const

/**
 * EIP-2612's `Permit` that lets the escrow spend `value`. It is no consent to any payment: where somebody else delivers it,
 * the payer also signs `consentTypedData` with source `permit`. Tokens whose permit has other fields, such as DAI, and
 * contract wallets cannot use it.
 * @param input `nonce` is the token's `nonces(owner)`.
 */
export function permitTypedData(
  input: EscrowDomain & {
    owner: Address
    token: Address
    tokenDomain: TokenDomain
    value: bigint
    nonce: bigint
    deadline: bigint
  },
) {
  const { chainId, escrow, owner, token, tokenDomain, value, nonce, deadline } = input
  return {
    domain: { ...tokenDomain, chainId, verifyingContract: token },
    types: permitTypes,
    primaryType: 'Permit',
    message: { owner, spender: escrow, value, nonce, deadline },
  } as const
}

/**
 * The data of a pull with source `permit`: `(uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s, bytes consent)`.
 * Throws where the permit's signature is not one of 65 bytes.
 * @param consent Signature of `consentTypedData`; `0x` where the payer sends the transaction itself.
 */
export function encodePermitData({ value, deadline, signature }: SignedPermit, consent: Hex): Hex {
  const { r, s, yParity } = parseSignature(signature)
  return encodeAbiParameters(permitPullParameters, [value, deadline, 27 + yParity, r, s, consent])
}
