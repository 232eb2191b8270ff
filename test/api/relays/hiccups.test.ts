import { after, afterEach, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { TimeoutError } from 'viem'
import type { Ctx } from '../../../api/src/context.ts'
import { UnfitSetup } from '../../../api/src/domain/unfitSetup.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { runRelays } from '../../../api/src/services/relays/runRelays.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import { waitFor } from '../../support/waitFor.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { gasSignerOf, testClientOf } from './support/chain.ts'
import { acceptPayment, noncesOf, readRelay, watchUntil } from './support/relays.ts'

const silence = async (): Promise<never> => {
  throw new TimeoutError({ body: {}, url: 'RPC_URL' })
}

describe('a node that does not answer one question', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld({ confirmations: 3 })
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())
  afterEach(async () => {
    await testClientOf(world).setCode({ address: gasSignerOf(world.ctx), bytecode: '0x' })
  })

  function withChain(changes: { [part in keyof Ctx['chain']]?: Partial<Ctx['chain'][part]> }): Ctx {
    const { chain } = world.ctx
    const { heads, receipts, sender, nonceUse } = changes
    return world.openCtx({
      replace: {
        chain: {
          ...chain,
          heads: { ...chain.heads, ...heads },
          nonceUse: { ...chain.nonceUse, ...nonceUse },
          receipts: { ...chain.receipts, ...receipts },
          sender: { ...chain.sender, ...sender },
        },
      },
    })
  }

  it('about blocks holds up neither what was mined nor what waits to be sent', async () => {
    const first = await acceptPayment(world, merchant)
    await dispatchRelay(world.ctx, first.relay.id)
    const second = await acceptPayment(world, merchant)
    const failing = withChain({ heads: { readBlockHash: silence, readBlockHashes: silence } })
    await watchRelays(failing)
    await watchRelays(failing)
    expect((await readRelay(world, first.relay.id)).status).to.equal('mined')
    expect((await readRelay(world, second.relay.id)).status).not.to.equal('accepted')
  })

  it('about a key holds up nothing that waits to be sent', async () => {
    const { relay } = await acceptPayment(world, merchant)
    await watchRelays({
      ...world.ctx,
      store: {
        ...world.ctx.store,
        signerNonces: { ...world.ctx.store.signerNonces, findNewestBlock: silence },
      },
    })
    expect((await readRelay(world, relay.id)).status).not.to.equal('accepted')
  })

  it('about one receipt holds up no other, and calls no nonce foreign', async () => {
    const rpc = testClientOf(world)
    const relays = [await acceptPayment(world, merchant), await acceptPayment(world, merchant)]
    for (const { relay } of relays) await dispatchRelay(world.ctx, relay.id)
    const [lost, other] = relays.map(({ relay }) => relay.id)
    await rpc.mine({ blocks: 10 })
    const hash = (await readRelay(world, lost ?? '')).tx_hash
    const findMined: Ctx['chain']['receipts']['findMined'] = (client, hashes) =>
      world.ctx.chain.receipts.findMined(
        {
          ...client,
          getTransactionReceipt: (about) =>
            about.hash === hash ? silence() : client.getTransactionReceipt(about),
        },
        hashes,
      )
    const failing = withChain({ receipts: { findMined, isInBlock: async () => false } })
    await watchRelays(failing)
    expect((await readRelay(world, other ?? '')).status).to.be.oneOf(['mined', 'confirmed'])
    expect((await readRelay(world, lost ?? '')).status).to.equal('submitted')
    expect((await noncesOf(world, lost ?? '')).map(({ status }) => status)).to.deep.equal(['broadcast'])
    await watchUntil(world, lost ?? '', 'confirmed')
  })

  it('about transactions by their hash, whose index is late, calls no nonce of ours foreign', async () => {
    const findMined = async () => ({ found: new Map(), unread: new Set<`0x${string}`>() })
    const late = { findMined, isInBlock: async () => false }
    const { relay } = await acceptPayment(world, merchant)
    await dispatchRelay(world.ctx, relay.id)
    for (const depth of [1, 9, 40]) {
      await testClientOf(world).mine({ blocks: depth })
      await watchRelays(withChain({ receipts: late }))
      expect((await noncesOf(world, relay.id)).map(({ status }) => status)).to.deep.equal(['broadcast'])
    }
    expect((await watchUntil(world, relay.id, 'confirmed')).executed_by).to.equal('self')
  })

  it('is asked again a second later, and not at once', async () => {
    await acceptPayment(world, merchant)
    const asked: number[] = []
    const failing = withChain({
      sender: {
        readNow: () => {
          asked.push(performance.now())
          return silence()
        },
      },
    })
    const stopping = new AbortController()
    const running = runRelays(failing, stopping.signal)
    await waitFor(async () => asked.length >= 2, { describe: 'a second question' })
    stopping.abort()
    await running
    const [first = 0, second = 0] = asked
    expect(second - first).to.be.greaterThan(900)
  })

  it('does not keep a worker from starting, and neither does one that lies about its pool', async () => {
    await recoverSender(withChain({ sender: { readCounts: silence } }))
    const lie = async () => ({ mined: 0n, pending: 1_000_000n })
    await recoverSender(withChain({ sender: { readCounts: lie } }))
  })

  it('is not what a delegated key is: that stops the start', async () => {
    const address = gasSignerOf(world.ctx)
    await testClientOf(world).setCode({ address, bytecode: `0xef0100${'11'.repeat(20)}` })
    const refusal = await recoverSender(world.ctx).catch((error: unknown) => error)
    expect(refusal).to.be.instanceOf(UnfitSetup)
  })
})
