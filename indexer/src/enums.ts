import { type Mode, modes, type Source, sources } from '@florin/sdk/escrow/terms.ts'

/** `IPaymentTypes.Source` by name. */
export function sourceName(value: number): Source {
  return named('source', sources, value)
}

/** `IPaymentTypes.Mode` by name. */
export function modeName(value: number): Mode {
  return named('mode', modes, value)
}

function named<name extends string>(field: string, names: readonly name[], value: number): name {
  const name = names[value]
  if (name === undefined) throw new Error(`${field} is ${value}, expected 0 to ${names.length - 1}`)
  return name
}
