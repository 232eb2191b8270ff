import { describe, it } from 'node:test'
import { florin } from '@florin/sdk/client.ts'
import { expect } from 'chai'

type Answer = (() => Response) | Error

/** Answers one after the other, and remembers what was asked. */
function fakeFetch(answers: Answer[]) {
  const seen: { key: string | null; authorization: string | null; body: string }[] = []
  const send = async (request: Request): Promise<Response> => {
    seen.push({
      key: request.headers.get('Idempotency-Key'),
      authorization: request.headers.get('Authorization'),
      body: await request.text(),
    })
    const answer = answers.shift()
    if (!answer) throw new Error('asked once too often')
    if (answer instanceof Error) throw answer
    return answer()
  }
  const asFetch: typeof fetch = (input, init) =>
    send(input instanceof Request ? input : new Request(input, init))
  return { seen, fetch: asFetch }
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    })

const quick = { 'Retry-After': '0' }
const invoice = { amount: '1', chain: 'eip155:31337', token: `0x${'11'.repeat(20)}` }

function client(answers: Answer[], retries?: number) {
  const fake = fakeFetch(answers)
  const api = florin({
    apiUrl: 'http://florin.test/',
    apiKey: 'fl_test_x',
    fetch: fake.fetch,
    ...(retries === undefined ? {} : { retries }),
  })
  return { api, seen: fake.seen }
}

describe('the SDK’s client', () => {
  it('repeats a write with the same Idempotency-Key and body until it is answered', async () => {
    const { api, seen } = client([
      json(503, {}, quick),
      json(409, { code: 'idempotency_key_in_use' }, quick),
      json(429, {}, quick),
      json(201, { id: 'inv_1' }),
    ])
    const { data } = await api.POST('/v1/invoices', { body: invoice })
    expect(data?.id).to.equal('inv_1')
    expect(seen).to.have.length(4)
    expect(new Set(seen.map(({ key }) => key)).size).to.equal(1)
    expect(seen[0]?.key).to.match(/^[0-9a-f]{32}$/)
    expect(new Set(seen.map(({ body }) => body)).size).to.equal(1)
    expect(seen[0]?.authorization).to.equal('Bearer fl_test_x')
  })

  it('repeats after a lost connection', async () => {
    const { api, seen } = client([new TypeError('fetch failed'), json(201, { id: 'inv_1' })])
    const { data } = await api.POST('/v1/invoices', { body: invoice })
    expect(data?.id).to.equal('inv_1')
    expect(seen[0]?.key).to.equal(seen[1]?.key)
  })

  it('takes a new key for a new intent, and the caller’s own where one is given', async () => {
    const { api, seen } = client([json(201, {}), json(201, {}), json(202, {})])
    await api.POST('/v1/invoices', { body: invoice })
    await api.POST('/v1/invoices', { body: invoice })
    await api.POST('/v1/relays', {
      params: { header: { 'Idempotency-Key': 'mine' } },
      body: { payment_request: 'preq_1', signature: '0x' },
    })
    expect(seen[0]?.key).to.not.equal(seen[1]?.key)
    expect(seen[2]?.key).to.equal('mine')
  })

  it('does not repeat what will not become different, and gives the problem', async () => {
    for (const [status, code] of [
      [400, 'invalid_amount'],
      [409, 'invoice_paid'],
      [422, 'idempotency_key_reused'],
    ] as const) {
      const { api, seen } = client([json(status, { code })])
      const { error } = await api.POST('/v1/invoices', { body: invoice })
      expect(error).to.include({ code })
      expect(seen).to.have.length(1)
    }
  })

  it('gives up after the attempts it was given', async () => {
    const { api, seen } = client([json(503, { code: 'x' }, quick), json(503, { code: 'x' }, quick)], 1)
    const { error } = await api.POST('/v1/invoices', { body: invoice })
    expect(error).to.include({ code: 'x' })
    expect(seen).to.have.length(2)
  })
})
