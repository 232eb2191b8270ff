import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'

/** More than any delivery of ours: whatever is longer comes from someone else. */
const MAX_BODY_BYTES = 8 * 1_024 * 1_024

/** A request as it arrived: the body's bytes are what is signed. */
export type Received = { headers: IncomingHttpHeaders; body: Buffer }

/** What the sender is answered. */
export type Answer = { status: number; headers?: Record<string, string>; body?: Buffer }

export interface Server {
  url: string
  close(): Promise<void>
}

/** Listens on a free port of this machine, and answers each POST as `hear` says. */
export async function serve(hear: (received: Received) => Promise<Answer>): Promise<Server> {
  const server = createServer(async (request, response) => {
    try {
      send(response, await answerTo(request, hear))
    } catch {
      // The sender left in the middle of its request: there is nobody to answer.
      response.destroy()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The listener has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/webhooks`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answerTo(
  request: IncomingMessage,
  hear: (received: Received) => Promise<Answer>,
): Promise<Answer> {
  if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } }
  const body = await readBody(request)
  return body ? hear({ headers: request.headers, body }) : { status: 413, headers: { connection: 'close' } }
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) return undefined
  }
  return Buffer.concat(chunks)
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  response.writeHead(status, headers).end(body)
}
