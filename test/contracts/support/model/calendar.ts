import type { Plan } from '@florin/sdk/subscriptions/plan.ts'

type Length = Pick<Plan, 'period' | 'unit'>

/** When a period begins, in Unix seconds: always counted from the anchor. */
export function startOfPeriod(anchor: bigint, period: number, plan: Length): bigint {
  if (plan.unit === 'second') return anchor + BigInt(period) * BigInt(plan.period)
  return monthsLater(anchor, period * plan.period)
}

/** The period that a time lies in, which is not before the anchor: months are counted one by one. */
export function periodAt(anchor: bigint, time: bigint, plan: Length): number {
  if (plan.unit === 'second') return Number((time - anchor) / BigInt(plan.period))
  let period = 0
  while (startOfPeriod(anchor, period + 1, plan) <= time) period += 1
  return period
}

/** The same day and time of a later month in UTC, or the last day of a month that is too short. */
function monthsLater(time: bigint, months: number): bigint {
  const date = new Date(Number(time) * 1000)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const month = date.getUTCMonth()
  date.setUTCDate(day)
  // Day 0 is the one before the first: the last of the month that was too short.
  if (date.getUTCMonth() !== month) date.setUTCDate(0)
  return BigInt(date.getTime() / 1000)
}
