import type { Checkout } from '../api/checkout.ts'
import type { Money } from '../api/money.ts'
import { describeState } from './describe.ts'
import type { State } from './state.ts'

/** The amount above everything: what is left to pay while that is asked for, and the whole where nothing is. */
export function headlineAmount(checkout: Checkout, state: State): Money {
  const { tone } = describeState(state)
  const isAsked = tone !== 'done' && tone !== 'closed' && state.name !== 'confirming'
  return isAsked && checkout.amountDue.amountUnits > 0n ? checkout.amountDue : checkout.amount
}
