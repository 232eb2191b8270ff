import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { encodeCancelNonce, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { expect } from 'chai'
import { type Hex, hexToBigInt, isHex } from 'viem'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import type { PaymentRow } from '../../../api/src/store/payments.ts'
import { localAccount } from '../../../scripts/local/accounts.ts'
import { textAt } from '../../../scripts/local/json.ts'
import { addMerchant, moveAddress, type TestMerchant } from '../support/merchants.ts'
import { addPayment } from '../support/payments.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { expectFitForWallets } from '../support/walletTypedData.ts'
import { openWorld, type World } from '../support/world.ts'
import { sendAs, sendAsStranger, testClientOf } from './support/chain.ts'
import { acceptPayment, readRelay, watchUntil } from './support/relays.ts'

describe('actions on a payment', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let keys = 0
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

  /** Posts an action with a new idempotency key. */
  function post(payment: PaymentRow, verb: string, body: unknown = {}, as: TestMerchant = merchant) {
    keys += 1
    const path = `/v1/payments/${payment.id}/${verb}`
    return server.call('POST', path, { key: as.key, idempotencyKey: `action-${keys}`, body })
  }

  /** A payment of 10 test dollars that is on chain and confirmed. */
  async function paid(
    captureMethod: 'automatic' | 'manual',
    of: TestMerchant = merchant,
  ): Promise<PaymentRow> {
    const { request, relay } = await acceptPayment(world, of, { captureMethod })
    await watchUntil(world, relay.id, 'confirmed')
    return addPayment(world, request)
  }

  async function stateOnChain(payment: PaymentRow) {
    const [status, capturable, refundable] = await testClientOf(world).readContract({
      address: world.chain.escrow,
      abi: paymentEscrowAbi,
      functionName: 'paymentOf',
      args: [payment.onchain_id],
    })
    return { status, capturable, refundable }
  }

  it('captures a part, then all that is left', async () => {
    const payment = await paid('manual')
    const part = await post(payment, 'capture', { amount: '4000000' })
    expect(part.status).to.equal(202)
    expect(part.body).to.include({ object: 'relay', kind: 'capture', amount: '4000000', payment: payment.id })
    const rest = await post(payment, 'capture')
    expect(rest.body).to.include({ kind: 'capture', amount: '6000000' })
    for (const { body } of [part, rest]) await watchUntil(world, String(body.id), 'confirmed')
    expect(await stateOnChain(payment)).to.deep.equal({ status: 2, capturable: 0n, refundable: 10_000_000n })
  })

  it('refuses to capture more than relays under way leave', async () => {
    const payment = await paid('manual')
    const first = await post(payment, 'capture', { amount: '9000000' })
    const second = await post(payment, 'capture', { amount: '2000000' })
    expect(second.status).to.equal(409)
    expect(second.body).to.include({ code: 'relay_in_flight', param: 'amount', left: '1000000' })
    expect(second.body.relay).to.equal(first.body.id)
    const whileCapturing = await post(payment, 'void')
    expect(whileCapturing.body).to.include({ code: 'relay_in_flight', relay: first.body.id })
  })

  it('lets one of two captures of everything at once through', async () => {
    const payment = await paid('manual')
    const both = await Promise.all([post(payment, 'capture'), post(payment, 'capture')])
    expect(both.map((reply) => reply.status).sort()).to.deep.equal([202, 409])
  })

  it('voids what waits in escrow', async () => {
    const payment = await paid('manual')
    const reply = await post(payment, 'void')
    expect(reply.body).to.include({ object: 'relay', kind: 'void', amount: null })
    await watchUntil(world, String(reply.body.id), 'confirmed')
    expect(await stateOnChain(payment)).to.deep.equal({ status: 2, capturable: 0n, refundable: 0n })
  })

  it('fails, and is not told as done, where its nonce was canceled meanwhile', async () => {
    const payment = await paid('manual')
    const reply = await post(payment, 'void')
    const id = String(reply.body.id)
    const { nonce } = await readRelay(world, id)
    const operator = localAccount(world.chain.chainId, 'operator')
    await sendAs(world, operator, encodeCancelNonce(hexToBigInt(nonce), senderAuth))
    await dispatchRelay(world.ctx, id)
    const failed = await readRelay(world, id)
    expect(failed).to.include({ status: 'failed', error_code: 'would_revert', executed_by: null })
    expect(failed.error_reason).to.match(/^NonceAlreadyUsed\(/)
    expect(await stateOnChain(payment)).to.deep.equal({ status: 1, capturable: 10_000_000n, refundable: 0n })
  })

  it('is confirmed as executed by other where somebody else delivered what was signed', async () => {
    const payment = await paid('manual')
    const reply = await post(payment, 'void')
    const id = String(reply.body.id)
    await sendAsStranger(world, (await readRelay(world, id)).calldata)
    await dispatchRelay(world.ctx, id)
    expect(await readRelay(world, id)).to.include({ status: 'confirmed', executed_by: 'other' })
  })

  it('asks a merchant who did not register the operator for its own signature of a refund', async () => {
    const payment = await paid('automatic')
    const reply = await post(payment, 'refund', { amount: '1000000' })
    expect(reply.status).to.equal(201)
    expect(reply.body).to.include({ object: 'refund', status: 'requires_signature', relay: null })
    expect(reply.body.signature_request).to.include({ reason: 'operator_not_registered' })
  })

  it('refunds within the cap that the merchant registered, and says when it is used up', async () => {
    const payment = await paid('automatic')
    await register(3_000_000n)
    const reply = await post(payment, 'refund', { amount: '2000000' })
    expect(reply.body).to.include({ object: 'refund', status: 'pending', payment: payment.id })
    await watchUntil(world, String(reply.body.relay), 'confirmed')
    expect(await stateOnChain(payment)).to.deep.equal({ status: 2, capturable: 0n, refundable: 8_000_000n })
    const above = await post(payment, 'refund', { amount: '2000000' })
    expect(above.status).to.equal(409)
    expect(above.body).to.include({
      code: 'refund_cap_exceeded',
      param: 'amount',
      left: '1000000',
      daily_cap: '3000000',
    })
    expect(above.body.resets_at).to.match(/T00:00:00\.000Z$/)
    // What is left of the cap goes to one of two at once.
    const both = await Promise.all([0, 1].map(() => post(payment, 'refund', { amount: '1000000' })))
    expect(both.map(({ status }) => status).sort()).to.deep.equal([201, 409])
    const refused = both.find(({ status }) => status === 409)
    expect(refused?.body).to.include({ code: 'refund_cap_exceeded', left: '0' })
    const won = both.find(({ status }) => status === 201)
    await watchUntil(world, String(won?.body.relay), 'confirmed')
    const list = await server.call('GET', `/v1/relays?kind=refund&payment=${payment.id}`, {
      key: merchant.key,
    })
    expect(list.body.data).to.have.length(2)
    const none = await server.call('GET', `/v1/relays?kind=refund&status=failed`, { key: merchant.key })
    expect(none.body.data).to.deep.equal([])
  })

  it('moves nothing of an address that became another merchant’s, whose signature it needs', async () => {
    const [own, next] = [await addMerchant(world), await addMerchant(world)]
    const [charged, held] = [await paid('automatic', own), await paid('manual', own)]
    await register(3_000_000n, own)
    await moveAddress(world, own, next)
    const refund = await post(charged, 'refund', { amount: '1000000' }, own)
    expect(refund.body).to.include({ status: 'requires_signature', relay: null })
    expect(refund.body.signature_request).to.include({ reason: 'address_not_yours' })
    for (const verb of ['capture', 'void']) {
      expect((await post(held, verb, {}, own)).body).to.include({ object: 'signature_request' })
    }
  })

  async function register(dailyCap: bigint, by: TestMerchant = merchant): Promise<void> {
    const rpc = testClientOf(world)
    await rpc.setBalance({ address: by.account.address, value: 10n ** 18n })
    const hash = await rpc.writeContract({
      account: by.account,
      chain: null,
      address: world.chain.escrow,
      abi: paymentEscrowAbi,
      functionName: 'setOperator',
      args: [world.ctx.hostOperator, world.token.address, dailyCap, '0x'],
    })
    await rpc.waitForTransactionReceipt({ hash, pollingInterval: 50 })
  }

  it('asks a merchant who did not opt in for its own signature, which the contract accepts', async () => {
    const own = await addMerchant(world, { optedIn: false })
    const payment = await paid('manual', own)
    const reply = await post(payment, 'capture', { amount: '4000000' }, own)
    expect(reply.status).to.equal(202)
    expect(reply.body).to.include({
      object: 'signature_request',
      status: 'requires_signature',
      kind: 'capture',
      payment: payment.id,
    })
    expect(reply.body.typed_data).to.deep.include({ primaryType: 'Capture' })
    expectFitForWallets(reply.body.typed_data)
    const rpc = testClientOf(world)
    await rpc.setBalance({ address: own.account.address, value: 10n ** 18n })
    const [to, data] = [hexAt(reply.body, 'to'), hexAt(reply.body, 'data')]
    const hash = await rpc.sendTransaction({ account: own.account, chain: null, to, data })
    await rpc.waitForTransactionReceipt({ hash, pollingInterval: 50 })
    expect(await stateOnChain(payment)).to.deep.equal({
      status: 1,
      capturable: 6_000_000n,
      refundable: 4_000_000n,
    })
  })

  it('answers a repeated call from its key alone', async () => {
    const payment = await paid('manual')
    const options = { key: merchant.key, idempotencyKey: 'capture-once', body: { amount: '10000000' } }
    const first = await server.call('POST', `/v1/payments/${payment.id}/capture`, options)
    await watchUntil(world, String(first.body.id), 'confirmed')
    const again = await server.call('POST', `/v1/payments/${payment.id}/capture`, options)
    expect(again.body).to.deep.equal(first.body)
    expect(again.headers.get('idempotent-replayed')).to.equal('true')
    expect((await readRelay(world, String(first.body.id))).status).to.equal('confirmed')
  })

  it('refuses to act on a payment that another deployment of the escrow holds', async () => {
    const { request } = await acceptPayment(world, merchant, { captureMethod: 'manual' })
    const payment = await addPayment(world, { ...request, onchain_id: `0x${'0d'.repeat(32)}` })
    for (const [verb, body] of [
      ['capture', {}],
      ['void', {}],
    ] as const) {
      const reply = await post(payment, verb, body)
      expect(reply.status).to.equal(409)
      expect(reply.body).to.include({ code: 'payment_of_other_deployment', param: 'id' })
    }
  })

  it('refuses payments that are not confirmed, unknown ones, other merchants’ and bad amounts', async () => {
    const payment = await paid('manual')
    const stranger = await addMerchant(world)
    expect((await post(payment, 'capture', {}, stranger)).body.code).to.equal('not_found')
    expect((await post(payment, 'capture', { amount: '1.5' })).body).to.include({ code: 'invalid_amount' })
    expect((await post(payment, 'capture', { amount: '10000001' })).body.code).to.equal(
      'payment_not_capturable',
    )
    const uncaptured = { code: 'payment_not_refundable', status: 409 }
    expect((await post(payment, 'refund', { amount: '1' })).body).to.include({ ...uncaptured, param: 'id' })
    const named = await server.call('POST', '/v1/refunds', {
      key: merchant.key,
      idempotencyKey: randomUUID(),
      body: { payment: payment.id },
    })
    expect(named.body).to.include({ ...uncaptured, param: 'payment' })
    await world.ctx.store.payments.update(world.db, payment.id, { status: 'pending' })
    expect((await post(payment, 'void')).body.code).to.equal('payment_not_confirmed')
    const path = `/v1/payments/${payment.id}/void`
    expect((await server.call('POST', path, { key: merchant.key, body: {} })).body.code).to.equal(
      'missing_idempotency_key',
    )
    const reader = await addMerchant(world, { scopes: ['payments:read'] })
    expect((await post(payment, 'void', {}, reader)).body.code).to.equal('insufficient_scope')
  })
})

function hexAt(body: unknown, field: 'to' | 'data'): Hex {
  const text = textAt(body, 'call', field)
  if (!isHex(text)) throw new Error(`call.${field} is not hex: ${text}`)
  return text
}
