import { LIVE_STATUSES } from '../../../../api/src/domain/relay.ts'
import { postChain } from '../../../../api/src/services/posting/postChain.ts'
import { readRelay } from '../../../api/relays/support/relays.ts'
import { openFakeViews } from '../../../api/support/fakeViews.ts'
import { openWorld, type World } from '../../../api/support/world.ts'
import type { Random } from '../../../support/random.ts'
import { type Ether, openEther, SECONDS_PER_BLOCK, type Weather } from './ether.ts'
import { openMeddlers } from './meddlers.ts'
import { actOn, openMerchants, pay, type Sale } from './people.ts'
import { openWorker, type Worker } from './worker.ts'

export type Climate = {
  weather: Weather
  deathsPerMille: number
  /** Of a thousand blocks, so many are replaced. */
  reorgsPerMille: number
  /** Of a hundred relays, so many are met by a stranger, a second thought or an empty account. */
  meddledPercent: number
  /** Relays asked for in one block, at most. */
  mostPerBlock: number
}

export type Simulation = {
  world: World
  ether: Ether
  workers: readonly Worker[]
  meddlers: ReturnType<typeof openMeddlers>['counts']
  reorgs(): number
  /** One block at a base fee, with what happens before it. */
  block(baseFee: bigint): Promise<void>
  /** From now on nothing goes wrong and nobody asks for more; blocks until nothing is under way. Answers how many. */
  settle(baseFee: bigint, most: number): Promise<number>
  close(): Promise<void>
}

const SIGNERS = 3
/** Fewer blocks are replaced than a fact must be deep to count. */
const CONFIRMATIONS = 3
const POST_EVERY = 8
const HALF_MS = (SECONDS_PER_BLOCK / 2) * 1_000

/** Accepting, sending and watching relays in this process, by a clock that goes with the chain's blocks. */
export async function openSimulation(random: Random, climate: Climate): Promise<Simulation> {
  const world = await openWorld({ confirmations: CONFIRMATIONS, gasSigners: SIGNERS })
  try {
    const merchants = await openMerchants(world)
    const views = await openFakeViews(world)
    const ether = await openEther(world, random, climate.weather)
    let nowMs = Number(await ether.seconds()) * 1_000
    const clock = { now: () => new Date(nowMs) }
    const clients = new Map([[world.chain.chainId, ether.openClient()]])
    const api = world.openCtx({ role: 'api', clock, replace: { clients } })
    const poster = world.openCtx({ clock })
    const { deathsPerMille } = climate
    const open = () => openWorker(world, ether, { clock, random, deathsPerMille })
    const workers = [await open(), await open()]
    const meddlers = openMeddlers(world, ether, random)
    let paid: Sale[] = []
    let blocks = 0
    let reorgs = 0

    /** Payments that are at their end; the confirmed ones may be acted upon. */
    async function ended(): Promise<Sale[]> {
      const relays = await Promise.all(paid.map((sale) => readRelay(world, sale.relay)))
      const confirmed = paid.filter((_, index) => relays[index]?.status === 'confirmed')
      paid = paid.filter((_, index) => LIVE_STATUSES.some((live) => live === relays[index]?.status))
      return confirmed
    }

    async function meddle(sale: Sale): Promise<void> {
      if (random.integer(100) >= climate.meddledPercent) return
      await random.pick([
        () => meddlers.frontRun(sale.relay),
        () => meddlers.burn(sale),
        () => meddlers.withdraw(sale),
      ])()
    }

    async function ask(): Promise<void> {
      const paying = Array.from({ length: random.integer(1 + climate.mostPerBlock) }, () =>
        pay(world, api, random.pick(merchants), random.pick(['automatic', 'manual'] as const)),
      )
      const acting = (await ended()).map((sale) => actOn(world, api, sale, random))
      for (const sale of await Promise.all(paying)) if (sale) paid.push(sale)
      await Promise.all(acting)
    }

    /** All workers look at once, half way to the next block. */
    async function pass(baseFee: bigint): Promise<void> {
      nowMs += HALF_MS
      await Promise.all(workers.map((worker) => worker.round()))
      nowMs += HALF_MS
      await ether.mine(baseFee)
      blocks += 1
      if (blocks % POST_EVERY > 0) return
      await views.sync()
      await postChain(poster, world.chain)
    }

    async function isOver(): Promise<boolean> {
      const live = world.db.selectFrom('relay').select('id').where('status', 'in', LIVE_STATUSES)
      const open = world.db.selectFrom('signer_nonce').select('nonce').where('status', '<>', 'final')
      return (await live.execute()).length + (await open.execute()).length === 0
    }

    return {
      world,
      ether,
      workers,
      meddlers: meddlers.counts,
      reorgs: () => reorgs,
      block: async (baseFee) => {
        for (const sale of paid) if (random.integer(6) === 0) await meddle(sale)
        await Promise.all([ask(), pass(baseFee)])
        if (random.integer(1_000) >= climate.reorgsPerMille) return
        reorgs += 1
        await ether.reorg(1 + random.integer(CONFIRMATIONS - 1))
      },
      settle: async (baseFee, most) => {
        ether.heal()
        for (const worker of workers) worker.heal()
        for (let count = 0; count < most; count += 1) {
          if (await isOver()) return count
          await pass(baseFee)
        }
        return most
      },
      close: world.close,
    }
  } catch (error) {
    await world.close()
    throw error
  }
}
