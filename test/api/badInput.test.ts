import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { sql } from 'kysely'
import { SCOPES } from '../../api/src/domain/caller.ts'
import { revokeApiKey } from '../../api/src/services/revokeApiKey.ts'
import { waitFor } from '../support/waitFor.ts'
import { addInvoice, addPaymentRequest } from './support/invoices.ts'
import { addMerchant, type TestMerchant } from './support/merchants.ts'
import { addPayment } from './support/payments.ts'
import { rawRequest } from './support/rawRequest.ts'
import { digestRows } from './support/rows.ts'
import { type Reply, serveApi, type TestServer } from './support/server.ts'
import { openWorld, type World } from './support/world.ts'

describe('bad input', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world)
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  const invoiceBody = (changes: Record<string, unknown> = {}) => ({
    amount: '10000000',
    chain: 'eip155:31337',
    token: world.token.address,
    ...changes,
  })
  const create = (body: unknown, key = merchant.key) => server.call('POST', '/v1/invoices', { key, body })

  async function refused(send: () => Promise<Reply>, want: { status: number; code: string; param?: string }) {
    const untouched = await digestRows(world)
    const reply = await send()
    expect(reply.status).to.equal(want.status)
    expect(reply.headers.get('content-type')).to.match(/^application\/problem\+json/)
    expect(reply.body.code).to.equal(want.code)
    expect(reply.body.param).to.equal(want.param)
    expect(reply.body).to.include.keys('type', 'title', 'status', 'detail', 'instance', 'request_id')
    expect(await digestRows(world)).to.deep.equal(untouched)
    return String(reply.body.detail)
  }

  const amounts: [unknown, string, string][] = [
    ['-1', 'invalid_amount', 'greater than zero'],
    ['0', 'invalid_amount', 'greater than zero'],
    ['1e6', 'invalid_amount', 'did you mean 1000000?'],
    ['1.5', 'invalid_amount', 'did you mean 1500000?'],
    ['1.0000001', 'invalid_amount', '6 decimals'],
    ['0x10', 'invalid_amount', 'did you mean 16?'],
    ['007', 'invalid_amount', 'did you mean 7?'],
    [(2n ** 256n).toString(), 'invalid_amount', '79228162514264337593543950335'],
    [(2n ** 96n).toString(), 'invalid_amount', '79228162514264337593543950335'],
    ['ten', 'invalid_amount', 'base units'],
    ['', 'invalid_amount', 'base units'],
    [10_000_000, 'invalid_request', 'string of base units'],
    [null, 'invalid_request', 'string of base units'],
  ]
  for (const [amount, code, hint] of amounts) {
    it(`refuses the amount ${JSON.stringify(amount)} and says what would be right`, async () => {
      const detail = await refused(() => create(invoiceBody({ amount })), {
        status: 400,
        code,
        param: 'amount',
      })
      expect(detail).to.contain(hint)
    })
  }

  it('refuses an address with a wrong checksum', async () => {
    const token = `0x${world.token.address.slice(2, 41)}${'F'}`
    await refused(() => create(invoiceBody({ token })), {
      status: 400,
      code: 'invalid_address',
      param: 'token',
    })
  })

  it('refuses a token that is not listed, and names those that are', async () => {
    const detail = await refused(() => create(invoiceBody({ token: `0x${'12'.repeat(20)}` })), {
      status: 400,
      code: 'token_not_supported',
      param: 'token',
    })
    expect(detail).to.contain('TUSD')
  })

  it('refuses a chain that is not configured, and names those that are', async () => {
    const detail = await refused(() => create(invoiceBody({ chain: 'eip155:1' })), {
      status: 400,
      code: 'chain_not_configured',
      param: 'chain',
    })
    expect(detail).to.contain('eip155:31337')
  })

  it('refuses an unknown field by name', async () => {
    await refused(() => create(invoiceBody({ ammount: '1' })), {
      status: 400,
      code: 'invalid_request',
      param: 'ammount',
    })
  })

  const returnUrls = [
    'javascript:alert(1)',
    'ftp://shop.example/thanks',
    'shop.example/thanks',
    '/thanks',
    'https://',
    'https://user:secret@shop.example/thanks',
    'https://user@shop.example/thanks',
    `https://shop.example/${'a'.repeat(2048)}`,
    // Within the limit as sent, and beyond it as kept: each é becomes %C3%A9.
    `https://shop.example/${'é'.repeat(1000)}`,
  ]
  for (const url of returnUrls) {
    it(`refuses the return URL ${url.slice(0, 40)}`, async () => {
      await refused(() => create(invoiceBody({ return_url: url })), {
        status: 400,
        code: 'invalid_request',
        param: 'return_url',
      })
    })
  }

  const [nul, half] = ['a\u0000b', 'a\ud800b']
  const texts: [Record<string, unknown>, string, string][] = [
    [{ description: nul }, 'description', 'NUL'],
    [{ description: half }, 'description', 'surrogate'],
    [{ metadata: { [nul]: 'x' } }, `metadata.${nul}`, 'the key must not contain the NUL'],
    [{ metadata: { [half]: 'x' } }, `metadata.${half}`, 'the key must not contain half of a surrogate'],
    [{ metadata: { ['k'.repeat(41)]: 'x' } }, `metadata.${'k'.repeat(41)}`, 'at most 40'],
    [{ metadata: { order: nul } }, 'metadata.order', 'NUL'],
    [{ metadata: { order: half } }, 'metadata.order', 'surrogate'],
    [{ return_url: `https://shop.example/${nul}` }, 'return_url', 'NUL'],
    [{ return_url: `https://shop.example/${half}` }, 'return_url', 'surrogate'],
  ]
  for (const [changes, param, hint] of texts) {
    it(`refuses ${JSON.stringify(changes)}, which cannot be kept as it was sent`, async () => {
      const want = { status: 400, code: 'invalid_request', param }
      expect(await refused(() => create(invoiceBody(changes)), want)).to.contain(hint)
    })
  }

  it('refuses a webhook description or URL that cannot be kept as it was sent', async () => {
    const url = 'https://shop.example/webhooks'
    const add = (body: unknown) => server.call('POST', '/v1/webhook_endpoints', { key: merchant.key, body })
    for (const text of [nul, half]) {
      const want = { status: 400, code: 'invalid_request' }
      await refused(() => add({ url, description: text }), { ...want, param: 'description' })
      await refused(() => add({ url: url + text }), { ...want, param: 'url' })
    }
  })

  it('refuses a body that is not compressed as it says, or is not UTF-8', async () => {
    const post = (body: Buffer, headers: Record<string, string>) =>
      rawRequest(server.url, {
        method: 'POST',
        path: '/v1/invoices',
        headers: { authorization: `Bearer ${merchant.key}`, 'content-type': 'application/json', ...headers },
        body,
      })
    const json = Buffer.from(JSON.stringify(invoiceBody()))
    for (const coding of ['gzip', 'br', 'deflate', 'zstd']) {
      await refused(() => post(json, { 'content-encoding': coding }), {
        status: 400,
        code: 'invalid_request',
      })
    }
    await refused(() => post(gzipSync(json).subarray(0, 30), { 'content-encoding': 'gzip' }), {
      status: 400,
      code: 'invalid_request',
    })
    const latin1 = Buffer.from(JSON.stringify(invoiceBody({ description: 'café' })), 'latin1')
    await refused(() => post(latin1, {}), { status: 400, code: 'invalid_json' })
    const utf16 = Buffer.from(JSON.stringify(invoiceBody()), 'utf16le')
    await refused(() => post(utf16, { 'content-type': 'application/json; charset=utf-16le' }), {
      status: 415,
      code: 'unsupported_media_type',
    })
  })

  it('refuses a time that is none, and shows one', async () => {
    const detail = await refused(() => create(invoiceBody({ expires_at: 'tomorrow' })), {
      status: 400,
      code: 'invalid_request',
      param: 'expires_at',
    })
    expect(detail).to.contain('2030-01-31T12:00:00Z')
  })

  it('refuses an expiry in the past', async () => {
    await refused(() => create(invoiceBody({ expires_at: '2020-01-01T00:00:00Z' })), {
      status: 400,
      code: 'invalid_request',
      param: 'expires_at',
    })
  })

  it('refuses broken JSON, a body over the limit, deep nesting, and a body that is not JSON', async () => {
    const key = merchant.key
    const post = (raw: string, headers: Record<string, string> = {}) =>
      server.call('POST', '/v1/invoices', { key, raw, headers })
    await refused(() => post('{"amount": '), { status: 400, code: 'invalid_json' })
    await refused(() => post(JSON.stringify({ description: 'x'.repeat(300_000) })), {
      status: 413,
      code: 'body_too_large',
    })
    await refused(() => post(`${'{"a":'.repeat(30)}1${'}'.repeat(30)}`), {
      status: 400,
      code: 'invalid_request',
      param: 'body',
    })
    await refused(() => post('amount=1', { 'content-type': 'text/plain' }), {
      status: 415,
      code: 'unsupported_media_type',
    })
  })

  it('refuses a body in chunks that it did not read, instead of taking it for an empty one', async () => {
    const invoice = await addInvoice(world, merchant.owner, { captureMethod: 'manual' })
    const payer = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'
    const payment = await addPayment(world, await addPaymentRequest(world, invoice, payer))
    const capture = (headers: Record<string, string>) =>
      rawRequest(server.url, {
        method: 'POST',
        path: `/v1/payments/${payment.id}/capture`,
        headers: {
          authorization: `Bearer ${merchant.key}`,
          'idempotency-key': 'capture-in-chunks',
          'transfer-encoding': 'chunked',
          ...headers,
        },
        body: JSON.stringify({ amount: '1' }),
      })
    for (const headers of [{}, { 'content-type': 'text/plain' }, { 'content-type': '' }]) {
      await refused(() => capture(headers), { status: 415, code: 'unsupported_media_type' })
    }
  })

  it('refuses an unknown invoice, and one of another merchant, in the same words', async () => {
    const other = await addMerchant(world)
    const foreign = await addInvoice(world, other.owner)
    for (const id of ['inv_01h2xcejqtf2nbrexx3vqjhp41', foreign.id]) {
      const want = { status: 404, code: 'not_found', param: 'id' }
      await refused(() => server.call('GET', `/v1/invoices/${id}`, { key: merchant.key }), want)
      await refused(
        () => server.call('POST', `/v1/invoices/${id}/void`, { key: merchant.key, body: {} }),
        want,
      )
    }
    await refused(() => server.call('GET', '/v1/invoices/17', { key: merchant.key }), {
      status: 400,
      code: 'invalid_request',
      param: 'id',
    })
  })

  it('refuses a missing, malformed, unknown, revoked or under-scoped key', async () => {
    const get = (headers: Record<string, string>) => server.call('GET', '/v1/invoices', { headers })
    const param = 'Authorization'
    await refused(() => get({}), { status: 401, code: 'missing_api_key', param })
    for (const authorization of ['Basic abc', merchant.key, `bearer ${merchant.key}`]) {
      const reply = await get({ authorization })
      expect(reply.body).to.include({ status: 401, code: 'invalid_api_key', param })
      expect(reply.body.detail, 'names the scheme, and never the secret').to.include('"Authorization: Bearer')
      expect(reply.body.detail).not.to.include(merchant.key)
    }
    await refused(() => get({ authorization: `Bearer fl_test_${'x'.repeat(43)}` }), {
      status: 401,
      code: 'invalid_api_key',
      param,
    })
    const reader = await addMerchant(world, { scopes: ['invoices:read'] })
    await refused(() => create(invoiceBody(), reader.key), { status: 403, code: 'insufficient_scope', param })

    const leaver = await addMerchant(world, { scopes: SCOPES })
    expect((await server.call('GET', '/v1/invoices', { key: leaver.key })).status).to.equal(200)
    const row = await world.db
      .selectFrom('api_key')
      .select('id')
      .where('merchant_id', '=', leaver.owner.merchantId)
      .executeTakeFirstOrThrow()
    await revokeApiKey({ ...world.ctx, db: world.db }, leaver.owner, row.id)
    const list = () => server.call('GET', '/v1/invoices', { key: leaver.key })
    await waitFor(async () => (await list()).status !== 200, { describe: 'the revoked key is refused' })
    await refused(list, { status: 401, code: 'revoked_api_key', param })
  })

  it('refuses to ask for payment of an expired, void or paid invoice', async () => {
    const payer = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'
    const states = [
      ['invoice_expired', sql`expires_at = now() - interval '1 day'`],
      ['invoice_void', sql`status = 'void'`],
      ['invoice_paid', sql`status = 'paid'`],
    ] as const
    for (const [code, change] of states) {
      const invoice = await addInvoice(world, merchant.owner)
      await sql`UPDATE florin.invoice SET ${change} WHERE id = ${invoice.id}`.execute(world.db)
      await refused(
        () =>
          server.call('POST', `/v1/invoices/${invoice.id}/payment_requests`, {
            checkoutToken: invoice.checkout_token,
            body: { payer },
          }),
        { status: 409, code, param: 'id' },
      )
    }
  })

  it('refuses a body that is no object, and says so', async () => {
    for (const body of ['null', '"x"', '1', '[]']) {
      const reply = await server.call('POST', '/v1/invoices', {
        key: merchant.key,
        idempotencyKey: randomUUID(),
        raw: body,
      })
      expect(reply.body).to.include({ status: 400, code: 'invalid_request', param: 'body' })
      expect(reply.body.detail).to.equal('body: must be an object')
    }
  })

  it('tells a checkout token that is missing from one that opens nothing', async () => {
    const { id } = await addInvoice(world, merchant.owner)
    const wanted = { status: 401, code: 'invalid_checkout_token', param: 'Florin-Checkout-Token' }
    const missing = await server.call('GET', `/v1/checkout/${id}`, {})
    const wrong = await server.call('GET', `/v1/checkout/${id}`, { checkoutToken: 'nonsense' })
    for (const { body } of [missing, wrong]) expect(body).to.include(wanted)
    expect(missing.body.detail).not.to.equal(wrong.body.detail)
  })

  it('refuses a wrong checkout token, and the right token of another invoice', async () => {
    const [mine, other] = [await addInvoice(world, merchant.owner), await addInvoice(world, merchant.owner)]
    await refused(() => server.call('GET', `/v1/checkout/${mine.id}`, { checkoutToken: 'nonsense' }), {
      status: 401,
      code: 'invalid_checkout_token',
      param: 'Florin-Checkout-Token',
    })
    await refused(
      () => server.call('GET', `/v1/checkout/${mine.id}`, { checkoutToken: other.checkout_token }),
      {
        status: 404,
        code: 'not_found',
        param: 'id',
      },
    )
  })

  it('refuses a payer that is the merchant, the escrow, the token or nobody', async () => {
    const invoice = await addInvoice(world, merchant.owner)
    for (const payer of [
      merchant.account.address,
      world.chain.escrow,
      world.token.address,
      `0x${'00'.repeat(20)}`,
    ]) {
      await refused(
        () =>
          server.call('POST', `/v1/invoices/${invoice.id}/payment_requests`, {
            key: merchant.key,
            body: { payer },
          }),
        { status: 400, code: 'invalid_address', param: 'payer' },
      )
    }
  })

  it('refuses a list with both cursors, a limit out of range, and a status that does not exist', async () => {
    const list = (query: string) => server.call('GET', `/v1/invoices?${query}`, { key: merchant.key })
    const id = 'inv_01h2xcejqtf2nbrexx3vqjhp41'
    const want = { status: 400, code: 'invalid_request' }
    await refused(() => list(`starting_after=${id}&ending_before=${id}`), { ...want, param: 'ending_before' })
    await refused(() => list('limit=101'), { ...want, param: 'limit' })
    await refused(() => list('limit=ten'), { ...want, param: 'limit' })
    await refused(() => list('status=lost'), { ...want, param: 'status' })
  })

  it('answers an unknown route and a wrong method without reaching a handler', async () => {
    await refused(() => server.call('GET', '/v1/nothing'), { status: 404, code: 'route_not_found' })
    await refused(() => server.call('DELETE', '/v1/invoices', { key: merchant.key }), {
      status: 405,
      code: 'method_not_allowed',
    })
    await refused(() => server.call('GET', '/v1/invoices/%E0%A4%A', { key: merchant.key }), {
      status: 400,
      code: 'invalid_request',
    })
  })
})
