import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { Ctx } from './context.ts'
import { checkReadiness } from './services/checkReadiness.ts'

export interface Health {
  url: string
  /** From now on /ready says no, so that nobody relies on a process that is leaving. */
  notReady(): void
  close(): Promise<void>
}

/** The worker's small server: /health says that it lives, /ready that it works and has all that it depends on. */
export async function serveHealth(ctx: Ctx): Promise<Health> {
  let leaving = false
  const server = createServer(async (request, response) => {
    if (request.url === '/health') return answer(response, 200, { status: 'ok' })
    if (request.url !== '/ready') return answer(response, 404, { status: 'not found' })
    if (leaving) return answer(response, 503, { ready: false, checks: { worker: 'stopping' } })
    const readiness = await checkReadiness(ctx)
    answer(response, readiness.ready ? 200 : 503, readiness)
  })
  server.listen(ctx.config.port, ctx.config.host)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : ctx.config.port
  return {
    url: `http://${ctx.config.host}:${port}`,
    notReady: () => {
      leaving = true
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
