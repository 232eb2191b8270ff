import { type Address, type HashTypedDataParameters, type Hex, hashTypedData, keccak256 } from 'viem'
import type { GasFees } from '../domain/gasPolicy.ts'
import type { Signer } from './signer.ts'

export interface SignedTransaction {
  raw: Hex
  hash: Hex
}

interface Slot {
  chainId: number
  nonce: bigint
  fees: GasFees
}

/** What a transfer of nothing to ourselves burns. */
export const CLOSING_GAS = 21_000n

/** Signs a call of a contract. */
export async function signCall(
  signer: Signer,
  slot: Slot,
  call: { to: Address; data: Hex; gas: bigint },
): Promise<SignedTransaction> {
  const raw = await signer.signTransaction({
    type: 'eip1559',
    chainId: slot.chainId,
    nonce: Number(slot.nonce),
    to: call.to,
    data: call.data,
    gas: call.gas,
    value: 0n,
    ...slot.fees,
  })
  return { raw, hash: keccak256(raw) }
}

/** Signs what uses up a nonce and does nothing else. */
export function signClosing(signer: Signer, slot: Slot): Promise<SignedTransaction> {
  return signCall(signer, slot, { to: signer.address, data: '0x', gas: CLOSING_GAS })
}

/** Signs an action of an account, as EIP-712 typed data. */
export function signAction(signer: Signer, action: HashTypedDataParameters): Promise<Hex> {
  return signer.sign(hashTypedData(action))
}
