// A merchant's webhook endpoint, as small as it can be. Usage: node examples/webhookReceiver.mjs whsec_…
import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'

const PORT = Number(process.env.PORT ?? 4000)
const secret = process.argv[2]
if (!secret?.startsWith('whsec_')) {
  console.error('Usage: node examples/webhookReceiver.mjs whsec_… (the endpoint’s secret)')
  process.exit(2)
}
const webhook = new Webhook(secret)

createServer(async (request, response) => {
  // The raw body: parsed and printed again it would have other bytes, and so another signature.
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString('utf8')
  try {
    const event = webhook.verify(body, request.headers)
    // Deliveries may repeat: whatever happens here must happen once per event.id.
    console.log(event.id, event.type, event.data.object.id)
    response.writeHead(204).end()
  } catch (error) {
    console.error(`refused: ${error instanceof Error ? error.message : error}`)
    response.writeHead(400).end()
  }
}).listen(PORT, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${PORT}`))
