import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { preparing } from './prepared.ts'
import type { AccessTables } from './tables/access.ts'
import type { BillingTables } from './tables/billing.ts'
import type { BooksTables } from './tables/books.ts'
import type { CatalogueTables } from './tables/catalogue.ts'
import type { JobsTables } from './tables/jobs.ts'
import type { MerchantsTables } from './tables/merchants.ts'
import type { MoneyTables } from './tables/money.ts'
import type { RelaysTables } from './tables/relays.ts'
import type { SponsorshipTables } from './tables/sponsorship.ts'
import type { WebhooksTables } from './tables/webhooks.ts'

/** Every table of the schema `florin`, as the newest migration leaves it. */
export interface Database
  extends MerchantsTables,
    AccessTables,
    CatalogueTables,
    BillingTables,
    BooksTables,
    WebhooksTables,
    RelaysTables,
    SponsorshipTables,
    MoneyTables,
    JobsTables {}

/** The database, or the transaction that the caller is in. */
export type Db = Kysely<Database> | Transaction<Database>

const NUMERIC = pg.types.builtins.NUMERIC
const INT8 = pg.types.builtins.INT8

/** Whole numbers of any size become bigint here, and nowhere else is a numeric turned into a number. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) => {
    if (id === NUMERIC || id === INT8) return (value: string) => BigInt(value)
    return pg.types.getTypeParser(id, format)
  },
}

export function connect(databaseUrl: string, options: { max: number; name: string }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: options.name,
    max: options.max,
    types,
    // What is asked without waiting for the answer before it is sent at once.
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    // A machine that falls silent in the middle of a transaction lets go of what it locked.
    idle_in_transaction_session_timeout: 30_000,
  })
  // A connection that is lost in use fails the query that waits on it, or the next one. The pool listens to idle ones only, so
  // that without this the loss would also end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

export function openDatabase(pool: pg.Pool): Kysely<Database> {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: preparing(pool) }) }).withSchema(
    'florin',
  )
}
