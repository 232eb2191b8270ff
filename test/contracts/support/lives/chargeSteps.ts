import fc from 'fast-check'
import { dueAt, nextPeriod } from '../model/due.ts'
import type { Agreement } from '../model/world.ts'
import { type Life, tick } from './life.ts'
import { partyOf, type Role } from './parties.ts'
import { anAgreement, at, delivery, index, mostly, step } from './step.ts'
import { doChargeBatch, doChargeBatchTwice, doChargeUsage } from './verbs/charges.ts'

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
  10,
  fc.record({
    which: index,
    choice: fc.constantFrom<PeriodChoice[]>('last', 'last', 'last', 'before', 'first', 'next'),
    extent: fc.constantFrom<Extent[]>('one', 'some', 'some', 'same', 'all', 'more'),
    role: mostly(
      fc.constantFrom<Role>('merchant', 'operator'),
      fc.constantFrom<Role>('subscriber', 'stranger'),
    ),
    delivery,
  }),
  async (life, { which, choice, extent, role, delivery }) => {
    const charged = life.agreements.filter(({ id }) => life.world.subscriptions.get(id)?.charged.size)
    const agreement = at(charged, which) ?? at(life.agreements, which)
    if (agreement === undefined) return
    const report = reportOf(life, agreement, choice, extent)
    await doChargeUsage(life, agreement, report, { account: partyOf(role, agreement), delivery })
  },
)

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

export const chargeSteps = [renewals, renewalsInOneBlock, dueRenewals, usage]
