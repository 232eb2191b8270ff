import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { postChain } from '../../../api/src/services/posting/postChain.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import { testRandom } from '../../support/random.ts'
import { waitFor } from '../../support/waitFor.ts'
import { gasSignerOf, testClientOf } from '../relays/support/chain.ts'
import { acceptPayment, noncesOf, postRelay, readRelay, watchUntil } from '../relays/support/relays.ts'
import { ANY_SIGNATURE, requestFromWallet, setWallet } from '../relays/support/wallets.ts'
import { type FakeViews, openFakeViews } from '../support/fakeViews.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { expectExactCounters } from './support/counters.ts'
import { bookedGas, receiptsTotal } from './support/receipts.ts'

/** Random steps after each kind of step came once. */
const STEPS = 6

describe('gas in the books', () => {
  let world: World
  let views: FakeViews
  let merchant: TestMerchant
  let signer: `0x${string}`
  before(async () => {
    world = await openWorld({ confirmations: 2 })
    views = await openFakeViews(world)
    merchant = await addMerchant(world)
    signer = gasSignerOf(world.ctx)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  const rpc = () => testClientOf(world)

  async function post(): Promise<void> {
    await views.sync()
    await postChain(world.ctx, world.chain)
  }

  /** Until every relay ended, and what their transactions cost is confirmed. */
  async function settle(): Promise<void> {
    await waitFor(
      async () => {
        await rpc().mine({ blocks: 1 })
        await watchRelays(world.ctx)
        await post()
        const live = await world.db
          .selectFrom('relay')
          .select('id')
          .where('status', 'in', ['accepted', 'submitted', 'mined'])
          .execute()
        const pending = await world.db
          .selectFrom('chain_fact')
          .select('identity')
          .where('status', '=', 'pending')
          .execute()
        return live.length === 0 && pending.length === 0
      },
      { describe: 'everything to be settled', timeoutMs: 20_000, intervalMs: 20 },
    )
  }

  const factsOf = (hash: string) =>
    world.db
      .selectFrom('chain_fact')
      .selectAll()
      .where('tx_hash', '=', hash as `0x${string}`)
      .execute()

  async function succeed(): Promise<void> {
    const { relay } = await acceptPayment(world, merchant)
    await dispatchRelay(world.ctx, relay.id)
  }

  /** Our transaction is mined and reverted. */
  async function revert(): Promise<void> {
    const request = await requestFromWallet(world, merchant, 'accepts')
    const relay = await postRelay(world.ctx, merchant, request, ANY_SIGNATURE)
    await rpc().setAutomine(false)
    await dispatchRelay(world.ctx, relay.id)
    await setWallet(world, request.payer, 'reverts')
    await rpc().mine({ blocks: 1 })
    await rpc().setAutomine(true)
  }

  /** The nonce is closed because the contract would refuse by the time of signing. */
  async function close(): Promise<void> {
    const request = await requestFromWallet(world, merchant, 'accepts')
    const relay = await postRelay(world.ctx, merchant, request, ANY_SIGNATURE)
    const crashed = {
      ...world.ctx,
      crashPoint: (name: string) => {
        if (name === 'after-nonce') throw new Error('crashed')
      },
    }
    await dispatchRelay(crashed, relay.id).catch(() => undefined)
    await setWallet(world, request.payer, 'reverts')
  }

  /** The last block is replaced by one in which our transaction is mined later. */
  async function reorganise(): Promise<void> {
    await watchRelays(world.ctx)
    await post()
    await views.reorg(1)
  }

  it('equal the receipts, whatever becomes of relays, and so do the budgets', async () => {
    const random = testRandom()
    const kinds = [succeed, revert, close, reorganise] as const
    const more = Array.from({ length: STEPS }, () => random.pick(kinds))
    for (const step of [...kinds, ...more]) {
      await step()
      if (random.integer(2) === 0) await watchRelays(world.ctx)
      if (random.integer(2) === 0) await post()
      await expectExactCounters(world)
    }
    await settle()
    await expectExactCounters(world)
    const booked = await bookedGas(world, signer)
    expect(booked > 0n).to.equal(true)
    expect(booked).to.equal(await receiptsTotal(world, signer))
    const relays = await world.db.selectFrom('relay').select(['gas_spent', 'gas_reserved']).execute()
    expect(
      relays.reduce((sum, relay) => sum + relay.gas_spent, 0n),
      'all of it was for merchants',
    ).to.equal(booked)
    expect(relays.reduce((sum, relay) => sum + relay.gas_reserved, 0n)).to.equal(0n)
  })

  it('wait for their confirmations, and are reversed by a reorganisation', async () => {
    const before = await bookedGas(world, signer)
    const { relay } = await acceptPayment(world, merchant)
    await watchUntil(world, relay.id, 'mined')
    const [nonce] = await noncesOf(world, relay.id)
    const hash = nonce?.mined_hash ?? ''
    await post()
    expect((await factsOf(hash)).map(({ kind, status }) => `${kind} ${status}`)).to.deep.equal([
      'gas pending',
    ])
    expect(await bookedGas(world, signer)).to.equal(before)
    await rpc().mine({ blocks: 1 })
    await watchUntil(world, relay.id, 'confirmed')
    await post()
    const { gas_spent } = await readRelay(world, relay.id)
    expect(await bookedGas(world, signer)).to.equal(before + gas_spent)

    await rpc().setAutomine(false)
    await views.reorg(2)
    await rpc().dropTransaction({ hash: hash as `0x${string}` })
    await rpc().mine({ blocks: 2 })
    await watchRelays(world.ctx)
    await post()
    expect(await bookedGas(world, signer), 'taken back').to.equal(before)
    expect(await readRelay(world, relay.id)).to.include({ status: 'submitted', gas_spent: 0n })
    await expectExactCounters(world)

    await rpc().setAutomine(true)
    await settle()
    expect(await bookedGas(world, signer)).to.equal(await receiptsTotal(world, signer))
    const inclusions = (await factsOf(hash)).map(({ inclusion, status }) => `${inclusion} ${status}`)
    expect(inclusions.sort()).to.deep.equal(['1 reverted', '2 confirmed'])
    await expectExactCounters(world)
  })

  it('are no merchant’s to see', async () => {
    const server = await serveApi(world)
    const { key } = merchant
    const { body } = await server.call('GET', '/v1/ledger/transactions?limit=100', { key })
    expect(JSON.stringify(body)).not.to.contain('gas')
    const account = await server.call('GET', `/v1/ledger/transactions?account=gas:${signer}`, { key })
    expect(account).to.have.nested.property('body.code', 'invalid_request')
    await server.close()
  })
})
