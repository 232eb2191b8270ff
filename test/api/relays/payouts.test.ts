import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { encodeSetPayout, encodeWithdraw, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { expect } from 'chai'
import { getAddress } from 'viem'
import { lowerCase } from '../../../api/src/domain/address.ts'
import { expireSignatures } from '../../../api/src/services/expireSignatures.ts'
import { postChain } from '../../../api/src/services/posting/postChain.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import type { PaymentRequestRow } from '../../../api/src/store/paymentRequests.ts'
import { type FakeEvent, type FakeViews, openFakeViews, randomHex } from '../support/fakeViews.ts'
import { addMerchant, moveAddress, type TestMerchant } from '../support/merchants.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { expectFitForWallets } from '../support/walletTypedData.ts'
import { openWorld, type World } from '../support/world.ts'
import { sendAs, sendAsStranger, testClientOf } from './support/chain.ts'
import { acceptPayment, readRelay, watchUntil } from './support/relays.ts'

type Hex = `0x${string}`

const WALLET: Hex = '0x00000000000000000000000000000000000c01d0'
const DAY = 86_400

describe('payouts', () => {
  let world: World
  let views: FakeViews
  let server: TestServer
  let merchant: TestMerchant
  let request: PaymentRequestRow

  before(async () => {
    world = await openWorld()
    views = await openFakeViews(world)
    server = await serveApi(world)
    await recoverSender(world.ctx)
    merchant = await addMerchant(world)
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  const post = () => postChain(world.ctx, world.chain)

  function pay(body: object = {}, as: TestMerchant = merchant): Promise<Reply> {
    return server.call('POST', '/v1/payouts', {
      key: as.key,
      idempotencyKey: randomUUID(),
      body: { chain: `eip155:${world.chain.chainId}`, token: world.token.address, ...body },
    })
  }

  const read = (id: unknown) => server.call('GET', `/v1/payouts/${id}`, { key: merchant.key })

  /** Ten test dollars into the balance, by a stranger's transaction. */
  async function earn(of: TestMerchant = merchant): Promise<void> {
    const accepted = await acceptPayment(world, of)
    request = accepted.request
    await sendAsStranger(world, accepted.relay.calldata)
  }

  async function walletOf(address: Hex): Promise<bigint> {
    return testClientOf(world).readContract({
      address: world.token.address,
      abi: testDollarAbi,
      functionName: 'balanceOf',
      args: [address],
    })
  }

  /** Shows a withdrawal to posting, in the newest block. */
  async function show(amount: bigint, recipient: Hex, changes: Partial<FakeEvent> = {}): Promise<FakeEvent> {
    const event: FakeEvent = {
      kind: 'withdrawn',
      identity: randomHex(),
      terms: request.terms,
      paymentId: request.onchain_id,
      amount,
      recipient: lowerCase(recipient),
      ...changes,
    }
    await testClientOf(world).mine({ blocks: 1 })
    await views.show(event, await views.sync())
    await post()
    return event
  }

  it('asks for a signature where no payout address is registered, and succeeds by what the account sends', async () => {
    await earn()
    const reply = await pay({ amount: '4000000', metadata: { month: 'May' } })
    expect(reply.status, JSON.stringify(reply.body)).to.equal(201)
    expect(reply.body).to.include({
      status: 'requires_signature',
      relay: null,
      account: merchant.account.address,
      recipient: merchant.account.address,
    })
    expect(reply.body.signature_request).to.include({ reason: 'no_payout_address' })
    expectFitForWallets(Reflect.get(Object(reply.body.signature_request), 'typed_data'))
    await sendAs(world, merchant.account, callOf(reply))
    expect(await walletOf(merchant.account.address)).to.equal(4_000_000n)
    const event = await show(4_000_000n, merchant.account.address, { txHash: randomHex() })
    expect((await read(reply.body.id)).body).to.include({ status: 'succeeded', tx_hash: event.txHash })
  })

  it('is found on chain where nobody asked for it here, and fails when its block goes', async () => {
    const event = await show(1_000_000n, WALLET)
    const list = await server.call('GET', '/v1/payouts?status=succeeded&limit=1', { key: merchant.key })
    const [found] = Array.isArray(list.body.data) ? list.body.data : []
    expect(found).to.include({ source: 'chain', recipient: getAddress(WALLET), status: 'succeeded' })
    await views.hide(event)
    await views.reorg(1)
    await testClientOf(world).mine({ blocks: 2 })
    await views.sync()
    await post()
    expect((await read(found.id)).body).to.include({ status: 'failed' })
    const events = world.db
      .selectFrom('event')
      .select('type')
      .where('object_id', '=', found.id)
      .orderBy('seq')
    expect((await events.execute()).map(({ type }) => type)).to.deep.equal([
      'payout.created',
      'payout.succeeded',
      'payout.reverted',
    ])
  })

  it('waits 24 hours for a registered address, then the host pays the whole balance to it', async () => {
    await sendAs(world, merchant.account, encodeSetPayout(WALLET, senderAuth))
    const early = await pay()
    expect(early.body.signature_request).to.include({ reason: 'payout_address_not_yet_valid' })
    // Nobody is asked to sign a way around the delay.
    expect(early.body.recipient).to.equal(merchant.account.address)
    const rpc = testClientOf(world)
    await rpc.increaseTime({ seconds: DAY + 60 })
    await rpc.mine({ blocks: 1 })
    await views.sync()
    await post()
    const addresses = await server.call('GET', '/v1/merchant/payout_addresses', { key: merchant.key })
    expect(addresses.body.data).to.have.length(1)
    const part = await pay({ amount: '1' })
    expect(part.body.signature_request).to.include({ reason: 'partial_payout' })

    const reply = await pay()
    expect(reply.body, JSON.stringify(reply.body)).to.include({
      status: 'pending',
      recipient: getAddress(WALLET),
    })
    expect(reply.body.amount).to.include({ amount: '6000000' })
    expect((await pay()).body).to.include({ code: 'relay_in_flight', payout: reply.body.id })
    // What arrives meanwhile goes along.
    await earn()
    const relay = await watchUntil(world, String(reply.body.relay), 'confirmed')
    expect(relay).to.include({ kind: 'withdraw', executed_by: 'self', onchain_id: null })
    expect(await walletOf(WALLET)).to.equal(16_000_000n)
    expect((await read(reply.body.id)).body.status).to.equal('pending')
    await show(16_000_000n, WALLET, { txHash: relay.tx_hash ?? randomHex() })
    const done = await read(reply.body.id)
    expect(done.body).to.include({ status: 'succeeded', tx_hash: relay.tx_hash })
    expect(done.body.amount).to.include({ amount: '16000000' })
    const payouts = await world.db.selectFrom('payout').select('id').where('source', '=', 'chain').execute()
    expect(payouts).to.have.length(1)
  })

  it('fails where somebody was faster, before any gas was spent; theirs is a payout of its own', async () => {
    await earn()
    const reply = await pay()
    const id = String(reply.body.relay)
    await sendAsStranger(world, (await readRelay(world, id)).calldata)
    await dispatchRelay(world.ctx, id)
    expect(await readRelay(world, id)).to.include({ status: 'failed', error_code: 'would_revert' })
    const failed = await read(reply.body.id)
    expect(failed.body.status).to.equal('failed')
    expect(failed.body.failure).to.include({ code: 'would_revert' })
    await show(10_000_000n, WALLET)
    expect((await read(reply.body.id)).body.status).to.equal('failed')
    const [payout] = await world.db.selectFrom('payout').selectAll().orderBy('id', 'desc').limit(1).execute()
    expect(payout).to.include({ source: 'chain', status: 'succeeded', amount: 10_000_000n })
  })

  it('lets one of two payouts of a balance at once through', async () => {
    await earn()
    const both = await Promise.all([pay(), pay()])
    expect(both.map(({ status }) => status).sort()).to.deep.equal([201, 409])
    const won = both.find(({ status }) => status === 201)
    await watchUntil(world, String(won?.body.relay), 'confirmed')
  })

  it('of an address that became another merchant’s is none of the new one’s withdrawals', async () => {
    const [old, next] = [await addMerchant(world, { optedIn: false }), await addMerchant(world)]
    await earn(old)
    const asked = await pay({ amount: '4000000' }, old)
    await moveAddress(world, old, next)
    await show(4_000_000n, old.account.address)
    const ofOld = await server.call('GET', `/v1/payouts/${asked.body.id}`, { key: old.key })
    expect(ofOld.body).to.include({ status: 'requires_signature', tx_hash: null })
    const ofNext = await server.call('GET', '/v1/payouts', { key: next.key })
    const [found] = Array.isArray(ofNext.body.data) ? ofNext.body.data : []
    expect(found).to.include({ source: 'chain', status: 'succeeded' })
    // What happened before stays who did it.
    await show(1_000_000n, old.account.address)
    expect((await server.call('GET', '/v1/payouts', { key: old.key })).body.data).to.have.length(1)
  })

  it('that the host sent before an address became another merchant’s neither stops nor names the new one’s', async () => {
    const [old, next] = [await addMerchant(world), await addMerchant(world)]
    await earn(old)
    await sendAs(world, old.account, encodeSetPayout(WALLET, senderAuth))
    await testClientOf(world).increaseTime({ seconds: DAY + 60 })
    await testClientOf(world).mine({ blocks: 1 })
    await views.sync()
    await post()
    const sent = await pay({}, old)
    expect(sent.body.status, JSON.stringify(sent.body)).to.equal('pending')
    await moveAddress(world, old, next)
    const theirs = await pay({ account: old.account.address }, next)
    expect(theirs.body.status, JSON.stringify(theirs.body)).to.equal('pending')
    const relay = await watchUntil(world, String(sent.body.relay), 'confirmed')
    const event = await show(10_000_000n, WALLET, { txHash: relay.tx_hash ?? randomHex() })
    const done = await server.call('GET', `/v1/payouts/${sent.body.id}`, { key: old.key })
    expect(done.body).to.include({ status: 'succeeded', tx_hash: event.txHash })
    await show(2_000_000n, WALLET)
    expect((await server.call('GET', `/v1/payouts/${sent.body.id}`, { key: old.key })).body).to.deep.equal(
      done.body,
    )
  })

  it('waits for at most twenty signatures of a balance, and gives up those that expired', async () => {
    const own = await addMerchant(world, { optedIn: false })
    await earn(own)
    const replies = await Promise.all(Array.from({ length: 23 }, () => pay({ amount: '1' }, own)))
    const refused = replies.filter(({ status }) => status === 409)
    expect(refused.map(({ body }) => body.code)).to.deep.equal(Array(3).fill('too_many_unsigned_payouts'))
    expect(refused[0]?.body.param).to.equal('account')
    await testClientOf(world).increaseTime({ seconds: 1300 })
    await testClientOf(world).mine({ blocks: 1 })
    await views.sync()
    await post()
    await expireSignatures(world.ctx)
    const canceled = await server.call('GET', '/v1/payouts?status=canceled&limit=100', { key: own.key })
    expect(canceled.body.data).to.have.length(20)
    expect((await pay({ amount: '1' }, own)).status).to.equal(201)
  })

  it('can be given up while it waits for a signature', async () => {
    const own = await addMerchant(world, { optedIn: false })
    await earn(own)
    const reply = await pay({}, own)
    expect(reply.body.signature_request).to.include({ reason: 'not_opted_in' })
    const path = `/v1/payouts/${reply.body.id}/cancel`
    expect((await server.call('POST', path, { key: own.key })).body).to.include({ status: 'canceled' })
    expect((await server.call('POST', path, { key: own.key })).body.code).to.equal('payout_not_cancelable')
    expect((await server.call('POST', path, { key: merchant.key })).body.code).to.equal('not_found')
    expect((await read(reply.body.id)).body.code).to.equal('not_found')
  })

  it('refuses more than is available, other accounts, unknown tokens and keys without the scope', async () => {
    const own = await addMerchant(world)
    expect((await pay({}, own)).body).to.include({ code: 'balance_too_low', status: 409 })
    await earn(own)
    expect((await pay({ amount: '10000001' }, own)).body).to.include({
      code: 'balance_too_low',
      param: 'amount',
      available: '10000000',
    })
    expect((await pay({ amount: '1.5' }, own)).body).to.include({ code: 'invalid_amount' })
    expect((await pay({ account: merchant.account.address }, own)).body).to.include({
      code: 'not_found',
      param: 'account',
    })
    expect((await pay({ token: WALLET }, own)).body).to.include({ code: 'token_not_supported' })
    expect((await pay({ chain: 'eip155:5' }, own)).body).to.include({ code: 'chain_not_configured' })
    const narrow = await addMerchant(world, { scopes: ['payouts:read'] })
    expect((await pay({}, narrow)).body.code).to.equal('insufficient_scope')
    const noKey = await server.call('POST', '/v1/payouts', { key: own.key, body: {} })
    expect(noKey.body.code).to.equal('invalid_request')
  })

  it('shows how far the host may act, and takes a grant into account at once', async () => {
    const own = await addMerchant(world)
    const grants = async () => {
      const { body } = await server.call('GET', '/v1/merchant/operator', { key: own.key })
      expect(body).to.include({ object: 'operator', opted_in: true })
      return Array.isArray(body.grants) ? body.grants : []
    }
    expect((await grants())[0]).to.include({ registered: false, account: own.account.address })
    const rpc = testClientOf(world)
    await rpc.setBalance({ address: own.account.address, value: 10n ** 18n })
    const hash = await rpc.writeContract({
      account: own.account,
      chain: null,
      address: world.chain.escrow,
      abi: paymentEscrowAbi,
      functionName: 'setOperator',
      args: [world.ctx.hostOperator, world.token.address, 3_000_000n, '0x'],
    })
    await rpc.waitForTransactionReceipt({ hash, pollingInterval: 50 })
    const [grant] = await grants()
    expect(grant.registered).to.equal(true)
    expect(grant.left_today).to.include({ amount: '3000000' })
    expect(grant.resets_at).to.match(/T00:00:00\.000Z$/)
  })

  function callOf(reply: Reply): Hex {
    const amount = 4_000_000n
    const data = encodeWithdraw(world.token.address, amount, merchant.account.address, senderAuth)
    expect(JSON.stringify(reply.body.signature_request)).to.contain(data)
    return data
  }
})
