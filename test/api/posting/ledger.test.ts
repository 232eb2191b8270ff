import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import { Client } from 'pg'
import { connect, openDatabase } from '../../../api/src/store/database.ts'
import { listBalancesAt, listTransactions } from '../../../api/src/store/ledgerReads.ts'
import { isRecord } from '../../../scripts/local/json.ts'
import { explain } from '../../support/queryPlan.ts'
import { testRandom } from '../../support/random.ts'
import { recordQueries } from '../../support/recordQueries.ts'
import { type FakeEvent, type FakeViews, randomHex } from '../support/fakeViews.ts'
import { addMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import type { World } from '../support/world.ts'
import { beginStory, openStage, type Story } from './support/story.ts'

/** Transactions in the books of the test of plans, and how many of them are one merchant's. */
const ENTRIES = 20_000
const MINE = 50

describe('the ledger over HTTP', () => {
  let world: World
  let views: FakeViews
  let server: TestServer
  let story: Story
  let chain: string

  before(async () => {
    ;({ world, views } = await openStage())
    server = await serveApi(world)
    chain = `eip155:${world.chain.chainId}`
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })
  beforeEach(async () => {
    story = await beginStory({ world, views })
  })

  const event = (changes: Partial<FakeEvent> & Pick<FakeEvent, 'kind'>): FakeEvent => ({
    ...story.charge,
    identity: randomHex(),
    amount: 700n,
    ...changes,
  })

  async function post(happened: FakeEvent): Promise<bigint> {
    const block = await story.includeNow(happened)
    await story.post()
    await story.confirm()
    return block
  }

  const get = (path: string, key = story.merchant.key) => server.call('GET', path, { key })
  const own = (kind = 'available') => `${kind}:${story.merchant.account.address}`

  async function transactions(query = '') {
    const { status, body } = await get(`/v1/ledger/transactions?limit=100${query}`)
    expect(status, JSON.stringify(body)).to.equal(200)
    return dataOf(body)
  }

  async function balanceAt(block: bigint, account = own()): Promise<string> {
    const { status, body } = await get(
      `/v1/ledger/balances?chain=${chain}&account=${account}&at_block=${block}`,
    )
    expect(status, JSON.stringify(body)).to.equal(200)
    const [row] = dataOf(body)
    return isRecord(row?.balance) ? String(row.balance.amount) : '0'
  }

  it('shows each transaction with all its entries and the fact behind it', async () => {
    const block = await post(story.charge)
    const [payment] = await story.payments()
    const [only, ...more] = await transactions()
    expect(more).to.deep.equal([])
    expect(only).to.deep.include({
      object: 'ledger_transaction',
      direction: 'post',
      payment: payment?.id,
      chain,
    })
    expect(only?.fact).to.deep.include({
      identity: story.charge.identity,
      inclusion: 1,
      kind: 'charged',
      status: 'confirmed',
      block_number: String(block),
    })
    const entries = Array.isArray(only?.entries) ? only.entries : []
    expect(entries.map(({ amount }) => amount.amount)).to.deep.equal(['-10000000', '10000000'])
    expect(entries[1].account).to.equal(own())
  })

  it('filters by chain, token, account and payment, page by page', async () => {
    await post(event({ kind: 'deposited', toPrepaid: false }))
    await post(event({ kind: 'deposited', toPrepaid: true, amount: 50n }))
    await post(story.charge)
    const [payment] = await story.payments()
    const all = await transactions()
    expect(all.map(kindOf)).to.deep.equal(['charged', 'deposited', 'deposited'])
    expect((await transactions(`&account=${own('prepaid')}`)).map(kindOf)).to.deep.equal(['deposited'])
    expect((await transactions(`&payment=${payment?.id}`)).map(kindOf)).to.deep.equal(['charged'])
    expect(await transactions(`&token=${world.token.address}&chain=${chain}`)).to.deep.equal(all)
    expect(await transactions(`&token=${story.merchant.account.address}`)).to.deep.equal([])
    const first = await get('/v1/ledger/transactions?limit=1')
    expect(first.body.has_more).to.equal(true)
    const rest = dataOf((await get(`/v1/ledger/transactions?starting_after=${all[0]?.id}`)).body)
    expect(rest).to.deep.equal(all.slice(1))
    const back = dataOf((await get(`/v1/ledger/transactions?limit=1&ending_before=${all[2]?.id}`)).body)
    expect(back).to.deep.equal([all[1]])
  })

  it('shows a transfer on both sides, and nothing of it to a third', async () => {
    const other = await addMerchant(world)
    const third = await addMerchant(world)
    const payer = other.account.address.toLowerCase() as `0x${string}`
    await post(event({ kind: 'transferred', terms: { ...story.charge.terms, payer } }))
    const seen = async (key: string) => dataOf((await get('/v1/ledger/transactions', key)).body).map(kindOf)
    expect(await seen(story.merchant.key)).to.deep.equal(['transferred'])
    expect(await seen(other.key)).to.deep.equal(['transferred'])
    expect(await seen(third.key)).to.deep.equal([])
  })

  it('knows the escrow of a payment as its merchant’s own, and no other account', async () => {
    await post({ ...story.charge, kind: 'authorized' })
    const escrow = `escrow:${story.request.onchain_id}`
    expect((await transactions(`&account=${escrow}`)).map(kindOf)).to.deep.equal(['authorized'])
    const other = await addMerchant(world)
    for (const account of [own(), own('prepaid'), escrow]) {
      for (const path of [`transactions?account=${account}`, `balances?chain=${chain}&account=${account}`]) {
        const answer = await get(`/v1/ledger/${path}`, other.key)
        const { code, param } = answer.body
        expect([answer.status, code, param], path).to.deep.equal([404, 'not_found', 'account'])
      }
    }
    const unknown = await get('/v1/ledger/transactions?payment=pay_00000000000000000000000000')
    expect([unknown.status, unknown.body.param]).to.deep.equal([404, 'payment'])
    for (const account of ['external:0x1', 'available:', `gas:${world.chain.escrow}`, 'escrow:0x12', 'x']) {
      const answer = await get(`/v1/ledger/transactions?account=${account}`)
      expect([answer.status, answer.body.param], account).to.deep.equal([400, 'account'])
    }
    const reader = await addMerchant(world, { scopes: ['balances:read'] })
    expect((await get('/v1/ledger/transactions', reader.key)).status).to.equal(403)
    expect((await get(`/v1/ledger/balances?chain=${chain}`, reader.key)).status).to.equal(403)
  })

  it('tells a balance at every block as a replay of the facts does, through random stories', async () => {
    const random = testRandom()
    const replay: { block: bigint; change: bigint }[] = []
    for (let step = 0; step < 8; step += 1) {
      const amount = BigInt(1 + random.integer(1_000))
      const moved = event({ kind: 'deposited', toPrepaid: false, amount })
      const block = await post(moved)
      if (random.integer(10) < 3) {
        await story.reorganise(moved, 4)
        await story.mine(4)
        await views.sync()
        await story.post()
      } else replay.push({ block, change: amount })
    }
    const { read_block: head = 0n } =
      (await world.ctx.store.postingChains.find(world.db, BigInt(world.chain.chainId))) ?? {}
    for (let block = 0n; block <= head; block += 1n) {
      const expected = replay.reduce((sum, fact) => (fact.block <= block ? sum + fact.change : sum), 0n)
      expect(await balanceAt(block), `block ${block}`).to.equal(String(expected))
    }
    expect(BigInt(await balanceAt(head))).to.equal(await story.available())
  })

  it('says what is final, and refuses a block that the books have not reached', async () => {
    const block = await post(story.charge)
    const read = async (query: string) => (await get(`/v1/ledger/balances?chain=${chain}${query}`)).body
    expect(await read(`&at_block=${block}`)).to.include({ at_block: String(block), final: false })
    await world.ctx.store.postingChains.raise(world.db, BigInt(world.chain.chainId), 'finalized_block', block)
    expect(await read(`&at_block=${block}`)).to.include({ finalized_block: String(block), final: true })
    const now = await read('')
    const beyond = await get(
      `/v1/ledger/balances?chain=${chain}&at_block=${BigInt(String(now.at_block)) + 1n}`,
    )
    expect([beyond.status, beyond.body.code, beyond.body.param]).to.deep.equal([
      409,
      'block_not_posted',
      'at_block',
    ])
    for (const bad of ['-1', '1.5', '0x10', 'head', '']) {
      expect((await get(`/v1/ledger/balances?chain=${chain}&at_block=${bad}`)).status, bad).to.equal(400)
    }
    expect((await get('/v1/ledger/balances?chain=eip155:1')).body.code).to.equal('chain_not_configured')
  })

  it('counts what a reorganisation removed as if it had never been, and shows both transactions', async () => {
    const deposit = event({ kind: 'deposited', toPrepaid: false })
    const block = await post(deposit)
    expect(await balanceAt(block)).to.equal('700')
    await story.reorganise(deposit, 4)
    await story.mine(4)
    await views.sync()
    await story.post()
    expect(await balanceAt(block)).to.equal('0')
    const found = await transactions()
    expect(found.map(({ direction }) => direction)).to.deep.equal(['reverse', 'post'])
    expect(found.map(({ fact }) => isRecord(fact) && fact.status)).to.deep.equal(['reverted', 'reverted'])
  })

  it('lets nobody but the worker write the books', async () => {
    for (const role of ['api', 'reports'] as const) {
      const pool = connect(world.database.urls[role], { max: 1, name: `test-${role}` })
      const db = openDatabase(pool)
      for (const table of [
        'ledger_transaction',
        'ledger_entry',
        'ledger_touch',
        'chain_fact',
        'posting_chain',
      ]) {
        const name = sql.table(`florin.${table}`)
        for (const statement of [sql`INSERT INTO ${name} DEFAULT VALUES`, sql`DELETE FROM ${name}`]) {
          const code = await statement.execute(db).then(
            () => 'done',
            (error: { code?: string }) => error.code,
          )
          expect(code, `${role} ${table}`).to.equal('42501')
        }
      }
      await pool.end()
    }
    for (const table of ['ledger_transaction', 'ledger_entry', 'ledger_touch']) {
      const code = await sql`DELETE FROM ${sql.table(`florin.${table}`)}`.execute(world.db).then(
        () => 'done',
        (error: { code?: string }) => error.code,
      )
      expect(code, table).to.equal('23000')
    }
  })

  it('finds pages and balances by index alone in large books', async () => {
    await fillBooks(world, story)
    const pool = connect(world.database.urls.api, { max: 1, name: 'plans' })
    const sent = recordQueries(pool)
    const explaining = connect(world.database.urls.api, { max: 1, name: 'plans' })
    const page = { ...story.merchant.owner, limit: 10 }
    const account = `available:${story.merchant.account.address.toLowerCase()}`
    const db = openDatabase(pool)
    await listTransactions(db, page, {})
    await listTransactions(db, page, { token: world.token.address })
    await listTransactions(db, page, { account })
    await listTransactions(db, page, { onchainId: story.request.onchain_id })
    await listBalancesAt(db, BigInt(world.chain.chainId), [account], { block: 5n })
    for (const query of sent.slice()) {
      const plan = await explain(explaining, query)
      expect(plan).to.not.match(/Seq Scan on (ledger_|chain_fact)/)
      const most = Math.max(...[...plan.matchAll(/rows=([\d.]+) loops/g)].map(([, count]) => Number(count)))
      expect(most, plan).to.be.lessThan(MINE + 1)
    }
    await explaining.end()
    await pool.end()
  })
})

/** Books of many others, and a few transactions of the story's merchant; as superuser, because each row would be judged. */
async function fillBooks(world: World, story: Story): Promise<void> {
  const db = new Client({ connectionString: world.database.adminUrl })
  await db.connect()
  await db.query('SET session_replication_role = replica')
  const { rows } = await db.query<{ id: string }>(
    `CREATE TEMPORARY TABLE filled AS SELECT n,
       '0x' || lpad(to_hex(n), 64, '0') AS identity, 'ltx_' || lpad(n::text, 26, '0') AS id,
       CASE WHEN n <= ${MINE} THEN $1 ELSE '0x' || lpad(to_hex(n), 40, '0') END AS address
     FROM generate_series(1, ${ENTRIES}) n`.replace(
      '$1',
      `'${story.merchant.account.address.toLowerCase()}'`,
    ),
  )
  expect(rows).to.deep.equal([])
  const { chainId } = world.chain
  const token = world.token.address
  await db.query(`INSERT INTO florin.chain_fact SELECT ${chainId}, identity, 1, 'deposited', '${token}', NULL, address,
    '{}', '[]', n % 10, identity, now(), identity, 0, 1, 'finalized', now(), now() FROM filled`)
  await db.query(
    `INSERT INTO florin.ledger_transaction SELECT id, ${chainId}, identity, 1, 'post', now(), now() FROM filled`,
  )
  await db.query(`INSERT INTO florin.ledger_entry
    SELECT id, 0, 'external:' || address, ${chainId}, '${token}', -1 FROM filled
    UNION ALL SELECT id, 1, 'available:' || address, ${chainId}, '${token}', 1 FROM filled`)
  await db.query(
    `INSERT INTO florin.ledger_touch SELECT ${chainId}, address, id, '${token}', now() FROM filled`,
  )
  await db.query('ANALYZE')
  await db.end()
}

function dataOf(body: Record<string, unknown>): Record<string, unknown>[] {
  return (Array.isArray(body.data) ? body.data : []).filter(isRecord)
}

function kindOf({ fact }: Record<string, unknown>): unknown {
  return isRecord(fact) ? fact.kind : undefined
}
