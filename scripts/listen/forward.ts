import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { Answer, Received } from './serve.ts'

/** Sooner than the API gives an attempt up, so that it still hears why. */
const TIMEOUT_MS = 14_000
/** No more of an answer is passed on; the API reads no more either. */
const MAX_ANSWER_BYTES = 64 * 1_024

/** These speak of one connection, not of what is sent over it. */
const OF_THE_CONNECTION = ['host', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']
const PASSED_BACK = ['content-type', 'retry-after', 'location']

/** What the developer's server said, and how long it took; 502 or 504 where it said nothing. */
export type Forwarded = { answer: Answer; milliseconds: number; error?: string }

/** Passes a delivery on as it came, headers and bytes, so that the signature still holds there. */
export async function forward(to: URL, { headers, body }: Received): Promise<Forwarded> {
  const since = performance.now()
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const took = () => Math.round(performance.now() - since)
  try {
    const response = await post(to, headers, body, signal)
    const answer = {
      status: response.statusCode ?? 502,
      headers: kept(response.headers),
      body: await readAnswer(response),
    }
    return { answer, milliseconds: took() }
  } catch (error) {
    const status = signal.aborted ? 504 : 502
    return { answer: { status }, milliseconds: took(), error: signal.aborted ? 'timeout' : causeOf(error) }
  }
}

function post(
  to: URL,
  headers: IncomingHttpHeaders,
  body: Buffer,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const passedOn = Object.fromEntries(
    Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.includes(name)),
  )
  const request = http.request(to, {
    method: 'POST',
    agent: false,
    headers: { ...passedOn, 'content-length': body.length },
    signal,
  })
  request.on('response', resolve)
  request.on('error', reject)
  request.end(body)
  return promise
}

function kept(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    PASSED_BACK.flatMap((name) => {
      const value = headers[name]
      return typeof value === 'string' ? [[name, value]] : []
    }),
  )
}

/** Leaving the loop closes the connection, so a longer answer is never received. */
async function readAnswer(response: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= MAX_ANSWER_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES)
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
