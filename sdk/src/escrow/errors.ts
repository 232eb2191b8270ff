import type { ContractErrorName, Hex } from 'viem'
import { paymentEscrowAbi } from '../abi/paymentEscrow.ts'
import type { ContractError } from '../contractErrors.ts'
import { errorDecoder } from '../contractErrors.ts'

export type EscrowErrorName = ContractErrorName<typeof paymentEscrowAbi>
export type EscrowError = ContractError<EscrowErrorName>

const decoder = errorDecoder(paymentEscrowAbi.filter((item) => item.type === 'error'))

/** The error of a selector of 4 bytes, as the reason of `ItemFailed` states it; undefined for one of another contract. */
export function escrowErrorName(selector: Hex): EscrowErrorName | undefined {
  return decoder.nameOf(selector)
}

/** Decodes revert data; undefined where it is no whole custom error of the escrow, such as a token's own or a panic. */
export function decodeEscrowError(data: Hex): EscrowError | undefined {
  return decoder.decode(data)
}
