import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { Client } from 'pg'
import { prepareDatabase } from '../../scripts/local/database.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function sqlState(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
    return undefined
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

const DENIED = '42501'

describe('a local database', () => {
  let database: TestDatabase
  before(async () => {
    database = await openTestDatabase()
  })
  after(() => database.close())

  it('lets each role log in as itself', async () => {
    for (const [role, url] of Object.entries(database.urls)) {
      expect(await query(url, 'select current_user as name')).to.deep.equal([{ name: `florin_${role}` }])
    }
  })

  it('shows the tables of the indexer to the readers, and to read only', async () => {
    const { indexer, api, worker, reports } = database.urls
    await query(indexer, 'create schema onchain_main')
    await query(indexer, 'create table onchain_main.payment as select 1 as id')
    for (const url of [api, worker, reports]) {
      expect(await query(url, 'select id from onchain_main.payment')).to.deep.equal([{ id: 1 }])
      expect(await sqlState(query(url, 'delete from onchain_main.payment'))).to.equal(DENIED)
    }
  })

  it('lets the owner and the indexer create schemas, and nobody else', async () => {
    const { owner, api, worker, reports } = database.urls
    await query(owner, 'create schema billing')
    for (const url of [api, worker, reports]) {
      expect(await sqlState(query(url, 'create schema stray'))).to.equal(DENIED)
    }
  })

  it('says so when the roles of the cluster have other passwords', async () => {
    const other = 'another'
    const rolePasswords = { owner: other, api: other, worker: other, indexer: other, reports: other }
    const refused = prepareDatabase({ adminUrl: database.adminUrl, name: database.name, rolePasswords })
    const reason = await refused.then(String, String)
    expect(reason).to.include('were made with other passwords')
  })

  it('gives every database of a cluster to callers that ask at the same moment', async () => {
    const databases = await Promise.all([openTestDatabase(), openTestDatabase(), openTestDatabase()])
    expect(new Set(databases.map(({ name }) => name)).size).to.equal(3)
    await Promise.all(databases.map((each) => each.close()))
  })
})
