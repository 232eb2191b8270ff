import { Agent, request } from 'node:http'

export interface Shot {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
}

export interface Load {
  url: string
  /** The next request; called for each one, so that no two need be the same. */
  next: () => Shot
  connections: number
  durationMs: number
}

/** Requests per second that a server answers when so many connections ask it without a pause. Any refusal is an error. */
export async function measureRate({ url, next, connections, durationMs }: Load): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const since = performance.now()
  const until = since + durationMs
  const lane = async () => {
    let answered = 0
    while (performance.now() < until) {
      await ask(agent, url, next())
      answered += 1
    }
    return answered
  }
  try {
    const answered = await Promise.all(Array.from({ length: connections }, lane))
    const seconds = (performance.now() - since) / 1_000
    return answered.reduce((sum, count) => sum + count, 0) / seconds
  } finally {
    agent.destroy()
  }
}

/** One request and its whole answer. */
export function ask(agent: Agent, url: string, { method, path, headers, body }: Shot): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const length: Record<string, string> =
    body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const outgoing = request(`${url}${path}`, { method, agent, headers: { ...headers, ...length } })
  outgoing.on('error', reject)
  outgoing.on('response', (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('error', reject)
    response.on('end', () => {
      const answer = Buffer.concat(chunks).toString()
      const { statusCode = 0 } = response
      if (statusCode >= 200 && statusCode < 300) resolve(answer)
      else reject(new Error(`${method} ${path} was answered with ${statusCode}: ${answer}`))
    })
  })
  outgoing.end(body)
  return promise
}
