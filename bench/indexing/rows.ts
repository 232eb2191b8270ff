import { atLeast, atMost, type BenchResult, report } from '../result.ts'
import { median, rounded } from '../statistics.ts'
import type { Backlog } from './backlog.ts'
import type { Backfill } from './ponderRun.ts'

const LEAST_SHARE_OF_PLAIN = 0.8
/** What a backfill of at least so many events may keep in memory at once. */
const MEMORY = { events: 1_000_000, mostMiB: 1_024 }

export function coldRows(events: number, ours: Backfill, viemSeconds: number): BenchResult[] {
  return [
    speed('cold.ours', events / ours.seconds),
    speed('cold.viem', events / viemSeconds),
    report('cold.ratio', rounded(viemSeconds / ours.seconds), 'of viem'),
    ...perCpuSecond('cold.ours', events, [ours]),
    ...memory('cold.ours', events, [ours]),
  ]
}

export function rebuildRows(events: number, ours: Backfill[], plain: Backfill[]): BenchResult[] {
  const seconds = (all: Backfill[]) => median(all.map((one) => one.seconds))
  const ratio = rounded(seconds(plain) / seconds(ours))
  return [
    atLeast('rebuild.ratio', ratio, 'of plain Ponder', LEAST_SHARE_OF_PLAIN),
    speed('rebuild.ours', events / seconds(ours)),
    speed('rebuild.plain', events / seconds(plain)),
    ...perCpuSecond('rebuild.ours', events, ours),
    ...perCpuSecond('rebuild.plain', events, plain),
    ...cpuRatio(ours, plain),
    ...memory('rebuild.ours', events, ours),
    ...memory('rebuild.plain', events, plain),
  ]
}

export function liveRows({ eventsPerSecond, blocksPerSecond }: Backlog): BenchResult[] {
  return [speed('live.events', eventsPerSecond), report('live.blocks', rounded(blocksPerSecond), 'blocks/s')]
}

function speed(name: string, eventsPerSecond: number): BenchResult {
  return report(name, rounded(eventsPerSecond), 'events/s')
}

function perCpuSecond(name: string, events: number, backfills: Backfill[]): BenchResult[] {
  const seconds = known(backfills.map(({ cpuSeconds }) => cpuSeconds))
  return seconds.length === 0
    ? []
    : [report(`${name}.cpu`, rounded(events / median(seconds)), 'events/CPU s')]
}

/** What the ratio would be on a machine that does nothing else. */
function cpuRatio(ours: Backfill[], plain: Backfill[]): BenchResult[] {
  const [own, other] = [ours, plain].map((all) => known(all.map(({ cpuSeconds }) => cpuSeconds)))
  if (!own?.length || !other?.length) return []
  return [report('rebuild.ratio.cpu', rounded(median(other) / median(own)), 'of plain Ponder')]
}

function memory(name: string, events: number, backfills: Backfill[]): BenchResult[] {
  const peaks = known(backfills.map(({ peakMiB }) => peakMiB))
  if (peaks.length === 0) return []
  const peak = rounded(Math.max(...peaks))
  const row = `${name}.memory`
  return [events < MEMORY.events ? report(row, peak, 'MiB') : atMost(row, peak, 'MiB', MEMORY.mostMiB)]
}

function known(values: (number | undefined)[]): number[] {
  return values.filter((value) => value !== undefined)
}
