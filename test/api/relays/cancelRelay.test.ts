import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { withdrawTypedData } from '@florin/sdk/escrow/accountTypedData.ts'
import { encodeCancelNonce, encodeRefund, encodeWithdraw } from '@florin/sdk/escrow/calldata.ts'
import { refundTypedData } from '@florin/sdk/escrow/typedData.ts'
import { expect } from 'chai'
import { parseEther, parseGwei } from 'viem'
import { fromTermsRow } from '../../../api/src/domain/terms.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import type { PaymentRow } from '../../../api/src/store/payments.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { type Actions, actionsOf } from './support/actions.ts'
import { executionsOf, testClientOf } from './support/chain.ts'
import { acceptPayment, noncesOf, readRelay, watchUntil } from './support/relays.ts'

const TRIES = 16
const AMOUNT = 1_000_000n

describe('canceling a relay', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let actions: Actions
  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    await recoverSender(world.ctx)
    merchant = await addMerchant(world, { optedIn: false })
    actions = actionsOf(world, server, merchant)
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  const cancel = (id: string, by: TestMerchant = merchant) =>
    server.call('POST', `/v1/relays/${id}/cancel`, { key: by.key })

  async function eventsOf(id: unknown): Promise<string[]> {
    const rows = await world.db
      .selectFrom('event')
      .select('type')
      .where('object_id', '=', String(id))
      .orderBy('seq')
      .execute()
    return rows.map(({ type }) => type)
  }

  /** A refund that waits for its merchant's signature, and the call that delivers it. */
  async function unsignedRefund() {
    const { payment, id } = await actions.pay('automatic')
    const { body } = await server.call('POST', '/v1/refunds', {
      key: merchant.key,
      idempotencyKey: randomUUID(),
      body: { payment: payment.id, amount: AMOUNT.toString() },
    })
    expect(body).to.include({ status: 'requires_signature' })
    const row = await world.ctx.store.refunds.lock(world.db, String(body.id))
    const fields = { ...(await actions.fresh(merchant.account)), nonce: row.nonce ?? 0n }
    const typedData = refundTypedData({
      ...actions.place,
      ...fields,
      id,
      amount: AMOUNT,
      source: 'available',
    })
    const auth = await actions.auth(merchant.account, fields, typedData)
    const data = encodeRefund(fromTermsRow(payment.terms), AMOUNT, 'available', auth)
    return { refund: row.id, data, paymentId: id, payment }
  }

  const refundAll = (payment: PaymentRow) =>
    server.call('POST', '/v1/refunds', {
      key: merchant.key,
      idempotencyKey: randomUUID(),
      body: { payment: payment.id, amount: payment.amount.toString() },
    })

  const readRefund = async (id: string) =>
    (await server.call('GET', `/v1/refunds/${id}`, { key: merchant.key })).body

  it('refuses a field, of which it has none, by its name', async () => {
    const { relay } = await acceptPayment(world, merchant)
    const path = `/v1/relays/${relay.id}/cancel`
    const reply = await server.call('POST', path, { key: merchant.key, body: { foo: 1 } })
    expect(reply.body).to.include({ status: 400, code: 'invalid_request', param: 'foo' })
    expect(await readRelay(world, relay.id)).to.include({ status: 'accepted' })
  })

  it('ends it at once, tells so, and nothing is sent', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    const reply = await cancel(relay.id)
    expect([reply.status, reply.body.status]).to.deep.equal([200, 'canceled'])
    expect(reply.body.gas).to.deep.equal({ reserved: '0', spent: '0', recovered: '0' })
    await dispatchRelay(world.ctx, relay.id)
    expect(await noncesOf(world, relay.id)).to.deep.equal([])
    expect(await executionsOf(world, request.onchain_id)).to.equal(0)
    expect(await eventsOf(relay.id)).to.deep.equal(['relay.canceled'])
    expect((await readRelay(world, relay.id)).gas_reserved).to.equal(0n)
  })

  it('is refused once it was sent, and says what would stop it', async () => {
    const { relay } = await acceptPayment(world, merchant)
    await dispatchRelay(world.ctx, relay.id)
    const reply = await cancel(relay.id)
    expect(reply.status).to.equal(409)
    expect(reply.body).to.include({
      code: 'relay_not_cancelable',
      relay_status: 'submitted',
      cancel_by: 'burn',
    })
    await watchUntil(world, relay.id, 'confirmed')
    const late = await cancel(relay.id)
    expect(late.body).to.include({ code: 'relay_not_cancelable', relay_status: 'confirmed', cancel_by: null })
    expect(await eventsOf(relay.id)).to.deep.equal(['relay.confirmed'])
  })

  it('is refused for one that waits again after its bytes were out', async () => {
    const { relay } = await acceptPayment(world, merchant)
    await dispatchRelay(world.ctx, relay.id)
    await world.db.updateTable('relay').set({ status: 'accepted' }).where('id', '=', relay.id).execute()
    expect((await cancel(relay.id)).body.code).to.equal('relay_not_cancelable')
  })

  it('is refused to another merchant, as unknown', async () => {
    const { relay } = await acceptPayment(world, merchant)
    expect((await cancel(relay.id, await addMerchant(world))).status).to.equal(404)
    expect((await readRelay(world, relay.id)).status).to.equal('accepted')
  })

  it('and sending it at the same moment has one winner', async () => {
    for (let index = 0; index < TRIES; index += 1) {
      const { request, relay } = await acceptPayment(world, merchant)
      // Each is first in turn, so that either may win on any machine.
      const delayed = async () => {
        for (let step = 0; step < index % 8; step += 1)
          await world.db.selectFrom('tick').select('name').execute()
        return cancel(relay.id)
      }
      const [, reply] = await Promise.all([dispatchRelay(world.ctx, relay.id), delayed()])
      const nonces = await noncesOf(world, relay.id)
      if (reply.status === 200) {
        expect(nonces).to.deep.equal([])
        expect((await readRelay(world, relay.id)).status).to.equal('canceled')
        expect(await executionsOf(world, request.onchain_id)).to.equal(0)
      } else {
        expect(reply.body.code).to.equal('relay_not_cancelable')
        expect(nonces).to.have.length(1)
        await watchUntil(world, relay.id, 'confirmed')
        expect(await executionsOf(world, request.onchain_id)).to.equal(1)
      }
    }
  })

  it('ties a refund to the signature that it waited for, and follows it', async () => {
    const { refund, data, paymentId } = await unsignedRefund()
    const reply = await actions.post(world.chain.escrow, data)
    expect(reply.status, JSON.stringify(reply.body)).to.equal(202)
    expect(await readRefund(refund)).to.include({
      status: 'pending',
      relay: reply.body.id,
      signature_request: null,
    })
    const before = (await actions.paymentOf(paymentId)).refundable
    await watchUntil(world, String(reply.body.id), 'confirmed')
    expect(before - (await actions.paymentOf(paymentId)).refundable).to.equal(AMOUNT)
  })

  it('gives up the refund that was tied to it', async () => {
    const { refund, data } = await unsignedRefund()
    const reply = await actions.post(world.chain.escrow, data)
    expect((await cancel(String(reply.body.id))).status).to.equal(200)
    expect(await readRefund(refund)).to.include({ status: 'canceled' })
    expect(await eventsOf(refund)).to.deep.equal(['refund.created', 'refund.canceled'])
  })

  it('lets a refund fail whose nonce was canceled by its merchant', async () => {
    const { refund, data } = await unsignedRefund()
    const row = await world.ctx.store.refunds.lock(world.db, refund)
    const reply = await actions.post(world.chain.escrow, data)
    await actions.cancelNonce(merchant.account, row.nonce ?? 0n)
    const relay = await watchUntil(world, String(reply.body.id), 'failed')
    expect(relay.error_reason).to.match(/^NonceAlreadyUsed/)
    const failed = await readRefund(refund)
    expect(failed).to.include({ status: 'failed' })
    expect(failed.failure).to.include({ code: 'would_revert' })
    expect(await eventsOf(reply.body.id)).to.deep.equal(['relay.failed'])
  })

  it('lets a refund fail whose nonce was canceled before our transaction, and its money is free again', async () => {
    const client = testClientOf(world)
    const { refund, data, payment } = await unsignedRefund()
    const { nonce } = await world.ctx.store.refunds.lock(world.db, refund)
    const id = String((await actions.post(world.chain.escrow, data)).body.id)
    await client.setBalance({ address: merchant.account.address, value: parseEther('1') })
    await client.setAutomine(false)
    await dispatchRelay(world.ctx, id)
    await client.sendTransaction({
      account: merchant.account,
      chain: null,
      to: world.chain.escrow,
      data: encodeCancelNonce(nonce ?? 0n, '0x'),
      maxPriorityFeePerGas: parseGwei('100'),
      maxFeePerGas: parseGwei('500'),
      gas: 200_000n,
    })
    await client.mine({ blocks: 1 })
    await client.setAutomine(true)
    const relay = await watchUntil(world, id, 'failed')
    expect(relay).to.include({ error_code: 'reverted', executed_by: null })
    expect(relay.error_reason).to.match(/^NonceAlreadyUsed/)
    expect(await noncesOf(world, id)).to.have.length(1)
    expect(await eventsOf(id)).to.deep.equal(['relay.failed'])
    expect(await readRefund(refund)).to.include({ status: 'failed' })
    expect((await refundAll(payment)).body).to.include({ status: 'requires_signature' })
  })

  it('ties a payout, and gives it up', async () => {
    const { body } = await server.call('POST', '/v1/payouts', {
      key: merchant.key,
      idempotencyKey: randomUUID(),
      body: { chain: `eip155:${world.chain.chainId}`, token: world.token.address, amount: AMOUNT.toString() },
    })
    expect(body).to.include({ status: 'requires_signature' })
    const payout = await world.ctx.store.payouts.lock(world.db, String(body.id))
    const fields = { ...(await actions.fresh(merchant.account)), nonce: payout.nonce ?? 0n }
    const { token, recipient: to } = payout
    const typedData = withdrawTypedData({ ...actions.place, ...fields, token, amount: AMOUNT, to })
    const data = encodeWithdraw(token, AMOUNT, to, await actions.auth(merchant.account, fields, typedData))
    const reply = await actions.post(world.chain.escrow, data)
    expect(reply.status, JSON.stringify(reply.body)).to.equal(202)
    const read = async () =>
      (await server.call('GET', `/v1/payouts/${payout.id}`, { key: merchant.key })).body
    expect(await read()).to.include({ status: 'pending', relay: reply.body.id })
    expect((await cancel(String(reply.body.id))).status).to.equal(200)
    expect(await read()).to.include({ status: 'canceled' })
    expect(await eventsOf(payout.id)).to.deep.equal(['payout.created', 'payout.canceled'])
  })
})
