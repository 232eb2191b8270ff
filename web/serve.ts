import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createWebApp } from './server/app.ts'
import { parseServeConfig } from './server/config.ts'
import { onParentDeath } from './server/lifeline.ts'

const config = parseServeConfig(process.env)
const readiness = { isReady: false }
const app = createWebApp({ config, readiness, distDir: fileURLToPath(new URL('dist', import.meta.url)) })
const server = createServer(app)

/** Not ready, then no new connections, then the open answers end; what is idle is cut off. */
function stop(): void {
  readiness.isReady = false
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), config.drainMs).unref()
}

process.once('SIGTERM', stop)
process.once('SIGINT', stop)
onParentDeath(config.lifelineFd, stop)

server.listen(config.port, config.host, () => {
  readiness.isReady = true
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : config.port
  console.log(JSON.stringify({ ready: true, url: `http://${config.host}:${port}` }))
})
