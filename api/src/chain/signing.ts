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

/** What a transfer of coin to an account without code burns. */
export const TRANSFER_GAS = 21_000n

/** Signs a call of a contract, which is never sent coin. */
export function signCall(
  signer: Signer,
  slot: Slot,
  call: { to: Address; data: Hex; gas: bigint },
): Promise<SignedTransaction> {
  return sign(signer, slot, { ...call, value: 0n })
}

/** Signs what sends coin to an account. */
export function signTransfer(
  signer: Signer,
  slot: Slot,
  { to, amount }: { to: Address; amount: bigint },
): Promise<SignedTransaction> {
  return sign(signer, slot, { to, data: '0x', gas: TRANSFER_GAS, value: amount })
}

async function sign(
  signer: Signer,
  slot: Slot,
  call: { to: Address; data: Hex; gas: bigint; value: bigint },
): Promise<SignedTransaction> {
  const raw = await signer.signTransaction({
    type: 'eip1559',
    chainId: slot.chainId,
    nonce: Number(slot.nonce),
    ...call,
    ...slot.fees,
  })
  return { raw, hash: keccak256(raw) }
}

/** Signs what uses up a nonce and does nothing else. */
export function signClosing(signer: Signer, slot: Slot): Promise<SignedTransaction> {
  return signCall(signer, slot, { to: signer.address, data: '0x', gas: TRANSFER_GAS })
}

/** Signs an action of an account, as EIP-712 typed data. */
export function signAction(signer: Signer, action: HashTypedDataParameters): Promise<Hex> {
  return signer.sign(hashTypedData(action))
}
