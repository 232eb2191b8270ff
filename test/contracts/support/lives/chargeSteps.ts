import fc from 'fast-check'
import { startOfPeriod } from '../model/calendar.ts'
import { dueAt, nextPeriod, paidUntil } from '../model/due.ts'
import type { Agreement } from '../model/world.ts'
import { type Life, tick } from './life.ts'
import { partyOf, type Role } from './parties.ts'
import { anAgreement, at, delivery, index, mostly, step } from './step.ts'
import { doChargeBatch, doChargeBatchTwice, doChargeUsage } from './verbs/charges.ts'

const day = 86_400n

type Selection = { plan: number; mask: number; turn: number; twice: boolean }
const selection: fc.Arbitrary<Selection> = fc.record({
  plan: index,
  mask: fc.oneof(fc.constant(-1), fc.nat(2 ** 20)),
  turn: index,
  twice: fc.boolean(),
})

/** Some or all agreements to the plan, begun or not, in another order than they were made in, one of them maybe twice. */
function select(life: Life, { plan, mask, turn, twice }: Selection) {
  const offered = at(life.plans, plan)
  if (offered === undefined) return undefined
  const all = life.agreements.filter(({ planId }) => planId === offered.planId)
  const some = all.filter((_, i) => (mask >> (i % 20)) & 1)
  const from = some.length === 0 ? 0 : turn % some.length
  const turned = [...some.slice(from), ...some.slice(0, from)]
  return { offered, batch: twice ? [...turned, ...turned.slice(0, 1)] : turned }
}

const renewals = step('chargeBatch', 8, selection, async (life, selected) => {
  const found = select(life, selected)
  if (found !== undefined) await doChargeBatch(life, found.offered, found.batch)
})

const renewalsInOneBlock = step('chargeBatch twice in a block', 2, selection, async (life, selected) => {
  const found = select(life, selected)
  if (found !== undefined) await doChargeBatchTwice(life, found.offered, found.batch)
})

/** Of all agreements to the plan, when one of them falls due, or the second before; and so on. */
const dueRenewals = step(
  'chargeBatch when due',
  14,
  fc.record({
    which: index,
    times: fc.integer({ min: 1, max: 4 }),
    early: fc.constantFrom(0n, 0n, 0n, 1n),
    mask: fc.constantFrom(-1, 5, 10),
  }),
  async (life, { which, times, early, mask }) => {
    const { world, agreements } = life
    const agreement = anAgreement(life, which)
    const record = agreement && world.subscriptions.get(agreement.id)
    if (agreement === undefined || record === undefined) return
    const others = agreements.filter((_, i) => (mask >> (i % 4)) & 1)
    const batch = [agreement, ...others].filter(({ planId }) => planId === agreement.planId)
    for (let time = 0; time < times; time += 1) {
      const due = dueAt(world, agreement, record) - early
      if (due > tick(life)) world.now = due
      await doChargeBatch(life, agreement, batch)
    }
  },
)

type PeriodChoice = 'last' | 'before' | 'next' | 'first'
type Extent = 'one' | 'some' | 'same' | 'all' | 'more'

/** Some of them are refused: of a period that was not charged, of no increase, or beyond the cap. */
const usage = step(
  'chargeUsage',
  12,
  fc.record({
    which: index,
    choice: mostly(
      fc.constantFrom<PeriodChoice>('last', 'last', 'last', 'before'),
      fc.constantFrom<PeriodChoice>('first', 'next'),
    ),
    extent: mostly(fc.constantFrom<Extent>('one', 'some', 'all'), fc.constantFrom<Extent>('same', 'more')),
    role: mostly(
      fc.constantFrom<Role>('merchant', 'operator'),
      fc.constantFrom<Role>('subscriber', 'stranger'),
    ),
    delivery,
    lastMoment: fc.constantFrom(undefined, undefined, -1n, 0n),
  }),
  async (life, { which, choice, extent, role, delivery, lastMoment }) => {
    const usable = life.agreements.filter((agreement) => isUsable(life, agreement))
    const agreement = at(which % 10 > 0 ? usable : life.agreements, which)
    if (agreement === undefined) return
    const report = reportOf(life, agreement, choice, extent)
    if (lastMoment !== undefined) goToEndOfGrace(life, agreement, report.period, lastMoment)
    await doChargeUsage(life, agreement, report, { account: partyOf(role, agreement), delivery })
  },
)

/** Whether usage of the last charged period may still come in. */
function isUsable({ world }: Life, agreement: Agreement): boolean {
  const record = world.subscriptions.get(agreement.id)
  if (record === undefined || record.charged.size === 0) return false
  const ends = paidUntil(agreement, record) + agreement.plan.grace
  return ['active', 'ending'].includes(record.status) && world.now < ends
}

function reportOf({ world }: Life, { id, subscription }: Agreement, choice: PeriodChoice, extent: Extent) {
  const record = world.subscriptions.get(id)
  const next = record ? nextPeriod(record) : 0
  const periods = { last: next - 1, before: next - 2, next, first: 0 }
  const period = Math.max(0, periods[choice])
  const before = record?.usage.get(period) ?? 0n
  const cap = subscription.usageCapPerPeriod
  const amounts = { one: before + 1n, some: before + 777_777n, same: before, all: cap, more: cap + 1n }
  return { period, cumulative: amounts[extent] }
}

/** Or a second before, where that is still to come and not years ahead. */
function goToEndOfGrace({ world }: Life, { id, plan }: Agreement, period: number, later: bigint): void {
  const anchor = world.subscriptions.get(id)?.anchor ?? 0n
  const time = startOfPeriod(anchor, period + 1, plan) + plan.grace + later
  if (time > world.now && time < world.now + 730n * day) world.now = time
}

export const chargeSteps = [renewals, renewalsInOneBlock, dueRenewals, usage]
