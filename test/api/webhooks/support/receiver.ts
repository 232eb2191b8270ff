import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Receiver {
  url: string
  port: number
  /** Every request that arrived in full, in order. */
  received: Received[]
  /** Decides what the next requests are answered. */
  answer: RequestListener
  close(): Promise<void>
}

/** A merchant's server on this machine. It answers 204 unless told otherwise. */
export async function openReceiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString('utf8')
    receiver.received.push({ path: request.url ?? '', headers: request.headers, body })
    receiver.answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the receiver has no port')
  const receiver: Receiver = {
    url: `http://127.0.0.1:${address.port}/hook`,
    port: address.port,
    received: [],
    answer: answering(204),
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
  return receiver
}

export function answering(status: number, headers: Record<string, string> = {}, body = ''): RequestListener {
  return (_request, response) => response.writeHead(status, headers).end(body)
}
