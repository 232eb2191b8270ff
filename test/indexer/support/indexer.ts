import { Pool } from 'pg'
import type { Part } from '../../../scripts/local/part.ts'
import type { TestDatabase } from '../../support/database.ts'
import { startTestPart } from '../../support/part.ts'
import { waitFor } from '../../support/waitFor.ts'

export const VIEWS = 'onchain_main'

type Chain = { chainId: number; rpcUrl: string }
type IndexerOptions = { deployments: string; chains: readonly Chain[]; build?: string }
type Readiness = { ready: boolean; build: string; liveBuild: string }

export type TestIndexer = Part & {
  url: string
  readiness(): Promise<Readiness>
  untilReady(): Promise<Readiness>
}

/** `indexer/main.ts` as its role runs it. */
export async function startTestIndexer(
  database: TestDatabase,
  { env = {}, ...options }: IndexerOptions & { env?: Record<string, string> },
): Promise<TestIndexer> {
  const { build } = options
  const part = await startTestPart({
    name: `indexer${build ?? ''}`,
    file: 'indexer/main.ts',
    ready: 'line',
    env: { ...indexerEnvironment(database, options), ...env },
  })
  const readiness = async () => parseReadiness(await (await fetch(`${part.url}/ready`)).json())
  return { ...part, readiness, untilReady }

  async function untilReady() {
    const isReady = async () => part.hasExited() || (await readiness()).ready
    await waitFor(isReady, { describe: 'the indexer to be ready', timeoutMs: 90_000 })
    if (part.hasExited()) throw new Error(`the indexer ended:\n${part.tail()}`)
    return readiness()
  }
}

function parseReadiness(body: unknown): Readiness {
  const field = (name: string) =>
    typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  return { ready: field('ready') === true, build: `${field('build')}`, liveBuild: `${field('live_build')}` }
}

export function indexerEnvironment(
  database: TestDatabase,
  { deployments, chains, build }: IndexerOptions,
): Record<string, string> {
  return {
    DATABASE_URL: database.urls.indexer,
    DEPLOYMENTS_DIR: deployments,
    PORT: '0',
    ...Object.fromEntries(chains.map(({ chainId, rpcUrl }) => [`RPC_URL_${chainId}`, rpcUrl])),
    ...(build === undefined ? {} : { INDEXER_BUILD: build }),
  }
}

/** The views as a reader sees them. */
export function openReader(database: TestDatabase) {
  const pool = new Pool({ connectionString: database.urls.worker, max: 2 })
  // A test may stop Postgres. Whoever asks next is told.
  pool.on('error', () => {})
  async function rows<row extends object>(sql: string, values: unknown[] = []): Promise<row[]> {
    return (await pool.query<row>(sql, values)).rows
  }
  async function count(table: string): Promise<number> {
    return (await rows(`select 1 from ${VIEWS}.${table}`)).length
  }
  return { rows, count, close: () => pool.end() }
}

/** One digest per table of a build, of all its rows, whatever their order. */
export async function checksums(database: TestDatabase, schema: string): Promise<Record<string, string>> {
  const pool = new Pool({ connectionString: database.urls.indexer, max: 1 })
  const digests: Record<string, string> = {}
  for (const table of await tablesOf(pool, schema)) {
    const sql = `select md5(string_agg(t::text, '|' order by t::text)) as digest from "${schema}"."${table}" t`
    digests[table] = (await pool.query<{ digest: string }>(sql)).rows[0]?.digest ?? ''
  }
  await pool.end()
  return digests
}

async function tablesOf(pool: Pool, schema: string): Promise<string[]> {
  const { rows } = await pool.query<{ table: string }>(
    `select jsonb_array_elements_text(value->'table_names') as table from "${schema}"._ponder_meta where key = 'app'`,
  )
  return rows.map(({ table }) => table)
}
