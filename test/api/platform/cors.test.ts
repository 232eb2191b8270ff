import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import type { InvoiceRow } from '../../../api/src/store/invoices.ts'
import { addInvoice } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { type RawRequest, rawRequest } from '../support/rawRequest.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'

const SHOP = 'https://shop.example'
const OTHER_SHOP = 'https://other.example'
const STRANGER = 'https://stranger.example'
/** The host's own pages in a test world. */
const OWN = 'http://127.0.0.1:2'

describe('pages that call from a browser', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let invoice: InvoiceRow

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world)
    const other = await addMerchant(world)
    invoice = await addInvoice(world, merchant.owner)
    for (const [{ key }, origin] of [
      [merchant, SHOP],
      [other, OTHER_SHOP],
    ] as const) {
      const body = { allowed_origins: [origin] }
      expect((await server.call('PATCH', '/v1/merchant', { key, body })).status).to.equal(200)
    }
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  const send = (origin: string, method: string, path: string, headers: RawRequest['headers'] = {}) =>
    rawRequest(server.url, { method, path, headers: { origin, ...headers } })
  const preflight = (origin: string, method: string, path: string) =>
    send(origin, 'OPTIONS', path, { 'access-control-request-method': method })
  const allowed = (reply: { headers: Headers }) => reply.headers.get('access-control-allow-origin')
  const checkout = () => `/v1/checkout/${invoice.id}`
  const token = () => ({ 'florin-checkout-token': invoice.checkout_token })

  it('may be those of the invoice’s merchant, which are told so', async () => {
    const reply = await send(SHOP, 'GET', checkout(), token())
    expect(reply.status).to.equal(200)
    expect(allowed(reply)).to.equal(SHOP)
    expect(reply.headers.get('vary')).to.include('Origin')
    expect(reply.headers.get('access-control-allow-credentials')).to.equal(null)
    // Refusals are readable too, so that the page can show what is wrong.
    const path = `/v1/invoices/${invoice.id}/payment_requests`
    const refused = await rawRequest(server.url, {
      method: 'POST',
      path,
      headers: { origin: SHOP, 'content-type': 'application/json', ...token() },
      body: '{"payer":"0x1"}',
    })
    expect(refused.status).to.equal(400)
    expect(allowed(refused)).to.equal(SHOP)
  })

  for (const [what, origin] of [
    ['another merchant', OTHER_SHOP],
    ['a stranger', STRANGER],
    ['nobody in particular', 'null'],
    ['a host that only begins alike', 'https://shop.example.evil.example'],
    ['the same host without encryption', 'http://shop.example'],
    ['somebody with too much to say', `https://${'a'.repeat(5000)}.example`],
  ] as const) {
    it(`may not be those of ${what}`, async () => {
      const reply = await send(origin, 'GET', checkout(), token())
      expect(reply.status).to.equal(200)
      expect(allowed(reply)).to.equal(null)
    })
  }

  it('are answered before they show a token, if they may be anybody’s here, and never for a key', async () => {
    for (const [method, path] of [
      ['GET', checkout()],
      ['POST', `/v1/invoices/${invoice.id}/payment_requests`],
    ] as const) {
      const reply = await preflight(SHOP, method, path)
      expect(reply.status).to.equal(204)
      expect(allowed(reply)).to.equal(SHOP)
      expect(reply.headers.get('access-control-allow-headers')).to.not.match(/authorization/i)
      expect(allowed(await preflight(STRANGER, method, path))).to.equal(null)
    }
  })

  it('of merchants reach only what a checkout token opens', async () => {
    for (const [method, path] of [
      ['POST', '/v1/invoices'],
      ['GET', `/v1/invoices/${invoice.id}`],
      ['PATCH', '/v1/merchant'],
      ['DELETE', checkout()],
      ['GET', '/v1/config'],
    ] as const) {
      expect(allowed(await preflight(SHOP, method, path))).to.equal(null)
    }
    const authorization = `Bearer ${merchant.key}`
    for (const path of ['/v1/merchant', `/v1/invoices/${invoice.id}`]) {
      const reply = await send(SHOP, 'GET', path, { authorization })
      expect(reply.status).to.equal(200)
      expect(allowed(reply)).to.equal(null)
    }
    // A route that takes both is read by the page with a token alone.
    const both = await rawRequest(server.url, {
      method: 'POST',
      path: `/v1/invoices/${invoice.id}/payment_requests`,
      headers: { origin: SHOP, 'content-type': 'application/json', authorization },
      body: '{"payer":"0x15d34aaf54267db7d7c367839aaf71a00a2c6a65"}',
    })
    expect(both.status).to.equal(201)
    expect(allowed(both)).to.equal(null)
  })

  it('of the host may call everything, as before', async () => {
    const reply = await preflight(OWN, 'POST', '/v1/invoices')
    expect(allowed(reply)).to.equal(OWN)
    expect(reply.headers.get('access-control-allow-headers')).to.match(/authorization/i)
    expect(allowed(await send(OWN, 'GET', '/v1/config'))).to.equal(OWN)
  })

  it('end to be allowed when the merchant takes the origin back', async () => {
    const body = { allowed_origins: [] }
    await server.call('PATCH', '/v1/merchant', { key: merchant.key, body })
    expect(allowed(await send(SHOP, 'GET', checkout(), token()))).to.equal(null)
    expect(allowed(await preflight(SHOP, 'GET', checkout()))).to.equal(null)
  })
})
