import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

export type InterferingProxy = { url: string; close(): Promise<void> }

/**
 * Stands before a node. Before it passes on a request of one method for the given time, counted from 1, it lets something
 * else happen, and where that answers `refuse`, it passes it on no more.
 */
export async function startInterferingProxy(
  rpcUrl: string,
  { method, time, interfere }: { method: string; time: number; interfere(): Promise<'pass' | 'refuse'> },
): Promise<InterferingProxy> {
  let times = 0
  const server = createServer(async (request, response) => {
    const body = await text(request)
    if (body.includes(`"${method}"`)) times += 1
    const isDue = body.includes(`"${method}"`) && times === time
    if (isDue && (await interfere()) === 'refuse') {
      response.writeHead(503).end('the node is away')
      return
    }
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(rpcUrl, { method: 'POST', headers, body })
    response.writeHead(answer.status, headers).end(await answer.text())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
