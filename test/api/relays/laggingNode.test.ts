import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import type { Ctx } from '../../../api/src/context.ts'
import type { CrashPoint } from '../../../api/src/domain/crashPoint.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { executionsOf, testClientOf } from './support/chain.ts'
import { acceptPayment, noncesOf, readRelay, watchUntil } from './support/relays.ts'

describe('a node behind the one that told where the chain stands', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld({ confirmations: 2 })
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  /** A worker some of whose questions are answered by another node. */
  function asking(change: (chain: Ctx['chain']) => Partial<Ctx['chain']>): Ctx {
    const { chain } = world.ctx
    return world.openCtx({ replace: { chain: { ...chain, ...change(chain) } } })
  }

  /** Has none of the newest blocks: it refuses what they made possible, and cannot answer for them. */
  const lagging = () =>
    asking(({ simulation }) => ({
      simulation: {
        ...simulation,
        simulate: async (_client, _call, { at }) => {
          if (typeof at === 'bigint') throw new Error('header not found')
          return { ok: false, revert: { selector: null, reason: 'NotYet()', error: null } }
        },
      },
    }))

  it('fails no relay by what it does not know yet', async () => {
    const { request, relay } = await acceptPayment(world, merchant)
    await testClientOf(world).mine({ blocks: 2 })
    await dispatchRelay(lagging(), relay.id)
    expect(await readRelay(world, relay.id)).to.include({ status: 'accepted', error_code: null })
    await dispatchRelay(world.ctx, relay.id)
    await testClientOf(world).mine({ blocks: 2 })
    await watchUntil(world, relay.id, 'confirmed')
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('closes no nonce that was taken for a relay by what it does not know yet', async () => {
    const { relay } = await acceptPayment(world, merchant)
    const dying = { ...world.ctx, crashPoint: dies }
    await dispatchRelay(dying, relay.id).catch(() => undefined)
    await watchRelays(lagging())
    expect(await readRelay(world, relay.id)).to.include({ status: 'submitted', error_code: null })
    await watchRelays(world.ctx)
    await testClientOf(world).mine({ blocks: 2 })
    expect((await watchUntil(world, relay.id, 'confirmed')).executed_by).to.equal('self')
    expect(await noncesOf(world, relay.id)).to.have.length(1)
  })

  it('takes back neither what is mined nor what is confirmed by having no such block', async () => {
    const { relay } = await acceptPayment(world, merchant)
    await watchUntil(world, relay.id, 'mined')
    const short = asking(({ heads }) => ({
      heads: { ...heads, readBlockHash: async () => null, readBlockHashes: async () => new Map() },
    }))
    await testClientOf(world).mine({ blocks: 2 })
    await watchRelays(short)
    expect((await readRelay(world, relay.id)).status).to.equal('mined')
    await watchUntil(world, relay.id, 'confirmed')
    await watchRelays(short)
    expect((await readRelay(world, relay.id)).status).to.equal('confirmed')
    expect((await noncesOf(world, relay.id)).map(({ status }) => status)).to.deep.equal(['final'])
  })

  it('says nothing about the nonces of a key: they are counted at the block of the pass', async () => {
    const { relay } = await acceptPayment(world, merchant)
    await dispatchRelay(world.ctx, relay.id)
    const { number } = await testClientOf(world).getBlock()
    const ahead = asking(({ sender }) => ({
      sender: {
        ...sender,
        readNow: async (client) => ({ ...(await sender.readNow(client)), number: number + 9n }),
      },
    }))
    await watchRelays(ahead)
    expect((await readRelay(world, relay.id)).status).to.equal('submitted')
    await testClientOf(world).mine({ blocks: 2 })
    await watchUntil(world, relay.id, 'confirmed')
  })
})

function dies(point: CrashPoint): void {
  if (point === 'after-nonce') throw new Error('the worker died')
}
