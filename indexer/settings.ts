import { type IndexedChain, indexedChains } from './chains.ts'

export type Settings = {
  databaseUrl: string
  /** Schema of the views that everyone reads. */
  viewsSchema: string
  chains: IndexedChain[]
  port: number
  build: string | undefined
  /** What the host's reporting tools show for GraphQL; undefined where it is off. */
  hostKey: string | undefined
  lifelineFd: number | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** What is said of a value that no message may show. */
const SECRET = 'at least 32 characters without spaces'

export function readSettings(env: Environment): Settings {
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL must be the Postgres URL of the role florin_indexer')
  const group = matching(
    env,
    'CHAIN_GROUP',
    /^[a-z][a-z0-9_]{0,23}$/,
    'lower-case letters and digits, at most 24',
  )
  return {
    databaseUrl: env.DATABASE_URL,
    viewsSchema: `onchain_${group ?? 'main'}`,
    chains: indexedChains(env),
    port: Number(matching(env, 'PORT', /^\d{1,5}$/, 'a port number; 0 takes a free one') ?? 0),
    build: matching(env, 'INDEXER_BUILD', /^[a-z0-9]{1,24}$/, 'lower-case letters and digits, at most 24'),
    hostKey: matching(env, 'INDEXER_GRAPHQL_KEY', /^[\x21-\x7e]{32,}$/, SECRET),
    lifelineFd: optionalNumber(matching(env, 'LIFELINE_FD', /^\d+$/, 'a file descriptor')),
  }
}

function matching(env: Environment, name: string, shape: RegExp, expected: string): string | undefined {
  const value = env[name]
  if (!value) return undefined
  if (shape.test(value)) return value
  throw new Error(`${name} is ${expected === SECRET ? 'not right' : value}, expected ${expected}`)
}

function optionalNumber(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value)
}
