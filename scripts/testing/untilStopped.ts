import { onLifelineClosed } from '../local/lifeline.ts'
import { createSupervisor, StoppedError, type Supervisor } from '../local/supervisor.ts'

const INTERRUPTED = 130

/** Runs the work, stops everything it has started however it ends, and exits with its code. */
export async function untilStopped(work: (supervisor: Supervisor) => Promise<number>): Promise<never> {
  const supervisor = createSupervisor((reason) => {
    process.stderr.write(`${reason}\n`)
    void stop(1)
  })
  async function stop(code: number): Promise<never> {
    await supervisor.stop()
    process.exit(code)
  }
  const interrupt = () => void stop(INTERRUPTED)
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt)
  onLifelineClosed(interrupt)
  try {
    return await stop(await work(supervisor))
  } catch (error) {
    if (!(error instanceof StoppedError))
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
    return stop(1)
  }
}
