import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'

export type RememberingNode = {
  url: string
  /** Keeps the newest blocks, which a reorg is about to replace. */
  remember(depth: number): Promise<void>
  close(): Promise<void>
}

type Call = { id: unknown; method: string; params: unknown[] }

/**
 * Stands before a node that forgets the blocks which a reorg removed, and remembers them, as most nodes do: whoever has just
 * seen such a block can still ask for it by its hash.
 */
export async function startRememberingNode(rpcUrl: string): Promise<RememberingNode> {
  const memory = new Map<string, unknown>()

  async function ask(method: string, params: unknown[]): Promise<unknown> {
    return resultOf(
      JSON.parse(await forward(rpcUrl, JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))),
    )
  }

  async function remember(depth: number): Promise<void> {
    const head = Number(await ask('eth_blockNumber', []))
    for (let number = head - depth + 1; number <= head; number += 1) {
      const block = await ask('eth_getBlockByNumber', [toQuantity(number), true])
      const hash = fieldOf(block, 'hash')
      memory.set(`eth_getBlockByHash ${hash}`, block)
      memory.set(`eth_getLogs ${hash}`, await ask('eth_getLogs', [{ blockHash: hash }]))
      memory.set(`eth_getBlockReceipts ${hash}`, await ask('eth_getBlockReceipts', [hash]))
    }
  }

  async function answer(body: string): Promise<string> {
    const call = parseCall(JSON.parse(body))
    const known = call && memory.get(`${call.method} ${hashOf(call)}`)
    return known === undefined
      ? forward(rpcUrl, body)
      : JSON.stringify({ jsonrpc: '2.0', id: call?.id, result: known })
  }

  const server = createServer(async (request, response) => {
    try {
      const answered = await answer(await readBody(request))
      response.writeHead(200, { 'content-type': 'application/json' }).end(answered)
    } catch {
      // The node is gone, or this server is: its client learns it by the broken connection.
      response.destroy()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the remembering node has no port')
  async function close(): Promise<void> {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${address.port}`, remember, close }
}

async function forward(rpcUrl: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  return (await fetch(rpcUrl, { method: 'POST', headers, body })).text()
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = ''
  request.setEncoding('utf8')
  for await (const chunk of request) text += chunk
  return text
}

function parseCall(body: unknown): Call | undefined {
  const params = fieldOf(body, 'params')
  if (!Array.isArray(params)) return undefined
  return { id: fieldOf(body, 'id'), method: String(fieldOf(body, 'method')), params }
}

/** The block that a call names by its hash, as each of the methods that are remembered does. */
function hashOf({ params: [first] }: Call): unknown {
  return typeof first === 'string' ? first : fieldOf(first, 'blockHash')
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function resultOf(answer: unknown): unknown {
  const result = fieldOf(answer, 'result')
  if (result === undefined) throw new Error(`the node answered ${JSON.stringify(answer)}`)
  return result
}

const toQuantity = (number: number) => `0x${number.toString(16)}`
