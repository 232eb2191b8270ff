import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { HttpRequestError } from 'viem'
import { connectChains } from '../../../api/src/chain/clients.ts'
import type { Ctx } from '../../../api/src/context.ts'
import { makeLog } from '../../../api/src/log.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { gasSignerOf, testClientOf } from './support/chain.ts'
import { PROVIDER_KEY, type Provider, startForbiddingProxy } from './support/forbiddingProxy.ts'
import { refusal } from './support/refusal.ts'
import { acceptPayment, postRelay, readRelay, requestPayment, signPayment } from './support/relays.ts'

describe('the key in a node’s URL', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  /** A worker that reaches its node through a provider that forbids a method, and what it logs. */
  async function beside(forbidden: string): Promise<{ ctx: Ctx; lines: string[]; proxy: Provider }> {
    const proxy = await startForbiddingProxy(world.anvil.rpcUrl, forbidden)
    const rpcUrls = new Map([[world.chain.chainId, { own: [proxy.url], public: null }]])
    const config = { ...world.ctx.config, rpcUrls, logLevel: 'trace' as const }
    const lines: string[] = []
    const log = makeLog(config, 'worker', { write: (line) => lines.push(line) })
    const clients = connectChains(world.ctx.chains, rpcUrls)
    return { ctx: world.openCtx({ log, replace: { config, clients } }), lines, proxy }
  }

  function expectClean(texts: readonly string[], proxy: Provider): void {
    for (const text of texts) {
      expect(text).not.to.include(PROVIDER_KEY)
      expect(text).not.to.include(new URL(proxy.url).origin)
    }
  }

  it('does not reach payers: what a proxy says is no revert, whatever its words', async () => {
    const { ctx, proxy } = await beside('eth_estimateGas')
    try {
      const request = await requestPayment(world, merchant)
      const error = await refusal(postRelay(ctx, merchant, request, await signPayment(world, request)))
      expect(error.code).to.equal('chain_unavailable')
      expectClean([JSON.stringify(error), error.message], proxy)
    } finally {
      await proxy.close()
    }
  })

  it('does not end a relay either', async () => {
    const { ctx, lines, proxy } = await beside('eth_call')
    try {
      const { relay } = await acceptPayment(world, merchant)
      // What was found at accept is too old by then.
      await testClientOf(world).mine({ blocks: 2 })
      await watchRelays(ctx)
      expect(await readRelay(world, relay.id)).to.include({ status: 'accepted', error_reason: null })
      expectClean(lines, proxy)
    } finally {
      await proxy.close()
    }
  })

  it('is not in what the queue keeps, nor in the log, nor is the request', async () => {
    const { ctx, lines, proxy } = await beside('eth_getBalance')
    try {
      const { relay } = await acceptPayment(world, merchant)
      const error = await dispatchRelay(ctx, relay.id).catch((reason: unknown) => reason)
      expect(error).to.be.instanceOf(Error)
      await watchRelays(ctx)
      expect(lines.join()).to.include('watching failed').and.include('RPC_URL_31337').and.include('[secret]')
      const texts = [...lines, String(error)]
      expectClean(texts, proxy)
      const signer = gasSignerOf(ctx)
      expect(texts.join()).not.to.include(`"${signer}"`).and.not.to.include(`\\"${signer}\\"`)
    } finally {
      await proxy.close()
    }
  })

  it('is taken out of every line, as are our keys, however they come into it', async () => {
    const { ctx, lines, proxy } = await beside('none')
    await proxy.close()
    const cause = new HttpRequestError({ url: proxy.url, details: `key ${PROVIDER_KEY} is unknown` })
    const error = new Error(`could not read ${proxy.url}`, { cause })
    ctx.log.child({ at: proxy.url }).error({ err: error, error: error.message }, `failed: ${error.message}`)
    ctx.log.error(error)
    ctx.log.warn({ keys: ctx.config.gasSignerKeys, other: { key: ctx.config.operatorKey } })
    expect(lines).to.have.length(3)
    expectClean(lines, proxy)
    for (const key of [...ctx.config.gasSignerKeys, ctx.config.operatorKey ?? '']) {
      expect(lines.join()).not.to.include(key.slice(2))
    }
    for (const line of lines) expect(() => JSON.parse(line)).not.to.throw()
  })
})
