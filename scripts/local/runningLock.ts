import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { processIsAlive } from './processGroup.ts'

export class AlreadyRunningError extends Error {}

function holderOf(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(pid) && pid > 0 && processIsAlive(pid) ? pid : undefined
  } catch {
    return undefined
  }
}

/** A link appears with its content, so nobody ever sees a lock without its holder. */
function tryLock(file: string): boolean {
  const own = `${file}.${process.pid}`
  writeFileSync(own, String(process.pid))
  try {
    linkSync(own, file)
    return true
  } catch {
    return false
  } finally {
    rmSync(own, { force: true })
  }
}

/** Makes this process the only one that uses the folder; whose holder is dead, the lock is taken over. */
export function takeRunningLock(dir: string): string {
  mkdirSync(dir, { recursive: true })
  const file = path.join(dir, 'lock')
  if (tryLock(file)) return file
  const holder = holderOf(file)
  if (holder === undefined) {
    rmSync(file, { force: true })
    if (tryLock(file)) return file
  }
  const who = holder === undefined ? 'another process' : `process ${holder}`
  throw new AlreadyRunningError(`${dir} is in use by ${who}.`)
}
