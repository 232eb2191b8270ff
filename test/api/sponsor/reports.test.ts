import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { setBudget } from '../../../api/src/services/sponsor/setBudget.ts'
import { isRecord } from '../../../scripts/local/json.ts'
import { acceptPayment, watchUntil } from '../relays/support/relays.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'

describe('what a merchant is told about the gas of its relays', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let stranger: TestMerchant
  let chain: string
  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world)
    stranger = await addMerchant(world)
    chain = `eip155:${world.chain.chainId}`
    await recoverSender(world.ctx)
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  async function list(path: string, key = merchant.key): Promise<Record<string, unknown>[]> {
    const { status, body } = await server.call('GET', path, { key })
    expect(status, JSON.stringify(body)).to.equal(200)
    return Array.isArray(body.data) ? body.data.filter(isRecord) : []
  }

  it('is its own relays’ cost by day, chain and kind, and on each relay', async () => {
    const first = await acceptPayment(world, merchant)
    const { gas_spent, gas_used } = await watchUntil(world, first.relay.id, 'confirmed')
    const second = await acceptPayment(world, merchant)
    const day = new Date().toISOString().slice(0, 10)
    expect(await list('/v1/relay_costs')).to.deep.equal([
      {
        object: 'relay_cost',
        day,
        chain,
        kind: 'charge',
        relays: '2',
        gas_used: String(gas_used),
        spent: String(gas_spent),
        reserved: String(second.relay.gas_reserved),
        recovered: [],
      },
    ])
    const { body } = await server.call('GET', `/v1/relays/${first.relay.id}`, { key: merchant.key })
    expect(body.gas).to.deep.equal({ reserved: '0', spent: String(gas_spent), recovered: '0' })
    expect(await list('/v1/relay_costs', stranger.key)).to.deep.equal([])
    const earlier = `/v1/relay_costs?to=${day}T00:00:00Z`
    expect(await list(earlier), 'only what was accepted in the span').to.deep.equal([])
  })

  for (const [query, param] of [
    ['from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'from'],
    ['from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'from'],
    ['from=yesterday', 'from'],
    ['chain=8453', 'chain'],
  ] as const) {
    it(`is refused for ${query}, and why is said`, async () => {
      const { status, body } = await server.call('GET', `/v1/relay_costs?${query}`, { key: merchant.key })
      expect([status, body.param], JSON.stringify(body)).to.deep.equal([400, param])
    })
  }

  it('is what the host still pays, which the host’s command changes and the audit log shows', async () => {
    const ctx = world.openCtx({ role: 'api' })
    const chainId = BigInt(world.chain.chainId)
    await setBudget(ctx, stranger.owner.merchantId, chainId, { hourLimit: 5n, totalLimit: 7n })
    await setBudget(ctx, stranger.owner.merchantId, chainId, { hourLimit: 6n })
    const [budget, ...more] = await list('/v1/sponsor_budgets', stranger.key)
    expect(more).to.deep.equal([])
    expect(budget).to.deep.include({ object: 'sponsor_budget', chain, paid_by: 'host' })
    expect(budget?.hour).to.deep.include({ limit: '6', reserved: '0', spent: '0', left: '6' })
    expect(budget?.total).to.deep.equal({ limit: '7', reserved: '0', spent: '0', left: '7' })
    const [own] = await list('/v1/sponsor_budgets')
    expect(own?.hour, 'of another nothing changed').to.deep.include({ limit: null, left: null })
    const entries = await list('/v1/audit_log', stranger.key)
    expect(entries.map(({ operation }) => operation).slice(0, 2)).to.deep.equal(['setBudget', 'setBudget'])
  })

  it('is which budget is used up and when to come back, where a payment is refused', async () => {
    await setBudget(world.openCtx({ role: 'api' }), merchant.owner.merchantId, BigInt(world.chain.chainId), {
      totalLimit: 1n,
    })
    const error = await acceptPayment(world, merchant).catch((thrown: unknown) => thrown)
    expect(error).to.have.property('code', 'sponsor_budget_spent')
    expect(error).to.have.nested.property('details.extra.limit', '1')
  })
})
