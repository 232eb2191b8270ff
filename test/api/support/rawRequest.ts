import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { type Reply, readObject } from './server.ts'

export interface RawRequest {
  method: string
  /** Sent as it is: `fetch` would correct it. */
  path: string
  headers?: Record<string, string | string[]>
  body?: string | Buffer
}

/** Sends what `fetch` would refuse or correct. A body goes out in chunks where the headers say so. */
export async function rawRequest(url: string, sent: RawRequest): Promise<Reply> {
  const { hostname, port } = new URL(url)
  const { method, path, headers = {}, body } = sent
  const outgoing = request({ hostname, port, method, path, headers, agent: false })
  outgoing.end(body)
  const response: IncomingMessage[] = await once(outgoing, 'response')
  const [incoming] = response
  if (!incoming) throw new Error('there was no answer')
  return readReply(incoming)
}

async function readReply(incoming: IncomingMessage): Promise<Reply> {
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const text = Buffer.concat(await incoming.toArray()).toString()
  const body = /json/.test(headers.get('content-type') ?? '') ? readObject(text) : {}
  return { status: incoming.statusCode ?? 0, headers, body }
}

/** Sends bytes that no HTTP client would, one connection long, and reads the status of the answer. */
export async function rawStatus(url: string, head: string): Promise<number> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(Buffer.from(head, 'latin1'))
  const answer = Buffer.concat(await socket.toArray()).toString('latin1')
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
}
