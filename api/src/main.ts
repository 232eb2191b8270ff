import { once } from 'node:events'
import type { Server } from 'node:http'
import { makeApp } from './app.ts'
import { readDeployments } from './chain/deployments.ts'
import { readConfig } from './config.ts'
import { makeContext } from './context.ts'
import { routes } from './routes/all.ts'
import { makeServer } from './server.ts'
import { loadSigners } from './signers.ts'
import { stopWhenAsked } from './stop.ts'

const POOL_SIZE = 20
/** An answer that takes longer than this when we stop is one that nobody waits for. */
const DRAIN_MS = 5_000

/** The HTTP API: stateless, any number of replicas on one database. */
async function main(): Promise<void> {
  const config = readConfig()
  const chains = readDeployments(config.deploymentsDir, config.rpcUrls)
  const signers = await loadSigners(config, { chainIds: [...chains.keys()], sends: false })
  const ctx = makeContext(config, chains, { name: 'api', poolSize: POOL_SIZE, signers })
  const server = makeServer(makeApp(ctx, routes))
  stopWhenAsked({ log: ctx.log, lifelineFd: config.lifelineFd }, async () => {
    await drain(server)
    await ctx.close()
  })
  server.listen(config.port, config.host)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  console.log(JSON.stringify({ ready: true, url: `http://${config.host}:${port}` }))
}

/** Takes no new connection, and waits a while for the answers under way. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearTimeout(cut)
}

await main()
