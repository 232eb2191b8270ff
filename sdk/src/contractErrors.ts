import type { AbiParameter, Hex } from 'viem'
import { decodeErrorResult, slice, toFunctionSelector } from 'viem'

/**
 * A custom error of a contract, with its arguments by the names of its declaration: integers of up to 48 bits and enums are
 * numbers, greater ones bigints, addresses and bytes text.
 */
export type ContractError<name extends string> = {
  name: name
  args: Readonly<Record<string, string | number | bigint>>
}

export type ErrorDecoder<name extends string> = {
  /** The error of a selector of 4 bytes; undefined for one of another contract. */
  nameOf(selector: Hex): name | undefined
  /** Decodes revert data; undefined where it is no whole custom error of the contract. */
  decode(data: Hex): ContractError<name> | undefined
}

type ErrorItem<name extends string> = { type: 'error'; name: name; inputs: readonly AbiParameter[] }

/** @param items The errors of one contract's ABI; none of them may have arrays or structs as arguments. */
export function errorDecoder<name extends string>(items: readonly ErrorItem<name>[]): ErrorDecoder<name> {
  const bySelector = new Map(items.map((item) => [selectorOf(item), item]))
  return {
    nameOf: (selector) => bySelector.get(selector)?.name,
    decode(data) {
      const item = data.length < 10 ? undefined : bySelector.get(slice(data, 0, 4))
      return item && decoded(item, data)
    },
  }
}

function selectorOf({ name, inputs }: ErrorItem<string>): Hex {
  return toFunctionSelector(`${name}(${inputs.map(({ type }) => type).join()})`)
}

function decoded<name extends string>(item: ErrorItem<name>, data: Hex): ContractError<name> | undefined {
  try {
    const { args = [] } = decodeErrorResult<readonly ErrorItem<string>[]>({ abi: [item], data })
    const named = item.inputs.map((input, i) => [input.name, simple(args[i])])
    return { name: item.name, args: Object.fromEntries(named) }
  } catch {
    return undefined
  }
}

function simple(value: unknown): string | number | bigint {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value
  throw new Error(`expected a simple argument of an error, found ${typeof value}`)
}
