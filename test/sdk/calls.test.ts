import { describe, it } from 'node:test'
import { florin } from '@florin/sdk/client.ts'
import { FlorinError } from '@florin/sdk/errors.ts'
import { paginate } from '@florin/sdk/paginate.ts'
import { unwrap } from '@florin/sdk/unwrap.ts'
import { expect } from 'chai'

type Answer = (request: Request, signal: AbortSignal | null | undefined) => Response | Promise<Response>

/** A client whose requests are answered here, one after the other, and the requests. */
function clientOf(answers: Answer[], options: { retries?: number; timeoutMs?: number } = {}) {
  const seen: Request[] = []
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input)
    seen.push(request)
    const answer = answers[seen.length - 1]
    if (!answer) throw new Error('asked once too often')
    return answer(request, init?.signal)
  }
  return { api: florin({ apiUrl: 'http://florin.test', apiKey: 'fl_test_x', fetch: send, ...options }), seen }
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    })

const page = (ids: string[], hasMore: boolean) =>
  json(200, { object: 'list', url: '/v1/invoices', has_more: hasMore, data: ids.map((id) => ({ id })) })

/** Answers never, but ends with the request's signal, as fetch does. */
const silence: Answer = (_request, signal) =>
  new Promise((_resolve, reject) => {
    if (signal?.aborted) reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  )
}

const get = { params: { path: { id: 'inv_1' } } }

describe('unwrap', () => {
  it('gives the data of an answer', async () => {
    const { api } = clientOf([json(200, { id: 'inv_1' })])
    expect((await unwrap(api.GET('/v1/invoices/{id}', get))).id).to.equal('inv_1')
  })

  it('throws what the API refused, with everything that the problem tells', async () => {
    const problem = {
      status: 429,
      code: 'rate_limited',
      detail: 'Too many.',
      param: 'amount',
      errors: [{ param: 'amount', message: 'no' }, 'nonsense'],
      request_id: 'req_1',
      limit: '5',
      budget: { scope: 'merchant', period: 'hour', chain: 'eip155:1' },
    }
    const { api } = clientOf([json(429, problem, { 'Retry-After': '7' })], { retries: 0 })
    const error = await errorOf(unwrap(api.GET('/v1/invoices/{id}', get)))
    expect(error).to.be.instanceOf(FlorinError)
    expect(error).to.include({
      code: 'rate_limited',
      status: 429,
      message: 'Too many.',
      param: 'amount',
      requestId: 'req_1',
      retryAfter: 7,
    })
    expect(error).to.have.deep.property('errors', [{ param: 'amount', message: 'no' }])
    const { limit, budget } = problem
    expect(error).to.have.deep.property('extra', { limit, budget })
  })

  it('throws for the page of a proxy too', async () => {
    const html: Answer = () => new Response('<h1>Bad gateway</h1>', { status: 502 })
    const { api } = clientOf([html], { retries: 0 })
    const error = await errorOf(unwrap(api.GET('/v1/invoices/{id}', get)))
    expect(error).to.be.instanceOf(FlorinError)
    expect(error).to.include({ code: 'unknown', status: 502 })
    expect(error).to.have.deep.property('extra', {})
  })
})

describe('paginate', () => {
  it('gives every object once, asking for a page when the one before is used up', async () => {
    const { api, seen } = clientOf([page(['inv_3', 'inv_2'], true), page(['inv_1'], false)])
    const ids: string[] = []
    const asked: number[] = []
    const list = paginate(
      (cursor) => api.GET('/v1/invoices', { params: { query: { status: 'open', ...cursor } } }),
      { pageSize: 2 },
    )
    for await (const invoice of list) {
      ids.push(invoice.id)
      asked.push(seen.length)
    }
    expect(ids).to.deep.equal(['inv_3', 'inv_2', 'inv_1'])
    expect(asked).to.deep.equal([1, 1, 2])
    const queries = seen.map(({ url }) => Object.fromEntries(new URL(url).searchParams))
    expect(queries).to.deep.equal([
      { status: 'open', limit: '2' },
      { status: 'open', limit: '2', starting_after: 'inv_2' },
    ])
  })

  it('throws where a page is refused, and asks no more once it is left', async () => {
    const { api, seen } = clientOf([page(['inv_2'], true), json(401, { code: 'revoked_api_key' })])
    const read = () => paginate((cursor) => api.GET('/v1/invoices', { params: { query: cursor } }))
    for await (const _first of read()) break
    expect(seen).to.have.length(1)
    const error = await errorOf(read().next())
    expect(error).to.include({ code: 'revoked_api_key', status: 401 })
  })
})

describe('a call of the SDK', () => {
  it('is repeated whatever its verb, and only a POST carries a key', async () => {
    const busy = json(503, {}, { 'Retry-After': '0' })
    const { api, seen } = clientOf([busy, json(200, {}), busy, json(200, {}), busy, json(200, {})])
    await api.GET('/v1/invoices/{id}', get)
    await api.DELETE('/v1/webhook_endpoints/{id}', { params: { path: { id: 'we_1' } } })
    await api.PATCH('/v1/merchant', { body: { name: 'Harbour Coffee' } })
    expect(seen.map(({ method }) => method)).to.deep.equal([
      'GET',
      'GET',
      'DELETE',
      'DELETE',
      'PATCH',
      'PATCH',
    ])
    expect(seen.some(({ headers }) => headers.has('Idempotency-Key'))).to.equal(false)
  })

  it('does not wait for a server that asks for an hour', async () => {
    const { api, seen } = clientOf([json(429, { code: 'rate_limited' }, { 'Retry-After': '3600' })])
    const error = await errorOf(unwrap(api.GET('/v1/invoices/{id}', get)))
    expect(error).to.include({ retryAfter: 3600 })
    expect(seen).to.have.length(1)
  })

  it('gives an attempt up after its time, and tries again', async () => {
    const { api, seen } = clientOf([silence, json(200, { id: 'inv_1' })], { timeoutMs: 20 })
    expect((await unwrap(api.GET('/v1/invoices/{id}', get))).id).to.equal('inv_1')
    expect(seen).to.have.length(2)
  })

  it('ends with its signal, during an attempt and between two', async () => {
    const during = clientOf([silence])
    const reason = new Error('left the page')
    const controller = new AbortController()
    const waiting = errorOf(during.api.GET('/v1/invoices/{id}', { ...get, signal: controller.signal }))
    controller.abort(reason)
    expect(await waiting).to.equal(reason)
    expect(during.seen.length).to.be.at.most(1)

    const second = new AbortController()
    const between = clientOf([
      () => {
        queueMicrotask(() => second.abort(reason))
        return new Response('{}', { status: 503, headers: { 'Retry-After': '20' } })
      },
    ])
    expect(await errorOf(between.api.GET('/v1/invoices/{id}', { ...get, signal: second.signal }))).to.equal(
      reason,
    )
    expect(between.seen).to.have.length(1)
  })
})
