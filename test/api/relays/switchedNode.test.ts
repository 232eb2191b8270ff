import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { connectChains } from '../../../api/src/chain/clients.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import { type FaultyProxy, startFaultyProxy } from '../../chaos/support/rpc/proxy.ts'
import { startTestAnvil } from '../../support/chain.ts'
import { seededRandom } from '../../support/random.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import {
  acceptPayment,
  noncesOf,
  readRelay,
  requestPayment,
  signPayment,
  transactionsOf,
  watchUntil,
} from './support/relays.ts'

describe('an endpoint that suddenly leads to another chain', () => {
  let world: World
  let other: Awaited<ReturnType<typeof startTestAnvil>>
  let proxy: FaultyProxy
  let clients: ReturnType<typeof connectChains>
  let server: TestServer
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    await recoverSender(world.ctx)
    other = await startTestAnvil({ chainId: 31_338 })
    proxy = await startFaultyProxy({
      rpcUrl: world.anvil.rpcUrl,
      otherUrl: other.rpcUrl,
      random: seededRandom(1),
    })
    clients = connectChains(world.ctx.chains, new Map([[world.chain.chainId, { own: [proxy.url] }]]))
    server = await serveApi(world, { replace: { clients } })
    merchant = await addMerchant(world)
  })
  after(async () => {
    await server.close()
    await proxy.close()
    await other.stop()
    await world.close()
  })

  it('is asked for its chain again before a question whose answer was lost is asked again', async () => {
    const client = clients.get(world.chain.chainId)
    expect(await client?.getBlockNumber()).to.not.equal(undefined)
    proxy.failNext(() => proxy.setMode('astray', { silent: true }))
    const answer = await client?.getBlockNumber().catch((error: unknown) => String(error))
    expect(answer).to.match(/says that it is chain 31338/)
    expect(new Set(proxy.astray.map(({ method }) => method))).to.deep.equal(new Set(['eth_chainId']))
  })

  it('is told to callers as a chain that is away, and not as our fault', async () => {
    proxy.setMode('clean')
    const request = await requestPayment(world, merchant)
    const body = { payment_request: request.id, signature: await signPayment(world, request) }
    proxy.setMode('astray')
    const reply = await server.call('POST', '/v1/relays', { key: merchant.key, idempotencyKey: 'a', body })
    expect([reply.status, reply.body.code]).to.deep.equal([503, 'chain_unavailable'])
    expect(reply.headers.get('retry-after')).to.equal('5')
    proxy.setMode('clean')
    const later = await server.call('POST', '/v1/relays', { key: merchant.key, idempotencyKey: 'a', body })
    expect(later.status).to.equal(202)
  })

  /** A worker whose node is another chain's from the moment on that it knows that a key can pay. */
  function switchedMidway() {
    const { chain } = world.ctx
    const readBalance: typeof chain.sender.readBalance = async (...question) => {
      const balance = await chain.sender.readBalance(...question)
      proxy.setMode('astray', { silent: true })
      return balance
    }
    return world.openCtx({
      replace: { clients, chain: { ...chain, sender: { ...chain.sender, readBalance } } },
    })
  }

  it('rule 9: is asked again before a nonce is taken, where it was switched since the pass began', async () => {
    proxy.setMode('clean')
    const { relay } = await acceptPayment(world, merchant)
    await recoverSender(world.ctx)
    const [refused] = await Promise.allSettled([dispatchRelay(switchedMidway(), relay.id)])
    expect(refused.status).to.equal('rejected')
    expect(await noncesOf(world, relay.id)).to.deep.equal([])
    expect((await readRelay(world, relay.id)).status).to.equal('accepted')
    proxy.setMode('clean')
    await watchUntil(world, relay.id, 'confirmed')
  })

  it('rule 9: is asked again before a nonce is filled that was taken earlier', async () => {
    proxy.setMode('clean')
    const { relay } = await acceptPayment(world, merchant)
    const died = new Error('the worker died')
    const dying = world.openCtx({
      replace: {
        crashPoint: (point) => {
          if (point === 'after-nonce') throw died
        },
      },
    })
    const [end] = await Promise.allSettled([dispatchRelay(dying, relay.id)])
    expect(end).to.deep.equal({ status: 'rejected', reason: died })
    await watchRelays(switchedMidway())
    const [taken] = await noncesOf(world, relay.id)
    expect(taken?.status).to.equal('taken')
    expect(await transactionsOf(world, taken?.nonce ?? -1n)).to.deep.equal([])
    proxy.setMode('clean')
    await watchUntil(world, relay.id, 'confirmed')
    expect(await noncesOf(world, relay.id)).to.have.length(1)
  })
})
