import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { addInvoice } from './support/invoices.ts'
import { addMerchant } from './support/merchants.ts'
import { type RawRequest, rawRequest, rawStatus } from './support/rawRequest.ts'
import { digestRows } from './support/rows.ts'
import { serveApi, type TestServer } from './support/server.ts'
import { openWorld, type World } from './support/world.ts'

type Case = [name: string, request: RawRequest, status: number, code?: string]

const ID = 'inv_01h2xcejqtf2nbrexx3vqjhp41'
const PREQ = 'preq_01h2xcejqtf2nbrexx3vqjhp41'
const INVOICES = '/v1/invoices'

const get = (path: string, headers: RawRequest['headers'] = {}): RawRequest => ({
  method: 'GET',
  path,
  headers,
})
const list = (query: string) => get(`${INVOICES}?${query}`)
const method = (name: string, path: string): RawRequest => ({ method: name, path })
const unread = (name: string, path: string): RawRequest => ({
  method: name,
  path,
  headers: { 'transfer-encoding': 'chunked' },
  body: 'x',
})
const post = (path: string, body: string | Buffer, headers: RawRequest['headers'] = {}): RawRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json', ...headers },
  body,
})

const queries: Case[] = [
  ['a limit twice', list('limit=1&limit=2'), 400, 'invalid_request'],
  ['a limit without a value', list('limit='), 400, 'invalid_request'],
  ['a limit of NUL', list('limit=%00'), 400, 'invalid_request'],
  ['a status twice', list('status=open&status=paid'), 400, 'invalid_request'],
  ['a status in capitals', list('status=OPEN'), 400, 'invalid_request'],
  ['an array in brackets', list('status[]=open'), 400, 'invalid_request'],
  ['a cursor twice', list(`starting_after=${ID}&starting_after=${ID}`), 400, 'invalid_request'],
  ['a cursor with NUL', list(`starting_after=${ID}%00`), 400, 'invalid_request'],
  ['a cursor with half a surrogate pair', list('starting_after=%ED%A0%80'), 400, 'invalid_request'],
  ['a cursor cut off', list('starting_after=%E0%A4%A'), 400, 'invalid_request'],
  ['a filter named __proto__', list('__proto__=1'), 400, 'invalid_request'],
  ['a filter named constructor', list('constructor[prototype]=1'), 400, 'invalid_request'],
  ['a type named constructor', get('/v1/events?type=constructor'), 400, 'invalid_request'],
  ['an invoice in capitals', get(`/v1/payments?invoice=${ID.toUpperCase()}`), 400, 'invalid_request'],
]

const paths: Case[] = [
  ['an id in capitals', get(`${INVOICES}/${ID.toUpperCase()}`), 400, 'invalid_request'],
  [
    'an id with a suffix in capitals',
    get(`${INVOICES}/inv_01H2XCEJQTF2NBREXX3VQJHP41`),
    400,
    'invalid_request',
  ],
  ['an id of another kind', get(`${INVOICES}/${PREQ}`), 400, 'invalid_request'],
  ['an id with NUL', get(`${INVOICES}/${ID}%00`), 400, 'invalid_request'],
  ['an id with half a surrogate pair', get(`${INVOICES}/%ED%A0%80`), 400, 'invalid_request'],
  ['an id named __proto__', get(`${INVOICES}/__proto__`), 400, 'invalid_request'],
  ['dots', get(`${INVOICES}/%2e%2e`), 400, 'invalid_request'],
  ['a percent sign alone', get(`${INVOICES}/%`), 400, 'invalid_request'],
  ['a very long id', get(`${INVOICES}/${'a'.repeat(10_000)}`), 400, 'invalid_request'],
  ['a very long path', get(`/${'a/'.repeat(5_000)}`), 404, 'route_not_found'],
  ['a path beyond all limits', get(`/${'a'.repeat(20_000)}`), 431],
  ['two slashes', get('//v1/invoices'), 404, 'route_not_found'],
  ['NUL', get('/%00'), 404, 'route_not_found'],
  ['NUL among the assets', get('/docs/assets/%00'), 404, 'route_not_found'],
  ['a way out of the assets', get('/docs/assets/..%2f..%2fpackage.json'), 404, 'route_not_found'],
]

