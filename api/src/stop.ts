import type { Logger } from 'pino'
import { onLifelineClosed } from './lifeline.ts'

/** Whoever started us kills what is left after this. */
const STOP_WITHIN_MS = 25_000

/**
 * Stops the process in order, once, when a signal asks for it or the parent is gone; further signals are the same wish.
 * What cannot stop in time is left behind like after a crash, which everything of ours survives.
 */
export function stopWhenAsked(
  { log, lifelineFd }: { log: Logger; lifelineFd: number | null },
  stop: () => Promise<void>,
): (reason: string, exitCode?: number) => void {
  let stopping = false
  const begin = (reason: string, exitCode = 0) => {
    if (stopping) return
    stopping = true
    log.info({ reason }, 'stopping')
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop in order')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => begin('SIGTERM'))
  process.on('SIGINT', () => begin('SIGINT'))
  onLifelineClosed(lifelineFd, () => begin('the parent is gone'))
  return begin
}
