import { SingleBar } from 'cli-progress'

const FORMAT = 'History {bar} {value}/{total} events, {eta_formatted} left'
const LINE_EVERY_MS = 30_000

/** A bar on a terminal, a line now and then elsewhere; on stderr. */
export function createEventBar(total: number): { reach(events: number): void; stop(): void } {
  const bar = new SingleBar({
    format: FORMAT,
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: LINE_EVERY_MS,
    etaBuffer: 100,
    hideCursor: null,
  })
  bar.start(total, 0)
  return { reach: (events) => bar.update(Math.min(events, total)), stop: () => bar.stop() }
}
