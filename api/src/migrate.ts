import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import { runner } from 'node-pg-migrate'
import pg from 'pg'
import { readDatabaseUrl } from './config.ts'

/**
 * Brings the schemas of the API and of the job queue to this release, as florin_owner. Replicas only check
 * (store/migrations.ts); this command runs before they roll out and waits where another one runs.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, application_name: 'florin-migrate' })
  // A connection lost while idle shows at the next query; without a handler it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    await runMigrations({ pgPool: pool })
    await openQueueToWorker(pool)
  } finally {
    await pool.end()
  }
  const done = await runner({
    databaseUrl,
    dir: fileURLToPath(new URL('./migrations/*.sql', import.meta.url)),
    useGlob: true,
    direction: 'up',
    migrationsTable: 'migration',
    migrationsSchema: 'florin',
    schema: 'florin',
    createSchema: true,
    createMigrationsSchema: true,
    advisoryLockMode: 'wait',
    log: () => undefined,
  })
  return done.map((migration) => migration.name)
}

/** graphile-worker guards its tables by row level security, which lets only their owner in. */
async function openQueueToWorker(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'graphile_worker'::regnamespace AND relkind = 'r' AND relrowsecurity
       AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polname = 'florin_worker')`,
  )
  for (const { name } of rows) {
    await pool.query(
      `CREATE POLICY florin_worker ON graphile_worker.${pg.escapeIdentifier(name)}
       TO florin_worker USING (true) WITH CHECK (true)`,
    )
  }
  await pool.query(`
    GRANT USAGE ON SCHEMA graphile_worker TO florin_worker;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO florin_worker;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO florin_worker;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO florin_worker;
  `)
}

if (import.meta.main) {
  const names = await migrate(readDatabaseUrl())
  console.log(JSON.stringify({ migrated: names }))
}
