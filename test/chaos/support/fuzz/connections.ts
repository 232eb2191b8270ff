import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import type { Draft } from './draft.ts'
import { NUMBER_HEADER } from './watch.ts'

export type Sent = { draft: Draft; number: number; status: number; text: string; location: string }

const TIMEOUT_MS = 30_000

/** Sends requests over connections that stay open, each with a number of its own. */
export function openConnections(url: string, most: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: most })
  const { hostname, port } = new URL(url)
  let numbers = 0

  async function sendOnce(draft: Draft, number: number): Promise<Sent> {
    const { method, path, headers, body } = draft
    const outgoing = request({
      hostname,
      port,
      method,
      path,
      agent,
      headers: {
        ...headers,
        [NUMBER_HEADER]: String(number),
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    outgoing.end(body)
    const [response]: IncomingMessage[] = await once(outgoing, 'response')
    if (!response) throw new Error('there was no answer')
    const text = Buffer.concat(await response.toArray()).toString()
    return {
      draft,
      number,
      status: response.statusCode ?? 0,
      text,
      location: response.headers.location ?? '',
    }
  }

  return {
    /** Status 0 stands for no answer. A connection that the server had just closed is no reason to call it one. */
    send: async (draft: Draft): Promise<Sent> => {
      numbers += 1
      const number = numbers
      const again = () => sendOnce(draft, number)
      return again()
        .catch(again)
        .catch((error: unknown) => ({ draft, number, status: 0, text: String(error), location: '' }))
    },
    close: () => agent.destroy(),
  }
}

export type Connections = ReturnType<typeof openConnections>
