import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** How a merchant's server behaves. */
export const BAD = ['slow', 'huge', 'redirecting', 'resetting', 'silent', 'failing'] as const

export type Behaviour = 'healthy' | (typeof BAD)[number]

export type Receiver = {
  url(behaviour: Behaviour, name: string): string
  /** Milliseconds of the clock at which each event came first, by its id. */
  arrived: Map<string, number>
  close(): Promise<void>
}

const SLOW_MS = 700
const CHUNK = Buffer.alloc(64 * 1_024, 'a')

/** Servers of many merchants, each under a path of its own. */
export async function openReceivers(): Promise<Receiver> {
  const arrived = new Map<string, number>()
  const server = createServer(async (request, response) => {
    response.on('error', () => undefined)
    await buffer(request)
    const id = String(request.headers['webhook-id'])
    if (!arrived.has(id)) arrived.set(id, Date.now())
    answer(request.url?.split('/')[1] ?? '', response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the receivers have no port')
  return {
    url: (behaviour, name) => `http://127.0.0.1:${address.port}/${behaviour}/${name}`,
    arrived,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(behaviour: string, response: ServerResponse): void {
  switch (behaviour) {
    case 'slow':
      setTimeout(() => response.writeHead(204).end(), SLOW_MS)
      return
    case 'huge':
      response.writeHead(200)
      pour(response)
      return
    case 'redirecting':
      response.writeHead(307, { location: 'http://169.254.169.254/' }).end()
      return
    case 'resetting':
      response.socket?.resetAndDestroy()
      return
    case 'silent':
      return
    case 'failing':
      response.writeHead(500).end('no')
      return
    default:
      response.writeHead(204).end()
  }
}

/** Without an end, for as long as somebody reads. */
function pour(response: ServerResponse): void {
  if (response.destroyed) return
  response.write(CHUNK, (error) => {
    if (!error) setImmediate(() => pour(response))
  })
}
