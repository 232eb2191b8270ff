import { once } from 'node:events'
import { createServer } from 'node:http'
import { makeApp } from '../../../api/src/app.ts'
import type { Ctx } from '../../../api/src/context.ts'
import type { Clock } from '../../../api/src/domain/clock.ts'
import { routes } from '../../../api/src/routes/all.ts'
import { expectDocumentedProblem } from './documentedProblem.ts'
import type { World } from './world.ts'

export interface Reply {
  status: number
  headers: Headers
  body: Record<string, unknown>
}

export interface TestServer {
  url: string
  /** Sends JSON, or a raw text body, and reads the answer. */
  call(method: string, path: string, options?: CallOptions): Promise<Reply>
  close(): Promise<void>
}

interface CallOptions {
  key?: string
  checkoutToken?: string
  idempotencyKey?: string
  body?: unknown
  /** Sent as it is, instead of `body`. */
  raw?: string
  headers?: Record<string, string>
}

/** Serves the API of a world, with the database role that the API has in production. */
export async function serveApi(
  world: Pick<World, 'openCtx'>,
  options: { clock?: Clock; replace?: Partial<Ctx> } = {},
): Promise<TestServer> {
  const server = createServer(makeApp(world.openCtx({ role: 'api', ...options }), routes))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  const url = `http://127.0.0.1:${address.port}`
  return {
    url,
    call: (method, path, options = {}) => call(url, method, path, options),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function call(url: string, method: string, path: string, options: CallOptions): Promise<Reply> {
  const { key, checkoutToken, idempotencyKey, body, raw, headers } = options
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(checkoutToken === undefined ? {} : { 'florin-checkout-token': checkoutToken }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  })
  const reply = {
    status: response.status,
    headers: response.headers,
    body: readObject(await response.text()),
  }
  expectDocumentedProblem(reply)
  return reply
}

export function readObject(text: string): Record<string, unknown> {
  const value: unknown = text === '' ? {} : JSON.parse(text)
  if (typeof value !== 'object' || value === null) throw new Error(`not an object: ${text}`)
  return Object.fromEntries(Object.entries(value))
}
