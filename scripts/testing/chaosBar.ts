import { SingleBar } from 'cli-progress'
import type { Progress } from '../../test/chaos/support/progress.ts'

const FORMAT = '{bar} {value}/{total} {what}, {eta_formatted} left'
const LINE_EVERY_MS = 15_000

/** A bar on a terminal, a line now and then elsewhere; on stderr. */
export function createChaosBar(): Progress {
  let bar: SingleBar | undefined
  return {
    begin(what, total) {
      bar = new SingleBar({
        format: FORMAT,
        stream: process.stderr,
        noTTYOutput: true,
        notTTYSchedule: LINE_EVERY_MS,
        hideCursor: null,
      })
      bar.start(total, 0, { what })
    },
    step: () => bar?.increment(),
    end: () => bar?.stop(),
  }
}
