import { type HeldPort, holdFreePort } from './ports.ts'

const PORTS = {
  web: { variable: 'WEB_PORT', usual: 3000 },
  api: { variable: 'API_PORT', usual: 3001 },
  worker: { variable: 'WORKER_PORT', usual: 3002 },
  indexer: { variable: 'INDEXER_PORT', usual: 42069 },
  chain: { variable: 'CHAIN_PORT', usual: 8545 },
  postgres: { variable: 'POSTGRES_PORT', usual: 5433 },
} as const

type PartName = keyof typeof PORTS
const NAMES: readonly PartName[] = ['web', 'api', 'worker', 'indexer', 'chain', 'postgres']

/** A port for each part, held for it until the part is about to listen there itself. */
export type Ports = Record<PartName, HeldPort>

type Environment = Readonly<Record<string, string | undefined>>

function wantedPort(env: Environment, part: PartName): number {
  const { variable, usual } = PORTS[part]
  const value = env[variable]
  if (value === undefined) return usual
  const port = Number(value)
  if (/^\d+$/.test(value) && port >= 1 && port <= 65_535) return port
  throw new Error(`${variable} must be a port from 1 to 65535, not "${value}".`)
}

/** A part that has to move must not take the usual place of another one. */
function wantedByOthers(env: Environment, part: PartName): number[] {
  const own = wantedPort(env, part)
  return NAMES.map((name) => wantedPort(env, name)).filter((port) => port !== own)
}

/** A port for each part: the wanted one, or the next free one, which `tell` is told. */
export async function choosePorts(env: Environment, tell: (text: string) => void): Promise<Ports> {
  async function choose(part: PartName): Promise<HeldPort> {
    const wanted = wantedPort(env, part)
    const held = await holdFreePort(wanted, new Set(wantedByOthers(env, part)))
    if (held.port !== wanted) tell(`Port ${wanted} is taken: ${part} uses ${held.port}.`)
    return held
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
