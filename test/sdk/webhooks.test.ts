import { describe, it } from 'node:test'
import { verifyWebhook } from '@florin/sdk/webhooks.ts'
import { expect } from 'chai'
import { Webhook } from 'standardwebhooks'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const event = {
  id: 'evt_1',
  type: 'invoice.paid',
  seq: 1,
  timestamp: '2030-01-01T00:00:00Z',
  data: { object: {} },
}

function signed(body: string, at = new Date(), by = secret) {
  return {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(by).sign('evt_1', at, body),
  }
}

describe('verifyWebhook', () => {
  const body = JSON.stringify(event)

  it('gives the event of a delivery that was signed with the endpoint’s secret', () => {
    expect(verifyWebhook(secret, signed(body), body)).to.deep.equal(event)
    const titled = Object.fromEntries(
      Object.entries(signed(body)).map(([name, value]) => [name.toUpperCase(), [value]]),
    )
    expect(verifyWebhook(secret, titled, body)).to.deep.equal(event)
  })

  it('throws for another body, another secret, an old timestamp, or no signature', () => {
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
    expect(() => verifyWebhook(secret, signed(body), body.replace('paid', 'void'))).to.throw()
    expect(() => verifyWebhook(secret, signed(body, new Date(), other), body)).to.throw()
    expect(() => verifyWebhook(secret, signed(body, new Date(Date.now() - 600_000)), body)).to.throw()
    expect(() => verifyWebhook(secret, {}, body)).to.throw()
  })

  it('throws for something signed that is not an event', () => {
    expect(() => verifyWebhook(secret, signed('"hello"'), '"hello"')).to.throw(TypeError)
  })
})
