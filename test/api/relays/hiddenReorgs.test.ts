import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { TimeoutError } from 'viem'
import type { Ctx } from '../../../api/src/context.ts'
import type { CrashPoint } from '../../../api/src/domain/crashPoint.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import { waitFor } from '../../support/waitFor.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { executionsOf, testClientOf } from './support/chain.ts'
import { acceptPayment, noncesOf, readRelay, watchUntil } from './support/relays.ts'

type AnvilReorg = { Method: 'anvil_reorg'; Parameters: [depth: number, pairs: []]; ReturnType: null }

describe('a reorganisation deeper than the confirmations', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld({ gasSigners: 2 })
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  const silence = async (): Promise<never> => {
    throw new TimeoutError({ body: {}, url: 'RPC_URL' })
  }

  const failures: Record<string, (ctx: Ctx) => Ctx> = {
    'does not answer about single blocks': ({ chain }) =>
      world.openCtx({ replace: { chain: { ...chain, heads: { ...chain.heads, readBlockHash: silence } } } }),
    'does not answer about blocks at all': ({ chain }) => {
      const heads = { ...chain.heads, readBlockHash: silence, readBlockHashes: silence }
      return world.openCtx({ replace: { chain: { ...chain, heads } } })
    },
    'is the last that a worker asked before it died': (ctx) => ({ ...ctx, crashPoint: dies }),
  }

  for (const [failure, failing] of Object.entries(failures)) {
    it(`takes back what it removed, though the node ${failure} when the new branch is noted`, async () => {
      const rpc = testClientOf(world)
      const { request, relay } = await acceptPayment(world, merchant)
      const confirmed = await watchUntil(world, relay.id, 'confirmed')
      const [first] = await noncesOf(world, relay.id)
      // The transaction of another key waits in the pool while the block is replaced, and is in the next one.
      const other = await acceptPayment(world, merchant)
      await rpc.setAutomine(false)
      const otherKeys = world.ctx.gasSigners.filter(({ address }) => address !== first?.address)
      await dispatchRelay(world.openCtx({ replace: { gasSigners: otherKeys } }), other.relay.id)
      await rpc.request<AnvilReorg>({ method: 'anvil_reorg', params: [1, []] })
      if (confirmed.tx_hash) await rpc.dropTransaction({ hash: confirmed.tx_hash })
      await rpc.mine({ blocks: 1 })
      expect(await executionsOf(world, request.onchain_id)).to.equal(0)
      expect(await executionsOf(world, other.request.onchain_id)).to.equal(1)
      await watchRelays(failing(world.ctx))
      await rpc.setAutomine(true)
      await waitFor(
        async () => {
          await rpc.mine({ blocks: 1 })
          await watchRelays(world.ctx)
          return (await executionsOf(world, request.onchain_id)) === 1
        },
        { describe: 'the payment to be executed on the new branch' },
      )
      const again = await watchUntil(world, relay.id, 'confirmed')
      expect(again.tx_hash, 'the same bytes').to.equal(confirmed.tx_hash)
      await watchUntil(world, other.relay.id, 'confirmed')
      expect((await readRelay(world, relay.id)).executed_by).to.equal('self')
    })
  }
})

function dies(point: CrashPoint): void {
  if (point === 'after-mined') throw new Error('the worker died')
}
