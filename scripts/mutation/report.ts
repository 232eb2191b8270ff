import Table from 'cli-table3'
import type { Judged } from './mutant.ts'
import { countOutcomes, percentOf, type Result, type Survivor, TARGET_PERCENT } from './result.ts'
import type { Accepted } from './survivors.ts'

const HEAD = ['killed', 'survived', 'percent', 'no compile', 'same code']

function row(judged: readonly Judged[]): string[] {
  const counts = countOutcomes(judged)
  const { killed, survived, stillborn, equivalent } = counts
  return [killed, survived, percentOf(counts).toFixed(1), stillborn, equivalent].map(String)
}

function table(title: string, judged: readonly Judged[], keyOf: (one: Judged) => string): string {
  const rows = new Table({
    head: [title, ...HEAD],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', ...HEAD.map(() => 'right' as const)],
  })
  for (const key of [...new Set(judged.map(keyOf))].sort()) {
    rows.push([key, ...row(judged.filter((one) => keyOf(one) === key))])
  }
  rows.push(['all', ...row(judged)])
  return rows.toString()
}

function survivorLines({ file, line, operator, original, mutated, reason, ...rest }: Survivor): string[] {
  return [
    `  ${file}:${line} ${rest.function} (${operator})`,
    `    ${original} → ${mutated || '(nothing)'}`,
    `    ${reason || 'UNEXPLAINED'}`,
  ]
}

const staleLine = (stale: Accepted) =>
  `  ${stale.file} ${stale.function}: ${stale.original} → ${stale.mutated}`

/** What a person reads: counts per file and operator, then every survivor, those without a reason first. */
export function reportOf(judged: readonly Judged[], result: Result, seconds: number): string {
  const { percent, pass, survivors, stale, counts } = result
  const lines = [
    table('file', judged, ({ mutant }) => mutant.file),
    table('operator', judged, ({ mutant }) => mutant.operator),
  ]
  if (survivors.length > 0) lines.push('Survivors:', ...survivors.flatMap(survivorLines))
  if (stale.length > 0) {
    lines.push('Listed in test/mutation/survivors.json, but gone or killed now:', ...stale.map(staleLine))
  }
  const killed = `${counts.killed} of ${counts.killed + counts.survived} mutants killed: ${percent.toFixed(1)} %`
  const verdict = `${killed} (${pass ? 'at least' : 'BELOW'} ${TARGET_PERCENT} %)`
  return [...lines, `${verdict}, in ${(seconds / 60).toFixed(1)} min.`].join('\n')
}
