import { mkdirSync } from 'node:fs'
import type { Part } from '../../../../scripts/local/part.ts'
import type { Desk } from '../../../api/webhooks/support/desk.ts'
import { startTestPart } from '../../../support/part.ts'
import { testFile } from '../../../support/workspace.ts'

const STOPS_WITHIN_MS = 25_000
const DAY_MS = 86_400_000

/** Two worker processes, of which one at a time may be started anew. */
export async function openWorkers(desk: Desk) {
  const deployments = testFile('deployments')
  mkdirSync(deployments)
  const env = { ...desk.env('worker'), DEPLOYMENTS_DIR: deployments }
  const start = () =>
    startTestPart({
      name: 'worker',
      file: 'api/src/worker.ts',
      env,
      ready: 'line',
      stopTimeoutMs: STOPS_WITHIN_MS,
    })
  const workers: Part[] = [await start(), await start()]

  /** In good order, or by SIGKILL. */
  async function restart(isKilled: boolean): Promise<void> {
    const leaving = workers.shift()
    if (isKilled) leaving?.kill()
    await Promise.all([
      isKilled ? leaving?.exited : leaving?.stop(),
      start().then((worker) => workers.push(worker)),
    ])
  }

  return {
    restart,
    stop: async () => {
      for (const worker of workers.splice(0)) await worker.stop()
    },
    /** A worker of six days later, when an endpoint that has only failed since then is switched off. */
    startLater: () =>
      startTestPart({
        name: 'later',
        file: 'test/api/webhooks/support/workerProcess.ts',
        args: [String(6 * DAY_MS)],
        env,
        ready: 'line',
      }),
  }
}
