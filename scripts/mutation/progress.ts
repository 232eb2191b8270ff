import { SingleBar } from 'cli-progress'
import type { Judged } from './mutant.ts'

const FORMAT = '{bar} {value}/{total} mutants, {killed} killed, {survived} survived, {eta_formatted} left'
const LINE_EVERY_MS = 30_000

export type Bar = { add(judged: Judged): void; stop(): void }

/** A bar on a terminal, a line now and then elsewhere; on stderr. */
export function createBar(total: number): Bar {
  const bar = new SingleBar({
    format: FORMAT,
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: LINE_EVERY_MS,
    etaBuffer: 50,
    hideCursor: null,
  })
  const counts = { killed: 0, survived: 0, stillborn: 0, equivalent: 0 }
  bar.start(total, 0, counts)
  return {
    add({ verdict }) {
      counts[verdict.outcome] += 1
      bar.increment(1, counts)
    },
    stop: () => bar.stop(),
  }
}
