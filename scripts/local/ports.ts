import { createServer, type Server } from 'node:net'

const LOOPBACK = '127.0.0.1'
const ATTEMPTS = 50

export type HeldPort = { port: number; release(): Promise<void> }

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

/** Listens on a port, or answers with nothing where somebody else does. */
function tryHold(port: number, host: string): Promise<HeldPort | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', () => resolve(undefined))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      const got = typeof address === 'object' && address ? address.port : port
      resolve({ port: got, release: () => closed(server) })
    })
  })
}

/** A port of this machine that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const held = await tryHold(0, LOOPBACK)
  if (!held) throw new Error(`This machine has no free port on ${LOOPBACK}.`)
  await held.release()
  return held.port
}

/** Whoever listens on all addresses would not be noticed on loopback alone on every system. */
async function isFreeEverywhere(port: number): Promise<boolean> {
  const held = await tryHold(port, '0.0.0.0')
  await held?.release()
  return held !== undefined
}

/**
 * Takes the first free port from `wanted` upwards that is not in `avoided`, and holds it until it is released, so
 * that another start at the same moment does not choose it too.
 */
export async function holdFreePort(wanted: number, avoided: ReadonlySet<number>): Promise<HeldPort> {
  for (let port = wanted; port < wanted + ATTEMPTS; port++) {
    if (avoided.has(port) || !(await isFreeEverywhere(port))) continue
    const held = await tryHold(port, LOOPBACK)
    if (held) return held
  }
  throw new Error(`No free port was found from ${wanted} to ${wanted + ATTEMPTS - 1}.`)
}