const headers: Case[] = [
  [
    'a checkout token that is not ASCII',
    get(`/v1/checkout/${ID}`, { 'florin-checkout-token': 'é' }),
    401,
    'invalid_checkout_token',
  ],
  [
    'an empty checkout token',
    get(`/v1/checkout/${ID}`, { 'florin-checkout-token': '' }),
    401,
    'invalid_checkout_token',
  ],
  ['an empty Authorization', get(INVOICES, { authorization: '' }), 401, 'invalid_api_key'],
  [
    'a key that is not ASCII',
    get(INVOICES, { authorization: `Bearer fl_test_${'é'.repeat(43)}` }),
    401,
    'invalid_api_key',
  ],
  [
    'a range beyond an asset',
    get('/docs/assets/swagger-ui.css', { range: 'bytes=99999999-' }),
    400,
    'invalid_request',
  ],
  [
    'a condition that an asset fails',
    get('/docs/assets/swagger-ui.css', { 'if-match': '"x"' }),
    400,
    'invalid_request',
  ],
  ['an expectation', post(INVOICES, '{}', { expect: 'a miracle' }), 417],
]

const methods: Case[] = [
  ['HEAD of a list', method('HEAD', INVOICES), 200],
  ['HEAD of an unknown route', method('HEAD', '/v1/nothing'), 404],
  ['HEAD of a write', method('HEAD', '/v1/sessions/challenge'), 405],
  ['OPTIONS', method('OPTIONS', INVOICES), 204],
  ['OPTIONS of an unknown route', method('OPTIONS', '/v1/nothing'), 204],
  ['PUT', method('PUT', INVOICES), 405, 'method_not_allowed'],
  ['TRACE', method('TRACE', INVOICES), 405, 'method_not_allowed'],
  ['GET with a body', unread('GET', INVOICES), 415, 'unsupported_media_type'],
  [
    'DELETE with a body',
    unread('DELETE', '/v1/webhook_endpoints/we_01h2xcejqtf2nbrexx3vqjhp41'),
    415,
    'unsupported_media_type',
  ],
]

