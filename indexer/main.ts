import { Pool } from 'pg'
import { buildHash } from './build.ts'
import { openRegistry } from './builds/registry.ts'
import { openWriters } from './builds/writers.ts'
import { conduct } from './conductor.ts'
import { openCatchUp } from './desk/catchUp.ts'
import { serveDesk } from './desk/desk.ts'
import { chainClients, genesisDigits } from './genesis.ts'
import { onLifelineClosed } from './lifeline.ts'
import { openRuns } from './runs/runs.ts'
import { readSettings } from './settings.ts'

// One writer for one chain group. This process starts Ponder on the schema of this code's current build, flips the views when
// that build is level with the live one, and rebuilds beside it when asked to.

const settings = readSettings(process.env)
const { databaseUrl, viewsSchema, chains, port, hostKey } = settings

const clients = chainClients(chains)
const code = `${settings.build ?? buildHash(chains)}_${await genesisDigits(clients)}`
const pool = new Pool({ connectionString: databaseUrl, max: 6, application_name: 'florin_indexer' })
// An idle connection that breaks is replaced by the pool at its next use.
pool.on('error', (error) => log({ level: 'warn', msg: 'Lost a database connection', detail: error.message }))
await openRegistry(pool, viewsSchema)

const runs = openRuns(process.env, log)
const { server, url } = await serveDesk(
  { pool, clients, viewsSchema, code, runs, catchUp: openCatchUp(), hostKey },
  port,
)
const stopping = new AbortController()
process.on('SIGTERM', () => stopping.abort())
process.on('SIGINT', () => stopping.abort())
onLifelineClosed(settings.lifelineFd, () => stopping.abort())
log({ ready: true, url, code, views: viewsSchema })

const { failed } = await conduct(
  { pool, clients, viewsSchema, code, runs, writers: openWriters(databaseUrl), log },
  stopping.signal,
)
if (failed !== undefined) process.exitCode = 1
server.close()
server.closeAllConnections()
await pool.end()

function log(line: object) {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
