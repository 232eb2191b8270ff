import { addMonths, monthsBetween } from './calendar.ts'
import type { Plan } from './plan.ts'

// When periods begin: always counted from the anchor, so that nothing drifts. Period n ends where n + 1 begins.

/** How long each period is. */
export type PeriodLength = Pick<Plan, 'period' | 'unit'>

/** When period `index` begins, in Unix seconds. */
export function startOf(anchor: bigint, index: number, { period, unit }: PeriodLength): bigint {
  const steps = BigInt(index) * BigInt(period)
  return unit === 'second' ? anchor + steps : addMonths(anchor, steps)
}

/** The period that `time` lies in, which is not before the anchor. */
export function indexAt(anchor: bigint, time: bigint, { period, unit }: PeriodLength): number {
  const steps = unit === 'second' ? time - anchor : monthsBetween(anchor, time)
  return Number(steps / BigInt(period))
}
