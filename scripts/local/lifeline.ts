import { Socket } from 'node:net'

/**
 * Calls `stop` once when the process at the other end of the lifeline is gone. The lifeline is an inherited
 * pipe: the kernel closes it however the parent dies, SIGKILL included, so no part outlives its parent.
 */
export function onLifelineClosed(stop: () => void): void {
  const fd = Number(process.env.LIFELINE_FD ?? Number.NaN)
  if (!Number.isInteger(fd)) return
  const lifeline = new Socket({ fd, readable: true, writable: false })
  lifeline.once('close', stop)
  lifeline.on('error', () => lifeline.destroy())
  lifeline.resume()
  lifeline.unref()
}
