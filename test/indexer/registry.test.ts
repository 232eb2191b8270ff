import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { Pool } from 'pg'
import {
  askForRebuild,
  currentGeneration,
  failAndAsk,
  markFailed,
  openRegistry,
  registeredBuilds,
} from '../../indexer/builds/registry.ts'
import { tryFlip } from '../../indexer/flip/flip.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { makeBuild } from './support/builds.ts'

describe('the registry of builds', () => {
  let database: TestDatabase
  let pool: Pool
  let group = 0
  let views = ''
  let code = ''

  before(async () => {
    database = await openTestDatabase()
    pool = new Pool({ connectionString: database.urls.indexer, max: 8 })
  })
  after(async () => {
    await pool.end()
    await database.close()
  })
  beforeEach(async () => {
    group += 1
    views = `onchain_r${group}`
    code = `code${group}_00000000`
    await openRegistry(pool, views)
  })

  const current = async () => (await currentGeneration(pool, views, code))?.build
  const ask = async () => (await askForRebuild(pool, views, code)).build
  async function showAtOnce(build: string) {
    await makeBuild(pool, build, { blocks: { 1: 10n }, isReady: true })
    return tryFlip(pool, views, build)
  }

  it('is made once by any number of processes at once', async () => {
    const elsewhere = `${views}b`
    await Promise.all(Array.from({ length: 6 }, () => openRegistry(pool, elsewhere)))
    expect(await registeredBuilds(pool, elsewhere)).to.deep.equal([])
  })

  it('begins with the first generation, and gives the next one when it is asked for', async () => {
    expect(await current()).to.equal(code)
    await showAtOnce(code)
    const next = code.replace('_', 'r2_')
    expect(await ask()).to.equal(next)
    expect(await current()).to.equal(next)
  })

  it('gives those who ask at once the same generation, and none before the first has had the views', async () => {
    await current()
    expect(await ask()).to.equal(code)
    await showAtOnce(code)
    const asked = await Promise.all(Array.from({ length: 5 }, ask))
    expect(new Set(asked).size).to.equal(1)
    expect(await registeredBuilds(pool, views)).to.have.lengthOf(2)
  })

  it('never gives a generation that failed or was replaced', async () => {
    await current()
    await showAtOnce(code)
    const second = await ask()
    await markFailed(pool, views, second, 'for a test')
    expect(await current()).to.equal(code)
    const third = await ask()
    expect(third).to.match(/r3_/)
    await showAtOnce(third)
    expect(await current()).to.equal(third)
    await markFailed(pool, views, third, 'for a test')
    expect(await current(), 'the first was replaced').to.equal(undefined)
    expect(await ask()).to.match(/r4_/)
  })

  it('asks for the next one where a build is given up, and for none after the third in an hour', async () => {
    await current()
    const giveUp = async (build: string) => failAndAsk(pool, views, { code, build, why: 'for a test' })
    const second = await giveUp(code)
    expect(second).to.match(/r2_/)
    const third = await giveUp(second ?? '')
    expect(await current()).to.equal(third)
    expect(await giveUp(third ?? '')).to.equal(undefined)
    expect(await current()).to.equal(undefined)
    expect(await ask(), 'a person may ask all the same').to.match(/r4_/)
  })
})
