import type { ContractErrorName, Hex } from 'viem'
import { decodeErrorResult, slice, toFunctionSelector } from 'viem'
import { paymentEscrowAbi } from '../abi/paymentEscrow.ts'

export type EscrowErrorName = ContractErrorName<typeof paymentEscrowAbi>

/**
 * A custom error of the escrow, with its arguments by the names of its declaration: integers of up to 48 bits and enums are
 * numbers, greater ones bigints, addresses and bytes text.
 */
export type EscrowError = {
  name: EscrowErrorName
  args: Readonly<Record<string, string | number | bigint>>
}

const items = paymentEscrowAbi.filter((item) => item.type === 'error')
const namesBySelector = new Map(
  items.map(({ name, inputs }) => [
    toFunctionSelector(`${name}(${inputs.map(({ type }) => type).join()})`),
    name,
  ]),
)

/** The error of a selector of 4 bytes, as the reason of `ItemFailed` states it; undefined for one of another contract. */
export function escrowErrorName(selector: Hex): EscrowErrorName | undefined {
  return namesBySelector.get(selector)
}

/** Decodes revert data; undefined where it is no whole custom error of the escrow, such as a token's own or a panic. */
export function decodeEscrowError(data: Hex): EscrowError | undefined {
  if (data.length < 10) return undefined
  const name = escrowErrorName(slice(data, 0, 4))
  if (name === undefined) return undefined
  try {
    const { abiItem, args = [] } = decodeErrorResult({ abi: items, data })
    const named = abiItem.inputs.map((input, i) => [input.name, args[i] ?? ''])
    return { name, args: Object.fromEntries(named) }
  } catch {
    return undefined
  }
}
