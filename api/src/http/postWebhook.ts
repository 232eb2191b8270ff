import type { IncomingMessage } from 'node:http'
import http from 'node:http'
import https from 'node:https'
import { type RequestFilteringAgentOptions, useAgent } from 'request-filtering-agent'

/** No more of an answer is read; what is beyond cannot matter to us and must not cost us. */
const MAX_ANSWER_BYTES = 64 * 1_024
const EXCERPT_BYTES = 1_024

export interface WebhookRequest {
  url: string
  /** Signature and content type among them. */
  headers: Record<string, string>
  body: string
  timeoutMs: number
  /** Only a local installation may deliver to its own machine. */
  allowLoopback: boolean
}

export interface WebhookAnswer {
  /** Null where no answer came. */
  status: number | null
  retryAfter: string | null
  /** The first 1,024 bytes of the answer. */
  excerpt: string | null
  /** Set where the exchange did not finish: a short name of the cause. */
  error: string | null
}

/** Posts one webhook. Follows no redirect and throws nothing that the receiver can cause. */
export async function postWebhook(request: WebhookRequest): Promise<WebhookAnswer> {
  const signal = AbortSignal.timeout(request.timeoutMs)
  let response: IncomingMessage | undefined
  try {
    response = await send(request, signal)
    const excerpt = await readExcerpt(response)
    return { ...headOf(response), excerpt, error: null }
  } catch (error) {
    const head = response ? headOf(response) : { status: null, retryAfter: null }
    return { ...head, excerpt: null, error: signal.aborted ? 'timeout' : nameOf(error) }
  }
}

function send(request: WebhookRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const { hostname } = new URL(request.url)
  if (isCompatible(hostname.replace(/^\[|\]$/g, ''))) throw compatibleRefused(hostname)
  const client = request.url.startsWith('https:') ? https : http
  const outgoing = client.request(request.url, {
    method: 'POST',
    agent: useAgent(request.url, filterOf(request)),
    headers: { ...request.headers, 'content-length': String(Buffer.byteLength(request.body)) },
    signal,
  })
  outgoing.on('socket', (socket) => {
    socket.on('lookup', (_error, address) => {
      if (isCompatible(address)) socket.destroy(compatibleRefused(address))
    })
  })
  outgoing.on('response', resolve)
  outgoing.on('error', reject)
  outgoing.on('upgrade', (_response, socket) => {
    socket.destroy()
    reject(new Error('the endpoint tried to switch protocols'))
  })
  outgoing.end(request.body)
  return promise
}

/**
 * The agent checks every address inside the socket's own lookup, so the address that was checked is the one that is
 * used. Loopback is named address by address: a range would also be compared with addresses of the other family.
 */
function filterOf(request: WebhookRequest): RequestFilteringAgentOptions {
  return request.allowLoopback ? { allowIPAddressList: ['127.0.0.1', '::1'] } : { allowIPAddressList: [] }
}

/**
 * `::a.b.c.d`, long deprecated (RFC 4291), would be another way to write any IPv4 address, and the agent takes it for a public
 * one. What it does judge itself is `::1`.
 */
const COMPATIBLE = /^::(?!1$)(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})?|\d{1,3}(?:\.\d{1,3}){3})$/

function isCompatible(address: string): boolean {
  return COMPATIBLE.test(address)
}

function compatibleRefused(address: string): Error {
  return new Error(`${address} is not allowed. Because it is an IPv4-compatible address.`)
}

function headOf(response: IncomingMessage): Pick<WebhookAnswer, 'status' | 'retryAfter'> {
  return { status: response.statusCode ?? null, retryAfter: response.headers['retry-after'] ?? null }
}

/** Leaving the loop closes the connection, so a longer answer is never received. */
async function readExcerpt(response: AsyncIterable<Buffer>): Promise<string> {
  const kept: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    if (bytes < EXCERPT_BYTES) kept.push(chunk.subarray(0, EXCERPT_BYTES - bytes))
    bytes += chunk.length
    if (bytes >= MAX_ANSWER_BYTES) break
  }
  // Postgres cannot keep the character NUL in a text.
  return Buffer.concat(kept).toString('utf8').replaceAll('\0', '\uFFFD')
}

/** Tells a merchant why nothing was delivered without telling what our network looks like. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'connection_failed'
  if (/ is not allowed\. Because/.test(error.message)) return 'address_forbidden'
  return 'code' in error && typeof error.code === 'string' ? error.code : 'connection_failed'
}
