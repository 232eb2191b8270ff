import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import { createdSpan } from '../../../api/src/domain/createdSpan.ts'
import type { IdPrefix } from '../../../api/src/domain/ids.ts'
import { connect, type Db, openDatabase } from '../../../api/src/store/database.ts'
import { list as listEvents } from '../../../api/src/store/events.ts'
import { list as listInvoices } from '../../../api/src/store/invoices.ts'
import type { Page } from '../../../api/src/store/page.ts'
import { list as listPayments } from '../../../api/src/store/payments.ts'
import { buffersOf, explain } from '../../support/queryPlan.ts'
import { type RecordedQuery, recordQueries } from '../../support/recordQueries.ts'
import { addMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { FIRST, type Filled, fillInvoices, STEP } from './support/manyRows.ts'

const LARGE = 17_000
const SMALL = [1_000, 1_000, 1_000]

/** Pages of 8 KiB that a list may touch: a row or two of them and three levels of an index per object shown, and some. */
const MOST_BUFFERS = 150

describe('a page of a list in a merchant of many', () => {
  let world: World
  let pool: Pool
  let explaining: Pool
  let db: Db
  /** What the lists asked Postgres since it was emptied. */
  let recorded: RecordedQuery[]
  let large: Filled
  let small: Filled

  before(async () => {
    world = await openWorld()
    large = await fillInvoices(world, (await addMerchant(world)).owner, LARGE)
    for (const count of SMALL) small = await fillInvoices(world, (await addMerchant(world)).owner, count)
    await sql`ANALYZE`.execute(world.db)
    pool = connect(world.database.urls.api, { max: 1, name: 'plans' })
    explaining = connect(world.database.urls.api, { max: 1, name: 'plans' })
    recorded = recordQueries(pool)
    db = openDatabase(pool)
  })
  after(async () => {
    await pool?.end()
    await explaining?.end()
    await world?.close()
  })

  const at = (index: number) => new Date(FIRST + index * STEP).toISOString()
  const created = (prefix: IdPrefix) => createdSpan(prefix, { gte: at(200), lt: at(400) })
  const metadata = (pairs: Record<string, string>) => ({ metadata: { prefix: 'inv' as const, pairs } })

  type Ask = (db: Db, page: Page, filled: Filled) => Promise<unknown>
  const lists: Record<string, Ask> = {
    'all invoices': (db, page) => listInvoices(db, page, {}),
    'invoices in a span of time': (db, page) => listInvoices(db, { ...page, ...created('inv') }, {}),
    'open invoices': (db, page) => listInvoices(db, page, { status: 'open' }),
    'open invoices in a span of time': (db, page) =>
      listInvoices(db, { ...page, ...created('inv') }, { status: 'open' }),
    'invoices of a customer': (db, page, { rareCustomer }) =>
      listInvoices(db, page, { customer: rareCustomer }),
    'invoices of the usual customer': (db, page, { usualCustomer }) =>
      listInvoices(db, page, { customer: usualCustomer }),
    'invoices with metadata of one': (db, page) =>
      listInvoices(db, { ...page, ...metadata({ order: '17' }) }, {}),
    'invoices with metadata of none': (db, page) =>
      listInvoices(db, { ...page, ...metadata({ order: 'none' }) }, {}),
    'invoices with metadata of the oldest': (db, page) =>
      listInvoices(db, { ...page, ...metadata({ batch: 'old' }) }, {}),
    'invoices with metadata of half': (db, page) =>
      listInvoices(db, { ...page, ...metadata({ source: 'web' }) }, {}),
    'invoices with metadata of half in a span of time': (db, page) =>
      listInvoices(db, { ...page, ...created('inv'), ...metadata({ source: 'web' }) }, {}),
    'invoices with metadata of half and of one': (db, page) =>
      listInvoices(db, { ...page, ...metadata({ source: 'web', order: '18' }) }, {}),
    'all payments': (db, page) => listPayments(db, page, {}),
    'payments in a span of time': (db, page) => listPayments(db, { ...page, ...created('pay') }, {}),
    'pending payments': (db, page) => listPayments(db, page, { status: 'pending' }),
    'payments of an invoice': (db, page, filled) => listPayments(db, page, { invoice: filled.invoices[5] }),
    'payments of a customer': (db, page, { rareCustomer }) =>
      listPayments(db, page, { customer: rareCustomer }),
    'payments of the usual customer': (db, page, { usualCustomer }) =>
      listPayments(db, page, { customer: usualCustomer }),
    'events in a span of time': (db, page) => listEvents(db, { ...page, ...created('evt') }, {}),
    'events of a type in a span of time': (db, page) =>
      listEvents(db, { ...page, ...created('evt') }, { types: ['invoice.paid'] }),
    'events of a rare type': (db, page) => listEvents(db, page, { types: ['payment.pending'] }),
    'events of two types': (db, page) => listEvents(db, page, { types: ['payment.pending', 'invoice.paid'] }),
    'events of an object': (db, page, filled) => listEvents(db, page, { objectId: filled.invoices[5] }),
  }
  for (const [name, ask] of Object.entries(lists)) {
    it(`finds ${name} by index, and reads little else`, async () => {
      for (const filled of [large, small]) {
        const middle = filled.invoices[300] ?? ''
        const cursorOf = (prefix: string) => middle.replace('inv_', prefix)
        const prefix = name.includes('payments') ? 'pay_' : name.includes('events') ? 'evt_' : 'inv_'
        const cursors = [{}, { startingAfter: cursorOf(prefix) }, { endingBefore: cursorOf(prefix) }]
        for (const cursor of cursors) {
          const page = { ...filled.owner, limit: 10, ...cursor }
          recorded.length = 0
          await ask(db, page, filled)
          const [query, ...others] = recorded.slice()
          expect(others, 'one query per function').to.have.length(0)
          if (!query) throw new Error(`${name} asked nothing`)
          const plan = await explain(explaining, query)
          expect(plan).to.not.contain('Seq Scan')
          expect(buffersOf(plan), plan).to.be.lessThan(MOST_BUFFERS)
        }
      }
    })
  }
})
