import { Pool } from 'pg'
import { buildHash } from './build.ts'
import type { Flip } from './flip/flip.ts'
import { keepTryingToFlip } from './flip/keepTrying.ts'
import { chainClients, genesisDigits } from './genesis.ts'
import { onLifelineClosed } from './lifeline.ts'
import { startPonder } from './ponderProcess.ts'
import { serveReadiness } from './readiness.ts'
import { readSettings } from './settings.ts'

// One Ponder writer for one chain group. This process starts Ponder on the schema of this build and chain, flips the
// views when that build is level with the live one, and ends when Ponder ends.

const settings = readSettings(process.env)
const { databaseUrl, viewsSchema, chains, port, lifelineFd } = settings

const clients = chainClients(chains)
const schema = `${settings.build ?? buildHash(chains)}_${await genesisDigits(clients)}`
const pool = new Pool({ connectionString: databaseUrl, max: 4, application_name: 'florin_indexer' })
// An idle connection that breaks is replaced by the pool at its next use.
pool.on('error', (error) => log({ level: 'warn', msg: 'Lost a database connection', detail: error.message }))

const { server, url } = await serveReadiness({ pool, clients, viewsSchema, schema }, port)
const ponder = startPonder(schema, process.env)
const stopping = new AbortController()

function stop() {
  if (stopping.signal.aborted) return
  stopping.abort()
  ponder.stop()
}

process.on('SIGTERM', stop)
process.on('SIGINT', stop)
onLifelineClosed(lifelineFd, stop)
log({ ready: true, url, schema, views: viewsSchema, ponder_pid: ponder.pid })

const flipping = keepTryingToFlip(
  pool,
  { viewsSchema, schema },
  { signal: stopping.signal, report: reportFlip },
)
flipping.catch((error: Error) => {
  log({ level: 'error', msg: 'Could not flip the views', detail: error.message })
  process.exitCode = 1
  stop()
})

const exit = await ponder.exited
if (!stopping.signal.aborted) {
  log({ level: 'error', msg: 'Ponder ended by itself', ...exit })
  process.exitCode = exit.code || 1
  stopping.abort()
}
server.close()
server.closeAllConnections()
await flipping.catch(() => {})
await pool.end()

function reportFlip(flip: Flip) {
  log({ level: flip.state === 'superseded' ? 'warn' : 'info', msg: 'Views', schema, ...flip })
}

function log(line: object) {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
