import { subscribe } from 'node:diagnostics_channel'
import { Server } from 'node:http'
import { isMainThread } from 'node:worker_threads'
import { onLifelineClosed } from '../lifeline.ts'
import { endWithDatabase } from './databaseLoss.ts'

// Loaded into Ponder's process before Ponder itself.

if (isMainThread) {
  // SIGINT, because on SIGTERM the Vite server inside Ponder ends the process before Ponder has unlocked its schema, and
  // the next start would wait 25 seconds for the lock to expire.
  onLifelineClosed(3, () => process.kill(process.pid, 'SIGINT'))
  // Ponder logs the port that it was asked to take, which is 0, and not the free one that it took.
  subscribe('tracing:net.server.listen:asyncEnd', (message) => {
    const port = listeningPort(message)
    if (port !== undefined) process.send?.({ port })
  })
  process.channel?.unref()
  endWithDatabase()
}

function listeningPort(message: unknown): number | undefined {
  const server: unknown = typeof message === 'object' && message !== null && Reflect.get(message, 'server')
  const address = server instanceof Server ? server.address() : null
  return address === null || typeof address === 'string' ? undefined : address.port
}
