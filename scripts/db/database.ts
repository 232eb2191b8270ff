import { Pool } from 'pg'
import { loadDotenv } from '../local/dotenv.ts'
import { readRunningState } from '../local/runningState.ts'
import { florinDir } from '../local/settings.ts'

/** Which database was chosen, and its URLs as two of its roles. */
type DatabaseChoice = { from: string; indexer: string; owner: string }

/** The running sandbox of this clone, or else what DATABASE_URL names. */
export function chooseDatabase(): DatabaseChoice {
  loadDotenv()
  const running = readRunningState(florinDir(process.env))
  if (running !== undefined) {
    const { name, urls } = running.database
    return { from: `the running sandbox, database ${name}`, indexer: urls.indexer, owner: urls.owner }
  }
  const url = process.env.DATABASE_URL
  if (!url)
    throw new Error(
      'DATABASE_URL must be the Postgres URL of the role florin_indexer (florin_owner for migrate), since npm start does not run here.',
    )
  return { from: `DATABASE_URL, database ${new URL(url).pathname.slice(1)}`, indexer: url, owner: url }
}

export async function withPool<T>(url: string, use: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = new Pool({ connectionString: url, max: 2, application_name: 'florin_db' })
  // A connection lost while idle shows at the next query; without a handler it would end the process.
  pool.on('error', () => undefined)
  try {
    return await use(pool)
  } finally {
    await pool.end()
  }
}
