import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { Pool } from 'pg'
import { toHex } from 'viem'
import { rebuild } from '../../scripts/db/rebuild.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../../scripts/demo/webhookReceiver.ts'
import { localAccount } from '../../scripts/local/accounts.ts'
import { waitFor } from '../support/waitFor.ts'
import {
  balanceOf,
  chainControls,
  chargeByAllowance,
  chargeDirectly,
  createInvoice,
  type Invoice,
  idOnChain,
  requestPayment,
  termsOf,
} from './support/pay.ts'
import { openStack, type Stack } from './support/stack.ts'
import { playSubscription } from './support/subscriptions.ts'
import { chargeByPermit, chargeByPermit2, openWallets, useOwnBalance } from './support/wallets.ts'

describe('a payment on chain becomes a paid invoice', () => {
  let stack: Stack
  let receiver: WebhookReceiver

  before(async () => {
    stack = await openStack({ confirmations: 2 })
    receiver = await startWebhookReceiver()
    const { data } = await stack.api.POST('/v1/webhook_endpoints', { body: { url: receiver.url } })
    receiver.trust(data?.secret ?? '')
  })
  after(async () => {
    await receiver.close()
    await stack.close()
  })

  async function invoiceWhen(
    id: string,
    describe: string,
    holds: (invoice: Invoice) => boolean,
  ): Promise<Invoice> {
    return waitFor(
      async () => {
        const { data } = await stack.api.GET('/v1/invoices/{id}', { params: { path: { id } } })
        return data && holds(data) ? data : undefined
      },
      { describe: `invoice ${describe}`, timeoutMs: 30_000 },
    )
  }

  const eventsAbout = (ids: string[]) => {
    const about = receiver.events.filter((event) => ids.includes(String(event.data.object.id)))
    return about.sort((a, b) => a.seq - b.seq).map((event) => event.type)
  }

  const paymentsOf = async (id: string) => {
    const { data } = await stack.api.GET('/v1/payments', { params: { query: { invoice: id } } })
    return data?.data ?? []
  }

  it('survives SIGKILL of the worker between payment and posting: paid once, one webhook id', async () => {
    for (const crashPoint of ['before-confirm-commit', 'after-seen'] as const) {
      const invoice = await createInvoice(stack)
      const request = await requestPayment(stack, invoice)
      const doomed = await stack.startWorker({ TEST_CRASH_POINT: crashPoint })
      await chargeDirectly(stack, termsOf(request))
      await chainControls(stack).mine(1)
      const death = await doomed.exited
      expect(death.signal).to.equal('SIGKILL')
      const standing = await stack.api.GET('/v1/invoices/{id}', { params: { path: { id: invoice.id } } })
      expect(standing.data?.status).to.equal('open')

      const worker = await stack.startWorker()
      await invoiceWhen(invoice.id, 'is paid', ({ status }) => status === 'paid')
      const paid = await waitFor(
        () =>
          receiver.events
            .filter((event) => event.type === 'invoice.paid')
            .find((event) => event.data.object.id === invoice.id),
        { describe: 'the webhook invoice.paid', timeoutMs: 60_000 },
      )
      expect(paid.data.object.amount_paid).to.include({ amount: '10000000' })
      const rows = await stack.world.db
        .selectFrom('event')
        .select('id')
        .where('object_id', '=', invoice.id)
        .where('type', '=', 'invoice.paid')
        .execute()
      expect(rows.map((row) => row.id)).to.deep.equal([paid.id])
      expect(await paymentsOf(invoice.id)).to.have.length(1)
      await worker.stop()
    }
  })

  it('takes altered terms with the same invoiceRef as unmatched, and the invoice stays open', async () => {
    const worker = await stack.startWorker()
    const invoice = await createInvoice(stack)
    const request = await requestPayment(stack, invoice)
    const altered = { ...termsOf(request), amount: 1n }
    await chargeDirectly(stack, altered)
    await chainControls(stack).mine(1)
    const onchainId = await idOnChain(stack, altered)
    const unmatched = await waitFor(
      async () => {
        const { data } = await stack.api.GET('/v1/payments', { params: { query: { status: 'confirmed' } } })
        return data?.data.find((payment) => payment.onchain_id === onchainId)
      },
      { describe: 'the unmatched payment is shown', timeoutMs: 30_000 },
    )
    expect(unmatched).to.include({ matched: false, invoice: null, payment_request: null })
    await waitFor(() => eventsAbout([unmatched.id]).includes('payment.unmatched'), {
      describe: 'the webhook payment.unmatched',
    })
    const { data } = await stack.api.GET('/v1/invoices/{id}', { params: { path: { id: invoice.id } } })
    expect(data).to.include({ status: 'open', payment_status: 'none' })
    await worker.stop()
  })

  it('takes a payment back that a reorg removed, and is paid once when the same transaction is mined again', async () => {
    const worker = await stack.startWorker()
    const chain = chainControls(stack)
    const invoice = await createInvoice(stack)
    const request = await requestPayment(stack, invoice)
    const hash = await chargeDirectly(stack, termsOf(request))
    const raw = await chain.rawTransaction(hash)
    await invoiceWhen(invoice.id, 'has a pending payment', (now) => now.payment_status === 'pending')

    await chain.reorg(1)
    // The chain must grow past everything that was seen before a missing row can mean anything.
    await chain.mine(1)
    await invoiceWhen(invoice.id, 'has no payment again', (now) => now.payment_status === 'none')
    const [reverted] = await paymentsOf(invoice.id)
    expect(reverted?.status).to.equal('reverted')

    expect(await chain.send(raw)).to.equal(hash)
    await chain.mine(2)
    await invoiceWhen(invoice.id, 'is paid', ({ status }) => status === 'paid')
    const payments = await paymentsOf(invoice.id)
    expect(payments.map(({ id, tx_hash }) => ({ id, tx_hash }))).to.deep.equal([
      { id: reverted?.id, tx_hash: hash },
    ])
    const wanted = [
      'invoice.created',
      'payment.pending',
      'payment.reverted',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
    ]
    await waitFor(() => eventsAbout([invoice.id, String(reverted?.id)]).length >= wanted.length, {
      describe: 'every webhook of the story',
      timeoutMs: 30_000,
    })
    expect(eventsAbout([invoice.id, String(reverted?.id)])).to.deep.equal(wanted)
    await worker.stop()
  })

  it('books a payment once that a reorg brought back with another source of money', async () => {
    const worker = await stack.startWorker()
    const chain = chainControls(stack)
    const invoice = await createInvoice(stack)
    const request = await requestPayment(stack, invoice)
    await chargeDirectly(stack, termsOf(request))
    await chain.mine(1)
    await invoiceWhen(invoice.id, 'is paid', ({ status }) => status === 'paid')

    await chain.reorg(2)
    await chargeByAllowance(stack, request)
    await chain.mine(2)
    await waitFor(() => eventsAbout([invoice.id]).filter((type) => type === 'invoice.paid').length === 2, {
      describe: 'the invoice was opened and paid again',
      timeoutMs: 30_000,
    })
    const paid = await invoiceWhen(invoice.id, 'is paid', ({ status }) => status === 'paid')
    expect(paid.amount_paid.amount).to.equal('10000000')
    expect(paid.payment_status).to.equal('paid')
    const payments = await paymentsOf(invoice.id)
    expect(payments.map((payment) => payment.amount_captured.amount)).to.deep.equal(['10000000'])
    const { available, onChain } = await balanceOf(stack)
    expect(available).to.equal(onChain)
    await worker.stop()
  })

  it('is paid by a permit and by Permit2 like by anything else', async () => {
    const worker = await stack.startWorker()
    const wallets = openWallets(stack)
    for (const charge of [chargeByPermit, chargeByPermit2]) {
      const invoice = await createInvoice(stack)
      const request = await requestPayment(stack, invoice)
      await charge(wallets, termsOf(request))
      await chainControls(stack).mine(1)
      const paid = await invoiceWhen(invoice.id, 'is paid', ({ status }) => status === 'paid')
      expect(paid.amount_paid.amount).to.equal('10000000')
    }
    await worker.stop()
  })

  it('keeps books that equal the chain whatever an account does with its balance, and tells its owner', async () => {
    const worker = await stack.startWorker()
    const wallets = openWallets(stack)
    await useOwnBalance(wallets, stack.merchant.account, toHex('for the payer', { size: 32 }))
    await chainControls(stack).mine(1)
    const about = () => receiver.events.filter(({ type }) => type.startsWith('balance.'))
    await waitFor(() => about().length === 4, { describe: 'four webhooks', timeoutMs: 30_000 })
    const types = about()
      .sort((a, b) => a.seq - b.seq)
      .map(({ type }) => type)
    expect(types).to.deep.equal([
      'balance.withdrawn',
      'balance.deposited',
      'balance.prepaid_moved',
      'balance.transferred',
    ])
    const { available, prepaid, onChain, prepaidOnChain } = await balanceOf(stack)
    expect([available, prepaid]).to.deep.equal([onChain, prepaidOnChain])
    expect(prepaid).to.equal(300_000n)
    const { data: shown } = await stack.api.GET('/v1/balances')
    const amounts = shown?.data.map((balance) => [balance.available.amount, balance.prepaid.amount])
    expect(amounts).to.deep.equal([[`${onChain}`, `${prepaidOnChain}`]])
    await worker.stop()
  })

  it('keeps books that equal the chain for all whom a subscription concerns', async () => {
    const worker = await stack.startWorker()
    const wallets = openWallets(stack)
    const withdrawn = () => receiver.events.filter(({ type }) => type === 'balance.withdrawn')
    const known = withdrawn().length
    await playSubscription(wallets, stack.merchant.account)
    await chainControls(stack).mine(1)
    // The last call of the story.
    await waitFor(() => withdrawn().length > known, { describe: 'the withdrawal', timeoutMs: 30_000 })
    const feeRecipient = localAccount(wallets.chainId, 'feeRecipient')
    for (const { address } of [stack.merchant.account, wallets.payer, feeRecipient]) {
      const { available, prepaid, onChain, prepaidOnChain } = await balanceOf(stack, address)
      expect([available, prepaid], address).to.deep.equal([onChain, prepaidOnChain])
    }
    expect((await balanceOf(stack, wallets.payer.address)).prepaid).to.equal(4_000_000n)
    expect((await balanceOf(stack, feeRecipient.address)).available).to.equal(210_000n)
    await worker.stop()
  })

  it('books and announces nothing when the index is rebuilt, and goes on with the new tables', async () => {
    const worker = await stack.startWorker()
    const facts = () =>
      stack.world.db.selectFrom('chain_fact').select(['identity', 'inclusion', 'status']).execute()
    const events = () => stack.world.db.selectFrom('event').select(['id', 'object_id']).execute()
    await chainControls(stack).mine(40)
    const undelivered = () =>
      stack.world.db
        .selectFrom('webhook_delivery')
        .select('event_id')
        .where('status', '=', 'pending')
        .execute()
    const settled = async () =>
      (await facts()).every(({ status }) => status !== 'pending') && (await undelivered()).length === 0
    await waitFor(settled, { describe: 'nothing pending', timeoutMs: 30_000 })
    const before = { facts: await facts(), events: await events(), webhooks: receiver.events.length }

    const pool = new Pool({ connectionString: stack.world.database.urls.indexer, max: 2 })
    const { build } = await rebuild(pool, 'onchain_main', () => {})
    await pool.end()
    expect(build).to.match(/r2_/)

    // A payment after it shows that posting has looked at the new tables.
    const invoice = await createInvoice(stack)
    await chargeDirectly(stack, termsOf(await requestPayment(stack, invoice)))
    await chainControls(stack).mine(1)
    await invoiceWhen(invoice.id, 'is paid', ({ status }) => status === 'paid')
    const [payment] = await paymentsOf(invoice.id)
    const isNew = (id: string) => id === invoice.id || id === payment?.id
    await waitFor(() => eventsAbout([invoice.id]).includes('invoice.paid'), { describe: 'its webhook' })
    expect((await events()).filter((event) => !isNew(event.object_id))).to.deep.equal(before.events)
    const others = receiver.events.filter(({ data }) => !isNew(String(data.object.id)))
    expect(others.length, 'webhooks about anything else').to.equal(before.webhooks)
    const known = new Set(before.facts.map(({ identity }) => identity))
    const after = (await facts()).filter(({ identity }) => known.has(identity))
    const inclusions = (rows: typeof after) => rows.map((fact) => `${fact.identity} ${fact.inclusion}`).sort()
    expect(inclusions(after)).to.deep.equal(inclusions(before.facts))
    expect(after.filter(({ status }) => status === 'reverted')).to.have.lengthOf(
      before.facts.filter(({ status }) => status === 'reverted').length,
    )
    await worker.stop()
  })
})
