import { firstFreePort } from './ports.ts'

const PORTS = {
  web: { variable: 'WEB_PORT', usual: 3000 },
  api: { variable: 'API_PORT', usual: 3001 },
  worker: { variable: 'WORKER_PORT', usual: 3002 },
  indexer: { variable: 'INDEXER_PORT', usual: 42069 },
  chain: { variable: 'CHAIN_PORT', usual: 8545 },
  postgres: { variable: 'POSTGRES_PORT', usual: 5433 },
} as const

export type Ports = Record<keyof typeof PORTS, number>

type Environment = Readonly<Record<string, string | undefined>>

function wantedPort(env: Environment, part: keyof Ports): number {
  const { variable, usual } = PORTS[part]
  const value = env[variable]
  if (value === undefined) return usual
  const port = Number(value)
  if (/^\d+$/.test(value) && port >= 1 && port <= 65_535) return port
  throw new Error(`${variable} must be a port from 1 to 65535, not "${value}".`)
}

/** A port for each part: the wanted one, or the next free one, which `tell` is told. */
export async function choosePorts(env: Environment, tell: (text: string) => void): Promise<Ports> {
  const chosen = new Set<number>()
  async function choose(part: keyof Ports): Promise<number> {
    const wanted = wantedPort(env, part)
    const reserved = new Set([...wantedByOthers(env, part), ...chosen])
    const port = await firstFreePort(wanted, reserved)
    if (port !== wanted) tell(`Port ${wanted} is taken: ${part} uses ${port}.`)
    chosen.add(port)
    return port
  }
  return {
    web: await choose('web'),
    api: await choose('api'),
    worker: await choose('worker'),
    indexer: await choose('indexer'),
    chain: await choose('chain'),
    postgres: await choose('postgres'),
  }
}

/** A part that has to move must not take the usual place of another one. */
function wantedByOthers(env: Environment, part: keyof Ports): number[] {
  const own = wantedPort(env, part)
  const names: (keyof Ports)[] = ['web', 'api', 'worker', 'indexer', 'chain', 'postgres']
  return names
    .filter((name) => name !== part)
    .map((name) => wantedPort(env, name))
    .filter((port) => port !== own)
}
