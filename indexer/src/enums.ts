import { type Mode, modes, type Source, sources } from '@florin/sdk/escrow/terms.ts'
import { type PeriodUnit, periodUnits } from '@florin/sdk/subscriptions/plan.ts'
import { type ChargeSource, chargeSources } from '@florin/sdk/subscriptions/state.ts'

/** `ISubscriptionTypes.Funding` in its order, as columns have it. */
const fundings = ['prepaid_first', 'allowance_only'] as const

/** `IPaymentTypes.Source` by name. */
export function sourceName(value: number): Source {
  return named('source', sources, value)
}

/** `IPaymentTypes.Mode` by name. */
export function modeName(value: number): Mode {
  return named('mode', modes, value)
}

/** `ISubscriptionTypes.PeriodUnit` by name. */
export function unitName(value: number): PeriodUnit {
  return named('unit', periodUnits, value)
}

/** `ISubscriptionTypes.Funding` by name. */
export function fundingName(value: number): (typeof fundings)[number] {
  return named('funding', fundings, value)
}

/** `ISubscriptionTypes.ChargeSource` by name. */
export function chargeSourceName(value: number): ChargeSource {
  return named('source', chargeSources, value)
}

function named<name extends string>(field: string, names: readonly name[], value: number): name {
  const name = names[value]
  if (name === undefined) throw new Error(`${field} is ${value}, expected 0 to ${names.length - 1}`)
  return name
}
