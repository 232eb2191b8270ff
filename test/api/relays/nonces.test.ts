import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { parseGwei } from 'viem'
import { connectChains } from '../../../api/src/chain/clients.ts'
import type { Clock } from '../../../api/src/domain/clock.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import { localAccount } from '../../../scripts/local/accounts.ts'
import { startTestAnvil } from '../../support/chain.ts'
import { waitFor } from '../../support/waitFor.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { executionsOf, sendAsStranger, testClientOf } from './support/chain.ts'
import {
  acceptPayment,
  listNonces,
  noncesOf,
  readRelay,
  transactionsOf,
  watchUntil,
} from './support/relays.ts'

/** A clock that is ahead of the real one by what a test says. */
function shiftedClock(): Clock & { aheadMs: number } {
  const clock = { aheadMs: 0, now: () => new Date(Date.now() + clock.aheadMs) }
  return clock
}

describe('nonces of the gas signer', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld({ confirmations: 3 })
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  it('rule 11: follow each other without a gap under twenty relays at once', async () => {
    const accepted: Awaited<ReturnType<typeof acceptPayment>>[] = []
    for (let count = 0; count < 20; count += 1) accepted.push(await acceptPayment(world, merchant))
    const rpc = testClientOf(world)
    await rpc.setAutomine(false)
    await Promise.all(accepted.map(({ relay }) => dispatchRelay(world.ctx, relay.id)))
    const open = (await listNonces(world)).filter((row) => row.status === 'broadcast')
    expect(open, 'no more wait at once than a node keeps').to.have.length(16)
    await rpc.setAutomine(true)
    await waitFor(
      async () => {
        await rpc.mine({ blocks: 1 })
        await watchRelays(world.ctx)
        const relays = await Promise.all(accepted.map(({ relay }) => readRelay(world, relay.id)))
        return relays.every((relay) => relay.status === 'confirmed')
      },
      { describe: 'twenty relays to be confirmed', timeoutMs: 30_000 },
    )
    for (const { request } of accepted) expect(await executionsOf(world, request.onchain_id)).to.equal(1)
    const nonces = (await listNonces(world)).map((row) => Number(row.nonce))
    expect(nonces).to.deep.equal(nonces.map((_, index) => index))
  })

  it('rule 10: are watched to depth, and taken back with their relay when a reorganisation removes the block', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    await watchUntil(world, relay.id, 'mined')
    const [before] = await noncesOf(world, relay.id)
    const rpc = testClientOf(world)
    const { number } = await rpc.getBlock()
    await rpc.setAutomine(false)
    await rpc.request<AnvilReorg>({ method: 'anvil_reorg', params: [1, []] })
    if (before?.mined_hash) await rpc.dropTransaction({ hash: before.mined_hash })
    expect((await rpc.getBlock()).number).to.equal(number)
    expect(await executionsOf(world, request.onchain_id)).to.equal(0)
    await watchRelays(world.ctx)
    expect((await readRelay(world, relay.id)).status).to.equal('submitted')
    await rpc.setAutomine(true)
    await rpc.mine({ blocks: 3 })
    const confirmed = await watchUntil(world, relay.id, 'confirmed')
    expect(confirmed.tx_hash, 'the same bytes').to.equal(before?.mined_hash)
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('rule 2: are offered with an eighth more when they are stuck, and every hash is kept', async () => {
    const clock = shiftedClock()
    const ctx = world.openCtx({ clock })
    const { request, relay } = await acceptPayment(world, merchant)
    const rpc = testClientOf(world)
    await rpc.setAutomine(false)
    await dispatchRelay(ctx, relay.id)
    await mineTooDear(rpc)
    clock.aheadMs = 31_000
    await watchRelays(ctx)
    const [row] = await noncesOf(world, relay.id)
    const offers = await transactionsOf(world, row?.nonce ?? -1n)
    expect(offers).to.have.length(2)
    const [first, second] = offers.map((offer) => offer.max_fee_per_gas).sort((a, b) => (a < b ? -1 : 1))
    expect((second ?? 0n) * 8n >= (first ?? 0n) * 9n).to.equal(true)
    await rpc.setAutomine(true)
    await rpc.mine({ blocks: 3 })
    await watchUntil(world, relay.id, 'confirmed', ctx)
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('rule 5: are closed by a transfer of nothing once the deadline has passed', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    const rpc = testClientOf(world)
    await rpc.setAutomine(false)
    await dispatchRelay(world.ctx, relay.id)
    const [row] = await noncesOf(world, relay.id)
    const [signed] = await transactionsOf(world, row?.nonce ?? -1n)
    if (signed) await rpc.dropTransaction({ hash: signed.hash })
    await rpc.setNextBlockTimestamp({ timestamp: BigInt(request.terms.authorize_by) })
    await rpc.mine({ blocks: 1 })
    await watchRelays(world.ctx)
    await rpc.setAutomine(true)
    await rpc.mine({ blocks: 3 })
    const expired = await watchUntil(world, relay.id, 'expired')
    expect(expired.error_code).to.equal('deadline_passed')
    expect(await executionsOf(world, request.onchain_id)).to.equal(0)
    const [closed] = await noncesOf(world, relay.id)
    expect(closed?.status).to.equal('final')
    expect(closed?.mined_hash).not.to.equal(signed?.hash)
    const events = await world.db.selectFrom('event').selectAll().where('object_id', '=', relay.id).execute()
    expect(events.map((event) => event.type)).to.deep.equal(['relay.expired'])
  })
})

describe('a gas signer that something else uses', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  async function sendForeign(nonce?: number): Promise<void> {
    const rpc = testClientOf(world)
    const account = localAccount(world.chain.chainId, 'gasSigner')
    const hash = await rpc.sendTransaction({
      account,
      chain: null,
      to: account.address,
      ...(nonce === undefined ? {} : { nonce }),
    })
    await rpc.waitForTransactionReceipt({ hash, pollingInterval: 50 })
  }

  /** A worker whose transactions never reach the chain. */
  function loseBroadcasts() {
    const { chain } = world.ctx
    const sender = { ...chain.sender, broadcast: async () => 'unknown' as const }
    return world.openCtx({ replace: { chain: { ...chain, sender } } })
  }

  it('goes on after the nonces that are not ours', async () => {
    await sendForeign()
    await sendForeign()
    await recoverSender(world.ctx)
    expect((await listNonces(world)).map((row) => row.status)).to.deep.equal(['foreign', 'foreign'])
    const { request, relay } = await acceptPayment(world, merchant)
    await watchUntil(world, relay.id, 'confirmed')
    expect((await noncesOf(world, relay.id)).map((row) => Number(row.nonce))).to.deep.equal([2])
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('rule 3: gives a relay a new nonce only when its own was used by something else, deeply, and nobody executed it', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    await dispatchRelay(loseBroadcasts(), relay.id)
    const [own] = await noncesOf(world, relay.id)
    await sendForeign(Number(own?.nonce))
    await watchRelays(world.ctx)
    expect((await readRelay(world, relay.id)).status).to.equal('submitted')
    await testClientOf(world).mine({ blocks: 8 })
    const confirmed = await watchUntil(world, relay.id, 'confirmed')
    expect(confirmed.executed_by).to.equal('self')
    const nonces = await noncesOf(world, relay.id)
    expect(nonces.map((row) => row.status)).to.deep.equal(['foreign', 'final'])
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('closes a nonce that something else used and a reorganisation set free, and leaves its relay to the new one', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    await dispatchRelay(loseBroadcasts(), relay.id)
    const [own] = await noncesOf(world, relay.id)
    const rpc = testClientOf(world)
    const { number: before } = await rpc.getBlock()
    await sendForeign(Number(own?.nonce))
    await rpc.mine({ blocks: 8 })
    const confirmed = await watchUntil(world, relay.id, 'confirmed')
    const { number: head } = await rpc.getBlock()
    await rpc.setAutomine(false)
    await rpc.request<AnvilReorg>({ method: 'anvil_reorg', params: [Number(head - before), []] })
    await rpc.request<AnvilDropAll>({ method: 'anvil_dropAllTransactions' })
    expect(await executionsOf(world, request.onchain_id)).to.equal(0)
    await watchRelays(world.ctx)
    expect((await readRelay(world, relay.id)).status).to.equal('submitted')
    await rpc.setAutomine(true)
    await rpc.mine({ blocks: 1 })
    const again = await watchUntil(world, relay.id, 'confirmed')
    expect(again).to.include({ executed_by: 'self', tx_hash: confirmed.tx_hash })
    await watchRelays(world.ctx)
    expect((await noncesOf(world, relay.id)).map((row) => row.status)).to.deep.equal(['final', 'final'])
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('leaves a relay with its newer nonce when something else used an older one again', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    await dispatchRelay(loseBroadcasts(), relay.id)
    const [own] = await noncesOf(world, relay.id)
    await sendForeign(Number(own?.nonce))
    const rpc = testClientOf(world)
    await rpc.mine({ blocks: 8 })
    await rpc.setAutomine(false)
    await watchUntil(world, relay.id, 'submitted')
    await waitFor(
      async () => {
        await watchRelays(world.ctx)
        return (await noncesOf(world, relay.id)).length === 2
      },
      { describe: 'a second nonce' },
    )
    // As after a reorganisation that set the old nonce free, whose closing transaction was replaced once more.
    const closing = world.db.updateTable('signer_nonce').set({ status: 'broadcast' })
    await closing.where('nonce', '=', own?.nonce ?? -1n).execute()
    await watchRelays(world.ctx)
    expect((await noncesOf(world, relay.id)).map((row) => row.status)).to.deep.equal(['foreign', 'broadcast'])
    expect((await readRelay(world, relay.id)).status).to.equal('submitted')
    await rpc.setAutomine(true)
    await rpc.mine({ blocks: 1 })
    expect((await watchUntil(world, relay.id, 'confirmed')).executed_by).to.equal('self')
    expect(await noncesOf(world, relay.id)).to.have.length(2)
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('rule 6: confirms as executed by other where a stranger was faster than the transaction already sent', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    await dispatchRelay(loseBroadcasts(), relay.id)
    await sendAsStranger(world, relay.calldata)
    const later = world.openCtx({ clock: { now: () => new Date(Date.now() + 6_000) } })
    const confirmed = await watchUntil(world, relay.id, 'confirmed', later)
    expect(confirmed).to.include({ executed_by: 'other', tx_hash: null })
    const [nonce] = await noncesOf(world, relay.id)
    expect(nonce).to.include({ status: 'final', succeeded: false })
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('takes back even a confirmation when a deep reorganisation removes its block, and sends the same bytes', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    const confirmed = await watchUntil(world, relay.id, 'confirmed')
    const rpc = testClientOf(world)
    await rpc.setAutomine(false)
    await rpc.request<AnvilReorg>({ method: 'anvil_reorg', params: [1, []] })
    if (confirmed.tx_hash) await rpc.dropTransaction({ hash: confirmed.tx_hash })
    expect(await executionsOf(world, request.onchain_id)).to.equal(0)
    await watchRelays(world.ctx)
    expect((await readRelay(world, relay.id)).status).to.equal('submitted')
    await rpc.setAutomine(true)
    await rpc.mine({ blocks: 1 })
    const again = await watchUntil(world, relay.id, 'confirmed')
    expect(again.tx_hash).to.equal(confirmed.tx_hash)
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
    // However often it is looked at, each confirmation is told once.
    await watchRelays(world.ctx)
    expect(
      await world.db.selectFrom('event').select('type').where('object_id', '=', relay.id).execute(),
    ).to.deep.equal([{ type: 'relay.confirmed' }, { type: 'relay.confirmed' }])
  })

  it('does not follow a node behind the highest head that was seen', async () => {
    const { relay } = await acceptPayment(world, merchant)
    const now = new Date()
    const chain_id = BigInt(world.chain.chainId)
    await world.ctx.store.postingChains.begin(world.db, {
      chain_id,
      finalized_block: 0n,
      highest_seen_block: 0n,
      head_block: 1_000_000n,
      head_time: now,
      updated_at: now,
    })
    await dispatchRelay(world.ctx, relay.id)
    await watchRelays(world.ctx)
    expect((await readRelay(world, relay.id)).status).to.equal('accepted')
    await world.db
      .updateTable('posting_chain')
      .set({ head_block: 1n })
      .where('chain_id', '=', chain_id)
      .execute()
    await watchUntil(world, relay.id, 'confirmed')
  })

  it('signs nothing for a node of another chain', async () => {
    const other = await startTestAnvil({ chainId: 31_338 })
    try {
      const { relay } = await acceptPayment(world, merchant)
      const nonces = (await listNonces(world)).length
      const urls = new Map([[world.chain.chainId, { own: [other.rpcUrl] }]])
      const astray = world.openCtx({ replace: { clients: connectChains(world.ctx.chains, urls) } })
      const refused = await Promise.allSettled([recoverSender(astray), dispatchRelay(astray, relay.id)])
      expect(refused.map((result) => result.status)).to.deep.equal(['rejected', 'rejected'])
      await watchRelays(astray)
      const astrayNode = astray.clients.get(world.chain.chainId)
      const answer = await astrayNode?.getBlockNumber().catch((error: unknown) => String(error))
      expect(answer, 'nothing else it says is believed either').to.match(/says that it is chain 31338/)
      expect(await listNonces(world)).to.have.length(nonces)
      expect((await readRelay(world, relay.id)).status).to.equal('accepted')
    } finally {
      await other.stop()
    }
  })
})

/** A block that asks for more than any transaction of ours offers at first. */
async function mineTooDear(rpc: ReturnType<typeof testClientOf>): Promise<void> {
  await rpc.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei('20') })
  await rpc.mine({ blocks: 1 })
}

type AnvilReorg = { Method: 'anvil_reorg'; Parameters: [depth: number, pairs: []]; ReturnType: null }
type AnvilDropAll = { Method: 'anvil_dropAllTransactions'; Parameters?: undefined; ReturnType: null }
