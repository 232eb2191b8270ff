import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { Client, Pool } from 'pg'
import { openRegistry } from '../../indexer/builds/registry.ts'
import { HELD_UP, tryFlip } from '../../indexer/flip/flip.ts'
import { highestSeen } from '../../indexer/flip/seen.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { waitFor } from '../support/waitFor.ts'
import { advance, makeBuild } from './support/builds.ts'

describe('the flip of the views', () => {
  let database: TestDatabase
  let pool: Pool
  let group = 0
  let views = ''
  const build = (name: string) => `${name}_${group}`

  before(async () => {
    database = await openTestDatabase()
    pool = new Pool({ connectionString: database.urls.indexer, max: 4 })
  })
  after(async () => {
    await pool.end()
    await database.close()
  })
  beforeEach(async () => {
    group += 1
    views = `onchain_g${group}`
    await openRegistry(pool, views)
  })

  const make = (name: string, blocks: Record<number, bigint>, isReady = true) =>
    makeBuild(pool, build(name), { blocks, isReady })
  const flip = (name: string) => tryFlip(pool, views, build(name))
  const shown = async () =>
    (await pool.query<{ build: string }>(`select build from "${views}".payment`)).rows[0]?.build

  it('waits for a build that has no tables yet, or whose history is not indexed', async () => {
    expect(await flip('first')).to.deep.equal({ state: 'waiting', why: 'its tables are not made yet' })
    await make('first', { 1: 10n }, false)
    expect(await flip('first')).to.deep.equal({ state: 'waiting', why: 'its history is not indexed yet' })
  })

  it('shows the first whole build to every reader, and to no writer', async () => {
    await make('first', { 1: 10n })
    expect(await flip('first')).to.deep.equal({ state: 'live' })
    expect(await shown()).to.equal(build('first'))
    for (const url of [database.urls.api, database.urls.worker, database.urls.reports]) {
      const reader = new Client({ connectionString: url })
      await reader.connect()
      for (const view of ['payment', '_ponder_meta', '_ponder_checkpoint'])
        expect((await reader.query(`select * from "${views}"."${view}"`)).rowCount).to.equal(1)
      const write = reader.query(`delete from "${views}".payment`)
      await expectRejection(write, 'permission denied')
      await reader.end()
    }
  })

  it('replaces the live build only when the new one is level on every chain', async () => {
    await make('old', { 1: 10n, 2: 20n })
    await flip('old')
    await make('new', { 1: 10n, 2: 19n })
    expect(await flip('new')).to.deep.equal({
      state: 'waiting',
      why: 'chain 2 is at block 19, the live build at 20',
    })
    expect(await shown()).to.equal(build('old'))
    await advance(pool, build('new'), 2, 20n)
    expect(await flip('new')).to.deep.equal({ state: 'live' })
    expect(await shown()).to.equal(build('new'))
  })

  it('waits for a chain that the new build does not have', async () => {
    await make('old', { 1: 10n, 2: 20n })
    await flip('old')
    await make('new', { 1: 11n })
    expect(await flip('new')).to.include({
      state: 'waiting',
      why: 'chain 2 is in the live build and not in this one',
    })
  })

  it('never gives the views back to a build that was replaced', async () => {
    await make('old', { 1: 10n })
    await flip('old')
    await make('new', { 1: 10n })
    await flip('new')
    await advance(pool, build('old'), 1, 99n)
    expect(await flip('old')).to.deep.equal({ state: 'superseded', by: build('new') })
    expect(await shown()).to.equal(build('new'))
    expect(await flip('new'), 'a restart of the live build').to.deep.equal({ state: 'live' })
  })

  it('wakes listeners of one stable channel for the live build and not for the replaced one', async () => {
    await make('old', { 1: 10n })
    await flip('old')
    const listener = new Client({ connectionString: database.urls.worker })
    await listener.connect()
    let woken = 0
    listener.on('notification', () => {
      woken += 1
    })
    await listener.query(`listen "${views}_live_query"`)
    await advance(pool, build('old'), 1, 11n)
    await waitFor(() => woken === 1, { describe: 'a wake-up by the live build' })

    await make('new', { 1: 11n })
    await flip('new')
    await advance(pool, build('old'), 1, 12n)
    await advance(pool, build('new'), 1, 12n)
    await waitFor(() => woken === 2, { describe: 'a wake-up by the new build' })
    await listener.query('select 1')
    expect(woken, 'the replaced build woke nobody').to.equal(2)
    await listener.end()
  })

  it('gives way to a reader that holds a view, and changes nothing until its next try', async () => {
    await make('old', { 1: 10n })
    await flip('old')
    await make('new', { 1: 10n })
    const reader = new Client({ connectionString: database.urls.reports })
    await reader.connect()
    await reader.query('begin')
    await reader.query(`select * from "${views}".payment`)
    expect(await flip('new')).to.deep.equal({ state: 'waiting', why: HELD_UP })
    expect(await shown()).to.equal(build('old'))
    await reader.query('commit')
    expect(await flip('new')).to.deep.equal({ state: 'live' })
    await reader.end()
  })

  it('remembers the highest block that readers have seen, and forgets none', async () => {
    await make('old', { 1: 10n, 2: 20n })
    await flip('old')
    await advance(pool, build('old'), 1, 12n)
    await advance(pool, build('old'), 1, 11n)
    const seen = await highestSeen(pool, views)
    expect([...seen]).to.have.deep.members([
      [1, 12n],
      [2, 20n],
    ])
  })

  it('holds the live build still from the comparison to the flip', async () => {
    await make('old', { 1: 10n })
    await flip('old')
    await make('new', { 1: 10n })
    const writer = new Client({ connectionString: database.urls.indexer })
    await writer.connect()
    await writer.query('begin')
    await writer.query(
      `update "${build('old')}"._ponder_checkpoint set latest_checkpoint = latest_checkpoint`,
    )
    expect(await flip('new'), 'a block is being added').to.deep.equal({ state: 'waiting', why: HELD_UP })
    await writer.query('commit')
    await writer.end()
    expect(await flip('new')).to.deep.equal({ state: 'live' })
  })

  it('lets one of two builds that try at once go first', async () => {
    await Promise.all([make('one', { 1: 10n }), make('other', { 1: 10n })])
    const flips = await Promise.all([flip('one'), flip('other')])
    expect(flips.map(({ state }) => state)).to.deep.equal(['live', 'live'])
    const live = await pool.query(`select build from "${views}"._florin_flip where superseded_at is null`)
    expect(live.rows).to.deep.equal([{ build: await shown() }])
  })
})

async function expectRejection(promise: Promise<unknown>, message: string) {
  const error = await promise.then(
    () => undefined,
    (reason: Error) => reason,
  )
  expect(error?.message).to.include(message)
}
