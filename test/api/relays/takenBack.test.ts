import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import type { Ctx } from '../../../api/src/context.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import { waitFor } from '../../support/waitFor.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { executionsOf, testClientOf } from './support/chain.ts'
import { acceptPayment, noncesOf, readRelay, transactionsOf, watchUntil } from './support/relays.ts'

type AnvilReorg = { Method: 'anvil_reorg'; Parameters: [depth: number, pairs: []]; ReturnType: null }
type Broadcast = Ctx['chain']['sender']['broadcast']

describe('a transaction whose block a reorganisation removed', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld({ confirmations: 3 })
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  function sendingBy(broadcast: Broadcast): Ctx {
    const { chain } = world.ctx
    return world.openCtx({ replace: { chain: { ...chain, sender: { ...chain.sender, broadcast } } } })
  }

  /** A worker by a clock that is so far ahead: what others hold now is free for it. */
  const laterBy = (ms: number) => world.openCtx({ clock: { now: () => new Date(Date.now() + ms) } })

  it('is not taken back by a slow worker once it was mined again and confirmed', async () => {
    const rpc = testClientOf(world)
    const first = (await acceptPayment(world, merchant)).relay.id
    const { relay, request } = await acceptPayment(world, merchant)
    await rpc.setAutomine(false)
    await watchRelays(world.ctx)
    await rpc.mine({ blocks: 1 })
    await watchUntil(world, relay.id, 'mined')
    expect((await readRelay(world, first)).status, 'both are in one block').to.equal('mined')
    await rpc.request<AnvilReorg>({ method: 'anvil_reorg', params: [1, []] })
    let stalled = false
    // The node takes its time for the first that is sent again; another worker does everything meanwhile.
    const slow = sendingBy(async (client, raw) => {
      if (stalled) return world.ctx.chain.sender.broadcast(client, raw)
      stalled = true
      await watchRelays(laterBy(16_000))
      await rpc.mine({ blocks: 3 })
      await watchUntil(world, relay.id, 'confirmed', laterBy(32_000))
      return 'unknown'
    })
    await watchRelays(slow)
    expect(stalled).to.equal(true)
    await rpc.setAutomine(true)
    await rpc.mine({ blocks: 1 })
    await watchRelays(laterBy(64_000))
    expect((await readRelay(world, relay.id)).status).to.equal('confirmed')
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
    const events = await world.db
      .selectFrom('event')
      .select('type')
      .where('object_id', '=', relay.id)
      .execute()
    expect(events).to.deep.equal([{ type: 'relay.confirmed' }])
  })

  it('rule 5: is not sent again after the deadline', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    await watchUntil(world, relay.id, 'mined')
    const [mined] = await noncesOf(world, relay.id)
    const [call] = await transactionsOf(world, mined?.nonce ?? -1n)
    const rpc = testClientOf(world)
    await rpc.setAutomine(false)
    await rpc.request<AnvilReorg>({ method: 'anvil_reorg', params: [1, []] })
    if (call) await rpc.dropTransaction({ hash: call.hash })
    await rpc.setNextBlockTimestamp({ timestamp: BigInt(request.terms.authorize_by) })
    await rpc.mine({ blocks: 1 })
    const sent: string[] = []
    const worker = sendingBy((client, raw) => {
      sent.push(raw)
      return world.ctx.chain.sender.broadcast(client, raw)
    })
    await rpc.setAutomine(true)
    await waitFor(
      async () => {
        await watchRelays(worker)
        await rpc.mine({ blocks: 1 })
        return (await readRelay(world, relay.id)).status === 'expired'
      },
      { describe: 'the relay to be expired' },
    )
    expect(sent, 'its nonce is closed').to.have.length(1)
    expect(sent).not.to.include(call?.raw)
    expect(await executionsOf(world, request.onchain_id)).to.equal(0)
  })
})
