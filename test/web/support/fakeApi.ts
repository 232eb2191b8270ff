import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { getAddress } from 'viem'
import { answerRpc, type FakeChain } from './fakeRpc.ts'
import {
  AMOUNT_UNITS,
  CHECKOUT_TOKEN,
  checkoutBody,
  configBody,
  INVOICE,
  type Json,
  type JsonObject,
  LINK_TOKEN,
  payLinkBody,
  relayBody,
} from './fixtures.ts'
import { paymentRequestBody, termsFor } from './paymentRequestBody.ts'

type Answer = { status: number; body: JsonObject }
type Seen = { method: string; path: string; key: string | null; token: string | null; body: JsonObject }

/** An API with one invoice, shaped as the real one answers; a test moves its state as it likes. */
export type FakeApi = {
  url: string
  checkout: JsonObject
  /** Answered instead of the checkout, or of what a payment link sells. */
  refusal: Answer | null
  payLink: JsonObject
  /** Answers this instead to a purchase, once for each entry. */
  buyProblems: Answer[]
  relay: JsonObject
  /** Of the last payment request; what is relayed makes that payment. */
  onchainId: Json
  environment: string
  chainChanges: JsonObject
  chain: FakeChain
  /** Changes the payment request before it is sent, as a broken or hostile API would. */
  tamper: (request: JsonObject) => JsonObject
  /** Answers this instead, once for each entry. */
  relayProblems: Answer[]
  /** Seconds from now until a payment request is over. */
  payWithinSeconds: number
  /** While set, every API answer waits for it. */
  hold: Promise<void> | null
  seen: Seen[]
  close(): Promise<void>
}

export async function startFakeApi(): Promise<FakeApi> {
  const server = createServer((request, response) => {
    handle(api, request, response).catch((error: unknown) => {
      send(response, 500, problem(500, 'internal', String(error)).body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fake API has no port')
  const api: FakeApi = {
    url: `http://127.0.0.1:${address.port}`,
    ...initialState(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return api
}

export function resetFakeApi(api: FakeApi): void {
  Object.assign(api, initialState())
}

function initialState(): Omit<FakeApi, 'url' | 'close'> {
  return {
    checkout: checkoutBody(),
    refusal: null,
    payLink: payLinkBody(),
    buyProblems: [],
    relay: relayBody(),
    onchainId: null,
    environment: 'local',
    chainChanges: {},
    chain: { balanceUnits: 1_250_000_000n, head: 100n, minedIn: null },
    tamper: (request) => request,
    relayProblems: [],
    payWithinSeconds: 900,
    hold: null,
    seen: [],
  }
}

async function handle(api: FakeApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  allowOrigins(response)
  if (request.method === 'OPTIONS') return send(response, 204, {})
  const path = new URL(request.url ?? '/', api.url).pathname
  const body = await readBody(request)
  if (path === '/rpc')
    return send(response, 200, answerRpc(api.chain, { id: body.id ?? null, method: String(body.method) }))

  api.seen.push({
    method: request.method ?? '',
    path,
    key: header(request, 'idempotency-key'),
    token: header(request, 'florin-checkout-token'),
    body,
  })
  await api.hold
  const answer = route(api, `${request.method} ${path}`, header(request, 'florin-checkout-token'), body)
  send(response, answer.status, answer.body)
}

function route(api: FakeApi, endpoint: string, token: string | null, body: JsonObject): Answer {
  if (endpoint === 'GET /v1/config') return { status: 200, body: config(api) }
  if (endpoint.includes('/v1/pay_links/')) return payLinkRoute(api, endpoint)
  if (token !== CHECKOUT_TOKEN) return problem(404, 'not_found', 'There is no such invoice.')
  switch (endpoint) {
    case `GET /v1/checkout/${INVOICE}`:
      return api.refusal ?? { status: 200, body: api.checkout }
    case `POST /v1/invoices/${INVOICE}/payment_requests`: {
      const authorizeBy = BigInt(Math.floor(Date.now() / 1000) + api.payWithinSeconds)
      const captureMethod = api.checkout.capture_method === 'manual' ? 'manual' : 'automatic'
      const terms = termsFor(getAddress(String(body.payer)), AMOUNT_UNITS, authorizeBy, captureMethod)
      const request = paymentRequestBody(terms)
      api.onchainId = request.onchain_id ?? null
      return { status: 201, body: api.tamper(request) }
    }
    case 'POST /v1/relays':
      return api.relayProblems.shift() ?? { status: 202, body: relay(api) }
    case `GET /v1/relays/${String(api.relay.id)}`:
      return { status: 200, body: relay(api) }
    default:
      return problem(404, 'not_found', 'There is no such invoice.')
  }
}

function payLinkRoute(api: FakeApi, endpoint: string): Answer {
  const path = `/v1/pay_links/${LINK_TOKEN}`
  if (endpoint === `GET ${path}`) return api.refusal ?? { status: 200, body: api.payLink }
  if (endpoint !== `POST ${path}/invoices`) return problem(404, 'not_found', 'There is no such link.')
  const checkoutUrl = `https://elsewhere.example/pay/${INVOICE}?token=${CHECKOUT_TOKEN}`
  const made = { object: 'pay_link_invoice', id: INVOICE, checkout_url: checkoutUrl, expires_at: null }
  return api.buyProblems.shift() ?? { status: 201, body: made }
}

function relay(api: FakeApi): JsonObject {
  return { ...api.relay, onchain_id: api.onchainId }
}

function config(api: FakeApi): JsonObject {
  const body = configBody(`${api.url}/rpc`)
  const chains = Array.isArray(body.chains) ? body.chains : []
  return {
    ...body,
    environment: api.environment,
    chains: chains.map((chain) => (isObject(chain) ? { ...chain, ...api.chainChanges } : chain)),
  }
}

export function problem(status: number, code: string, detail: string): Answer {
  return {
    status,
    body: {
      type: `https://florin.example/problems/${code}`,
      title: code,
      status,
      detail,
      code,
      request_id: 'req_1',
    },
  }
}

function allowOrigins(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*')
  response.setHeader('Access-Control-Allow-Headers', 'content-type, idempotency-key, florin-checkout-token')
  response.setHeader('Access-Control-Max-Age', '600')
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' ? value : null
}

async function readBody(request: IncomingMessage): Promise<JsonObject> {
  const chunks: string[] = []
  for await (const chunk of request.setEncoding('utf8')) chunks.push(String(chunk))
  const body: Json = chunks.length === 0 ? {} : JSON.parse(chunks.join(''))
  return isObject(body) ? body : {}
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function send(response: ServerResponse, status: number, body: JsonObject): void {
  const type = status >= 400 ? 'application/problem+json' : 'application/json'
  response.writeHead(status, { 'Content-Type': type })
  response.end(status === 204 ? undefined : JSON.stringify(body))
}
