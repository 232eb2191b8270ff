import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { postChain } from '../../../api/src/services/posting/postChain.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { waitFor } from '../../support/waitFor.ts'
import { payerOf } from '../relays/support/relays.ts'
import { type FakeViews, openFakeViews } from '../support/fakeViews.ts'
import { addInvoice } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { askingFor, cancel, frontRun, type SignedPayment, signPayment } from './support/payments.ts'
import { facilitatorOf, PRICE } from './support/shop.ts'
import { startWorker } from './support/worker.ts'

type AnvilReorg = {
  Method: 'anvil_reorg'
  Parameters: [depth: number, transactions: [raw: `0x${string}`, offset: number][]]
  ReturnType: null
}

describe('the books of x402 payments', () => {
  let world: World
  let views: FakeViews
  let server: TestServer
  let worker: ReturnType<typeof startWorker>

  before(async () => {
    world = await openWorld()
    views = await openFakeViews(world)
    server = await serveApi(world)
    await recoverSender(world.ctx)
    worker = startWorker(world, views)
  })
  after(async () => {
    await worker.stop()
    await server.close()
    await world.close()
  })

  async function settle(merchant: TestMerchant, payment: SignedPayment) {
    const answer = await facilitatorOf(server, merchant.key).settle(payment.payload, payment.requirements)
    expect(answer.success, answer.errorMessage).to.equal(true)
    return answer
  }

  const sign = (merchant: TestMerchant) =>
    signPayment(world, payerOf(world), askingFor(world, merchant.account.address))

  /** The merchant's only payment, once it has a status. */
  function paymentOf(merchant: TestMerchant, status: string): Promise<Record<string, unknown>> {
    return waitFor(
      async () => {
        const { body } = await server.call('GET', `/v1/payments?status=${status}`, { key: merchant.key })
        const [payment, ...more] = Array.isArray(body.data) ? body.data : []
        if (more.length > 0) throw new Error('there is more than one payment')
        return payment
      },
      { describe: `the payment to be ${status}` },
    )
  }

  async function eventsOf(merchant: TestMerchant): Promise<string[]> {
    const rows = await world.db
      .selectFrom('event')
      .select('type')
      .where('merchant_id', '=', merchant.owner.merchantId)
      .where('type', 'like', 'payment.%')
      .orderBy('seq')
      .execute()
    return rows.map(({ type }) => type)
  }

  async function entriesOf(merchant: TestMerchant): Promise<unknown> {
    const { body } = await server.call('GET', '/v1/ledger/transactions', { key: merchant.key })
    return body.data
  }

  it('hold what was settled: payment, event and entries from wallet to wallet', async () => {
    const merchant = await addMerchant(world)
    const answer = await settle(merchant, await sign(merchant))
    const payment = await paymentOf(merchant, 'confirmed')
    expect(payment).to.deep.include({
      source: 'x402',
      matched: true,
      invoice: null,
      escrow_status: null,
      payer: payerOf(world).address,
      merchant: merchant.account.address,
      tx_hash: answer.transaction,
      x402: {
        scheme: 'exact',
        method: 'eip3009',
        resource: 'https://shop.example/forecast',
        description: 'Tomorrow’s weather',
      },
    })
    expect(payment.amount).to.include({ amount: PRICE.toString() })
    expect(payment.amount_refundable).to.include({ amount: '0' })
    expect(await eventsOf(merchant)).to.deep.equal(['payment.pending', 'payment.confirmed'])
    const [entry] = await world.db
      .selectFrom('ledger_entry')
      .innerJoin('ledger_transaction', 'ledger_transaction.id', 'ledger_entry.transaction_id')
      .select(['account', 'amount'])
      .where('identity', '=', identityOf(payment))
      .orderBy('position')
      .execute()
      .then((rows) => [rows])
    expect(entry).to.deep.equal([
      { account: `external:${payerOf(world).address.toLowerCase()}`, amount: -PRICE },
      { account: `external:${merchant.account.address.toLowerCase()}`, amount: PRICE },
    ])
    expect(await entriesOf(merchant)).to.have.length(1)
  })

  function identityOf(payment: Record<string, unknown>): `0x${string}` {
    return `0x${String(payment.onchain_id).slice(2)}`
  }

  it('refuse to capture, void, refund or assign what is in the merchant’s own wallet', async () => {
    const merchant = await addMerchant(world)
    await settle(merchant, await sign(merchant))
    const { id } = await paymentOf(merchant, 'confirmed')
    const invoice = await addInvoice(world, merchant.owner)
    const code = async (path: string, body: Record<string, unknown> = {}) => {
      const options = { key: merchant.key, idempotencyKey: `${id}-${path}`, body }
      return (await server.call('POST', path, options)).body.code
    }
    expect(await code(`/v1/payments/${id}/capture`)).to.equal('payment_not_in_escrow')
    expect(await code(`/v1/payments/${id}/void`)).to.equal('payment_not_in_escrow')
    expect(await code(`/v1/payments/${id}/refund`)).to.equal('payment_not_in_escrow')
    expect(await code('/v1/refunds', { payment: id })).to.equal('payment_not_in_escrow')
    expect(await code(`/v1/payments/${id}/assign`, { invoice: invoice.id })).to.equal(
      'payment_not_assignable',
    )
  })

  it('hold what somebody else executed, once', async () => {
    const merchant = await addMerchant(world)
    const payment = await sign(merchant)
    const hash = await frontRun(world, payment)
    await settle(merchant, payment)
    expect(await paymentOf(merchant, 'confirmed')).to.include({ tx_hash: hash })
    const repetition = await waitFor(
      async () => {
        const { payload, requirements } = payment
        const again = await facilitatorOf(server, merchant.key).settle(payload, requirements)
        return again.success ? again : undefined
      },
      { describe: 'the repetition to succeed' },
    )
    expect(repetition).to.include({ transaction: hash })
    expect(await paymentOf(merchant, 'confirmed')).to.include({ tx_hash: hash })
  })

  it('call final what the chain and the indexer call so', async () => {
    const merchant = await addMerchant(world)
    await settle(merchant, await sign(merchant))
    await paymentOf(merchant, 'confirmed')
    await worker.stop()
    await views.rpc.mine({ blocks: 200 })
    const { number } = await views.rpc.getBlock({ blockTag: 'finalized' })
    await views.sync(number)
    await postChain(world.ctx, world.chain)
    worker = startWorker(world, views)
    const { tx_hash } = await paymentOf(merchant, 'finalized')
    const facts = await world.db
      .selectFrom('chain_fact')
      .select('status')
      .where('tx_hash', '=', `0x${String(tx_hash).slice(2)}`)
      .where('kind', '=', 'x402_paid')
      .execute()
    expect(facts).to.deep.equal([{ status: 'finalized' }])
  })

  it('take back what a reorganisation removed for good', async () => {
    const merchant = await addMerchant(world)
    const payment = await sign(merchant)
    await settle(merchant, payment)
    const { id } = await paymentOf(merchant, 'confirmed')
    await worker.stop()
    await views.reorg(1)
    await cancel(world, payerOf(world), payment.authorization.nonce)
    // Anvil forgets what it reorganised away, and takes it again only as a replacement, which is sent half a minute later.
    const later = world.openCtx({ clock: { now: () => new Date(Date.now() + 60_000) } })
    worker = startWorker(world, views, later)
    expect(await paymentOf(merchant, 'reverted')).to.include({ id })
    expect(await eventsOf(merchant)).to.include('payment.reverted')
    const balance = await world.ctx.store.ledger.balance(
      world.db,
      BigInt(world.chain.chainId),
      world.token.address,
      `external:${merchant.account.address.toLowerCase()}`,
    )
    expect(balance).to.equal(0n)
    // What we sent comes back, and finds the authorization canceled.
    await waitFor(
      async () => {
        await views.rpc.mine({ blocks: 1 })
        return (await relayOf(payment)).error_code ?? undefined
      },
      { describe: 'the chain to refuse it' },
    )
    const answer = await facilitatorOf(server, merchant.key).settle(payment.payload, payment.requirements)
    expect(answer).to.include({ success: false, errorReason: 'invalid_exact_evm_nonce_already_used' })
  })

  it('follow a payment that a reorganisation moved', async () => {
    const merchant = await addMerchant(world)
    const payment = await sign(merchant)
    const { transaction } = await settle(merchant, payment)
    const { block_number } = await paymentOf(merchant, 'confirmed')
    await views.rpc.mine({ blocks: 1 })
    await views.rpc.request<AnvilReorg>({ method: 'anvil_reorg', params: [2, [[await rawOf(payment), 1]]] })
    await waitFor(
      async () => (await paymentOf(merchant, 'confirmed')).block_number !== block_number || undefined,
      { describe: 'the payment to stand in another block' },
    )
    expect(await paymentOf(merchant, 'confirmed')).to.include({ tx_hash: transaction })
    expect(await eventsOf(merchant)).to.deep.equal(['payment.pending', 'payment.confirmed'])
  })

  it('leave one in doubt that cannot be looked up again, and post all others', async () => {
    const merchant = await addMerchant(world)
    const payment = await sign(merchant)
    await settle(merchant, payment)
    const { onchain_id: lost } = await paymentOf(merchant, 'confirmed')
    await worker.stop()
    await views.reorg(1)
    await cancel(world, payerOf(world), payment.authorization.nonce)
    const { x402 } = world.ctx.chain
    const findSettlement: typeof x402.findSettlement = (client, relay, ...more) => {
      if ('onchain_id' in relay && relay.onchain_id === lost) throw new Error('the range is too large')
      return x402.findSettlement(client, relay, ...more)
    }
    const chain = { ...world.ctx.chain, x402: { ...x402, findSettlement } }
    worker = startWorker(world, views, world.openCtx({ replace: { chain } }))
    const other = await addMerchant(world)
    const executed = await sign(other)
    await frontRun(world, executed)
    await settle(other, executed)
    await paymentOf(other, 'confirmed')
    expect(await paymentOf(merchant, 'confirmed')).to.include({ onchain_id: lost })
    await worker.stop()
    worker = startWorker(world, views)
    await paymentOf(merchant, 'reverted')
  })

  function relayOf({ authorization }: SignedPayment) {
    return world.db
      .selectFrom('relay')
      .select('error_code')
      .where('nonce', '=', authorization.nonce)
      .executeTakeFirstOrThrow()
  }

  /** The bytes that we sent for a payment. */
  async function rawOf({ authorization }: SignedPayment): Promise<`0x${string}`> {
    const { raw } = await world.db
      .selectFrom('signer_transaction')
      .innerJoin('relay', 'relay.tx_hash', 'signer_transaction.hash')
      .select('raw')
      .where('relay.nonce', '=', authorization.nonce)
      .executeTakeFirstOrThrow()
    return raw
  }
})
