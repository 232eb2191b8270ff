import { routes } from '../../../../api/src/routes/all.ts'
import { EXAMPLE_MERCHANT, EXAMPLE_PAYER, EXAMPLE_TOKEN } from '../../../../api/src/routes/examples/parts.ts'
import type { Route } from '../../../../api/src/routes/route.ts'
import { routeExamples } from '../../../../api/src/routes/routeExamples.ts'
import { recoverSender } from '../../../../api/src/services/relays/recoverSender.ts'
import { tokenOf } from '../../access/support/signIn.ts'
import { payerOf } from '../../relays/support/relays.ts'
import { type FakeViews, openFakeViews } from '../fakeViews.ts'
import { addMerchant, type TestMerchant } from '../merchants.ts'
import { type Reply, readObject, serveApi, type TestServer } from '../server.ts'
import { openWorld, type World } from '../world.ts'
import { arrangements } from './arrangements.ts'
import { exampleIdPrefix, substitute } from './substitute.ts'

/** What the examples of the document are tried on: a merchant who signs for itself, and everything it may need. */
export interface ExampleStage {
  world: World
  views: FakeViews
  server: TestServer
  merchant: TestMerchant
  close(): Promise<void>
}

export async function openExampleStage(): Promise<ExampleStage> {
  const world = await openWorld()
  const views = await openFakeViews(world)
  await views.sync()
  await recoverSender(world.ctx)
  const server = await serveApi(world)
  const merchant = await addMerchant(world, { name: 'Harbour Coffee', optedIn: false })
  return {
    world,
    views,
    server,
    merchant,
    close: async () => {
      await server.close()
      await world.close()
    },
  }
}

/** Sends the example of a route, with objects of this stage in the place of those that the example names. */
export async function sendExample(stage: ExampleStage, route: Route): Promise<Reply> {
  const { ids = {}, body, key = stage.merchant.key } = (await arrangements[route.operationId]?.(stage)) ?? {}
  const known: Record<string, string> = {
    [EXAMPLE_TOKEN]: stage.world.token.address,
    [EXAMPLE_PAYER]: payerOf(stage.world).address,
    [EXAMPLE_MERCHANT]: stage.merchant.account.address,
    ...ids,
  }
  const replace = (value: unknown) => substitute(value, known, (id) => makeObject(stage, id))
  const segments = await Promise.all(pathOf(route).split('/').map(replace))
  const path = segments.join('/')
  const query = new URLSearchParams()
  for (const [name, example] of queryOf(route)) query.set(name, String(await replace(example)))
  return stage.server.call(route.method.toUpperCase(), `${path}?${query}`, {
    ...(await callerOf(stage, route, path, key)),
    ...(route.idempotencyKey === 'none' ? {} : { idempotencyKey: `example-${crypto.randomUUID()}` }),
    ...(route.body ? { body: body ?? (await replace(exampleBody(route))) } : {}),
  })
}

/** The path with the examples of its parameters, such as `/v1/invoices/inv_01h2xcejqtf2nbrexx3vqjhp41`. */
function pathOf(route: Route): string {
  return route.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const example = route.params?.shape[name]?.meta()?.example
    if (typeof example !== 'string') throw new Error(`the parameter ${name} has no example`)
    return example
  })
}

/** The parameters that the query must have, each with its example. */
function queryOf(route: Route): [name: string, example: unknown][] {
  return Object.entries(route.query?.shape ?? {})
    .filter(([, schema]) => !schema.safeParse(undefined).success)
    .map(([name, schema]) => [name, schema.meta()?.example])
}

function exampleBody(route: Route): unknown {
  const { body } = routeExamples(route)
  if (body && 'value' in body) return body.value
  throw new Error(`the body has no example for ${body?.missing.join(', ')}`)
}

async function callerOf(stage: ExampleStage, route: Route, path: string, key: string) {
  if (route.access === 'public') return {}
  if (route.access === 'session' || route.access === 'owner') {
    return { key: await tokenOf(stage.server, stage.merchant.account) }
  }
  if (route.access !== 'checkout') return { key }
  const id = path.split('/').find((part) => part.startsWith('inv_')) ?? ''
  const invoice = await stage.world.ctx.store.invoices.lock(stage.world.db, id)
  return { checkoutToken: invoice.checkout_token }
}

/** An object of the kind that an id of the examples means: made by the example of the route that makes such objects. */
async function makeObject(stage: ExampleStage, id: string): Promise<string> {
  const prefix = exampleIdPrefix(id)
  const maker = routes.find((route) => route.method === 'post' && makes(route) === id)
  if (!maker) {
    throw new Error(
      `no route makes ${prefix}_… for the example: name an id in test/api/support/examples/arrangements.ts`,
    )
  }
  const reply = await sendExample(stage, maker)
  if (reply.status >= 300 || typeof reply.body.id !== 'string') {
    throw new Error(`${maker.operationId} made no ${prefix}_…: ${JSON.stringify(reply.body)}`)
  }
  return reply.body.id
}

/** The id of the object that a route newly makes, by the example of its answer. */
function makes(route: Route): string | undefined {
  const { answer } = routeExamples(route)
  const isNew = route.answer.status !== 200
  if (!isNew || !('value' in answer)) return undefined
  const { id } = readObject(JSON.stringify(answer.value))
  return typeof id === 'string' ? id : undefined
}
