import { seededRandom } from '../support/random.ts'
import { feesAt } from './support/hours/fees.ts'
import { openSimulation } from './support/hours/simulation.ts'
import type { Progress } from './support/progress.ts'
import { judgeRelays } from './support/relays/verdict.ts'
import { atMost, type ChaosResult, noneOf, told } from './support/result.ts'

export type HoursOptions = { seed: number; minutes: number; progress: Progress }

const BLOCKS_PER_MINUTE = 5
/** The longest deadline of anything that is relayed here, and then some. */
const SETTLES_WITHIN = 1_500
const CALM = 20n * 10n ** 9n

/**
 * Hours of relaying in minutes: a chain that drops, delays, forgets and reorders transactions and replaces its newest blocks, base
 * fees that swing beyond the cap, workers that die, strangers who are faster, payers who think better of it.
 */
export async function chaosHours({ seed, minutes, progress }: HoursOptions): Promise<ChaosResult[]> {
  const random = seededRandom(seed)
  const simulation = await openSimulation(random, {
    weather: { network: { dropPercent: 8, forgetPercent: 1, mostDelay: 3 }, silentPerMille: 3 },
    deathsPerMille: 15,
    reorgsPerMille: 20,
    meddledPercent: 10,
    mostPerBlock: 2,
  })
  try {
    const since = performance.now()
    const blocks = minutes * BLOCKS_PER_MINUTE
    progress.begin('blocks', blocks)
    const fees = feesAt(random)
    for (let block = 0; block < blocks; block += 1) {
      simulation.ether.setTip(1 + random.integer(3))
      await simulation.block(fees(block))
      progress.step()
    }
    progress.end()
    const settled = await simulation.settle(CALM, SETTLES_WITHIN)
    const { meddlers, workers, world } = simulation
    return [
      told('minutes.simulated', minutes, 'min'),
      told('seconds', Math.round((performance.now() - since) / 1_000), 's'),
      told('reorgs', simulation.reorgs(), 'reorgs'),
      told(
        'worker.deaths',
        workers.reduce((sum, worker) => sum + worker.deaths(), 0),
        'deaths',
      ),
      told('strangers.faster', meddlers.frontRuns, 'tries'),
      told('payers.canceled', meddlers.burns, 'tries'),
      told('merchants.emptied', meddlers.withdrawals, 'tries'),
      atMost('settled.after', settled, 'blocks', SETTLES_WITHIN - 1),
      ...(await judgeRelays(world)),
      noneOf('signers.idle', await idleSigners(world), 'signers'),
    ]
  } finally {
    await simulation.close()
  }
}

/** Keys that never sent anything. */
async function idleSigners({
  db,
}: {
  db: Awaited<ReturnType<typeof openSimulation>>['world']['db']
}): Promise<string[]> {
  const rows = await db.selectFrom('gas_signer').select(['address', 'next_nonce']).execute()
  return rows.filter(({ next_nonce }) => next_nonce === 0n).map(({ address }) => address)
}
