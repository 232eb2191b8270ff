import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { executionsOf, testClientOf } from './support/chain.ts'
import { acceptPayment, noncesOf, readRelay, watchUntil } from './support/relays.ts'

describe('a worker whose lease ran out', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  /** A worker to whom the contract refuses everything, after something else was done. */
  function refusedAfter(meanwhile: () => Promise<void>) {
    const { chain } = world.ctx
    const simulate: typeof chain.simulation.simulate = async () => {
      await meanwhile()
      return { ok: false, revert: { selector: null, reason: 'as a node said long ago', error: null } }
    }
    return world.openCtx({ replace: { chain: { ...chain, simulation: { ...chain.simulation, simulate } } } })
  }

  it('does not end a relay that another one has sent', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    const rpc = testClientOf(world)
    // What was simulated at accept is too old now.
    await rpc.mine({ blocks: 3 })
    await rpc.setAutomine(false)
    const later = world.openCtx({ clock: { now: () => new Date(Date.now() + 16_000) } })
    const slow = refusedAfter(() => dispatchRelay(later, relay.id))
    await dispatchRelay(slow, relay.id)
    expect(await noncesOf(world, relay.id)).to.have.length(1)
    expect(await readRelay(world, relay.id)).to.include({ status: 'submitted', error_code: null })
    await rpc.setAutomine(true)
    await rpc.mine({ blocks: 1 })
    expect((await watchUntil(world, relay.id, 'confirmed')).executed_by).to.equal('self')
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('ends it as long as it holds the lease', async () => {
    const { relay } = await acceptPayment(world, merchant)
    await testClientOf(world).mine({ blocks: 3 })
    await dispatchRelay(
      refusedAfter(async () => undefined),
      relay.id,
    )
    expect(await readRelay(world, relay.id)).to.include({ status: 'failed', error_code: 'would_revert' })
  })

  it('does not end a relay that another one holds', async () => {
    const { relay } = await acceptPayment(world, merchant)
    await testClientOf(world).mine({ blocks: 3 })
    const held = new Date(Date.now() + 20_000)
    const slow = refusedAfter(async () => {
      const taken = world.db.updateTable('relay').set({ leased_until: held }).where('id', '=', relay.id)
      await taken.execute()
    })
    await dispatchRelay(slow, relay.id)
    expect(await readRelay(world, relay.id)).to.include({ status: 'accepted', error_code: null })
  })
})
