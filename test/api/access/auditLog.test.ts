import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { type RawBuilder, sql } from 'kysely'
import { createApiKey } from '../../../api/src/services/createApiKey.ts'
import { addInvoice } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'

interface Entry {
  id: string
  actor: { kind: string; id: string }
  operation: string
  target: { object: string; id: string }
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  request_id: string | null
}

describe('the audit log', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world)
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  async function entries(query = 'limit=100', key = merchant.key): Promise<Entry[]> {
    const { status, body } = await server.call('GET', `/v1/audit_log?${query}`, { key })
    expect(status).to.equal(200)
    return body.data as Entry[]
  }
  const latest = async () => (await entries('limit=1'))[0]
  const call = (method: string, path: string, body: unknown = {}, idempotencyKey?: string) =>
    server.call(method, path, {
      key: merchant.key,
      ...(method === 'DELETE' ? {} : { body }),
      ...(idempotencyKey ? { idempotencyKey } : {}),
    })
  const keyId = async () =>
    (
      await world.db
        .selectFrom('api_key')
        .select('id')
        .where('merchant_id', '=', merchant.owner.merchantId)
        .orderBy('id')
        .executeTakeFirstOrThrow()
    ).id

  it('tells who made what in which request', async () => {
    const made = await call('POST', '/v1/webhook_endpoints', { url: 'https://shop.example/hook' })
    const entry = await latest()
    expect(entry).to.deep.include({
      actor: { kind: 'key', id: await keyId() },
      operation: 'createWebhookEndpoint',
      target: { object: 'webhook_endpoint', id: made.body.id },
      before: null,
      after: { ...made.body, url: 'https://shop.example', secret: null },
      request_id: made.headers.get('request-id'),
    })
  })

  it('tells how an object was before and after a change, without what opens its page', async () => {
    const invoice = await addInvoice(world, merchant.owner)
    const voided = await call('POST', `/v1/invoices/${invoice.id}/void`)
    expect(voided.status).to.equal(200)
    const entry = await latest()
    expect(entry?.operation).to.equal('voidInvoice')
    expect(entry?.before).to.include({ id: invoice.id, status: 'open', checkout_token: '[secret]' })
    expect(entry?.after).to.include({ id: invoice.id, status: 'void', checkout_url: '[secret]' })
    expect(JSON.stringify(await entries())).to.not.include(invoice.checkout_token)
  })

  it('tells what was deleted', async () => {
    const { body } = await call('POST', '/v1/webhook_endpoints', { url: 'https://shop.example/gone' })
    await call('DELETE', `/v1/webhook_endpoints/${body.id}`)
    const { secret: _secret, ...shown } = body
    const entry = await latest()
    expect(entry).to.deep.include({
      operation: 'deleteWebhookEndpoint',
      before: { ...shown, url: 'https://shop.example' },
      after: { object: 'webhook_endpoint', id: body.id, deleted: true },
    })
  })

  it('names the page of a payer', async () => {
    const invoice = await addInvoice(world, merchant.owner)
    const reply = await server.call('POST', `/v1/invoices/${invoice.id}/payment_requests`, {
      checkoutToken: invoice.checkout_token,
      body: { payer: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8' },
    })
    expect(reply.status).to.equal(201)
    const entry = await latest()
    expect(entry).to.deep.include({
      actor: { kind: 'payer', id: invoice.id },
      operation: 'createPaymentRequest',
      target: { object: 'invoice', id: invoice.id },
    })
    expect(entry?.after).to.include({ id: reply.body.id })
  })

  it('has no entry for refusals and replays', async () => {
    const standing = (await entries()).length
    const body = { url: 'https://shop.example/once' }
    await call('POST', '/v1/webhook_endpoints', body, 'audited-once')
    await call('POST', '/v1/webhook_endpoints', body, 'audited-once')
    await call('POST', '/v1/webhook_endpoints', { url: 'ftp://shop.example' })
    await call('POST', '/v1/invoices/inv_01h2xcejqtf2nbrexx3vqjhp41/void', {}, 'kept-refusal')
    expect((await entries()).length).to.equal(standing + 1)
  })

  it('has a true before of each of two changes at once', async () => {
    const keys = await Promise.all(
      Array.from({ length: 4 }, () =>
        createApiKey({ ...world.ctx, db: world.db }, merchant.owner, ['invoices:read']),
      ),
    )
    for (const { id } of keys) {
      await Promise.all([call('DELETE', `/v1/api_keys/${id}`), call('DELETE', `/v1/api_keys/${id}`)])
      const [second, first] = await entries(`object=${id}`)
      expect(first?.before).to.include({ revoked_at: null })
      expect(second?.before).to.deep.equal(first?.after)
    }
  })

  it('undoes a change that it cannot write down', async () => {
    await sql`ALTER TABLE florin.audit_entry ADD CONSTRAINT full_disk CHECK (operation <> 'createInvoice') NOT VALID`.execute(
      world.db,
    )
    const reply = await call('POST', '/v1/invoices', {
      amount: '10000000',
      chain: 'eip155:31337',
      token: world.token.address,
      description: 'never',
    })
    await sql`ALTER TABLE florin.audit_entry DROP CONSTRAINT full_disk`.execute(world.db)
    expect(reply.status).to.equal(500)
    const rows = await world.db
      .selectFrom('invoice')
      .select('id')
      .where('description', '=', 'never')
      .execute()
    expect(rows).to.deep.equal([])
  })

  it('can be changed by nobody, its owner included', async () => {
    const changes: RawBuilder<unknown>[] = [
      sql`UPDATE florin.audit_entry SET actor_id = 'nobody'`,
      sql`DELETE FROM florin.audit_entry`,
      sql`TRUNCATE florin.audit_entry`,
    ]
    const standing = await entries()
    for (const db of [world.db, world.openCtx({ role: 'api' }).db, world.ctx.db]) {
      for (const change of changes) {
        const error = await change.execute(db).then(
          () => undefined,
          (refusal: unknown) => refusal,
        )
        expect(error).to.be.instanceOf(Error)
      }
    }
    expect(await entries()).to.deep.equal(standing)
  })

  it('is read by page and filter, by its own merchant alone', async () => {
    const other = await addMerchant(world)
    const foreign = await entries('limit=100', other.key)
    expect(foreign.map((entry) => entry.operation)).to.deep.equal(['createMerchant'])
    expect(foreign[0]?.actor).to.deep.equal({ kind: 'host', id: 'createMerchant' })
    const all = await entries()
    const page = await entries(`limit=2&starting_after=${all[0]?.id}`)
    expect(page).to.deep.equal(all.slice(1, 3))
    const payers = await entries('limit=100&actor_kind=payer')
    expect(payers).to.deep.equal(all.filter((entry) => entry.actor.kind === 'payer'))
    expect(payers.length).to.be.greaterThan(0)
    const byKey = await entries(`limit=100&actor=${await keyId()}&operation=voidInvoice`)
    expect(byKey).to.deep.equal(all.filter((entry) => entry.operation === 'voidInvoice'))
    const scoped = await addMerchant(world, { scopes: ['invoices:read'] })
    expect((await server.call('GET', '/v1/audit_log', { key: scoped.key })).status).to.equal(403)
  })
})
