import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import {
  type Answer,
  fingerprintOf,
  runIdempotent,
  scopeOf,
} from '../../../api/src/middleware/idempotency.ts'
import { createRelay, prepareRelay } from '../../../api/src/services/createRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { executionsOf } from './support/chain.ts'
import { callerOf, requestPayment, signPayment, watchUntil } from './support/relays.ts'

const UNKNOWN_RELAY = 'rl_01h2xcejqtf2nbrexx3vqjhp41'

describe('POST /v1/relays', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  async function tokenOf(invoiceId: string): Promise<string> {
    const invoice = await world.ctx.store.invoices.lock(world.db, invoiceId)
    return invoice.checkout_token
  }

  it('takes a payer’s signature with the token of its invoice, and shows the relay to that token', async () => {
    const request = await requestPayment(world, merchant)
    const checkoutToken = await tokenOf(request.invoice_id)
    const body = { payment_request: request.id, signature: await signPayment(world, request) }
    const reply = await server.call('POST', '/v1/relays', { checkoutToken, idempotencyKey: 'pay-1', body })
    expect(reply.status, JSON.stringify(reply.body)).to.equal(202)
    expect(reply.body).to.include({
      object: 'relay',
      kind: 'charge',
      status: 'accepted',
      payment_request: request.id,
      onchain_id: request.onchain_id,
      tx_hash: null,
      executed_by: null,
      error: null,
    })
    const id = String(reply.body.id)
    await watchUntil(world, id, 'confirmed')
    const shown = await server.call('GET', `/v1/relays/${id}`, { checkoutToken })
    expect(shown.body).to.include({ status: 'confirmed', executed_by: 'self' })
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
    const again = await server.call('POST', '/v1/relays', { checkoutToken, idempotencyKey: 'pay-1', body })
    expect(again.body).to.deep.equal(reply.body)
    const other = await tokenOf((await requestPayment(world, merchant)).invoice_id)
    expect((await server.call('GET', `/v1/relays/${id}`, { checkoutToken: other })).status).to.equal(404)
  })

  it('refuses the same intent again while it is under way, and says as which relay', async () => {
    const request = await requestPayment(world, merchant)
    const body = { payment_request: request.id, signature: await signPayment(world, request) }
    const reply = await server.call('POST', '/v1/relays', {
      key: merchant.key,
      idempotencyKey: 'pay-2',
      body,
    })
    expect(reply.status).to.equal(202)
    const second = await server.call('POST', '/v1/relays', {
      key: merchant.key,
      idempotencyKey: 'pay-3',
      body,
    })
    expect(second.status).to.equal(409)
    expect(second.body).to.include({ code: 'relay_in_flight', relay: reply.body.id })
    await watchUntil(world, String(reply.body.id), 'confirmed')
  })

  it('replays the answer for a retry that is checked while the first attempt is committed', async () => {
    const request = await requestPayment(world, merchant)
    const input = { paymentRequest: request.id, signature: await signPayment(world, request) }
    const caller = callerOf(merchant)
    const attempt = {
      ...scopeOf(caller),
      key: 'pay-race',
      fingerprint: fingerprintOf('POST', '/v1/relays', input),
    }
    const first = () =>
      runIdempotent(world.ctx, attempt, {
        status: 202,
        prepare: async () => undefined,
        handle: async (ctx) => ({
          id: (await createRelay(ctx, caller, await prepareRelay(ctx, caller, input))).id,
        }),
        redact: (body) => body,
      })
    const answers: Answer[] = []
    const retry = await runIdempotent(world.ctx, attempt, {
      status: 202,
      prepare: async () => {
        answers.push(await first())
        return prepareRelay(world.ctx, caller, input)
      },
      handle: () => Promise.reject(new Error('the retry must not act')),
      redact: (body) => body,
    })
    expect(retry).to.deep.equal({ ...answers[0], replayed: true })
  })

  it('refuses what is malformed, unknown, or another’s, naming the field', async () => {
    const request = await requestPayment(world, merchant)
    const signature = await signPayment(world, request)
    const stranger = await addMerchant(world)
    const elsewhere = await tokenOf((await requestPayment(world, merchant)).invoice_id)
    const cases: {
      as: { key?: string; checkoutToken?: string }
      body: object
      code: string
      param: string
    }[] = [
      {
        as: stranger,
        body: { payment_request: request.id, signature },
        code: 'not_found',
        param: 'payment_request',
      },
      {
        as: { checkoutToken: elsewhere },
        body: { payment_request: request.id, signature },
        code: 'not_found',
        param: 'payment_request',
      },
      {
        as: merchant,
        body: { payment_request: 'preq_x', signature },
        code: 'invalid_request',
        param: 'payment_request',
      },
      {
        as: merchant,
        body: { payment_request: request.id, signature: '0xabc' },
        code: 'invalid_request',
        param: 'signature',
      },
    ]
    for (const [index, { as, body, code, param }] of cases.entries()) {
      const caller = {
        ...(as.key ? { key: as.key } : {}),
        ...(as.checkoutToken ? { checkoutToken: as.checkoutToken } : {}),
      }
      const reply = await server.call('POST', '/v1/relays', {
        ...caller,
        idempotencyKey: `bad-${index}`,
        body,
      })
      expect(reply.body).to.include({ code, param })
    }
    const keyless = await server.call('POST', '/v1/relays', {
      key: merchant.key,
      body: { payment_request: request.id, signature },
    })
    expect(keyless.body.code).to.equal('missing_idempotency_key')
    const unknown = await server.call('GET', `/v1/relays/${UNKNOWN_RELAY}`, { key: merchant.key })
    expect(unknown.status).to.equal(404)
  })
})
