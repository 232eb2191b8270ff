import { after, before, describe, it } from 'node:test'
import * as escrow from '@florin/sdk/escrow/calldata.ts'
import { burnTypedData } from '@florin/sdk/escrow/typedData.ts'
import { expect } from 'chai'
import type { LocalAccount } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { MAX_REVERTS } from '../../../api/src/domain/gasPolicy.ts'
import { fromTermsRow } from '../../../api/src/domain/terms.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import type { InvoiceRow } from '../../../api/src/store/invoices.ts'
import type { PaymentRequestRow } from '../../../api/src/store/paymentRequests.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { type Actions, actionsOf } from './support/actions.ts'
import { testClientOf } from './support/chain.ts'
import { refusal } from './support/refusal.ts'
import { payerOf, postRelay, signPayment, watchUntil } from './support/relays.ts'

const PART = '1000000'
const TRIES = 8

describe('a burn that a payer’s page hands in', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let actions: Actions
  let payer: LocalAccount
  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    await recoverSender(world.ctx)
    merchant = await addMerchant(world)
    actions = actionsOf(world, server, merchant)
    payer = payerOf(world)
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  async function burn(invoice: InvoiceRow, request: PaymentRequestRow, by = payer): Promise<Reply> {
    const fields = await actions.fresh(by)
    const typedData = burnTypedData({ ...actions.place, ...fields, id: request.onchain_id })
    const auth = await actions.auth(by, fields, typedData)
    const checkoutToken = invoice.checkout_token
    return actions.post(world.chain.escrow, escrow.encodeBurn(fromTermsRow(request.terms), auth), {
      checkoutToken,
    })
  }

  const pay = async (request: PaymentRequestRow) =>
    postRelay(world.ctx, merchant, request, await signPayment(world, request))

  async function endAs(status: 'failed' | 'canceled', ...ids: string[]): Promise<void> {
    await world.db.updateTable('relay').set({ status }).where('id', 'in', ids).execute()
  }

  it('is refused to keys of nobody, whose payments were never handed in', async () => {
    const invoice = await addInvoice(world, merchant.owner)
    const nobody = privateKeyToAccount(generatePrivateKey())
    const reply = await burn(invoice, await addPaymentRequest(world, invoice, nobody.address), nobody)
    expect([reply.status, reply.body.code]).to.deep.equal([403, 'call_not_yours'])
    expect(reply.body.param).to.equal('call.data')
    const paid = await addPaymentRequest(world, invoice, payer.address)
    await pay(paid)
    const other = await burn(invoice, await addPaymentRequest(world, invoice, payer.address))
    expect(other.body.code).to.equal('call_not_yours')
  })

  it('stops a payment that was sent and failed, whose signature is public', async () => {
    const invoice = await addInvoice(world, merchant.owner)
    const request = await addPaymentRequest(world, invoice, payer.address)
    const { id } = await pay(request)
    const rpc = testClientOf(world)
    await rpc.setAutomine(false)
    await dispatchRelay(world.ctx, id)
    await endAs('failed', id)
    const reply = await burn(invoice, request)
    await rpc.setAutomine(true)
    expect(reply.status, JSON.stringify(reply.body)).to.equal(202)
  })

  it('is taken a few times for an invoice, however many come at once, and its payments are sent no more', async () => {
    const invoice = await addInvoice(world, merchant.owner)
    const requests: PaymentRequestRow[] = []
    const payments: string[] = []
    for (let count = 0; count < TRIES; count += 1) {
      const request = await addPaymentRequest(world, invoice, payer.address, PART)
      payments.push((await pay(request)).id)
      requests.push(request)
    }
    const replies = await Promise.all(requests.map((request) => burn(invoice, request)))
    const taken = replies.filter(({ status }) => status === 202)
    expect(taken).to.have.length(MAX_REVERTS)
    for (const { status, body } of replies)
      if (status !== 202) expect(body).to.include({ code: 'would_revert', param: 'call.data' })
    const last = await addPaymentRequest(world, invoice, payer.address, PART)
    expect((await refusal(pay(last))).code).to.equal('would_revert')
    await endAs('canceled', ...payments)
    for (const { body } of taken) await watchUntil(world, String(body.id), 'confirmed')
    expect((await refusal(pay(last))).code).to.equal('would_revert')
  })
})
