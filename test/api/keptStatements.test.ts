import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { Client } from 'pg'
import { connect, type Database, openDatabase } from '../../api/src/store/database.ts'
import { AND_COMMIT } from '../../api/src/store/prepared.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const OFTEN = 12

describe('statements that are asked often', () => {
  let database: TestDatabase
  let admin: Client
  let db: Kysely<Database>
  before(async () => {
    database = await openTestDatabase()
    admin = new Client({ connectionString: database.adminUrl })
    await admin.connect()
    await admin.query('CREATE TABLE public.thing (id int PRIMARY KEY); INSERT INTO public.thing VALUES (1)')
    await admin.query('GRANT SELECT, INSERT ON public.thing TO PUBLIC')
    const pool = connect(database.urls.api, { max: 1, name: 'kept' })
    db = openDatabase(pool)
  })
  after(async () => {
    await db.destroy()
    await admin.end()
    await database.close()
  })

  const thing = async (on = db) =>
    (await sql<object>`SELECT * FROM public.thing WHERE id = ${1}`.execute(on)).rows[0]
  const keptOnes = async () =>
    (await sql<{ statement: string }>`SELECT statement FROM pg_prepared_statements WHERE ${true}`.execute(db))
      .rows
  const ask = async (times: number) => {
    for (let time = 0; time < times; time += 1) await thing()
  }

  it('are prepared once, and others are not', async () => {
    await thing()
    expect(await keptOnes()).to.deep.equal([])
    await ask(OFTEN)
    expect((await keptOnes()).map(({ statement }) => statement)).to.deep.equal([
      'SELECT * FROM public.thing WHERE id = $1',
    ])
  })

  it('are not pages of lists, which are planned for their own values', async () => {
    for (let time = 0; time < OFTEN; time += 1) {
      await sql`SELECT id FROM public.thing WHERE id > ${0} ORDER BY id LIMIT ${3}`.execute(db)
    }
    const kept = (await keptOnes()).map(({ statement }) => statement)
    expect(kept.filter((statement) => statement.includes('LIMIT'))).to.deep.equal([])
  })

  it('show what a migration added, to those who ask for one thing', async () => {
    await ask(OFTEN)
    await admin.query('ALTER TABLE public.thing ADD COLUMN colour text')
    expect(await thing()).to.deep.equal({ id: 1, colour: null })
  })

  it('fail at most one transaction of those under way while a migration ran', async () => {
    await ask(OFTEN)
    await admin.query('ALTER TABLE public.thing ADD COLUMN size text')
    const inTransaction = () => db.transaction().execute((tx) => thing(tx))
    const first = await inTransaction().then(
      () => 'answered',
      (error: Error) => error.message,
    )
    expect(first).to.equal('cached plan must not change result type')
    expect(await inTransaction()).to.deep.equal({ id: 1, colour: null, size: null })
  })

  describe('with which a transaction ends', () => {
    const lastly = (tx: Kysely<Database>, statement: RawBuilder<unknown>) =>
      sql`${sql.raw(AND_COMMIT)} ${statement}`.execute(tx)
    const names = async () =>
      (await sql<{ id: number }>`SELECT id FROM public.thing WHERE id >= ${100} ORDER BY id`.execute(db)).rows
    const add = (tx: Kysely<Database>, id: number) =>
      sql`INSERT INTO public.thing (id) VALUES (${id})`.execute(tx)

    it('commits it together with them', async () => {
      await db.transaction().execute(async (tx) => {
        await add(tx, 100)
        await lastly(tx, sql`INSERT INTO public.thing (id) VALUES (${101})`)
        // Others see it before whoever asked has said that it is over.
        const { rows } = await admin.query('SELECT id FROM public.thing WHERE id >= 100 ORDER BY id')
        expect(rows).to.deep.equal([{ id: 100 }, { id: 101 }])
      })
      expect(await names()).to.deep.equal([{ id: 100 }, { id: 101 }])
    })

    it('takes all of it back where they fail', async () => {
      const failed = await db
        .transaction()
        .execute(async (tx) => {
          await add(tx, 102)
          await lastly(tx, sql`INSERT INTO public.thing (id) VALUES (${101})`)
        })
        .catch((error: Error) => error.message)
      expect(failed).to.match(/duplicate key/)
      expect(await names()).to.deep.equal([{ id: 100 }, { id: 101 }])
    })

    it('lets nothing be asked after them', async () => {
      const failed = await db
        .transaction()
        .execute(async (tx) => {
          await lastly(tx, sql`SELECT ${1}::int`)
          await add(tx, 103)
        })
        .catch((error: Error) => error.message)
      expect(failed).to.match(/^the transaction has ended/)
      expect(await names()).to.deep.equal([{ id: 100 }, { id: 101 }])
      // The connection is of use again.
      await db.transaction().execute((tx) => add(tx, 104))
      expect(await names()).to.deep.equal([{ id: 100 }, { id: 101 }, { id: 104 }])
    })
  })
})
