import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Runs } from '../runs/runs.ts'
import { openReports, type Reports } from './graphql.ts'
import { metricsText } from './metrics.ts'
import { type Looked, lookAtIndex, readyBody } from './readiness.ts'

const JSON_TYPE = 'application/json'
const TEXT_TYPE = 'text/plain; version=0.0.4; charset=utf-8'
const PONDER_TIMEOUT_MS = 2_000

type Parts = Looked & { runs: Runs; hostKey: string | undefined }
type Reply = { status: number; type: string; body: string }

/** Serves `/health`, `/ready`, `/metrics` and `/graphql`; answers the URL that it listens on. */
export async function serveDesk(parts: Parts, port: number): Promise<{ server: Server; url: string }> {
  const reports = openReports(parts.hostKey)
  const server = createServer(async (request, response) => {
    const { status, type, body } = await answer(parts, reports, request).catch(unavailable)
    response.writeHead(status, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, resolve)
  })
  return { server, url: `http://127.0.0.1:${boundPort(server.address())}` }
}

async function answer(parts: Parts, reports: Reports, request: IncomingMessage): Promise<Reply> {
  switch (new URL(request.url ?? '/', 'http://indexer').pathname) {
    case '/health':
      return json(200, { status: 'ok' })
    case '/ready': {
      const body = readyBody(await lookAtIndex(parts))
      return json(body.ready ? 200 : 503, body)
    }
    case '/metrics': {
      const state = await lookAtIndex(parts)
      const { build } = state
      const body = metricsText(state, parts.runs.reorgs(build), await ponderMetrics(parts, build))
      return { status: 200, type: TEXT_TYPE, body }
    }
    case '/graphql':
      return { ...(await reports(request, () => livePonder(parts))), type: JSON_TYPE }
    default:
      return json(404, { detail: 'Only /health, /ready, /metrics and /graphql are served here.' })
  }
}

/** Ponder's own server of the build that readers see, where this process runs it. */
async function livePonder(parts: Parts): Promise<string | undefined> {
  const { build, live } = await lookAtIndex(parts)
  return build === live ? ponderUrl(parts, build) : undefined
}

async function ponderMetrics(parts: Parts, build: string): Promise<string> {
  const url = ponderUrl(parts, build)
  if (url === undefined) return ''
  const signal = AbortSignal.timeout(PONDER_TIMEOUT_MS)
  const answered = await fetch(`${url}/metrics`, { signal }).catch(() => undefined)
  return answered?.ok ? answered.text() : ''
}

function ponderUrl({ runs }: Parts, build: string): string | undefined {
  const port = runs.port(build)
  return port === undefined ? undefined : `http://127.0.0.1:${port}`
}

/** Anybody may ask, so the answer does not say more. */
function unavailable(): Reply {
  return json(503, { ready: false, detail: 'The database or a node of a chain does not answer.' })
}

function json(status: number, body: object): Reply {
  return { status, type: JSON_TYPE, body: JSON.stringify(body) }
}

function boundPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port')
  return address.port
}
