import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { Kysely, PostgresDialect } from 'kysely'
import { Client, type Pool } from 'pg'
import { connect, type Database, type Db } from '../../api/src/store/database.ts'
import { listBalances, readCheckpoint } from '../../api/src/store/indexed.ts'
import { listMissing, listMoved, listUnrecorded } from '../../api/src/store/indexedFacts.ts'
import { openWorld, type World } from '../api/support/world.ts'
import { startTestIndexer, VIEWS } from './support/indexer.ts'
import { BLOCKS, fillBooks, fillView, MERCHANT, ROWS } from './support/manyRows.ts'

const CHAIN = 31337n
const FACTS = ['payment_event', 'withdrawal', 'balance_event', 'subscription_charge', 'usage_charge']
const FILLED = [...FACTS, 'payment', 'balance_entry', 'account_balance']

/** One row each, or one per chain or build: no index could help. */
const SMALL = [
  '_ponder_checkpoint',
  '_ponder_meta',
  '_florin_seen',
  '_florin_flip',
  '_florin_build',
  '_florin_final',
]

/** The newest twenty facts of each table are not final yet. */
const FINAL = BigInt(BLOCKS - 6)

const owner = { merchantId: MERCHANT, mode: 'test' } as const

const queries: [name: string, tables: string[], ask: (db: Db) => Promise<unknown>][] = [
  ['the checkpoint', [], (db) => readCheckpoint(db, VIEWS, CHAIN)],
  ['balances', ['account_balance'], (db) => listBalances(db, VIEWS, owner, [CHAIN])],
  ['new facts', [...FACTS, 'payment', 'balance_entry'], (db) => listUnrecorded(db, VIEWS, CHAIN, FINAL, 200)],
  ['moved facts', [...FACTS, 'payment'], (db) => listMoved(db, VIEWS, CHAIN, FINAL)],
  ['missing facts', FACTS, (db) => listMissing(db, VIEWS, CHAIN)],
]

describe('a reader of an index with many rows', () => {
  let world: World
  let pool: Pool

  before(async () => {
    world = await openWorld()
    const { DEPLOYMENTS_DIR: deployments = '' } = world.env('worker')
    const indexer = await startTestIndexer(world.database, { deployments, chains: [world.anvil] })
    await indexer.untilReady()
    await indexer.stop()
    await fill(world.database.adminUrl)
    pool = connect(world.database.urls.worker, { max: 1, name: 'plans' })
  })
  after(async () => {
    await pool?.end()
    await world?.close()
  })

  for (const [name, tables, ask] of queries)
    it(`finds ${name} by index alone`, async () => {
      const plan = await planOf(pool, ask)
      const scanned = [...plan.matchAll(/Seq Scan on (\w+)/g)].map(([, table]) => table)
      expect(
        scanned.filter((table) => !SMALL.includes(`${table}`)),
        plan,
      ).to.deep.equal([])
      for (const table of tables) expect(plan).to.match(new RegExp(`Index.* Scan .*on ${table}`))
      // An index read from end to end is a sequential scan by another name.
      expect(mostRows(plan), plan).to.be.lessThan(ROWS / 10)
    })
})

/** As superuser, because Ponder's triggers would note every row for a reorganisation. */
async function fill(adminUrl: string): Promise<void> {
  const db = new Client({ connectionString: adminUrl })
  await db.connect()
  await db.query('set session_replication_role = replica')
  for (const view of FILLED) await fillView(db, VIEWS, view, Number(CHAIN))
  await fillBooks(db, Number(CHAIN))
  await db.query('analyze')
  await db.end()
}

/** How Postgres carried out the one query that `ask` sent. */
async function planOf(pool: Pool, ask: (db: Db) => Promise<unknown>): Promise<string> {
  const sent: { sql: string; parameters: readonly unknown[] }[] = []
  const log = ({ query }: { query: { sql: string; parameters: readonly unknown[] } }) => {
    sent.push(query)
  }
  await ask(new Kysely<Database>({ dialect: new PostgresDialect({ pool }), log }))
  expect(sent, 'one query per function').to.have.length(1)
  const { rows } = await pool.query<Record<'QUERY PLAN', string>>(
    `explain (analyze, timing off) ${sent[0]?.sql}`,
    [...(sent[0]?.parameters ?? [])],
  )
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

/** The most rows that any step of a plan gave on, or read and threw away. */
function mostRows(plan: string): number {
  let most = 0
  let loops = 1
  for (const [, rows, times, removed] of plan.matchAll(
    /actual rows=([\d.]+) loops=(\d+)|Removed by \w+: (\d+)/g,
  )) {
    if (times !== undefined) loops = Number(times)
    most = Math.max(most, Number(rows ?? removed) * loops)
  }
  return most
}
