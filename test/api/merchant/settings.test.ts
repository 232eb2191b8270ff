import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { createApiKey } from '../../../api/src/services/createApiKey.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'

describe('/v1/merchant', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let other: TestMerchant

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world, { name: 'Harbour Books', optedIn: false })
    other = await addMerchant(world, { name: 'Other' })
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  const patch = (body: unknown, key = merchant.key) => server.call('PATCH', '/v1/merchant', { key, body })
  const tier = (changes: object) => ({
    confirmation_tiers: [
      { chain: 'eip155:31337', token: world.token.address, min_amount: '5', confirmations: 2, ...changes },
    ],
  })

  it('shows the merchant of the key, with defaults', async () => {
    const { body, status } = await server.call('GET', '/v1/merchant', { key: merchant.key })
    expect(status).to.equal(200)
    expect(body).to.deep.include({
      object: 'merchant',
      id: merchant.owner.merchantId,
      name: 'Harbour Books',
      time_zone: 'UTC',
      default_tolerance_bps: 0,
      allowed_origins: [],
      operator_opted_in: false,
      confirmation_tiers: [],
      metadata: {},
      support_email: null,
    })
  })

  it('changes what is sent and nothing else, of nobody else', async () => {
    const sent = {
      name: 'Harbour Books & Maps',
      support_email: 'help@shop.example',
      support_url: 'https://shop.example/help',
      time_zone: 'europe/berlin',
      default_tolerance_bps: 50,
      allowed_origins: ['https://shop.example', 'http://localhost:3000'],
      operator_opted_in: true,
      metadata: { ledger: '7' },
    }
    const changed = await patch(sent)
    expect(changed.status).to.equal(200)
    expect(changed.body).to.deep.include({ ...sent, time_zone: 'Europe/Berlin' })
    const again = await patch({ support_email: null })
    expect(again.body).to.deep.include({ ...sent, time_zone: 'Europe/Berlin', support_email: null })
    const { body } = await server.call('GET', '/v1/merchant', { key: other.key })
    expect(body).to.deep.include({ name: 'Other', allowed_origins: [], metadata: {} })
  })

  it('keeps confirmation tiers, and replaces them as a whole', async () => {
    const all = { chain: 'eip155:31337', token: null, min_amount: '0', confirmations: 2 }
    const large = { ...all, token: world.token.address, min_amount: '1000000000', confirmations: 12 }
    const { body } = await patch({ confirmation_tiers: [large, { chain: 'eip155:31337', confirmations: 2 }] })
    const shown = await server.call('GET', '/v1/merchant', { key: merchant.key })
    expect(shown.body).to.deep.equal(body)
    const tiers = JSON.parse(JSON.stringify(body.confirmation_tiers).toLowerCase())
    expect(tiers).to.deep.equal([all, large])
    expect((await patch({ confirmation_tiers: [] })).body.confirmation_tiers).to.deep.equal([])
  })

  const refused: [what: string, body: () => unknown, param: string, code?: string][] = [
    ['an unknown field', () => ({ colour: 'red' }), 'colour'],
    ['an empty name', () => ({ name: '' }), 'name'],
    ['no e-mail address', () => ({ support_email: 'help' }), 'support_email'],
    ['a script as page', () => ({ support_url: 'javascript:alert(1)' }), 'support_url'],
    ['an unknown time zone', () => ({ time_zone: 'Mars/Base' }), 'time_zone'],
    ['an offset as time zone', () => ({ time_zone: '+01:00' }), 'time_zone'],
    ['a tolerance above ten percent', () => ({ default_tolerance_bps: 1001 }), 'default_tolerance_bps'],
    ['an origin with a path', () => ({ allowed_origins: ['https://a.example/'] }), 'allowed_origins.0'],
    ['an origin of http', () => ({ allowed_origins: ['http://a.example'] }), 'allowed_origins.0'],
    ['a wildcard', () => ({ allowed_origins: ['https://a.example', '*'] }), 'allowed_origins.1'],
    ['the origin null', () => ({ allowed_origins: ['null'] }), 'allowed_origins.0'],
    ['a file as origin', () => ({ allowed_origins: ['file:///a'] }), 'allowed_origins.0'],
    ['an origin twice', () => ({ allowed_origins: ['https://a.a', 'https://a.a'] }), 'allowed_origins'],
    ['an opt-in by word', () => ({ operator_opted_in: 'true' }), 'operator_opted_in'],
    ['no confirmation', () => tier({ confirmations: 0 }), 'confirmation_tiers.0.confirmations'],
    ['too many confirmations', () => tier({ confirmations: 1001 }), 'confirmation_tiers.0.confirmations'],
    ['an amount of no token', () => tier({ token: null }), 'confirmation_tiers.0.min_amount'],
    [
      'a tier twice',
      () => ({ confirmation_tiers: Array(2).fill(tier({}).confirmation_tiers[0]) }),
      'confirmation_tiers.1',
    ],
    [
      'a chain that is not served',
      () => tier({ chain: 'eip155:1' }),
      'confirmation_tiers.0.chain',
      'chain_not_configured',
    ],
    [
      'a token that is not listed',
      () => tier({ token: `0x${'12'.repeat(20)}` }),
      'confirmation_tiers.0.token',
      'token_not_supported',
    ],
    [
      'a decimal amount',
      () => tier({ min_amount: '1.5' }),
      'confirmation_tiers.0.min_amount',
      'invalid_amount',
    ],
  ]
  for (const [what, body, param, code = 'invalid_request'] of refused) {
    it(`refuses ${what}`, async () => {
      const reply = await patch(body())
      expect(reply.status).to.equal(400)
      expect(reply.body).to.include({ code, param })
    })
  }

  it('needs the scope for each direction', async () => {
    const ctx = { ...world.ctx, db: world.db }
    const { key: reader } = await createApiKey(ctx, merchant.owner, ['merchant:read'])
    const { key: writer } = await createApiKey(ctx, merchant.owner, ['merchant:write'])
    expect((await patch({ name: 'x' }, reader)).body.code).to.equal('insufficient_scope')
    const reply = await server.call('GET', '/v1/merchant', { key: writer })
    expect(reply.body.code).to.equal('insufficient_scope')
  })

  it('lets a test key decide about real money never', async () => {
    const trader = await addMerchant(world)
    await world.ctx.store.merchants.insertAddress(world.db, {
      chain_id: 8453n,
      address: `0x${'ab'.repeat(20)}`,
      mode: 'live',
      merchant_id: trader.owner.merchantId,
      created_at: new Date(),
    })
    const refusal = await patch({ operator_opted_in: true }, trader.key)
    expect(refusal.status).to.equal(403)
    expect(refusal.body).to.include({ code: 'live_key_required', param: 'operator_opted_in' })
    const ctx = { ...world.ctx, db: world.db }
    const { key } = await createApiKey(ctx, { ...trader.owner, mode: 'live' }, ['merchant:write'])
    expect((await patch({ operator_opted_in: true }, key)).status).to.equal(200)
    // What confirms on test chains is the test key's own affair, and that of live chains is not.
    expect((await patch(tier({}), trader.key)).status).to.equal(200)
    expect((await patch(tier({}), key)).body.code).to.equal('chain_not_configured')
  })

  it('stays one list of tiers when two callers replace it at once', async () => {
    const replies = await Promise.all([2, 3, 4, 5].map((confirmations) => patch(tier({ confirmations }))))
    for (const reply of replies) expect(reply.status).to.equal(200)
    const { body } = await server.call('GET', '/v1/merchant', { key: merchant.key })
    expect(body.confirmation_tiers).to.have.length(1)
  })
})
