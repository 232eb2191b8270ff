import type { Hex } from 'viem'
import type { SignedPermit } from './permit.ts'
import { encodePermitData } from './permit.ts'
import type { Source } from './terms.ts'
import { sources } from './terms.ts'

/**
 * Where a payer's money comes from, and what it signed. `signature` is `0x` where the payer sends the transaction itself from
 * its allowance, its balance, by a permit, or with the chain's own coin (which nobody else can send for it). Else it is that
 * of `receiveWithAuthorizationTypedData` for `erc3009`, of `permit2TypedData` for `permit2`, and of `consentTypedData` for
 * the others.
 */
export type Pull =
  | { source: Exclude<Source, 'permit'>; signature: Hex }
  | { source: 'permit'; permit: SignedPermit; signature: Hex }

/** The `Pull` of the ABI. Throws where a permit's signature is not one of 65 bytes. */
export function abiPull(pull: Pull): { source: number; data: Hex } {
  const data = pull.source === 'permit' ? encodePermitData(pull.permit, pull.signature) : pull.signature
  return { source: sources.indexOf(pull.source), data }
}

/** The value, in the coin's base units, of a transaction that authorizes, charges, refunds or deposits `amount`. */
export function valueToSend(source: Source, amount: bigint): bigint {
  return source === 'native' ? amount : 0n
}
