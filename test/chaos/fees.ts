import { parseTransaction } from 'viem'
import { HARD_CAP_WEI } from '../../api/src/domain/gasPolicy.ts'
import { seededRandom } from '../support/random.ts'
import { openSimulation, type Simulation } from './support/hours/simulation.ts'
import type { Progress } from './support/progress.ts'
import { judgeRelays } from './support/relays/verdict.ts'
import { atLeast, atMost, type ChaosResult, noneOf, told } from './support/result.ts'

export type FeesOptions = { seed: number; progress: Progress }

const CALM = 20n * 10n ** 9n
const STORM = 50n * CALM
const BEFORE = 8
/** By how much the fee is higher in the blocks that lead to the storm: what waits is replaced on the way. */
const RISE = [2n, 4n, 8n, 12n, 16n, 20n]
const STORM_BLOCKS = 20
/** Blocks after the storm, with new relays in each. */
const AFTER = 20
const SETTLES_WITHIN = 100

/** The base fee is fifty times as much for twenty blocks, beyond the cap, while relays are asked for in every block. */
export async function chaosFees({ seed, progress }: FeesOptions): Promise<ChaosResult[]> {
  const random = seededRandom(seed)
  const simulation = await openSimulation(random, {
    weather: { network: { dropPercent: 0, forgetPercent: 0, mostDelay: 0 }, silentPerMille: 0 },
    deathsPerMille: 0,
    reorgsPerMille: 0,
    meddledPercent: 0,
    mostPerBlock: 4,
  })
  try {
    const fees = [
      ...Array.from({ length: BEFORE }, () => CALM),
      ...RISE.map((times) => times * CALM),
      ...Array.from({ length: STORM_BLOCKS }, () => STORM),
      ...Array.from({ length: AFTER }, () => CALM),
    ]
    progress.begin('blocks', fees.length)
    for (const fee of fees) {
      await simulation.block(fee)
      progress.step()
    }
    progress.end()
    const settled = await simulation.settle(CALM, SETTLES_WITHIN)
    const offers = await readOffers(simulation)
    const atCap = offers.filter(({ maxFee }) => maxFee === HARD_CAP_WEI)
    return [
      told('storm', STORM_BLOCKS, 'blocks'),
      told('replaced', offers.filter(({ isReplacement }) => isReplacement).length, 'transactions'),
      atLeast('atTheCap', atCap.length, 'transactions', 1),
      atLeast('atTheCap.sentAgain', atCap.filter(({ times }) => times > 1).length, 'transactions', 1),
      noneOf('onChain.beyondCap', await minedBeyondCap(simulation), 'transactions'),
      atMost('settled.after', settled, 'blocks', SETTLES_WITHIN - 1),
      ...(await judgeRelays(simulation.world)),
    ]
  } finally {
    await simulation.close()
  }
}

type Offer = { maxFee: bigint; times: number; isReplacement: boolean }

async function readOffers({ world, ether }: Simulation): Promise<Offer[]> {
  const rows = await world.db.selectFrom('signer_transaction').selectAll().orderBy('created_at').execute()
  const seen = new Set<string>()
  return rows.map(({ address, nonce, raw, hash }) => {
    const slot = `${address} ${nonce}`
    const isReplacement = seen.has(slot)
    seen.add(slot)
    return {
      maxFee: parseTransaction(raw).maxFeePerGas ?? 0n,
      times: ether.pool.received(hash),
      isReplacement,
    }
  })
}

/** Transactions of our keys in blocks that offer more than the cap. */
async function minedBeyondCap({ world, ether }: Simulation): Promise<string[]> {
  const signers = await world.db.selectFrom('gas_signer').select('address').execute()
  const ours = new Set<string>(signers.map(({ address }) => address))
  const head = Number(await ether.chain.client.getBlockNumber())
  const beyond: string[] = []
  for (let number = 0; number <= head; number += 1) {
    const blockNumber = BigInt(number)
    const { transactions } = await ether.chain.client.getBlock({ blockNumber, includeTransactions: true })
    for (const { hash, from, maxFeePerGas = 0n } of transactions) {
      if (ours.has(from.toLowerCase()) && maxFeePerGas > HARD_CAP_WEI) beyond.push(`${hash}: ${maxFeePerGas}`)
    }
  }
  return beyond
}
