import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

type Ask = (method: string, params: unknown) => Promise<unknown>
type RpcRequest = { method: string; params: unknown }

/**
 * What a faulty node does with a request: it answers something else than the truth, or is `away`: the connection breaks. It
 * may ask the node itself for more.
 */
type Fault = (request: RpcRequest, truth: unknown, ask: Ask) => unknown
export const away = Symbol('away')

export type FaultyNode = {
  url: string
  /** Without a fault it is a node as any other. */
  behave(fault?: Fault): void
  close(): Promise<void>
}

/** Stands before a node, and passes on what it is asked until it is told to behave otherwise. */
export async function startFaultyNode(rpcUrl: string): Promise<FaultyNode> {
  const headers = { 'content-type': 'application/json' }
  let fault: Fault | undefined

  async function passOn(body: string): Promise<string> {
    return (await fetch(rpcUrl, { method: 'POST', headers, body })).text()
  }

  async function ask(method: string, params: unknown): Promise<unknown> {
    return field(
      JSON.parse(await passOn(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))),
      'result',
    )
  }

  async function changed(body: string, change: Fault): Promise<string | typeof away> {
    const [asked, told]: unknown[] = [JSON.parse(body), JSON.parse(await passOn(body))]
    const request = { method: `${field(asked, 'method')}`, params: field(asked, 'params') }
    const said = await change(request, field(told, 'result'), ask)
    return said === away ? away : JSON.stringify({ ...Object(told), result: said })
  }

  const server = createServer(async (request, response) => {
    const body = await text(request)
    const answer = fault === undefined ? await passOn(body) : await changed(body, fault)
    if (answer === away) request.socket.destroy()
    else response.writeHead(200, headers).end(answer)
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

/** It knows the chain as it was some blocks ago: later blocks are null to it, and have no logs. */
export function lagging(blocks: number): Fault {
  return async ({ method, params }, truth, ask) => {
    const newest = Number(await ask('eth_blockNumber', [])) - blocks
    const [asked, full]: unknown[] = Array.isArray(params) ? params : []
    if (method === 'eth_blockNumber') return hex(newest)
    if (method === 'eth_getLogs' && Array.isArray(truth))
      return truth.filter((log) => Number(field(log, 'blockNumber')) <= newest)
    if (!method.startsWith('eth_getBlockBy')) return truth
    if (asked === 'latest') return ask('eth_getBlockByNumber', [hex(newest), full])
    return Number(field(truth, 'number')) <= newest ? truth : null
  }
}

function hex(number: number): string {
  return `0x${number.toString(16)}`
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
