import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import { type Address, getAddress } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { lowerCase } from '../../api/src/domain/address.ts'
import type { Mode } from '../../api/src/domain/caller.ts'
import { routes } from '../../api/src/routes/all.ts'
import { openApiDocument } from '../../api/src/routes/openapi.ts'
import { balanceListSchema } from '../../api/src/routes/shapes/balance.ts'
import { type FakeViews, openFakeViews } from './support/fakeViews.ts'
import { addMerchant, type TestMerchant } from './support/merchants.ts'
import { serveApi, type TestServer } from './support/server.ts'
import { openWorld, type World } from './support/world.ts'

const LARGEST = 2n ** 96n - 1n
const ELSEWHERE = { chainId: 8453 }

describe('balances', () => {
  let world: World
  let server: TestServer
  let views: FakeViews
  let merchant: TestMerchant

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    views = await openFakeViews(world)
  })
  after(async () => {
    await server.close()
    await world.close()
  })
  beforeEach(async () => {
    merchant = await addMerchant(world)
    await views.sync()
  })

  const ask = (key: string, query = '') => server.call('GET', `/v1/balances${query}`, { key })
  const read = async ({ key }: TestMerchant) => balanceListSchema.parse((await ask(key)).body)

  function money(amount: string, amount_decimal: string) {
    const { address, symbol, decimals } = world.token
    return { amount, amount_decimal, chain: 'eip155:31337', token: getAddress(address), symbol, decimals }
  }

  async function addAddress(of: TestMerchant, mode: Mode, chainId = world.chain.chainId): Promise<Address> {
    const address = privateKeyToAddress(generatePrivateKey())
    await world.ctx.store.merchants.insertAddress(world.db, {
      chain_id: BigInt(chainId),
      address: lowerCase(address),
      mode,
      merchant_id: of.owner.merchantId,
      created_at: new Date(),
    })
    return address
  }

  it('are told to the last unit, for each of the merchant’s addresses', async () => {
    const second = await addAddress(merchant, 'test')
    await views.setBalance(merchant.account.address, { available: 9_900_000n, prepaid: 1n })
    await views.setBalance(second, { available: LARGEST, prepaid: 0n })
    const first = {
      object: 'balance',
      account: merchant.account.address,
      chain: 'eip155:31337',
      token: getAddress(world.token.address),
      available: money('9900000', '9.900000'),
      prepaid: money('1', '0.000001'),
    }
    const large = money('79228162514264337593543950335', '79228162514264337593543.950335')
    const { as_of, ...list } = await read(merchant)
    expect(list).to.include({ object: 'list', url: '/v1/balances', has_more: false })
    expect(list.data).to.have.deep.members([
      first,
      { ...first, account: second, available: large, prepaid: money('0', '0.000000') },
    ])
    expect(as_of).to.have.length(1)
  })

  it('are never told of another merchant’s addresses, of another mode, or of a chain that is not served', async () => {
    const stranger = await addMerchant(world)
    const hidden = [
      [stranger.account.address, {}],
      [await addAddress(merchant, 'live'), {}],
      [await addAddress(merchant, 'test', ELSEWHERE.chainId), ELSEWHERE],
      // Its own address, on a chain where it did not register it.
      [merchant.account.address, ELSEWHERE],
    ] as const
    for (const [account, on] of hidden) await views.setBalance(account, { available: 5n, prepaid: 5n }, on)
    expect((await read(merchant)).data).to.deep.equal([])
    expect((await read(stranger)).data.map(({ account }) => account)).to.deep.equal([
      stranger.account.address,
    ])
  })

  it('are as of the block that the index has reached, and say how far behind the chain it is', async () => {
    await views.rpc.mine({ blocks: 5, interval: 3 })
    const block = await views.sync()
    const { timestamp } = await views.rpc.getBlock({ blockNumber: block })
    const asOf = {
      chain: 'eip155:31337',
      block_number: `${block}`,
      block_time: new Date(Number(timestamp) * 1000).toISOString(),
    }
    const unknown = { lag_blocks: null, lag_seconds: null }
    expect((await read(merchant)).as_of, 'no worker runs').to.deep.equal([{ ...asOf, ...unknown }])

    await noteHead({ block: block + 7n, seconds: timestamp + 21n, at: new Date() })
    const behind = { lag_blocks: 7, lag_seconds: 21 }
    expect((await read(merchant)).as_of).to.deep.equal([{ ...asOf, ...behind }])

    await noteHead({ block: block - 1n, seconds: timestamp - 3n, at: new Date() })
    const ahead = { lag_blocks: 0, lag_seconds: 0 }
    expect((await read(merchant)).as_of, 'the index is ahead').to.deep.equal([{ ...asOf, ...ahead }])

    await noteHead({ block: block + 7n, seconds: timestamp + 21n, at: new Date(Date.now() - 31_000) })
    expect((await read(merchant)).as_of, 'the worker is silent').to.deep.equal([{ ...asOf, ...unknown }])
  })

  async function noteHead({
    block,
    seconds,
    at,
  }: {
    block: bigint
    seconds: bigint
    at: Date
  }): Promise<void> {
    await world.db.deleteFrom('posting_chain').execute()
    await world.ctx.store.postingChains.begin(world.db, {
      chain_id: BigInt(world.chain.chainId),
      finalized_block: 0n,
      highest_seen_block: 0n,
      head_block: block,
      head_time: new Date(Number(seconds) * 1000),
      updated_at: at,
    })
  }

  it('are refused while the index is not whole, rather than told wrongly', async () => {
    const refused = async (why: string) => {
      const { status, headers, body } = await ask(merchant.key)
      expect({ status, code: body.code }, why).to.deep.equal({ status: 503, code: 'index_not_ready' })
      expect(headers.get('content-type'), why).to.include('application/problem+json')
      expect(Number(headers.get('retry-after')), why).to.be.greaterThan(0)
    }
    const block = await views.sync()
    await views.setReady(false)
    await refused('comes back from a crash')
    await views.setReady(true)
    await views.setCheckpoint(block - 1n)
    await refused('readers have seen a later block')
    await views.sync()
    expect((await ask(merchant.key)).status).to.equal(200)

    await sql`DELETE FROM onchain_main._ponder_checkpoint`.execute(world.db)
    await refused('knows nothing of the chain')
    await sql`ALTER SCHEMA onchain_main RENAME TO onchain_other`.execute(world.db)
    await refused('has no views yet')
    await sql`ALTER SCHEMA onchain_other RENAME TO onchain_main`.execute(world.db)
  })

  it('are refused without a key, without the scope, and with a filter that does not exist', async () => {
    const keyless = await server.call('GET', '/v1/balances')
    expect([keyless.status, keyless.body.code]).to.deep.equal([401, 'missing_api_key'])
    const other = await addMerchant(world, { scopes: ['payments:read', 'invoices:read'] })
    const underScoped = await ask(other.key)
    expect([underScoped.status, underScoped.body.code]).to.deep.equal([403, 'insufficient_scope'])
    const filtered = await ask(merchant.key, `?token=${world.token.address}`)
    expect([filtered.status, filtered.body.code]).to.deep.equal([400, 'invalid_request'])
  })

  it('look like the example of the OpenAPI document', () => {
    const { components } = openApiDocument(routes, 'http://127.0.0.1')
    const schema = components?.schemas?.BalanceList
    const example = typeof schema === 'object' && 'example' in schema ? schema.example : undefined
    expect(balanceListSchema.strict().parse(example)).to.deep.equal(example)
  })
})
