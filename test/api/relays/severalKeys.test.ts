import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import pino from 'pino'
import { parseAbi } from 'viem'
import type { Ctx } from '../../../api/src/context.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import { waitFor } from '../../support/waitFor.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { executionsOf, testClientOf } from './support/chain.ts'
import { giveDollars, spendDollars } from './support/dollars.ts'
import {
  acceptPayment,
  listNonces,
  noncesOf,
  payerOf,
  postRelay,
  readRelay,
  requestPayment,
  signPayment,
  watchUntil,
} from './support/relays.ts'

const RELAYS = 24

describe('several keys that pay gas', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld({ gasSigners: 3 })
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  /** A worker, and its log lines of level error. */
  function alarming(replace: Partial<Ctx> = {}) {
    const lines: Record<string, unknown>[] = []
    const log = pino({ level: 'error' }, { write: (line: string) => lines.push(JSON.parse(line)) })
    return { ctx: world.openCtx({ log, replace }), lines }
  }

  it('rule 1: give no nonce twice and lose no relay where two workers race', async () => {
    const accepted: Awaited<ReturnType<typeof acceptPayment>>[] = []
    for (let count = 0; count < RELAYS; count += 1) accepted.push(await acceptPayment(world, merchant))
    const workers = [world.ctx, world.openCtx()]
    await waitFor(
      async () => {
        await Promise.all(workers.map(watchRelays))
        const relays = await Promise.all(accepted.map(({ relay }) => readRelay(world, relay.id)))
        return relays.every(({ status }) => status === 'confirmed')
      },
      { describe: 'all relays to be confirmed', timeoutMs: 30_000 },
    )
    for (const { request } of accepted) expect(await executionsOf(world, request.onchain_id)).to.equal(1)
    const byKey = Map.groupBy(await listNonces(world), ({ address }) => address)
    expect(byKey.size).to.equal(3)
    const rows = [...byKey.values()]
    for (const own of rows)
      expect(own.map(({ nonce }) => Number(nonce))).to.deep.equal(own.map((_, at) => at))
    expect(rows.flat().map(({ relay_id }) => relay_id)).to.have.members(accepted.map(({ relay }) => relay.id))
  })

  it('rule 13: take a failed, unexecuted intent that is posted again as a new attempt', async () => {
    const request = await requestPayment(world, merchant)
    const signature = await signPayment(world, request)
    const first = await postRelay(world.ctx, merchant, request, signature)
    const client = testClientOf(world)
    const payer = payerOf(world)
    const held = await client.readContract({
      address: world.token.address,
      abi: BALANCE_OF,
      functionName: 'balanceOf',
      args: [payer.address],
    })
    await client.setBalance({ address: payer.address, value: 10n ** 18n })
    await spendDollars(world, payer, held)
    await client.mine({ blocks: 2 })
    await dispatchRelay(world.ctx, first.id)
    expect((await readRelay(world, first.id)).status).to.equal('failed')
    await giveDollars(world, payer.address, held)
    const second = await postRelay(world.openCtx(), merchant, request, signature)
    expect(second.id).not.to.equal(first.id)
    await watchUntil(world, second.id, 'confirmed')
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
    expect((await readRelay(world, first.id)).status).to.equal('failed')
  })

  it('rule 10: go on after what the chain counts where the database is an older copy, and tell of every key', async () => {
    const used = world.ctx.gasSigners.map(({ address }) => address)
    await world.db.deleteFrom('signer_transaction').execute()
    await world.db.deleteFrom('signer_nonce').execute()
    await world.db.updateTable('gas_signer').set({ next_nonce: 0n }).execute()
    const { ctx, lines } = alarming()
    await recoverSender(ctx)
    expect(lines.filter(({ from }) => from === '0').map(({ signer }) => signer)).to.have.members(used)
    const foreign = await listNonces(world)
    expect(new Set(foreign.map(({ status }) => status))).to.deep.equal(new Set(['foreign']))
    const { request, relay } = await acceptPayment(world, merchant)
    await watchUntil(world, relay.id, 'confirmed')
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
  })

  it('rule 11: have what a key sent settled that is configured no more, and sign nothing new with it', async () => {
    const rpc = testClientOf(world)
    await rpc.setAutomine(false)
    const { request, relay } = await acceptPayment(world, merchant)
    await dispatchRelay(world.ctx, relay.id)
    const [sent] = await noncesOf(world, relay.id)
    const left = world.ctx.gasSigners.filter(({ address }) => address !== sent?.address)
    const late = { now: () => new Date(Date.now() + 31_000) }
    await rpc.setNextBlockBaseFeePerGas({ baseFeePerGas: 20_000_000_000n })
    await rpc.mine({ blocks: 1 })
    const { ctx, lines } = alarming({ gasSigners: left, clock: late })
    await watchRelays(ctx)
    expect(lines.map(({ signer }) => signer)).to.include(sent?.address)
    await rpc.setAutomine(true)
    await rpc.setNextBlockBaseFeePerGas({ baseFeePerGas: 1n })
    await rpc.mine({ blocks: 1 })
    await watchUntil(world, relay.id, 'confirmed', ctx)
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
    const { relay: next } = await acceptPayment(world, merchant)
    await watchUntil(world, next.id, 'confirmed', ctx)
    expect((await noncesOf(world, next.id)).map(({ address }) => address)).not.to.include(sent?.address)
  })
})

const BALANCE_OF = parseAbi(['function balanceOf(address) view returns (uint256)'])
