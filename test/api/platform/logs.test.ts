import { Writable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { makeLog } from '../../../api/src/log.ts'
import { addInvoice } from '../support/invoices.ts'
import { addMerchant } from '../support/merchants.ts'
import { proveAddress } from '../support/proveAddress.ts'
import { readObject, serveApi, type TestServer } from '../support/server.ts'
import { textAt } from '../support/textAt.ts'
import { openWorld, type World } from '../support/world.ts'

describe('the log of the API', () => {
  let world: World
  let server: TestServer
  let written = ''

  before(async () => {
    world = await openWorld()
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        written += String(chunk)
        done()
      },
    })
    const log = makeLog({ ...world.ctx.config, logLevel: 'trace' }, 'api', sink)
    server = await serveApi(world, { replace: { log } })
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  const lines = () => written.split('\n').filter((line) => line !== '')
  const lineOf = (requestId: string | null) => {
    const line = lines().find((text) => text.includes(requestId ?? 'none'))
    return readObject(line ?? '{}')
  }

  it('has a line for each request that names it, the merchant and the key', async () => {
    const merchant = await addMerchant(world)
    const invoice = await addInvoice(world, merchant.owner)
    const { merchantId } = merchant.owner
    const read = await server.call('GET', '/v1/merchant', { key: merchant.key })
    const line = lineOf(read.headers.get('request-id'))
    expect(line).to.deep.include({ merchant: merchantId, res: { status: 200 } })
    expect(textAt(line, 'key')).to.match(/^key_/)
    expect(textAt(line, 'req', 'path')).to.equal('/v1/merchant')
    expect(textAt(line, 'req', 'ip')).to.equal('127.0.0.1')
    const page = await server.call('GET', `/v1/checkout/${invoice.id}`, {
      checkoutToken: invoice.checkout_token,
    })
    const pageLine = lineOf(page.headers.get('request-id'))
    expect(pageLine).to.include({ merchant: merchantId, invoice: invoice.id })
    expect(pageLine).to.not.have.property('key')
    const nobody = await server.call('GET', '/v1/merchant', { key: 'wrong' })
    expect(lineOf(nobody.headers.get('request-id'))).to.not.have.property('merchant')
  })

  it('has no secret in any line, whatever is sent where', async () => {
    const merchant = await addMerchant(world)
    const invoice = await addInvoice(world, merchant.owner)
    const { key } = merchant
    const account = privateKeyToAccount(generatePrivateKey())
    const { body: proof } = await proveAddress(server, key, account)
    const { signature, ...at } = proof
    const proven = await server.call('POST', '/v1/merchant/addresses', {
      key,
      body: proof,
    })
    expect(proven.status).to.equal(201)
    const endpoint = await server.call('POST', '/v1/webhook_endpoints', {
      key,
      body: { url: 'https://shop.example/hook' },
    })
    const secret = textAt(endpoint.body, 'secret')
    const token = invoice.checkout_token
    await server.call('POST', `/v1/invoices/${invoice.id}/payment_requests`, {
      checkoutToken: token,
      body: { payer: account.address },
    })
    // In wrong places too: as a query, as a body that is no JSON, as a value that is refused, at a route that is not there.
    await server.call('GET', `/v1/merchant?key=${key}&token=${token}`)
    await server.call('GET', `/v1/checkout/${invoice.id}?token=${token}`, { checkoutToken: token })
    await server.call('POST', '/v1/merchant/addresses', { key, raw: `{"signature":"${signature}",` })
    await server.call('POST', '/v1/merchant/addresses', { key, body: { ...at, nonce: secret, signature } })
    await server.call('PATCH', '/v1/merchant', { key, body: { [secret]: signature } })
    await server.call('GET', '/v1/nowhere', { key, headers: { 'x-secret': secret } })
    expect(lines().length).to.be.greaterThan(8)
    for (const [what, value] of Object.entries({ key, token, secret, signature })) {
      expect(written.includes(value), what).to.equal(false)
      expect(written.includes(value.replace(/^(whsec_|fl_test_|0x)/, '')), what).to.equal(false)
    }
  })

  it('is JSON, line by line', () => {
    for (const line of lines()) expect(() => JSON.parse(line)).to.not.throw()
  })
})
