import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

interface Speech {
  order?: 'reversed'
  /** What becomes of a request with several questions. */
  batches?: 'refused' | 'status' | 'short' | 'cut' | 'limited'
}

export interface BatchNode {
  url: string
  /** Changes how it answers, and forgets what it was asked. */
  behave(speech: Speech): void
  /** How many questions each request held, since it was last asked for this. */
  sizes(): number[]
  close(): Promise<void>
}

interface Question {
  id: number
  method: string
}

/** A node that answers every method with its name and an exclamation mark, and refuses one that is called `refuse`. */
export async function startBatchNode(): Promise<BatchNode> {
  let speech: Speech = {}
  let sizes: number[] = []
  const server = createServer(async (request, response) => {
    const body: Question | Question[] = JSON.parse(await text(request))
    sizes.push(Array.isArray(body) ? body.length : 1)
    const many = Array.isArray(body) ? speech.batches : undefined
    if (many === 'cut') return void request.socket.destroy()
    response.writeHead(many === 'status' ? 413 : many === 'limited' ? 429 : 200, {
      'content-type': 'application/json',
    })
    if (many === 'status') return void response.end('{}')
    if (many === 'limited') {
      const error = { code: -32_005, message: 'rate limit exceeded' }
      return void response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error }))
    }
    if (many === 'refused') {
      const error = { code: -32_600, message: 'one at a time' }
      return void response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error }))
    }
    if (!Array.isArray(body)) return void response.end(JSON.stringify(answerTo(body)))
    const answers = body.map(answerTo)
    if (speech.order === 'reversed') answers.reverse()
    response.end(JSON.stringify(many === 'short' ? answers.slice(1) : answers))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the node has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    behave: (next) => {
      speech = next
      sizes = []
    },
    sizes: () => {
      const told = sizes
      sizes = []
      return told
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answerTo({ id, method }: Question): object {
  const about = { jsonrpc: '2.0', id }
  if (method === 'refuse') return { ...about, error: { code: 3, message: 'execution reverted' } }
  return { ...about, result: `${method}!` }
}
