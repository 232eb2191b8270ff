import type { Judged, Mutant } from './mutant.ts'
import { type Accepted, oneLine, reasonFor, staleOf } from './survivors.ts'

export const TARGET_PERCENT = 95

export type Survivor = Accepted & { line: number; operator: string }
export type Counts = { killed: number; survived: number; stillborn: number; equivalent: number }

export type Result = {
  counts: Counts
  /** Killed of all that could be; 0 where there is none. */
  percent: number
  pass: boolean
  /** The reason is empty where nobody has given one; these come first. */
  survivors: Survivor[]
  stale: Accepted[]
}

export function countOutcomes(judged: readonly Judged[]): Counts {
  const counts = { killed: 0, survived: 0, stillborn: 0, equivalent: 0 }
  for (const { verdict } of judged) counts[verdict.outcome] += 1
  return counts
}

export function percentOf({ killed, survived }: Counts): number {
  return killed + survived === 0 ? 0 : (100 * killed) / (killed + survived)
}

function survivorOf(mutant: Mutant, accepted: readonly Accepted[]): Survivor {
  const { file, line, operator } = mutant
  return {
    file,
    line,
    operator,
    function: mutant.function,
    original: oneLine(mutant.original),
    mutated: oneLine(mutant.replacement),
    reason: reasonFor(accepted, mutant) ?? '',
  }
}

export function resultOf(
  all: readonly Mutant[],
  judged: readonly Judged[],
  accepted: readonly Accepted[],
): Result {
  const counts = countOutcomes(judged)
  const percent = percentOf(counts)
  const survivors = judged
    .filter(({ verdict }) => verdict.outcome === 'survived')
    .map(({ mutant }) => survivorOf(mutant, accepted))
  return {
    counts,
    percent,
    pass: percent >= TARGET_PERCENT,
    survivors: [
      ...survivors.filter(({ reason }) => reason === ''),
      ...survivors.filter(({ reason }) => reason !== ''),
    ],
    stale: staleOf(accepted, all, judged),
  }
}
