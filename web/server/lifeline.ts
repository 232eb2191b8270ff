import { Socket } from 'node:net'

/** Calls `stop` when the parent has died: it alone holds the other end of the inherited pipe. */
export function onParentDeath(fd: number | null, stop: () => void): void {
  if (fd === null) return
  const lifeline = new Socket({ fd })
  lifeline.on('close', stop)
  lifeline.on('error', () => lifeline.destroy())
  lifeline.resume()
  lifeline.unref()
}
