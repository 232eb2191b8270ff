import fc from 'fast-check'
import { startOfPeriod } from '../model/calendar.ts'
import { dueAt, nextPeriod, paidUntil } from '../model/due.ts'
import type { Life } from './life.ts'
import { anAgreement, at, index, step } from './step.ts'

const day = 86_400n

/** The moments at which something changes for one of the agreements. */
function momentsOf(life: Life, which: number): bigint[] {
  const { world } = life
  const agreement = anAgreement(life, which)
  const record = agreement && world.subscriptions.get(agreement.id)
  if (agreement === undefined || record === undefined) return []
  const { plan, planId, subscription } = agreement
  const prices = world.plans.get(planId)?.prices ?? []
  const next = nextPeriod(record)
  return [
    dueAt(world, agreement, record),
    dueAt(world, agreement, record),
    paidUntil(agreement, record),
    paidUntil(agreement, record) + plan.grace,
    startOfPeriod(record.anchor, next + 1, plan),
    startOfPeriod(record.anchor, next + 3, plan),
    subscription.startBy,
    ...prices.map(({ from }) => from),
  ]
}

/** Waits for a moment that matters, or the second before or after; or for some time where none is near. */
const waiting = step(
  'wait',
  10,
  fc.record({
    which: index,
    moment: index,
    early: fc.constantFrom(-1n, 0n, 0n, 0n, 1n),
    otherwise: fc.constantFrom(3_600n, day, 7n * day, 31n * day, 100n * day),
    /** Whether nothing else happens then, or the next step does. */
    look: fc.boolean(),
  }),
  async (life, { which, moment, early, otherwise, look }) => {
    const { world } = life
    const twoYears = 730n * day
    const ahead = momentsOf(life, which)
      .map((time) => time + early)
      .filter((time) => time > world.now && time < world.now + twoYears)
    const time = at(ahead, moment) ?? world.now + otherwise
    life.nextAt = time
    if (look) world.now = time
  },
)

export const timeSteps = [waiting]
