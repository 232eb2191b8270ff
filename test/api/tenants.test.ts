import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import { SCOPES } from '../../api/src/domain/caller.ts'
import { routes } from '../../api/src/routes/all.ts'
import type { Route } from '../../api/src/routes/route.ts'
import { routeExamples } from '../../api/src/routes/routeExamples.ts'
import { createApiKey } from '../../api/src/services/createApiKey.ts'
import { signIn, tokenOf } from './access/support/signIn.ts'
import { addInvoice } from './support/invoices.ts'
import { addMerchant, type TestMerchant } from './support/merchants.ts'
import { digestRows } from './support/rows.ts'
import { type Reply, serveApi, type TestServer } from './support/server.ts'
import { addTenantObjects } from './support/tenantObjects.ts'
import { openWorld, type World } from './support/world.ts'

/** What exists once for both modes, so that the other mode's caller may see it. */
const OF_BOTH_MODES = ['/v1/members']

/** Where a path's object is listed: `/v1/invoices` of `/v1/invoices/{id}/void`. */
const collectionOf = (path: string) => path.slice(0, path.indexOf('/{'))
/** A payment link is meant for strangers: its token in the path is all that they need. */
const named = routes.filter((route) => route.path.includes('/{') && route.access !== 'link')
const unnamed = routes.filter((route) => !route.path.includes('/{') && route.access !== 'public')

/** A chain in a path is served in one mode, and callers of the other are told so. */
const refusalsOf = ({ path }: Route) =>
  path.includes('{chain}') ? ['not_found', 'chain_not_configured'] : ['not_found']

describe('what is another’s', () => {
  let world: World
  let server: TestServer
  let victim: TestMerchant
  let objects: Record<string, string>
  /** Who has every scope or role, and another merchant or mode than the objects. */
  let strangers: { name: string; key: string; session: boolean; otherMode: boolean }[]
  let strangersInvoiceToken: string

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    victim = await addMerchant(world, { name: 'Victim' })
    objects = await addTenantObjects(world, victim)
    const stranger = await addMerchant(world, { name: 'Stranger' })
    strangersInvoiceToken = (await addInvoice(world, stranger.owner)).checkout_token
    const ctx = { ...world.ctx, db: world.db }
    const liveKey = await createApiKey(ctx, { ...victim.owner, mode: 'live' }, SCOPES)
    const liveSession = await signIn(server, victim.account, { mode: 'live' })
    strangers = [
      { name: 'a stranger’s key', key: stranger.key, session: false, otherMode: false },
      {
        name: 'a strange owner',
        key: await tokenOf(server, stranger.account),
        session: true,
        otherMode: false,
      },
      { name: 'the live key', key: liveKey.key, session: false, otherMode: true },
      { name: 'a live session', key: String(liveSession.body.token), session: true, otherMode: true },
    ]
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  for (const route of named) {
    it(`is not found by ${route.method.toUpperCase()} ${route.path}`, async () => {
      const object = objects[collectionOf(route.path)]
      if (!object) {
        throw new Error(`test/api/support/tenantObjects.ts has no object for ${collectionOf(route.path)}`)
      }
      let asked = 0
      for (const credentials of credentialsFor(route)) {
        const standing = await rows()
        const reply = await call(route, route.path.replace(/\{.*\}/, object), credentials)
        expect(reply.body.code, JSON.stringify(reply.body)).to.be.oneOf(refusalsOf(route))
        expect(await rows()).to.deep.equal(standing)
        asked += 1
      }
      expect(asked).to.be.greaterThan(0)
    })
  }

  for (const route of unnamed.filter(({ method }) => method === 'get')) {
    it(`is not shown by GET ${route.path}`, async () => {
      for (const credentials of credentialsFor(route)) {
        const reply = await call(route, `${route.path}?limit=100`, credentials)
        const bare = reply.status === 400 ? await call(route, route.path, credentials) : reply
        for (const [collection, id] of Object.entries(objects)) {
          if (OF_BOTH_MODES.includes(collection)) continue
          expect(JSON.stringify(bare.body)).to.not.include(id)
        }
      }
    })
  }

  for (const route of unnamed.filter(({ body, method }) => body && method !== 'get' && refersTo(body))) {
    it(`is not touched by ids in the body of ${route.method.toUpperCase()} ${route.path}`, async () => {
      for (const credentials of credentialsFor(route)) {
        const standing = await rows()
        const reply = await call(route, route.path, credentials)
        expect(reply.status, JSON.stringify(reply.body)).to.be.oneOf([400, 404])
        expect(await rows()).to.deep.equal(standing)
      }
    })
  }

  function refersTo(schema: Route['body']): boolean {
    return Object.keys(schema?.shape ?? {}).some((field) =>
      ['payment', 'payment_request', 'invoice', 'customer', 'product', 'price'].includes(field),
    )
  }

  function credentialsFor(route: Route): { key?: string; checkoutToken?: string }[] {
    const { access } = route
    if (access === 'checkout') return [{ checkoutToken: strangersInvoiceToken }]
    const bothModes = OF_BOTH_MODES.some((path) => route.path.startsWith(path))
    const keys = strangers
      .filter(({ session }) => typeof access === 'object' || session)
      .filter(({ otherMode }) => !(otherMode && bothModes))
      .map(({ key }) => ({ key }))
    const byPayer = typeof access === 'object' && 'orCheckoutToken' in access
    return byPayer ? [...keys, { checkoutToken: strangersInvoiceToken }] : keys
  }

  async function call(
    route: Route,
    path: string,
    credentials: { key?: string; checkoutToken?: string },
  ): Promise<Reply> {
    const { body } = routeExamples(route)
    return server.call(route.method.toUpperCase(), path, {
      ...credentials,
      ...(route.idempotencyKey === 'required' ? { idempotencyKey: `${Math.random()}` } : {}),
      ...(body && 'value' in body ? { body: withIds(body.value) } : {}),
    })
  }

  /** The example of a body, with the victim's objects in it. */
  function withIds(value: unknown): unknown {
    let text = JSON.stringify(value)
    for (const id of Object.values(objects)) {
      const prefix = id.split('_')[0]
      if (id.includes('_')) text = text.replaceAll(new RegExp(`"${prefix}_[0-9a-z]{26}"`, 'g'), `"${id}"`)
    }
    return JSON.parse(text)
  }

  async function rows() {
    const keys =
      await sql`SELECT to_jsonb(k) - 'last_used_at' AS key FROM florin.api_key k ORDER BY id`.execute(
        world.db,
      )
    const { 'florin.idempotency_key': _refusals, ...digests } = await digestRows(world)
    return { ...digests, keys: keys.rows }
  }
})
