import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { GAS_CAP, MAX_REVERTS } from '../../../api/src/domain/gasPolicy.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import type { PaymentRequestRow } from '../../../api/src/store/paymentRequests.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { executionsOf, gasSignerOf, testClientOf } from './support/chain.ts'
import { refusal } from './support/refusal.ts'
import {
  listNonces,
  noncesOf,
  payerOf,
  postRelay,
  readRelay,
  signPayment,
  transactionsOf,
  watchUntil,
} from './support/relays.ts'
import { ANY_SIGNATURE, requestFromWallet, setWallet } from './support/wallets.ts'

describe('the gas that a payer’s wallet can burn', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  const post = (request: PaymentRequestRow) => postRelay(world.ctx, merchant, request, ANY_SIGNATURE)

  it('suffices for an honest contract wallet', async () => {
    const request = await requestFromWallet(world, merchant, 'accepts')
    const relay = await post(request)
    await watchUntil(world, relay.id, 'confirmed')
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  for (const behaviour of ['burns', 'acceptsUnpaid'] as const) {
    it(`is refused at accept where it ${behaviour}`, async () => {
      const request = await requestFromWallet(world, merchant, behaviour)
      const { code, details } = await refusal(post(request))
      expect([code, details.param]).to.deep.equal(['invalid_signature', 'signature'])
    })

    it(`is refused at dispatch where it ${behaviour} since it was accepted`, async () => {
      const request = await requestFromWallet(world, merchant, 'accepts')
      const relay = await post(request)
      await setWallet(world, request.payer, behaviour)
      await testClientOf(world).mine({ blocks: 2 })
      const nonces = (await listNonces(world)).length
      await dispatchRelay(world.ctx, relay.id)
      expect(await readRelay(world, relay.id)).to.include({ status: 'failed', error_code: 'would_revert' })
      expect(await listNonces(world)).to.have.length(nonces)
    })
  }

  /** A relay of which our transaction is mined and reverted. */
  async function burnOnce(request: PaymentRequestRow): Promise<void> {
    await setWallet(world, request.payer, 'accepts')
    const relay = await post(request)
    const rpc = testClientOf(world)
    await rpc.setAutomine(false)
    await dispatchRelay(world.ctx, relay.id)
    await setWallet(world, request.payer, 'reverts')
    await rpc.mine({ blocks: 1 })
    await rpc.setAutomine(true)
    const failed = await watchUntil(world, relay.id, 'failed')
    expect(failed.error_code).to.equal('reverted')
    const [nonce] = await noncesOf(world, relay.id)
    expect(nonce?.succeeded).to.equal(false)
    const [signed] = await transactionsOf(world, nonce?.nonce ?? -1n)
    expect(signed?.gas_limit !== undefined && signed.gas_limit <= GAS_CAP).to.equal(true)
  }

  it('is spent on a few reverted transactions of an invoice, and then no more, whatever the payment request', async () => {
    const request = await requestFromWallet(world, merchant, 'accepts')
    for (let count = 0; count < MAX_REVERTS; count += 1) await burnOnce(request)
    await setWallet(world, request.payer, 'accepts')
    const error = await refusal(post(request))
    expect(error.code).to.equal('would_revert')
    expect(error.details.extra?.reason).to.match(/^InvalidSignature|^ERC3009InvalidSignature/)
    const invoice = await world.ctx.store.invoices.find(world.db, merchant.owner, request.invoice_id)
    if (!invoice) throw new Error('the invoice is gone')
    const again = await addPaymentRequest(world, invoice, request.payer)
    expect((await refusal(post(again))).code).to.equal('would_revert')
    const other = await requestFromWallet(world, merchant, 'accepts')
    await watchUntil(world, (await post(other)).id, 'confirmed')
  })

  it('is spent on a few payments of an invoice at once that may all be reverted, and plain keys pay beside them', async () => {
    const rpc = testClientOf(world)
    const invoice = await addInvoice(world, merchant.owner)
    const part = async () => {
      const { payer } = await requestFromWallet(world, merchant, 'accepts')
      return addPaymentRequest(world, invoice, payer, '500000')
    }
    const payers: PaymentRequestRow[] = []
    for (let count = 0; count < MAX_REVERTS; count += 1) payers.push(await part())
    const more = await part()
    await rpc.setAutomine(false)
    const relays = []
    for (const request of payers) relays.push(await post(request))
    const error = await refusal(post(more))
    expect(error.code).to.equal('relay_in_flight')
    expect(error.details.extra?.relay).to.equal(relays[0]?.id)
    const plain = await addPaymentRequest(world, invoice, payerOf(world).address, '500000')
    await postRelay(world.ctx, merchant, plain, await signPayment(world, plain))
    await watchRelays(world.ctx)
    expect((await refusal(post(more))).code).to.equal('relay_in_flight')
    const [first, ...others] = payers
    for (const { payer } of others) await setWallet(world, payer, 'reverts')
    await rpc.mine({ blocks: 1 })
    await rpc.setAutomine(true)
    await watchRelays(world.ctx)
    expect(await executionsOf(world, first?.onchain_id ?? '0x')).to.equal(1)
    await watchUntil(world, (await post(more)).id, 'confirmed')
    const nonces = (await Promise.all(relays.map(({ id }) => noncesOf(world, id)))).flat()
    expect(nonces.map(({ succeeded }) => succeeded)).to.deep.equal([true, false, false])
  })

  it('is not spent on terms of an earlier escrow', async () => {
    const request = await requestFromWallet(world, merchant, 'accepts')
    const chains = new Map([[world.chain.chainId, { ...world.chain, escrow: world.token.address }]])
    const error = await refusal(postRelay({ ...world.ctx, chains }, merchant, request, ANY_SIGNATURE))
    expect(error.code).to.equal('payment_of_other_deployment')
  })

  it('is not promised where the key could not pay for it', async () => {
    const rpc = testClientOf(world)
    const address = gasSignerOf(world.ctx)
    const request = await requestFromWallet(world, merchant, 'accepts')
    const relay = await post(request)
    const balance = await rpc.getBalance({ address })
    await rpc.setBalance({ address, value: 1n })
    const later = await requestFromWallet(world, merchant, 'accepts')
    expect((await refusal(post(later))).code).to.equal('chain_unavailable')
    await dispatchRelay(world.ctx, relay.id)
    await watchRelays(world.ctx)
    expect((await readRelay(world, relay.id)).status, 'it waits until the key is funded').to.equal('accepted')
    await rpc.setBalance({ address, value: balance })
    await watchUntil(world, relay.id, 'confirmed')
  })
})
