import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import type { CrashPoint } from '../../../api/src/domain/crashPoint.ts'
import { postChain } from '../../../api/src/services/posting/postChain.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import { localAccount } from '../../../scripts/local/accounts.ts'
import { waitFor } from '../../support/waitFor.ts'
import { bookedGas, receiptsTotal } from '../sponsor/support/receipts.ts'
import { openFakeViews } from '../support/fakeViews.ts'
import { addMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { executionsOf, gasSignerOf, testClientOf } from './support/chain.ts'
import {
  acceptPayment,
  listNonces,
  noncesOf,
  readRelay,
  transactionsOf,
  watchUntil,
} from './support/relays.ts'

describe('a nonce that something else left in the pool', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld()
  })
  afterEach(() => world.close())

  /** A transaction of the gas signer that is not in our books, waits in the pool and is dropped after a while. */
  async function passBy(meanwhile: () => Promise<void>): Promise<void> {
    const rpc = testClientOf(world)
    const account = localAccount(world.chain.chainId, 'gasSigner')
    await rpc.setAutomine(false)
    const hash = await rpc.sendTransaction({ account, chain: null, to: account.address })
    await meanwhile()
    expect((await listNonces(world)).map(({ status }) => status)).to.deep.equal(['foreign'])
    await rpc.dropTransaction({ hash })
  }

  it('leaves no gap when it is dropped, though the books of the key are begun while it waits', async () => {
    await passBy(() => recoverSender(world.ctx))
    const rpc = testClientOf(world)
    await rpc.setAutomine(true)
    const { request, relay } = await acceptPayment(world, await addMerchant(world))
    await waitFor(
      async () => {
        await watchRelays(world.ctx)
        await rpc.mine({ blocks: 1 })
        return (await readRelay(world, relay.id)).status === 'confirmed'
      },
      { describe: 'the relay to be confirmed' },
    )
    expect(await executionsOf(world, request.onchain_id)).to.equal(1)
    expect((await noncesOf(world, relay.id)).map(({ nonce }) => nonce)).to.deep.equal([1n])
  })

  it('is not believed in where a node makes it up, though the books of the key are begun with that', async () => {
    const { chain } = world.ctx
    const readCounts = async () => ({ mined: 0n, pending: 1_000_000n })
    const sender = { ...chain.sender, readCounts }
    await recoverSender(world.openCtx({ replace: { chain: { ...chain, sender } } }))
    await recoverSender(world.ctx)
    const { relay } = await acceptPayment(world, await addMerchant(world))
    await watchUntil(world, relay.id, 'confirmed')
    expect((await noncesOf(world, relay.id)).map(({ nonce }) => nonce)).to.deep.equal([0n])
  })

  it('has what its closing cost in the books, though the worker died when it had sent that', async () => {
    const views = await openFakeViews(world)
    await recoverSender(world.ctx)
    await passBy(() => recoverSender(world.ctx))
    await watchRelays({ ...world.ctx, crashPoint: dies })
    expect(await transactionsOf(world, 0n)).to.have.length(1)
    const rpc = testClientOf(world)
    await rpc.setAutomine(true)
    const signer = gasSignerOf(world.ctx)
    await waitFor(
      async () => {
        await rpc.mine({ blocks: 1 })
        await watchRelays(world.ctx)
        await views.sync()
        await postChain(world.ctx, world.chain)
        return (await bookedGas(world, signer)) > 0n
      },
      { describe: 'the gas to be booked' },
    )
    expect(await bookedGas(world, signer)).to.equal(await receiptsTotal(world, signer))
    expect((await listNonces(world)).map(({ status }) => status)).to.deep.equal(['final'])
  })
})

function dies(point: CrashPoint): void {
  if (point === 'after-broadcast') throw new Error('the worker died')
}
