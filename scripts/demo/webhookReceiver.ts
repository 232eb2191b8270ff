import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { verifyWebhook, type WebhookEvent } from '@florin/sdk/webhooks.ts'

/** A merchant's server, as small as it can be: it believes a delivery only if its signature is right. */
export interface WebhookReceiver {
  url: string
  /** From now on deliveries must be signed with this secret. */
  trust(secret: string): void
  events: readonly WebhookEvent[]
  /** Deliveries whose signature did not hold. */
  refused: readonly string[]
  close(): Promise<void>
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const events = new Map<string, WebhookEvent>()
  const refused: string[] = []
  let secret = ''
  const server = createServer(async (request, response) => {
    const body = await readBody(request)
    try {
      const event = verifyWebhook(secret, request.headers, body)
      events.set(event.id, event)
      response.writeHead(204).end()
    } catch (error) {
      refused.push(error instanceof Error ? error.message : String(error))
      response.writeHead(400).end()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the webhook receiver has no port')
  return {
    url: `http://127.0.0.1:${address.port}/webhooks`,
    trust: (value) => {
      secret = value
    },
    get events() {
      return [...events.values()]
    },
    refused,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}
