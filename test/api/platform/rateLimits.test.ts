import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import type { Config } from '../../../api/src/config.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { rawRequest } from '../support/rawRequest.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'

const PER_KEY = 100
const PER_IP = 40

describe('rate limits', () => {
  let world: World
  let servers: TestServer[]
  let merchant: TestMerchant
  /** What the clock of the API says beyond the real time. */
  let aheadMs = 0

  const limits: Partial<Config> = { rateLimitPerKey: PER_KEY, rateLimitPerIp: PER_IP }
  const clock = { now: () => new Date(Date.now() + aheadMs) }

  before(async () => {
    world = await openWorld()
    const config = { ...world.ctx.config, ...limits }
    servers = [
      await serveApi(world, { clock, replace: { config } }),
      await serveApi(world, { clock, replace: { config } }),
    ]
  })
  after(async () => {
    for (const server of servers) await server.close()
    await world.close()
  })
  beforeEach(async () => {
    merchant = await addMerchant(world)
    // What the processes leased for the address of all tests runs out.
    aheadMs += 61_000
    await sql`DELETE FROM florin.rate_bucket`.execute(world.db)
  })

  const ask = (index: number, key = merchant.key): Promise<Reply> => {
    const server = servers[index % servers.length]
    if (!server) throw new Error('no server')
    return server.call('GET', '/v1/merchant', { key })
  }
  const checkout = (index: number, headers: Record<string, string> = {}): Promise<Reply> => {
    const server = servers[index % servers.length]
    if (!server) throw new Error('no server')
    return rawRequest(server.url, { method: 'GET', path: '/v1/config', headers })
  }
  async function many(count: number, send: (index: number) => Promise<Reply>): Promise<Reply[]> {
    return Promise.all(Array.from({ length: count }, (_, index) => send(index)))
  }
  const passed = (replies: Reply[]) => replies.filter((reply) => reply.status === 200)

  it('let two processes together answer as many requests of a key as one, and no more', async () => {
    const started = Date.now()
    const replies = await many(3 * PER_KEY, (index) => ask(index))
    const cameBack = Math.ceil(((Date.now() - started) / 60_000) * PER_KEY)
    expect(passed(replies).length).to.be.within(PER_KEY, PER_KEY + cameBack)
    const refused = replies.filter((reply) => reply.status === 429)
    expect(refused.length + passed(replies).length).to.equal(3 * PER_KEY)
    for (const { body, headers } of refused) {
      expect(body.code).to.equal('rate_limited')
      expect(headers.get('content-type')).to.include('application/problem+json')
      expect(Number(headers.get('retry-after'))).to.be.within(1, 60)
      expect(headers.get('ratelimit')).to.match(/^"key";r=0;t=60$/)
    }
  })

  it('tell what is allowed and left', async () => {
    const { headers } = await ask(0)
    expect(headers.get('ratelimit-policy')).to.equal(`"key";q=${PER_KEY};w=60`)
    expect(headers.get('ratelimit')).to.equal(`"key";r=${PER_KEY - 1};t=1`)
  })

  it('answer again once the time that they told is over, and not before', async () => {
    await many(2 * PER_KEY, () => ask(0))
    const refused = await ask(0)
    expect(refused.status).to.equal(429)
    const waitMs = Number(refused.headers.get('retry-after')) * 1000
    aheadMs += waitMs - 500
    expect((await ask(0)).status).to.equal(429)
    aheadMs += 500
    await sql`UPDATE florin.rate_bucket SET updated_at = updated_at - ${waitMs} * interval '1 millisecond'`.execute(
      world.db,
    )
    expect((await ask(0)).status).to.equal(200)
  })

  it('ask the database for a slice, not for each request', async () => {
    let leases = 0
    const { rateBuckets } = world.ctx.store
    const store = {
      ...world.ctx.store,
      rateBuckets: {
        ...rateBuckets,
        lease: (...input: Parameters<typeof rateBuckets.lease>) => {
          leases += 1
          return rateBuckets.lease(...input)
        },
      },
    }
    const server = await serveApi(world, { replace: { store, config: { ...world.ctx.config, ...limits } } })
    try {
      const replies = await many(50, () => server.call('GET', '/v1/merchant', { key: merchant.key }))
      expect(passed(replies)).to.have.length(50)
      expect(leases).to.equal(10)
    } finally {
      await server.close()
    }
  })

  it('leave other keys alone', async () => {
    await many(2 * PER_KEY, (index) => ask(index))
    const other = await addMerchant(world)
    expect((await ask(0, other.key)).status).to.equal(200)
  })

  it('count by address who has no key, and whose key is wrong, but not who has a right one', async () => {
    const wrong = await many(PER_IP, (index) => ask(index, `fl_test_${'x'.repeat(30)}`))
    expect(new Set(wrong.map((reply) => reply.status))).to.deep.equal(new Set([401]))
    const refused = await many(PER_IP, (index) => (index % 2 ? checkout(index) : ask(index, 'wrong')))
    expect(refused.filter((reply) => reply.status === 429).length).to.be.greaterThan(PER_IP - 5)
    expect(refused.find((reply) => reply.status === 429)?.headers.get('ratelimit-policy')).to.equal(
      `"ip";q=${PER_IP};w=60`,
    )
    expect((await ask(0)).status).to.equal(200)
  })

  it('do not believe what a caller says of its address', async () => {
    const replies = await many(2 * PER_IP, (index) =>
      checkout(0, { 'x-forwarded-for': `203.0.113.${index}` }),
    )
    expect(passed(replies).length).to.be.below(PER_IP + 5)
  })

  it('believe the proxies that the host trusts, and nobody before them', async () => {
    const config = { ...world.ctx.config, ...limits, trustProxy: ['loopback'] }
    const server = await serveApi(world, { clock, replace: { config } })
    const from = (chain: string) =>
      rawRequest(server.url, { method: 'GET', path: '/v1/config', headers: { 'x-forwarded-for': chain } })
    try {
      const each = await many(2 * PER_IP, (index) => from(`203.0.113.${index}`))
      expect(passed(each)).to.have.length(2 * PER_IP)
      // The proxy adds whom it saw at the end; what stands before that is the caller's own claim.
      const spoofed = await many(2 * PER_IP, (index) => from(`192.0.2.${index}, 198.51.100.7`))
      expect(passed(spoofed).length).to.be.within(PER_IP, PER_IP + 5)
      // All of one IPv6 network is one caller.
      const network = await many(2 * PER_IP, (index) => from(`2001:db8:1:2::${index.toString(16)}`))
      expect(passed(network).length).to.be.within(PER_IP, PER_IP + 5)
    } finally {
      await server.close()
    }
  })

  it('are off where the host sets 0', async () => {
    const config = { ...world.ctx.config, rateLimitPerKey: 0, rateLimitPerIp: 0 }
    const server = await serveApi(world, { replace: { config } })
    try {
      const replies = await many(2 * PER_KEY, () => server.call('GET', '/v1/merchant', { key: merchant.key }))
      expect(passed(replies)).to.have.length(2 * PER_KEY)
      expect(replies[0]?.headers.get('ratelimit')).to.equal(null)
    } finally {
      await server.close()
    }
  })
})