const types: Case[] = [
  ['XML', post(INVOICES, '<invoice/>', { 'content-type': 'application/xml' }), 415, 'unsupported_media_type'],
  ['XML that says it is JSON', post(INVOICES, '<invoice/>'), 400, 'invalid_json'],
  [
    'a form',
    post(INVOICES, 'amount=1', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'unsupported_media_type',
  ],
  [
    'another charset',
    post(INVOICES, '{}', { 'content-type': 'application/json; charset=latin1' }),
    415,
    'unsupported_media_type',
  ],
  [
    'a charset that nobody knows',
    post(INVOICES, '{}', { 'content-type': 'application/json; charset=utf-99' }),
    415,
    'unsupported_media_type',
  ],
  [
    'a coding that nobody knows',
    post(INVOICES, '{}', { 'content-encoding': 'x' }),
    415,
    'unsupported_media_type',
  ],
  ['bytes that are not UTF-8', post(INVOICES, Buffer.from([0x7b, 0xff, 0x7d])), 400, 'invalid_json'],
  [
    'a gzip bomb',
    post(INVOICES, gzipSync(Buffer.alloc(20_000_000, ' ')), { 'content-encoding': 'gzip' }),
    413,
    'body_too_large',
  ],
  ['a number alone', post(INVOICES, '1'), 400, 'invalid_request'],
  ['a text alone', post(INVOICES, '"x"'), 400, 'invalid_request'],
  ['null', post(INVOICES, 'null'), 400, 'invalid_request'],
  ['a list', post(INVOICES, '[{}]'), 400, 'invalid_request'],
  ['brackets without end', post(INVOICES, '['.repeat(200_000)), 400, 'invalid_json'],
  [
    'a great many fields',
    post(INVOICES, `{${Array.from({ length: 20_000 }, (_, index) => `"${index}":1`)}}`),
    400,
    'invalid_request',
  ],
]

const actions: Case[] = [
  ['a list for no fields', post(`${INVOICES}/${ID}/void`, '[]'), 400, 'invalid_request'],
  ['__proto__ for no fields', post(`${INVOICES}/${ID}/void`, '{"__proto__":{}}'), 400, 'invalid_request'],
  [
    'a payer in a list',
    post(`${INVOICES}/${ID}/payment_requests`, `{"payer":["0x${'12'.repeat(20)}"]}`),
    400,
    'invalid_request',
  ],
  [
    'a signature that is a number',
    post('/v1/relays', `{"payment_request":"${PREQ}","signature":1}`),
    400,
    'invalid_request',
  ],
  [
    'a signature with NUL',
    post('/v1/relays', `{"payment_request":"${PREQ}","signature":"0x00\\u0000"}`),
    400,
    'invalid_request',
  ],
  [
    'a signature of half a megabyte',
    post('/v1/relays', `{"payment_request":"${PREQ}","signature":"0x${'0'.repeat(500_000)}"}`),
    413,
    'body_too_large',
  ],
  [
    'events as text',
    post('/v1/webhook_endpoints', '{"url":"https://a.example","enabled_events":"*"}'),
    400,
    'invalid_request',
  ],
  [
    'events as an object',
    post('/v1/webhook_endpoints', '{"url":"https://a.example","enabled_events":{"0":"*"}}'),
    400,
    'invalid_request',
  ],
]

describe('odd input', () => {
  let world: World
  let server: TestServer
  let key: string

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    const merchant = await addMerchant(world)
    key = merchant.key
    await addInvoice(world, merchant.owner)
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  /** Every key may write here, so that nothing but the input is at fault. */
  async function check(request: RawRequest, status: number, code?: string): Promise<void> {
    const untouched = await digestRows(world)
    const authorized = { authorization: `Bearer ${key}`, ...request.headers }
    const reply = await rawRequest(server.url, { ...request, headers: authorized })
    expect([reply.status, reply.body.code]).to.deep.equal([status, code])
    expect(await digestRows(world)).to.deep.equal(untouched)
  }

  for (const [group, cases] of Object.entries({ queries, paths, headers, methods, types, actions })) {
    describe(group, () => {
      for (const [name, request, status, code] of cases) {
        it(`answers ${name} with ${status}`, () => check(request, status, code))
      }
    })
  }

  describe('fields', () => {
    const fields: [name: string, changes: string, code?: string][] = [
      ['a number for an amount', '"amount":10000000'],
      ['an infinite amount', '"amount":1e400'],
      ['a list for an amount', '"amount":["10000000"]'],
      ['an amount that is not ASCII', '"amount":"\u0661"', 'invalid_amount'],
      ['an amount with NUL', '"amount":"1\\u0000"', 'invalid_amount'],
      ['a chain with NUL', '"chain":"eip155:31337\\u0000"', 'chain_not_configured'],
      ['a chain of half a surrogate pair', '"chain":"eip155:\\ud800"', 'chain_not_configured'],
      ['a token with NUL', '"token":"0x\\u0000"', 'invalid_address'],
      ['a number for a description', '"description":1'],
      ['a list for metadata', '"metadata":["a"]'],
      ['a number in metadata', '"metadata":{"a":1}'],
      ['a list for a URL', '"return_url":["https://shop.example"]'],
      ['a number for a time', '"expires_at":1'],
      ['a day that does not exist', '"expires_at":"2031-02-30T00:00:00Z"'],
      ['a year beyond all calendars', '"expires_at":"+275760-09-13T00:00:00Z"'],
      ['a field named __proto__', '"__proto__":{"amount":"1"}'],
      ['a field named constructor', '"constructor":{"prototype":{}}'],
      ['metadata named __proto__', '"metadata":{"__proto__":"x"}'],
      ['metadata with __proto__ for a value', '"metadata":{"a":{"__proto__":"x"}}'],
    ]
    for (const [name, changes, code = 'invalid_request'] of fields) {
      it(`refuses ${name}`, () => {
        // A later field of the same name takes the place of the first.
        return check(post(INVOICES, `${good().slice(0, -1)},${changes}}`), 400, code)
      })
    }
  })

  describe('idempotency keys', () => {
    const keys: [name: string, value: string][] = [
      ['an empty one', ''],
      ['one of blanks', ' \t '],
      ['one of 256 characters', 'x'.repeat(256)],
    ]
    for (const [name, value] of keys) {
      it(`refuses ${name}`, () =>
        check(post(INVOICES, good(), { 'idempotency-key': value }), 400, 'missing_idempotency_key'))
    }
  })

  it('refuses NUL and broken framing before they are a request', async () => {
    const untouched = await digestRows(world)
    const head = `Host: florin\r\nConnection: close\r\nAuthorization: Bearer ${key}\r\n`
    const post = `POST ${INVOICES} HTTP/1.1\r\n${head}Content-Type: application/json\r\n`
    const heads = [
      `${post}Idempotency-Key: a\0b\r\nContent-Length: 2\r\n\r\n{}`,
      `GET ${INVOICES}/\0 HTTP/1.1\r\n${head}\r\n`,
      `GET ${INVOICES}/\xff HTTP/1.1\r\n${head}\r\n`,
      `${post}Content-Length: -1\r\n\r\n{}`,
      `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
      `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}`,
    ]
    for (const bytes of heads) expect(await rawStatus(server.url, bytes), bytes).to.equal(400)
    expect(await digestRows(world)).to.deep.equal(untouched)
  })

  function good(): string {
    return JSON.stringify({ amount: '10000000', chain: 'eip155:31337', token: world.token.address })
  }
})
