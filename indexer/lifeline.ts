import { Socket } from 'node:net'

/**
 * Calls `stop` when the process that started this one is gone, however it ended: the kernel then closes the pipe.
 * @param fd Descriptor of the inherited pipe; undefined where nobody holds a lifeline.
 */
export function onLifelineClosed(fd: number | undefined, stop: () => void) {
  if (fd === undefined) return
  const lifeline = new Socket({ fd, readable: true, writable: false })
  lifeline.once('close', stop)
  lifeline.on('error', () => lifeline.destroy())
  lifeline.resume()
  lifeline.unref()
}
