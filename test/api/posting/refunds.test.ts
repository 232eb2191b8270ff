import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { expireSignatures } from '../../../api/src/services/expireSignatures.ts'
import type { RefundRow } from '../../../api/src/store/refunds.ts'
import { testRandom } from '../../support/random.ts'
import { type FakeEvent, type FakeViews, randomHex } from '../support/fakeViews.ts'
import { addMerchant } from '../support/merchants.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { textAt } from '../support/textAt.ts'
import { expectFitForWallets } from '../support/walletTypedData.ts'
import type { World } from '../support/world.ts'
import { beginStory, openStage, type Story } from './support/story.ts'

type Hex = `0x${string}`

describe('refunds by what the chain says', () => {
  let world: World
  let views: FakeViews
  let server: TestServer
  let story: Story

  before(async () => {
    ;({ world, views } = await openStage())
    server = await serveApi(world)
  })
  after(async () => {
    await server.close()
    await world.close()
  })
  beforeEach(async () => {
    story = await beginStory({ world, views })
    await story.includeNow(story.charge)
    await story.post()
    await story.confirm()
  })

  const paymentId = async () => (await story.payments())[0]?.id ?? ''

  async function ask(amount: bigint | undefined, body: object = {}): Promise<Reply> {
    const payment = await paymentId()
    return server.call('POST', '/v1/refunds', {
      key: story.merchant.key,
      idempotencyKey: randomUUID(),
      body: { payment, ...(amount === undefined ? {} : { amount: amount.toString() }), ...body },
    })
  }

  const refunds = (): Promise<RefundRow[]> =>
    world.db
      .selectFrom('refund')
      .selectAll()
      .where('merchant_id', '=', story.merchant.owner.merchantId)
      .orderBy('id')
      .execute()

  const refundOf = (amount: bigint, changes: Partial<FakeEvent> = {}): FakeEvent => ({
    ...story.charge,
    identity: randomHex(),
    txHash: randomHex(),
    kind: 'refunded',
    amount,
    ...changes,
  })

  async function signatureOf(id: unknown): Promise<{ account: Hex; nonce: bigint }> {
    const row = (await refunds()).find((refund) => refund.id === id)
    if (!row?.signer || row.nonce === null) throw new Error('the refund asks for no signature')
    return { account: row.signer, nonce: row.nonce }
  }

  async function settle(): Promise<void> {
    await story.post()
    await story.confirm()
  }

  /** Succeeded refunds are the payment's total, and no fact has two of them. */
  async function requireAgreement(): Promise<void> {
    const [payment] = await story.payments()
    const rows = await refunds()
    const succeeded = rows.filter(({ status }) => status === 'succeeded')
    expect(succeeded.reduce((sum, { amount }) => sum + amount, 0n)).to.equal(payment?.refunded)
    const facts = rows.map((row) => row.fact_identity).filter((identity) => identity !== null)
    expect(new Set(facts).size).to.equal(facts.length)
    expect(await story.available()).to.equal(10_000_000n - (payment?.refunded ?? 0n))
  }

  it('asks for a signature, is pending in a block and succeeds with its confirmations', async () => {
    const asked = await ask(4_000_000n, { reason: 'torn bag', metadata: { order: '7' } })
    expect(asked.status, JSON.stringify(asked.body)).to.equal(201)
    expect(asked.body).to.include({ status: 'requires_signature', reason: 'torn bag', source: 'api' })
    expect(asked.body.signature_request).to.include({ reason: 'operator_not_registered' })
    expectFitForWallets(Reflect.get(Object(asked.body.signature_request), 'typed_data'))
    const event = refundOf(4_000_000n, { signed: await signatureOf(asked.body.id) })
    await story.includeNow(event)
    await story.post()
    expect((await refunds())[0]).to.include({ status: 'pending', tx_hash: event.txHash })
    await story.confirm()
    const read = await server.call('GET', `/v1/refunds/${asked.body.id}`, { key: story.merchant.key })
    expect(read.body).to.include({ status: 'succeeded', tx_hash: event.txHash, signature_request: null })
    expect((await story.eventTypes()).slice(-3)).to.deep.equal([
      'refund.created',
      'payment.refunded',
      'refund.succeeded',
    ])
    await requireAgreement()
  })

  it('takes what the merchant sent itself for what it was asked to, the signed one for its own', async () => {
    const [first, second] = [await ask(2_000_000n), await ask(2_000_000n)]
    await story.includeNow(refundOf(2_000_000n, { signed: await signatureOf(second.body.id) }))
    await story.includeNow(refundOf(2_000_000n))
    await settle()
    const byId = new Map((await refunds()).map((refund) => [refund.id, refund]))
    expect(byId.get(String(first.body.id))?.status).to.equal('succeeded')
    expect(byId.get(String(second.body.id))?.status).to.equal('succeeded')
    expect(byId.size).to.equal(2)
    await requireAgreement()
  })

  it('finds a refund that nobody asked for here, once, with source chain', async () => {
    await story.includeNow(refundOf(3_000_000n))
    await settle()
    await settle()
    expect(await refunds()).to.have.length(1)
    expect((await refunds())[0]).to.include({ source: 'chain', status: 'succeeded', amount: 3_000_000n })
    await requireAgreement()
  })

  it('goes back with its fact, and succeeds again as the same refund when it is mined again', async () => {
    const event = refundOf(3_000_000n)
    await story.includeNow(event)
    await settle()
    await story.reorganise(event, 4)
    await story.post()
    expect((await refunds())[0]).to.include({
      status: 'failed',
      failure_code: 'reorganised',
      fact_identity: null,
    })
    await requireAgreement()
    await story.mine(3)
    // In another order of the merchant's balance: another fact, of the same transaction.
    await story.includeNow({ ...event, identity: randomHex() })
    await settle()
    expect(await refunds()).to.have.length(1)
    expect((await refunds())[0]?.status).to.equal('succeeded')
    expect((await story.eventTypes()).filter((type) => type.startsWith('refund.'))).to.deep.equal([
      'refund.created',
      'refund.succeeded',
      'refund.reverted',
      'refund.succeeded',
    ])
    await requireAgreement()
  })

  it('is made once however often one key asks for it', async () => {
    const payment = await paymentId()
    const options = { key: story.merchant.key, idempotencyKey: randomUUID(), body: { payment, amount: '5' } }
    const both = await Promise.all([0, 1].map(() => server.call('POST', '/v1/refunds', options)))
    const again = await server.call('POST', '/v1/refunds', options)
    expect(again.headers.get('idempotent-replayed')).to.equal('true')
    for (const reply of both.filter(({ status }) => status === 201))
      expect(reply.body).to.deep.equal(again.body)
    const other = { ...options, body: { payment, amount: '6' } }
    expect((await server.call('POST', '/v1/refunds', other)).body.code).to.equal('idempotency_key_reused')
    expect(await refunds()).to.have.length(1)
  })

  it('can be given up while it waits for a signature, and counts if it is delivered all the same', async () => {
    const asked = await ask(1_000_000n)
    const path = `/v1/refunds/${asked.body.id}/cancel`
    const canceled = await server.call('POST', path, { key: story.merchant.key })
    expect(canceled.status, JSON.stringify(canceled.body)).to.equal(200)
    expect(canceled.body).to.include({ status: 'canceled', signature_request: null })
    const again = await server.call('POST', path, { key: story.merchant.key })
    expect(again.body).to.include({ code: 'refund_not_cancelable', status: 409 })
    await story.includeNow(refundOf(1_000_000n, { signed: await signatureOf(asked.body.id) }))
    await settle()
    expect((await refunds()).map(({ status }) => status)).to.deep.equal(['succeeded'])
    await requireAgreement()
  })

  it('waits for at most twenty signatures of a payment, however many ask at once', async () => {
    const replies = await Promise.all(Array.from({ length: 24 }, () => ask(1n)))
    expect(replies.filter(({ status }) => status === 201)).to.have.length(20)
    const refused = replies.filter(({ status }) => status === 409)
    expect(refused.map(({ body }) => body.code)).to.deep.equal(Array(4).fill('too_many_unsigned_refunds'))
    expect(refused[0]?.body.param).to.equal('payment')
    const [one] = replies.filter(({ status }) => status === 201)
    await server.call('POST', `/v1/refunds/${one?.body.id}/cancel`, { key: story.merchant.key })
    expect((await ask(1n)).status).to.equal(201)
  })

  it('tells which signature was used among any number', async () => {
    const signer: Hex = `0x${'5e'.repeat(20)}`
    const event = refundOf(1_000_000n, { signed: { account: signer, nonce: 7n } })
    await story.includeNow(event)
    const many = Array.from({ length: 70_000 }, (_value, index) => ({ signer, nonce: BigInt(index) }))
    const place = { chainId: BigInt(world.chain.chainId), contracts: [world.chain.escrow] }
    const spent = await world.ctx.store.indexed.listSpentNonces(world.db, 'onchain_main', place, many)
    expect(spent).to.have.length(1)
    expect(spent[0]).to.include({ account: signer, nonce: 7n, tx_hash: event.txHash })
  })

  it('is given up some time after its signature expired, and counts if it had been delivered in time', async () => {
    const read = async (id: unknown) =>
      (await server.call('GET', `/v1/refunds/${id}`, { key: story.merchant.key })).body
    const [left, delivered] = [await ask(1_000_000n), await ask(2_000_000n)]
    const expiresAt = Date.parse(textAt(left.body, 'signature_request', 'expires_at'))
    const deadline = textAt(left.body, 'signature_request', 'typed_data', 'message', 'deadline')
    expect(expiresAt).to.equal(Number(deadline) * 1000)
    const inTime = await views.rpc.getBlockNumber()
    const pass = async (seconds: number) => {
      await views.rpc.increaseTime({ seconds })
      await story.mine(1)
    }
    await pass(900)
    await views.sync()
    await story.post()
    await expireSignatures(world.ctx)
    expect((await read(left.body.id)).status).to.equal('requires_signature')

    // Time alone does not do it: what the blocks of that time hold must be known.
    await pass(400)
    await story.post()
    await expireSignatures(world.ctx)
    expect((await read(left.body.id)).status).to.equal('requires_signature')
    await views.sync()
    await story.post()
    await Promise.all([expireSignatures(world.ctx), expireSignatures(world.ctx)])
    expect(await read(left.body.id)).to.include({ status: 'canceled', signature_request: null })
    const canceled = (await story.eventTypes()).filter((type) => type === 'refund.canceled')
    expect(canceled).to.have.length(2)
    const audits = await world.db
      .selectFrom('audit_entry')
      .select(['actor_kind', 'actor_id', 'operation'])
      .where('object_id', '=', String(left.body.id))
      .where('actor_kind', '=', 'job')
      .execute()
    expect(audits).to.deep.equal([
      { actor_kind: 'job', actor_id: 'expire_signatures', operation: 'expireRefund' },
    ])

    const event = refundOf(2_000_000n, { signed: await signatureOf(delivered.body.id) })
    await views.show(event, inTime)
    await settle()
    expect(await read(delivered.body.id)).to.include({ status: 'succeeded', tx_hash: event.txHash })
    expect((await read(left.body.id)).status).to.equal('canceled')
    expect(await refunds()).to.have.length(2)
    await requireAgreement()
  })

  it('refunds all that is left where no amount is given, and nothing twice while one is pending', async () => {
    await story.includeNow(refundOf(4_000_000n))
    await settle()
    const rest = await ask(undefined)
    expect(rest.body.amount).to.include({ amount: '6000000' })
    const event = refundOf(6_000_000n, { signed: await signatureOf(rest.body.id) })
    await story.includeNow(event)
    await story.post()
    expect((await ask(1n)).body).to.include({ code: 'relay_in_flight', status: 409, left: '0' })
    await story.confirm()
    expect((await ask(1n)).body).to.include({ code: 'payment_not_refundable', status: 409 })
  })

  it('is read by its own merchant alone, with the right scope, by payment and status', async () => {
    const asked = await ask(1_000_000n)
    const payment = await paymentId()
    const stranger = await addMerchant(world)
    const narrow = await addMerchant(world, { scopes: ['payments:read'] })
    const path = `/v1/refunds/${asked.body.id}`
    expect((await server.call('GET', path, { key: stranger.key })).body).to.include({ code: 'not_found' })
    expect((await server.call('POST', `${path}/cancel`, { key: stranger.key })).body.code).to.equal(
      'not_found',
    )
    expect((await server.call('GET', path, { key: narrow.key })).body.code).to.equal('insufficient_scope')
    const theirs = await server.call('POST', '/v1/refunds', {
      key: stranger.key,
      idempotencyKey: randomUUID(),
      body: { payment },
    })
    expect(theirs.body).to.include({ code: 'not_found', param: 'payment' })
    expect(
      (await server.call('POST', '/v1/refunds', { key: stranger.key, body: { payment } })).body.code,
    ).to.equal('missing_idempotency_key')
    const list = async (query: string) =>
      (await server.call('GET', `/v1/refunds?${query}`, { key: story.merchant.key })).body.data
    expect(await list(`payment=${payment}&status=requires_signature`)).to.have.length(1)
    expect(await list(`payment=${payment}&status=succeeded`)).to.have.length(0)
  })

  it('agrees with the payment after any sequence of requests, blocks and reorganisations', async () => {
    const { integer: random } = testRandom()
    const shown: FakeEvent[] = []
    const gone: FakeEvent[] = []
    for (let step = 0; step < 14; step += 1) {
      const choice = random(4)
      if (choice === 0) await ask(BigInt(1 + random(3)) * 100_000n)
      else if (choice === 1 || shown.length === 0) {
        // A nonce is spent once: what is signed already may come back, and cannot be signed again.
        const spent = [...shown, ...gone].map(({ signed }) => signed?.nonce)
        const open = (await refunds()).filter(
          ({ status, nonce }) => status === 'requires_signature' && !spent.includes(nonce ?? undefined),
        )
        const asked = open[random(open.length + 1)]
        const amount = asked?.amount ?? BigInt(1 + random(3)) * 100_000n
        const event = refundOf(amount, asked && random(2) ? { signed: await signatureOf(asked.id) } : {})
        await story.includeNow(event)
        shown.push(event)
      } else if (choice === 2) {
        const event = shown.pop()
        if (!event) continue
        await story.reorganise(event, 4)
        await story.mine(3)
        gone.push(event)
      } else {
        const event = gone.pop()
        if (!event) continue
        const again = random(2) ? event : { ...event, identity: randomHex() }
        await story.includeNow(again)
        shown.push(again)
      }
      await story.post()
      if (random(2)) await story.confirm()
      await requireAgreement()
    }
  })
})
