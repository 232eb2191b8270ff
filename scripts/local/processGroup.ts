function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ESRCH'
}

/** Sends a signal to every process of a group; a group that is already gone is no error. */
export function signalGroup(pgid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pgid, signal)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

export function groupIsAlive(pgid: number): boolean {
  return exists(-pgid)
}

export function processIsAlive(pid: number): boolean {
  return exists(pid)
}

function exists(target: number): boolean {
  try {
    process.kill(target, 0)
    return true
  } catch (error) {
    return !isGone(error)
  }
}
