import { after, before, describe, it } from 'node:test'
import { encodeBurn, encodeRefund, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { expect } from 'chai'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { fromTermsRow } from '../../../api/src/domain/terms.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import type { PaymentRequestRow } from '../../../api/src/store/paymentRequests.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { executionsOf, sendAs, sendAsStranger, testClientOf } from './support/chain.ts'
import { giveDollars, spendDollars } from './support/dollars.ts'
import { refusal } from './support/refusal.ts'
import {
  acceptPayment,
  callerOf,
  listNonces,
  noncesOf,
  payerOf,
  postRelay,
  readRelay,
  requestPayment,
  signPayment,
  transactionsOf,
  watchUntil,
} from './support/relays.ts'

describe('a charge by one signature', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  it('is accepted, sent, mined and confirmed', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    expect(relay).to.include({ status: 'accepted', kind: 'charge', payment_request_id: request.id })
    await dispatchRelay(world.ctx, relay.id)
    expect(await readRelay(world, relay.id)).to.include({ status: 'submitted', leased_until: null })
    const confirmed = await watchUntil(world, relay.id, 'confirmed')
    expect(confirmed.executed_by).to.equal('self')
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
    const [nonce] = await noncesOf(world, relay.id)
    expect(nonce).to.include({ status: 'final', succeeded: true, mined_hash: confirmed.tx_hash })
  })

  it('is sent by the watcher where its job was lost', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    await watchUntil(world, relay.id, 'confirmed')
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('authorizes where the merchant captures later', async () => {
    const { request, relay } = await acceptPayment(world, merchant, { captureMethod: 'manual' })
    expect(relay.kind).to.equal('authorize')
    await watchUntil(world, relay.id, 'confirmed')
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('is sent once by two dispatchers', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    const other = world.openCtx()
    await Promise.all([dispatchRelay(world.ctx, relay.id), dispatchRelay(other, relay.id)])
    await watchUntil(world, relay.id, 'confirmed')
    expect(await noncesOf(world, relay.id)).to.have.length(1)
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('is executed once however often its bytes are sent', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    await watchUntil(world, relay.id, 'confirmed')
    const [nonce] = await noncesOf(world, relay.id)
    const [signed] = await transactionsOf(world, nonce?.nonce ?? -1n)
    if (!signed) throw new Error('the signed bytes were not kept')
    const { sender } = world.ctx.chain
    expect(await sender.broadcast(testClientOf(world), signed.raw)).to.equal('nonce_spent')
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('is confirmed as executed by other where a stranger was first', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    await sendAsStranger(world, relay.calldata)
    // What was tried when it was accepted counts for one block more.
    await testClientOf(world).mine({ blocks: 1 })
    const nonces = (await listNonces(world)).length
    await dispatchRelay(world.ctx, relay.id)
    expect(await readRelay(world, relay.id)).to.include({
      status: 'confirmed',
      executed_by: 'other',
      tx_hash: null,
    })
    expect(await listNonces(world)).to.have.length(nonces)
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('rule 8: is refused with the decoded reason, before a nonce is spent, where the contract would revert', async () => {
    const poor = privateKeyToAccount(generatePrivateKey())
    const { invoice_id } = await requestPayment(world, merchant)
    const invoice = await world.ctx.store.invoices.lock(world.db, invoice_id)
    const request = await addPaymentRequest(world, invoice, poor.address)
    const nonces = (await listNonces(world)).length
    const error = await refusal(
      postRelay(world.ctx, merchant, request, await signPayment(world, request, poor)),
    )
    expect([error.code, error.details.param]).to.deep.equal(['would_revert', 'payment_request'])
    expect(error.details.extra?.selector).to.match(/^0x[0-9a-f]{8}$/)
    expect(error.details.extra?.reason).to.equal(
      `ERC20InsufficientBalance(sender: ${poor.address}, balance: 0, needed: 10000000)`,
    )
    expect(error.message, 'what would be right').to.contain(`${poor.address} holds 0 base units`)
    expect(await listNonces(world)).to.have.length(nonces)
  })

  it('is refused as unsigned, before a nonce is spent, where somebody else or something else was signed', async () => {
    const request = await requestPayment(world, merchant)
    const other = await requestPayment(world, merchant)
    const stranger = privateKeyToAccount(generatePrivateKey())
    const nonces = (await listNonces(world)).length
    const signatures = [await signPayment(world, request, stranger), await signPayment(world, other)]
    for (const signature of signatures) {
      const error = await refusal(postRelay(world.ctx, merchant, request, signature))
      expect([error.code, error.details.param]).to.deep.equal(['invalid_signature', 'signature'])
      expect(error.details.extra?.reason).to.match(/^ERC3009InvalidSignature|^InvalidSignature/)
      expect(error.message).to.contain('typed_data.receive_with_authorization')
      expect(error.message, 'the payer, with its checksum').to.contain(payerOf(world).address)
    }
    expect(await listNonces(world)).to.have.length(nonces)
  })

  it('fails with the decoded reason, and an event, where it became impossible before it was sent', async () => {
    const payer = privateKeyToAccount(generatePrivateKey())
    const client = testClientOf(world)
    await client.setBalance({ address: payer.address, value: 10n ** 18n })
    await giveDollars(world, payer.address, 10_000_000n)
    const { invoice_id } = await requestPayment(world, merchant)
    const invoice = await world.ctx.store.invoices.lock(world.db, invoice_id)
    const request = await addPaymentRequest(world, invoice, payer.address)
    const relay = await postRelay(world.ctx, merchant, request, await signPayment(world, request, payer))
    await spendDollars(world, payer, 1n)
    const nonces = (await listNonces(world)).length
    await dispatchRelay(world.ctx, relay.id)
    const failed = await readRelay(world, relay.id)
    expect(failed).to.include({ status: 'failed', error_code: 'would_revert' })
    expect(failed.error_reason).to.match(/^ERC20InsufficientBalance\(/)
    expect(await listNonces(world)).to.have.length(nonces)
    const events = await world.db.selectFrom('event').selectAll().where('object_id', '=', relay.id).execute()
    expect(events.map((event) => event.type)).to.deep.equal(['relay.failed'])
  })

  it('fails where the payer burned its id before it was sent', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    await sendAs(world, payerOf(world), encodeBurn(fromTermsRow(request.terms), senderAuth))
    await dispatchRelay(world.ctx, relay.id)
    const failed = await readRelay(world, relay.id)
    expect(failed).to.include({ status: 'failed', error_code: 'would_revert', executed_by: null })
    expect(failed.error_reason).to.match(/^PaymentExists\(/)
    expect(await executionsOf(world, request.onchain_id)).to.equal(0)
  })

  it('is refused with what became of its request, where that was burned or executed', async () => {
    const burned = await requestPayment(world, merchant)
    await sendAs(world, payerOf(world), encodeBurn(fromTermsRow(burned.terms), senderAuth))
    const again = await refusal(postRelay(world.ctx, merchant, burned, await signPayment(world, burned)))
    expect([again.code, again.details.param]).to.deep.equal(['would_revert', 'payment_request'])
    expect(again.message).to.contain(`burned payment request ${burned.id}`)
    const { post, request } = await partsOf('10000000')
    const relay = await post('6000000')
    await watchUntil(world, relay.id, 'confirmed')
    const part = request('6000000')
    const replayed = await refusal(postRelay(world.ctx, merchant, part, await signPayment(world, part)))
    expect([replayed.code, replayed.details.param]).to.deep.equal(['would_revert', 'payment_request'])
    expect(replayed.message).to.contain(`executed by relay ${relay.id}`)
  })

  it('is confirmed as executed by other where the payment was given back meanwhile', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    await sendAsStranger(world, relay.calldata)
    const terms = fromTermsRow(request.terms)
    await sendAs(world, merchant.account, encodeRefund(terms, terms.amount, 'available', senderAuth))
    await dispatchRelay(world.ctx, relay.id)
    expect(await readRelay(world, relay.id)).to.include({ status: 'confirmed', executed_by: 'other' })
  })

  it('is refused while the same intent is under way, naming its relay', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    const error = await refusal(postRelay(world.ctx, merchant, request, await signPayment(world, request)))
    expect(error.code).to.equal('relay_in_flight')
    expect(error.details.extra?.relay).to.equal(relay.id)
    await watchUntil(world, relay.id, 'confirmed')
  })

  it('rule 1: is accepted once where the same intent is posted twice at once', async () => {
    const request = await requestPayment(world, merchant)
    const signature = await signPayment(world, request)
    const posts = await Promise.allSettled(
      [1, 2, 3].map(() => postRelay(world.ctx, merchant, request, signature)),
    )
    const accepted = posts.filter((post) => post.status === 'fulfilled')
    expect(accepted).to.have.length(1)
    await watchUntil(world, accepted[0]?.value.id ?? '', 'confirmed')
  })

  it('rule 13: is refused where relays under way already cover the invoice', async () => {
    const first = await requestPayment(world, merchant)
    const invoice = await world.ctx.store.invoices.lock(world.db, first.invoice_id)
    const second = await addPaymentRequest(world, invoice, payerOf(world).address)
    const relay = await postRelay(world.ctx, merchant, first, await signPayment(world, first))
    const error = await refusal(postRelay(world.ctx, merchant, second, await signPayment(world, second)))
    expect(error.code).to.equal('invoice_already_covered')
    expect(error.details.extra?.relay).to.equal(relay.id)
    await watchUntil(world, relay.id, 'confirmed')
    const late = await refusal(postRelay(world.ctx, merchant, second, await signPayment(world, second)))
    expect(late.code).to.equal('invoice_already_covered')
  })

  it('is refused for more than relays under way leave', async () => {
    const { invoice, post } = await partsOf('10000000')
    const relay = await post('6000000')
    const error = await refusal(post('6000000'))
    expect(error.code).to.equal('invoice_already_covered')
    expect(error.details.extra).to.deep.equal({ relay: relay.id, left: '4000000' })
    const rest = await post('4000000')
    for (const { id } of [relay, rest]) await watchUntil(world, id, 'confirmed')
    expect(rest.merchant_id).to.equal(invoice.merchant_id)
  })

  it('is refused for a part below a twentieth of the invoice, but not for a small rest', async () => {
    const { post } = await partsOf('10000000')
    const error = await refusal(post('499999'))
    expect([error.code, error.details.extra]).to.deep.equal(['part_too_small', { least: '500000' }])
    const most = await post('9999999')
    const rest = await post('1')
    for (const { id } of [most, rest]) await watchUntil(world, id, 'confirmed')
  })

  /** An invoice, of which the payer has parts relayed. */
  async function partsOf(amount: string) {
    const invoice = await addInvoice(world, merchant.owner, { amount })
    const requests = new Map<string, PaymentRequestRow>()
    const post = async (part: string) => {
      const request = await addPaymentRequest(world, invoice, payerOf(world).address, part)
      requests.set(part, request)
      return postRelay(world.ctx, merchant, request, await signPayment(world, request))
    }
    const request = (part: string) => {
      const made = requests.get(part)
      if (!made) throw new Error(`no part of ${part} was posted`)
      return made
    }
    return { invoice, post, request }
  }

  it('is refused for a void invoice and after the request expired', async () => {
    const voided = await requestPayment(world, merchant)
    await world.ctx.store.invoices.update(world.db, voided.invoice_id, { status: 'void' })
    const error = await refusal(postRelay(world.ctx, merchant, voided, '0x01'))
    expect(error).to.include({ code: 'invoice_void' })
    expect(error.details.param).to.equal('payment_request')
    const expired = await requestPayment(world, merchant)
    const late = world.openCtx({ clock: { now: () => expired.authorize_by } })
    expect((await refusal(postRelay(late, merchant, expired, '0x01'))).code).to.equal(
      'payment_request_expired',
    )
  })

  it('is unknown to another merchant', async () => {
    const request = await requestPayment(world, merchant)
    const other = await addMerchant(world)
    expect(callerOf(other).merchantId).not.to.equal(merchant.owner.merchantId)
    expect((await refusal(postRelay(world.ctx, other, request, '0x01'))).code).to.equal('not_found')
  })
})

describe('a charge on the node of npm start', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld({ node: 'hardhat' })
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  it('is accepted, sent, mined and confirmed', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    await dispatchRelay(world.ctx, relay.id)
    expect((await watchUntil(world, relay.id, 'confirmed')).executed_by).to.equal('self')
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('is refused with the decoded reason where somebody else signed', async () => {
    const request = await requestPayment(world, merchant)
    const stranger = privateKeyToAccount(generatePrivateKey())
    const signature = await signPayment(world, request, stranger)
    const error = await refusal(postRelay(world.ctx, merchant, request, signature))
    expect([error.code, error.details.param]).to.deep.equal(['invalid_signature', 'signature'])
    expect(error.details.extra?.reason).to.match(/^ERC3009InvalidSignature|^InvalidSignature/)
  })
})
