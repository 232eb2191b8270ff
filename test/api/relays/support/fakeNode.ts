import { once } from 'node:events'
import { createServer } from 'node:http'
import { numberToHex } from 'viem'

export interface FakeNode {
  url: string
  /** Methods in the order in which they were asked for. */
  asked: string[]
  /** Changes what the node says. */
  say(change: Partial<Speech>): void
  close(): Promise<void>
}

export interface Speech {
  chainId: number
  head: bigint
  /** Of the newest block, in seconds. */
  time: bigint
  /** Answers nothing: the connection is cut. */
  silent: boolean
  /** An HTTP status instead of an answer. */
  status: number
  /** A refusal by the protocol of everything but the chain's id and head. */
  refusal: { code: number; message: string } | null
}

/** A node that knows its chain's id, its head, and the balance of everybody: its own port. */
export async function startFakeNode(first: Partial<Speech> = {}): Promise<FakeNode> {
  const speech: Speech = {
    chainId: 31_337,
    head: 100n,
    time: 1_800_000_000n,
    silent: false,
    status: 200,
    refusal: null,
    ...first,
  }
  const asked: string[] = []
  const answerTo = (method: string, port: number): object => {
    if (method === 'eth_chainId') return { result: `0x${speech.chainId.toString(16)}` }
    if (method === 'eth_blockNumber') return { result: `0x${speech.head.toString(16)}` }
    if (speech.refusal) return { error: speech.refusal }
    if (method === 'eth_getBlockByNumber')
      return { result: { number: numberToHex(speech.head), timestamp: numberToHex(speech.time) } }
    return { result: `0x${port.toString(16)}` }
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { id, method } = JSON.parse(Buffer.concat(chunks).toString())
    asked.push(method)
    if (speech.silent) {
      request.socket.destroy()
      return
    }
    response.writeHead(speech.status, { 'content-type': 'application/json' })
    const body = speech.status === 200 ? { jsonrpc: '2.0', id, ...answerTo(method, portOf(server)) } : {}
    response.end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    asked,
    say: (change) => void Object.assign(speech, change),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen')
  return address.port
}
