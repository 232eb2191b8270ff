import { feeBounds } from '../escrow/fees.ts'
import type { Plan } from './plan.ts'

/** The fee within a charge of `amount` base units: rounded up to a base unit. */
export function chargeFee(amount: bigint, { feeBps }: Pick<Plan, 'feeBps'>): bigint {
  return feeBounds(amount, { minFeeBps: feeBps, maxFeeBps: feeBps }).least
}
