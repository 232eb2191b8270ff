import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import type { Scope } from '../../../api/src/domain/caller.ts'
import { createApiKey } from '../../../api/src/services/createApiKey.ts'
import { waitFor } from '../../support/waitFor.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { digestRows } from '../support/rows.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'

const KEYS_ONLY: Scope[] = ['api_keys:read', 'api_keys:write']

describe('API keys', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let stranger: TestMerchant
  let now = Date.now()

  before(async () => {
    world = await openWorld()
    server = await serveApi(world, { clock: { now: () => new Date(now) } })
    merchant = await addMerchant(world)
    stranger = await addMerchant(world)
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  const create = (body: unknown, key = merchant.key, idempotencyKey?: string) =>
    server.call('POST', '/v1/api_keys', { key, body, ...(idempotencyKey ? { idempotencyKey } : {}) })
  const canList = async (key: string) => (await server.call('GET', '/v1/invoices', { key })).status === 200
  const codeOf = (reply: Reply) => [reply.status, reply.body.code]
  const keyWith = async (scopes: readonly Scope[]) =>
    createApiKey({ ...world.ctx, db: world.db }, merchant.owner, scopes)

  async function refused(send: () => Promise<Reply>, status: number, code: string, param: string) {
    const untouched = await digestKeys()
    const reply = await send()
    expect([...codeOf(reply), reply.body.param]).to.deep.equal([status, code, param])
    expect(await digestKeys()).to.deep.equal(untouched)
  }

  /** Everything, the keys included but for when they were last used. */
  async function digestKeys() {
    const keys =
      await sql`SELECT to_jsonb(k) - 'last_used_at' AS key FROM florin.api_key k ORDER BY id`.execute(
        world.db,
      )
    return [keys.rows, await digestRows(world)]
  }

  it('makes a key that works with its scopes alone, and shows it once', async () => {
    const body = { name: 'shop', scopes: ['invoices:read'] }
    const made = await create(body, merchant.key, 'make-once')
    expect(made.status).to.equal(201)
    const secret = String(made.body.secret)
    expect(secret).to.match(/^fl_test_[\w-]{43}$/)
    expect(made.body).to.deep.include({
      object: 'api_key',
      mode: 'test',
      name: 'shop',
      prefix: 'fl_test_',
      last_four: secret.slice(-4),
      scopes: ['invoices:read'],
      last_used_at: null,
      expires_at: null,
      revoked_at: null,
    })
    expect(await canList(secret)).to.equal(true)
    expect(codeOf(await server.call('GET', '/v1/payments', { key: secret }))).to.deep.equal([
      403,
      'insufficient_scope',
    ])

    const replayed = await create(body, merchant.key, 'make-once')
    expect(replayed.body).to.deep.equal({ ...made.body, secret: null })
    const shown = await server.call('GET', `/v1/api_keys/${made.body.id}`, { key: merchant.key })
    expect(shown.body).to.not.have.property('secret')
    expect(shown.body.last_used_at).to.not.equal(null)
    for (const table of ['api_key', 'idempotency_key', 'audit_entry']) {
      const { rows } = await sql<{
        row: string
      }>`SELECT t::text AS row FROM ${sql.table(`florin.${table}`)} t`.execute(world.db)
      expect(rows.length, table).to.be.greaterThan(0)
      expect(rows.map(({ row }) => row).join(), table).to.not.include(secret.slice('fl_test_'.length))
    }
  })

  it('gives nobody a scope that they lack', async () => {
    const { key } = await keyWith(KEYS_ONLY)
    await refused(() => create({ scopes: ['payments:write'] }, key), 403, 'insufficient_scope', 'scopes')
    await refused(
      () => create({ scopes: ['api_keys:read', 'payouts:write'] }, key, 'minted'),
      403,
      'insufficient_scope',
      'scopes',
    )
    // The refusal is not kept for a caller who may.
    expect(
      (await create({ scopes: ['api_keys:read', 'payouts:write'] }, merchant.key, 'minted')).status,
    ).to.equal(201)
  })

  it('rolls no key that may do more than the caller', async () => {
    const weak = await keyWith(KEYS_ONLY)
    const strong = await keyWith([...KEYS_ONLY, 'payments:write'])
    const roll = (key: string) => server.call('POST', `/v1/api_keys/${strong.id}/roll`, { key, body: {} })
    await refused(() => roll(weak.key), 403, 'insufficient_scope', 'id')
    expect((await roll(strong.key)).status).to.equal(201)
  })

  it('rolls a key, and lets the old one go on for as long as asked', async () => {
    const old = await keyWith(['invoices:read'])
    const path = `/v1/api_keys/${old.id}/roll`
    const rolled = await server.call('POST', path, { key: merchant.key, body: { expires_in: 3_600 } })
    expect(rolled.status).to.equal(201)
    expect(rolled.body).to.deep.include({ scopes: ['invoices:read'], expires_at: null })
    expect(rolled.body.id).to.not.equal(old.id)
    const secret = String(rolled.body.secret)
    expect([await canList(old.key), await canList(secret)]).to.deep.equal([true, true])
    await refused(
      () => server.call('POST', path, { key: merchant.key, body: {} }),
      409,
      'api_key_inactive',
      'id',
    )
    now += 3_600_000
    expect(codeOf(await server.call('GET', '/v1/invoices', { key: old.key }))).to.deep.equal([
      401,
      'expired_api_key',
    ])
    expect(await canList(secret)).to.equal(true)
  })

  it('rolls a key once when asked ten times at once', async () => {
    const old = await keyWith(['invoices:read'])
    const sends = Array.from({ length: 10 }, () =>
      server.call('POST', `/v1/api_keys/${old.id}/roll`, { key: merchant.key, body: {} }),
    )
    const statuses = (await Promise.all(sends)).map((reply) => reply.status)
    expect(statuses.filter((status) => status === 201)).to.have.length(1)
    expect(statuses.filter((status) => status === 409)).to.have.length(9)
    expect(await canList(old.key)).to.equal(false)
  })

  it('revokes a key within a moment, also by itself, and leaves it in the list', async () => {
    const own = await keyWith(KEYS_ONLY)
    const path = `/v1/api_keys/${own.id}`
    const revoked = await server.call('DELETE', path, { key: own.key })
    expect(revoked.status).to.equal(200)
    expect(revoked.body.revoked_at).to.be.a('string')
    const get = () => server.call('GET', path, { key: own.key })
    const refusal = await waitFor(async () => [await get()].find(({ status }) => status !== 200), {
      describe: 'the revoked key is refused',
      timeoutMs: 5_000,
    })
    expect(codeOf(refusal)).to.deep.equal([401, 'revoked_api_key'])
    const again = await server.call('DELETE', path, { key: merchant.key })
    expect(again.body).to.deep.equal(revoked.body)
    await refused(
      () => server.call('POST', `${path}/roll`, { key: merchant.key, body: {} }),
      409,
      'api_key_inactive',
      'id',
    )
    const { body } = await server.call('GET', '/v1/api_keys?limit=100', { key: merchant.key })
    expect(body).to.include({ object: 'list', has_more: false, url: '/v1/api_keys' })
    expect(body.data).to.deep.include(revoked.body)
  })

  it('shows and touches no key of another merchant', async () => {
    const foreign = await keyWith(['invoices:read'])
    for (const [method, suffix] of [
      ['GET', ''],
      ['POST', '/roll'],
      ['DELETE', ''],
    ] as const) {
      const send = () => server.call(method, `/v1/api_keys/${foreign.id}${suffix}`, { key: stranger.key })
      await refused(send, 404, 'not_found', 'id')
    }
  })

  const malformed: [unknown, string][] = [
    [{}, 'scopes'],
    [{ scopes: [] }, 'scopes'],
    [{ scopes: ['everything'] }, 'scopes.0'],
    [{ scopes: ['invoices:read', 'invoices:read'] }, 'scopes'],
    [{ scopes: ['invoices:read'], name: 'x'.repeat(101) }, 'name'],
    [{ scopes: ['invoices:read'], mode: 'live' }, 'mode'],
    [{ scopes: ['invoices:read'], secret: 'mine' }, 'secret'],
  ]
  for (const [body, param] of malformed) {
    it(`refuses ${JSON.stringify(body).slice(0, 70)}`, async () => {
      await refused(() => create(body), 400, 'invalid_request', param)
    })
  }

  it('refuses to let a rolled key go on for longer than seven days, or less than none', async () => {
    const { id } = await keyWith(['invoices:read'])
    for (const seconds of [-1, 604_801, 1.5, '60']) {
      const send = () =>
        server.call('POST', `/v1/api_keys/${id}/roll`, { key: merchant.key, body: { expires_in: seconds } })
      await refused(send, 400, 'invalid_request', 'expires_in')
    }
  })
})
