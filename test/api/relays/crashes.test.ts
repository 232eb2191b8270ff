import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import type { CrashPoint } from '../../../api/src/domain/crashPoint.ts'
import { dispatchRelay } from '../../../api/src/services/relays/dispatchRelay.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { startTestPart } from '../../support/part.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { executionsOf, gasSignerOf, minedCount } from './support/chain.ts'
import {
  acceptPayment,
  listNonces,
  noncesOf,
  readRelay,
  transactionsOf,
  watchUntil,
} from './support/relays.ts'

const POINTS: readonly CrashPoint[] = ['after-nonce', 'before-broadcast', 'after-broadcast']
const LEASE_OVER_MS = 20_000

describe('a dispatcher that is killed', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  /** Dispatches in a process that is killed when it reaches the point. */
  async function dispatchAndDie(relayId: string, point: CrashPoint): Promise<void> {
    const part = await startTestPart({
      name: `dispatch-${point}`,
      file: 'test/api/relays/support/dispatchOnce.ts',
      args: [relayId],
      env: { ...world.env('worker'), TEST_CRASH_POINT: point },
    })
    expect((await part.exited).signal, part.tail()).to.equal('SIGKILL')
  }

  /** A worker that starts when the dead one's lease has run out. */
  function nextWorker() {
    return world.openCtx({ clock: { now: () => new Date(Date.now() + LEASE_OVER_MS) } })
  }

  for (const point of POINTS) {
    it(`${point} leaves one execution, one nonce and one set of bytes`, async () => {
      const { request, relay } = await acceptPayment(world, merchant)
      await dispatchAndDie(relay.id, point)
      const [taken] = await noncesOf(world, relay.id)
      const signed = await transactionsOf(world, taken?.nonce ?? -1n)
      const worker = nextWorker()
      await recoverSender(worker)
      const confirmed = await watchUntil(world, relay.id, 'confirmed', worker)
      expect(confirmed.executed_by).to.equal('self')
      expect(await executionsOf(world, request.onchain_id)).to.equal(1)
      const nonces = await noncesOf(world, relay.id)
      expect(nonces.map((row) => row.nonce)).to.deep.equal([taken?.nonce])
      const transactions = await transactionsOf(world, taken?.nonce ?? -1n)
      expect(transactions.map((row) => row.hash)).to.deep.equal([confirmed.tx_hash])
      if (point !== 'after-nonce') {
        expect(transactions.map((row) => row.raw)).to.deep.equal(signed.map((row) => row.raw))
      }
    })
  }

  it('holds its relay only until the lease runs out', async () => {
    const { relay } = await acceptPayment(world, merchant)
    await dispatchAndDie(relay.id, 'after-nonce')
    await dispatchRelay(world.ctx, relay.id)
    expect(await readRelay(world, relay.id)).to.include({ status: 'submitted', tx_hash: null })
    await watchUntil(world, relay.id, 'confirmed', nextWorker())
  })

  it('leaves no gap: every nonce of the key is mined and settled', async () => {
    const nonces = await listNonces(world)
    const address = gasSignerOf(world.ctx)
    expect(nonces.map((row) => row.status)).to.deep.equal(nonces.map(() => 'final'))
    expect(nonces.map((row) => Number(row.nonce))).to.deep.equal(nonces.map((_, index) => index))
    expect(await minedCount(world, address)).to.equal(nonces.length)
  })
})
