import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Provider {
  /** Of the kind that providers hand out, with a key in it. */
  url: string
  close(): Promise<void>
}

/** The key in a proxy's URL. */
export const PROVIDER_KEY = 'SECRETKEY'

/** Stands before a node as a provider does, and forbids one method with a page that quotes the key. */
export async function startForbiddingProxy(rpcUrl: string, forbidden: string): Promise<Provider> {
  const server = createServer(async (request, response) => {
    const body = await text(request)
    if (body.includes(`"${forbidden}"`)) {
      response.writeHead(403, { 'content-type': 'text/plain' })
      response.end(`quota of key ${PROVIDER_KEY} is exceeded; execution reverted`)
      return
    }
    const answer = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(await answer.text())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port')
  return {
    url: `http://127.0.0.1:${address.port}/v3/${PROVIDER_KEY}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
