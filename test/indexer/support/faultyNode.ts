import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

export type RpcRequest = { method: string; params: unknown }

/**
 * What a faulty node does with a request: it answers something else than the truth, or is `away`: the connection breaks.
 */
type Fault = (request: RpcRequest, truth: unknown) => unknown
export const away = Symbol('away')

export type FaultyNode = {
  url: string
  /** Without a fault it is a node as any other. */
  behave(fault?: Fault): void
  close(): Promise<void>
}

/** Stands before a node, and passes on what it is asked until it is told to behave otherwise. */
export async function startFaultyNode(rpcUrl: string): Promise<FaultyNode> {
  let fault: Fault | undefined
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const headers = { 'content-type': 'application/json' }
    const answer = await (await fetch(rpcUrl, { method: 'POST', headers, body })).text()
    const changed = fault === undefined ? answer : changedAnswer(fault, body, answer)
    if (changed === away) request.socket.destroy()
    else response.writeHead(200, headers).end(changed)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the faulty node has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    behave: (next) => {
      fault = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function changedAnswer(fault: Fault, body: string, answer: string): string | typeof away {
  const told: unknown = JSON.parse(answer)
  const truth: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'result') : undefined
  const said = fault(requestOf(JSON.parse(body)), truth)
  if (said === away) return away
  // What the node refused, it refuses.
  return truth === undefined ? answer : JSON.stringify({ ...Object(told), result: said })
}

function requestOf(body: unknown): RpcRequest {
  if (typeof body !== 'object' || body === null) throw new Error('expected one JSON-RPC request at a time')
  return { method: `${Reflect.get(body, 'method')}`, params: Reflect.get(body, 'params') }
}
