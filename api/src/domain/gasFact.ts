import { encodeAbiParameters, keccak256, zeroAddress } from 'viem'
import type { FactPayload, Leg } from './fact.ts'

type Hex = `0x${string}`

/** Above every log of its block, so that gas is booked after what it was burned for. */
const AFTER_LOGS = 2 ** 30

/** What a transaction of one of our keys cost, and who sent it. */
export interface GasPaid {
  address: Hex
  nonce: bigint
  wei: bigint
}

/** The same for the same transaction, in whichever block it is mined, and that of no event. */
export function gasIdentity(chainId: bigint, hash: Hex): Hex {
  const parameters = [{ type: 'string' }, { type: 'uint256' }, { type: 'bytes32' }] as const
  return keccak256(encodeAbiParameters(parameters, ['florin.gas', chainId, hash]))
}

/** The chain's coin leaves the key for good. A chain's own coin is written as the zero address. */
export function gasLegs({ address, wei }: GasPaid): Leg[] {
  const leg = (account: string, amount: bigint) => ({
    account,
    token: zeroAddress,
    amount: amount.toString(),
  })
  return [leg(`external:${address}`, -wei), leg(`gas:${address}`, wei)]
}

export function gasPayload({ address, wei }: GasPaid): FactPayload {
  return {
    token: zeroAddress,
    payer: address,
    amount: wei.toString(),
    fee: null,
    recipient: null,
    capturable_after: null,
    refundable_after: null,
    terms: null,
  }
}

export function gasLogIndex({ nonce }: GasPaid): number {
  return AFTER_LOGS + Number(nonce % BigInt(AFTER_LOGS))
}
