import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import type { Ctx } from '../../api/src/context.ts'
import { checkReadiness } from '../../api/src/services/checkReadiness.ts'
import { postChain } from '../../api/src/services/posting/postChain.ts'
import { type FakeViews, openFakeViews } from './support/fakeViews.ts'
import { openWorld, type World } from './support/world.ts'

describe('readiness', () => {
  let world: World
  let views: FakeViews
  let api: Ctx

  before(async () => {
    world = await openWorld()
    views = await openFakeViews(world)
    api = world.openCtx({ role: 'api' })
  })
  after(() => world.close())
  beforeEach(async () => {
    await views.sync()
    await postChain(world.ctx, world.chain)
  })

  const check = async (ctx = api) => {
    const { ready, checks } = await checkReadiness(ctx)
    return { ready, chain: checks[`chain ${world.chain.chainId}`] }
  }

  it('is given when the index is level with what was seen and near the head', async () => {
    expect(await check()).to.deep.equal({ ready: true, chain: 'ok' })
  })

  it('is denied while the index is below a block that readers saw, until it is past it again', async () => {
    const block = await views.sync()
    await views.setCheckpoint(block - 1n)
    expect(await check()).to.deep.equal({ ready: false, chain: 'the indexer is behind what was seen' })
    await views.setCheckpoint(block)
    expect((await check()).ready).to.equal(true)
  })

  it('is denied while the index is below a block in which posting saw a fact', async () => {
    const block = await views.sync()
    const raise = (to: bigint) =>
      world.ctx.store.postingChains.raise(world.db, BigInt(world.chain.chainId), 'highest_seen_block', to)
    await raise(block + 1n)
    expect(await check()).to.deep.equal({ ready: false, chain: 'the indexer is behind what was seen' })
    await views.rpc.mine({ blocks: 1 })
    await views.sync()
    expect((await check()).ready).to.equal(true)
  })

  it('is denied while the index lags by more than sixty blocks', async () => {
    await views.rpc.mine({ blocks: 60 })
    await postChain(world.ctx, world.chain)
    expect((await check()).ready).to.equal(true)
    await views.rpc.mine({ blocks: 1 })
    await postChain(world.ctx, world.chain)
    expect(await check()).to.deep.equal({ ready: false, chain: 'the indexer lags' })
  })

  it('is denied while the index is not whole after a restart', async () => {
    await views.setReady(false)
    expect(await check()).to.deep.equal({ ready: false, chain: 'the indexer is not ready' })
    await views.setReady(true)
  })

  it('is denied while rows are taken back, and while the live build is known to be wrong', async () => {
    const denied = { ready: false, chain: 'the indexer is behind what was seen' }
    await views.setWhole(false)
    expect(await check()).to.deep.equal(denied)
    await views.setWhole(true)
    await views.setFailed('a final block is gone')
    expect(await check()).to.deep.equal(denied)
    await views.setFailed(null)
    expect((await check()).ready).to.equal(true)
  })

  it('is denied while posting is silent', async () => {
    const later = { now: () => new Date(Date.now() + 31_000) }
    const ctx = world.openCtx({ role: 'api', clock: later })
    expect(await check(ctx)).to.deep.equal({ ready: false, chain: 'posting is silent' })
  })
})
