import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { Client, type Pool } from 'pg'
import { connect } from '../../api/src/store/database.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

describe('a database connection that is lost', () => {
  let database: TestDatabase
  let admin: Client
  let pool: Pool
  before(async () => {
    database = await openTestDatabase()
    admin = new Client({ connectionString: database.adminUrl })
    await admin.connect()
    pool = connect(database.urls.api, { max: 1, name: 'lost' })
  })
  after(async () => {
    await pool.end()
    await admin.end()
    await database.close()
  })

  it('lets go of what a silent process locked, after half a minute', async () => {
    const { rows } = await pool.query('show idle_in_transaction_session_timeout')
    expect(rows).to.deep.equal([{ idle_in_transaction_session_timeout: '30s' }])
    const silent = await pool.connect()
    const ended = new Promise((resolve) => silent.once('end', resolve))
    await silent.query('begin')
    await silent.query(`set local idle_in_transaction_session_timeout to '50ms'`)
    await silent.query('select pg_advisory_xact_lock(1)')
    await ended
    silent.release(true)
    expect((await pool.query('select pg_try_advisory_xact_lock(1) as free')).rows).to.deep.equal([
      { free: true },
    ])
  })

  it('fails the transaction that was using it, and neither the process nor the next one', async () => {
    const client = await pool.connect()
    await client.query('begin')
    const ended = new Promise((resolve) => client.once('end', resolve))
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lost'`,
    )
    // Nobody waits for an answer at this moment, so only an event can tell of the loss.
    await ended
    const outcome = await client.query('select 1').then(
      () => 'answered',
      () => 'failed',
    )
    expect(outcome).to.equal('failed')
    client.release(true)
    expect((await pool.query('select 1 as one')).rows).to.deep.equal([{ one: 1 }])
  })
})
