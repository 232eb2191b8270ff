import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { processIsAlive } from './processGroup.ts'

const STOP_TIMEOUT_MS = 10_000
const POLL_MS = 50

function commandLine(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' })
  } catch {
    return ''
  }
}

/** The postmaster that still runs on this data folder; a recycled process number does not count. */
function livePostmaster(data: string, pidFile: string): number | undefined {
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  const isOurs = Number.isInteger(pid) && pid > 1 && commandLine(pid).includes(data)
  return isOurs ? pid : undefined
}

/**
 * Stops a postmaster that a killed run left on the data folder and removes its pid file. The caller holds the
 * lock of the folder, so nobody else can be using that server.
 */
export async function clearStalePostmaster(data: string): Promise<void> {
  const pidFile = path.join(data, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = livePostmaster(data, pidFile)
  if (pid !== undefined) {
    process.kill(pid, 'SIGINT')
    const deadline = Date.now() + STOP_TIMEOUT_MS
    while (processIsAlive(pid) && existsSync(pidFile)) {
      if (Date.now() > deadline) throw new Error(`The Postgres left on ${data} (pid ${pid}) does not stop.`)
      await delay(POLL_MS)
    }
  }
  rmSync(pidFile, { force: true })
}
