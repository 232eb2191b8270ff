import { Socket } from 'node:net'

/**
 * Calls `stop` once when the process at the other end of the lifeline is gone. The lifeline is an inherited pipe: the
 * kernel closes it however the parent died, so no process of ours outlives the one that started it.
 */
export function onLifelineClosed(fd: number | null, stop: () => void): void {
  if (fd === null) return
  const lifeline = new Socket({ fd, readable: true, writable: false })
  lifeline.once('close', stop)
  lifeline.on('error', () => lifeline.destroy())
  lifeline.resume()
  lifeline.unref()
}
