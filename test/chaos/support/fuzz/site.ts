import { once } from 'node:events'
import { createServer } from 'node:http'
import { makeApp } from '../../../../api/src/app.ts'
import { readConfig } from '../../../../api/src/config.ts'
import { makeLog } from '../../../../api/src/log.ts'
import { routes } from '../../../../api/src/routes/all.ts'
import { openApiDocument } from '../../../../api/src/routes/openapi.ts'
import { postChain } from '../../../../api/src/services/posting/postChain.ts'
import { recoverSender } from '../../../../api/src/services/relays/recoverSender.ts'
import { openFakeViews } from '../../../api/support/fakeViews.ts'
import { openWorld, type World } from '../../../api/support/world.ts'
import { type Connections, openConnections } from './connections.ts'
import { type Operation, readOperations } from './operations.ts'
import { openTenant, type Tenant } from './tenant.ts'
import { type Watch, watchWrites } from './watch.ts'

const CONNECTIONS = 8
const DAY_MS = 86_400_000

/** The API in this process on a real database and chain, with two merchants that have some of everything. */
export type FuzzSite = {
  world: World
  operations: readonly Operation[]
  connections: Connections
  watch: Watch
  /** Whose data nobody else may see or touch. */
  owner: Tenant
  /** Who tries. */
  intruder: Tenant
  /** What the API wrote into its log. */
  logLines: readonly string[]
  close(): Promise<void>
}

export async function openFuzzSite(): Promise<FuzzSite> {
  const world = await openWorld()
  const closing = [world.close]
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    await openFakeViews(world).then((views) => views.sync())
    await postChain(world.ctx, world.chain)
    // As if from tomorrow: no worker runs here, and a review holds for minutes.
    await recoverSender(world.openCtx({ clock: { now: () => new Date(Date.now() + DAY_MS) } }))
    const logLines: string[] = []
    const config = readConfig({ ...world.env('api'), LOG_LEVEL: 'trace' })
    const ctx = world.openCtx({
      role: 'api',
      log: makeLog(config, 'api', { write: (line) => logLines.push(line) }),
    })
    const watch = await watchWrites(world.database.adminUrl, ctx.pool)
    closing.push(watch.close)
    const server = createServer(watch.follow(makeApp(ctx, routes)))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    closing.push(async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
    const connections = openConnections(`http://127.0.0.1:${address.port}`, CONNECTIONS)
    closing.push(async () => connections.close())
    const operations = readOperations(openApiDocument(routes, 'http://127.0.0.1:1'))
    const owner = await openTenant(world, 'Owner')
    const intruder = await openTenant(world, 'Intruder')
    return { world, operations, connections, watch, owner, intruder, logLines, close }
  } catch (error) {
    await close()
    throw error
  }
}
