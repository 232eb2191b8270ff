import { after, before, describe, it } from 'node:test'
import { indexAt, type PeriodLength, startOf } from '@florin/sdk/subscriptions/periods.ts'
import { periodUnits } from '@florin/sdk/subscriptions/plan.ts'
import { expect } from 'chai'
import type { Address } from 'viem'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { startTestAnvil } from '../support/chain.ts'
import { testRandom } from '../support/random.ts'
import { mockArtifact } from './support/mocks.ts'
import { type Sandbox, sandbox } from './support/sandbox.ts'

const daySeconds = 86_400
const firstDay = Date.UTC(2020, 0, 1) / 1000
const lastDay = Date.UTC(2059, 11, 31) / 1000
/** A call computes as many at a time as its gas allows. */
const anchorsPerCall = 120

/** Months after the anchor: every month of a year, and years around leap years, up to the longest period. */
const counts = [...Array.from({ length: 13 }, (_, n) => n), 24, 36, 48, 96, 480, 1200]
const monthly: PeriodLength = { period: 1, unit: 'month' }

/** What a person would do with a calendar: the same day, or the last one of a shorter month. */
function calendarStart(anchor: number, months: number): number {
  const date = new Date(anchor * 1000)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const day = Math.min(date.getUTCDate(), lastOfMonth)
  return Date.UTC(year, month, day) / 1000 + (anchor % daySeconds)
}

function* chunksOf<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size)
}

const inSdk = {
  startsOf: (anchors: readonly number[], indexes: readonly number[], length: PeriodLength) =>
    anchors.flatMap((anchor) => indexes.map((index) => Number(startOf(BigInt(anchor), index, length)))),
  indexesAt(anchors: readonly number[], times: readonly number[], length: PeriodLength) {
    const each = times.length / anchors.length
    return times.map((time, i) => indexAt(BigInt(anchors[Math.floor(i / each)] ?? 0), BigInt(time), length))
  },
}

describe('periods of the contract and the SDK', () => {
  const closing: (() => Promise<void>)[] = []
  let anvil: LocalChain
  let box: Sandbox
  let harness: { address: Address; abi: Awaited<ReturnType<typeof mockArtifact>>['abi'] }
  before(async () => {
    anvil = await startTestAnvil()
    closing.push(() => anvil.stop())
    box = await sandbox({ rpcUrl: anvil.rpcUrl })
    closing.push(() => box.close())
    const artifact = await mockArtifact('PeriodsHarness')
    harness = { address: await box.create(artifact), abi: artifact.abi }
  })
  after(async () => {
    for (const close of closing.reverse()) await close()
  })

  /** Asks the contract and the SDK, which both have to answer what is expected. */
  async function expectBoth(
    functionName: keyof typeof inSdk,
    [anchors, others, length]: Parameters<typeof inSdk.startsOf>,
    expected: readonly number[],
  ): Promise<void> {
    const unit = periodUnits.indexOf(length.unit)
    const args = [anchors.map(BigInt), others.map(BigInt), BigInt(length.period), unit]
    const answer = await box.client.readContract({ ...harness, functionName, args })
    if (!Array.isArray(answer)) throw new Error(`${functionName}: expected an array, found ${typeof answer}`)
    // As text, since comparing millions of elements one by one takes minutes.
    expect(answer.join()).to.equal(expected.join())
    expect(inSdk[functionName](anchors, others, length).join()).to.equal(expected.join())
  }

  for (const [name, timeOfDay] of [
    ['midnight', 0],
    ['ten to two', 6_600],
    ['the last second of the day', daySeconds - 1],
  ] as const) {
    it(`begin and end as the calendar says, for every day from 2020 to 2059, at ${name}`, async () => {
      const anchors: number[] = []
      for (let day = firstDay; day <= lastDay; day += daySeconds) anchors.push(day + timeOfDay)
      expect(anchors).to.have.length(14_610)
      for (const chunk of chunksOf(anchors, anchorsPerCall)) {
        const starts = chunk.flatMap((anchor) => counts.map((count) => calendarStart(anchor, count)))
        await expectBoth('startsOf', [chunk, counts, monthly], starts)
        await expectBoth(
          'indexesAt',
          [chunk, starts, monthly],
          chunk.flatMap(() => counts),
        )
      }
    })
  }

  it('end one second before the next begins, for every day from 2020 to 2059', async () => {
    const ended = counts.slice(1)
    const days: number[] = []
    for (let day = firstDay; day <= lastDay; day += daySeconds) days.push(day)
    for (const chunk of chunksOf(days, anchorsPerCall)) {
      const ends = chunk.flatMap((anchor) => ended.map((count) => calendarStart(anchor, count) - 1))
      const before = ended.map((count) => count - 1)
      await expectBoth(
        'indexesAt',
        [chunk, ends, monthly],
        chunk.flatMap(() => before),
      )
    }
  })

  for (const period of [2, 3, 6, 12, 24, 48, 96, 1200]) {
    it(`of ${period} months are counted from the anchor`, async () => {
      const length: PeriodLength = { period, unit: 'month' }
      const days = ['2020-02-29', '2027-01-31', '2031-08-30', '2044-12-29', '2055-10-15']
      const anchors = days.map((day) => Date.parse(`${day}T23:59:59Z`) / 1000)
      const indexes = [0, 1, 2, 3, 7, 8, 40]
      const starts = anchors.flatMap((anchor) => indexes.map((n) => calendarStart(anchor, n * period)))
      await expectBoth('startsOf', [anchors, indexes, length], starts)
      await expectBoth(
        'indexesAt',
        [anchors, starts, length],
        anchors.flatMap(() => indexes),
      )
    })
  }

  it('of seconds are counted from the anchor', async () => {
    const random = testRandom()
    for (const period of [1, 60, daySeconds, 7 * daySeconds, random.integer(2 ** 32 - 1) + 1]) {
      const length: PeriodLength = { period, unit: 'second' }
      const anchors = Array.from({ length: 20 }, () => firstDay + random.integer(lastDay - firstDay))
      const indexes = [0, 1, 2, 3, random.integer(2 ** 16)]
      const starts = anchors.flatMap((anchor) => indexes.map((n) => anchor + n * period))
      await expectBoth('startsOf', [anchors, indexes, length], starts)
      await expectBoth(
        'indexesAt',
        [anchors, starts.map((start) => start + random.integer(period)), length],
        anchors.flatMap(() => indexes),
      )
    }
  })
})
