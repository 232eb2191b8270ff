import { createServer } from 'node:net'

const LOOPBACK = '127.0.0.1'
const ATTEMPTS = 50

function tryListen(port: number, host?: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: host ?? LOOPBACK, exclusive: true }, () => {
      const address = server.address()
      const got = typeof address === 'object' && address ? address.port : undefined
      server.close(() => resolve(got))
    })
  })
}

/** A port of this machine that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const port = await tryListen(0)
  if (port === undefined) throw new Error('This machine has no free port on 127.0.0.1.')
  return port
}

/** True when nobody listens on the port, neither on loopback nor on all addresses. */
async function isFree(port: number): Promise<boolean> {
  return (await tryListen(port)) !== undefined && (await tryListen(port, '0.0.0.0')) !== undefined
}

/** The first free port from `wanted` upwards that is not in `taken`. */
export async function firstFreePort(wanted: number, taken: ReadonlySet<number> = new Set()): Promise<number> {
  for (let port = wanted; port < wanted + ATTEMPTS; port++) {
    if (!taken.has(port) && (await isFree(port))) return port
  }
  throw new Error(`No free port was found from ${wanted} to ${wanted + ATTEMPTS - 1}.`)
}
