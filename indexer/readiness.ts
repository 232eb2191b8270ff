import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Pool } from 'pg'
import { readProgress } from './flip/progress.ts'
import type { ChainClient } from './genesis.ts'
import { qualified } from './sql.ts'

/** Further behind the chain's head than this, readers would be told old news. */
const MAX_LAG_BLOCKS = 60n

type Readiness = {
  ready: boolean
  build: string
  live_build: string | null
  chains: { chain_id: number; block: string; head: string; lag_blocks: string }[]
}

type Parts = { pool: Pool; clients: readonly ChainClient[]; viewsSchema: string; schema: string }

/** Ready means: the views show this build, it is whole, and it is close to the head of each of its chains. */
async function readiness({ pool, clients, viewsSchema, schema }: Parts): Promise<Readiness> {
  const [live, progress] = await Promise.all([readLiveBuild(pool, viewsSchema), readProgress(pool, schema)])
  const chains = await Promise.all(
    clients.map(async ({ chainId, client }) => {
      const head = await client.getBlockNumber()
      const block = progress?.blocks.get(chainId) ?? 0n
      return { chainId, head, block, lag: head > block ? head - block : 0n }
    }),
  )
  const caughtUp = progress?.caughtUp === true && chains.every(({ lag }) => lag <= MAX_LAG_BLOCKS)
  return {
    ready: caughtUp && live === schema,
    build: schema,
    live_build: live ?? null,
    chains: chains.map(({ chainId, block, head, lag }) => ({
      chain_id: chainId,
      block: `${block}`,
      head: `${head}`,
      lag_blocks: `${lag}`,
    })),
  }
}

async function readLiveBuild(pool: Pool, viewsSchema: string): Promise<string | undefined> {
  const history = qualified(viewsSchema, '_florin_flip')
  const found = await pool.query<{ exists: boolean }>('select to_regclass($1) is not null as exists', [
    history,
  ])
  if (!found.rows[0]?.exists) return undefined
  const live = await pool.query<{ build: string }>(`select build from ${history} where superseded_at is null`)
  return live.rows[0]?.build
}

/** Serves `/health` and `/ready`; answers the URL it listens on. */
export async function serveReadiness(parts: Parts, port: number): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const [status, body] = await answer(parts, request.url ?? '')
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, resolve)
  })
  return { server, url: `http://127.0.0.1:${boundPort(server.address())}` }
}

async function answer(parts: Parts, path: string): Promise<[status: number, body: object]> {
  if (path === '/health') return [200, { status: 'ok' }]
  if (path !== '/ready') return [404, { detail: 'Only /health and /ready are served here.' }]
  try {
    const state = await readiness(parts)
    return [state.ready ? 200 : 503, state]
  } catch (error) {
    return [503, { ready: false, detail: error instanceof Error ? error.message : String(error) }]
  }
}

function boundPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port')
  return address.port
}
