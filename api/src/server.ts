import { createServer, type RequestListener, type Server } from 'node:http'

/** How long a client may take for its part. Whoever is slower would hold a connection that others need. */
export interface Timeouts {
  headersMs: number
  requestMs: number
  /** Between two requests; longer than load balancers keep connections, so that it is they who close. */
  idleMs: number
  /** Without a byte in either direction, such as where nobody reads the answer. */
  silentMs: number
  /** How often connections are looked through. */
  checkMs: number
}

const TIMEOUTS: Timeouts = {
  headersMs: 15_000,
  requestMs: 30_000,
  idleMs: 75_000,
  silentMs: 120_000,
  checkMs: 5_000,
}

export function makeServer(app: RequestListener, timeouts: Timeouts = TIMEOUTS): Server {
  const server = createServer(
    {
      headersTimeout: timeouts.headersMs,
      requestTimeout: timeouts.requestMs,
      keepAliveTimeout: timeouts.idleMs,
      connectionsCheckingInterval: timeouts.checkMs,
    },
    app,
  )
  server.setTimeout(timeouts.silentMs)
  return server
}
