import { Pool } from 'pg'
import { type Random, seededRandom } from '../support/random.ts'
import type { Progress } from './support/progress.ts'
import { noteChanges, readNotes } from './support/relays/notes.ts'
import { judgeRelays } from './support/relays/verdict.ts'
import { type ChaosResult, exactly, none, noneOf, told } from './support/result.ts'
import { signedAstray, strayFor } from './support/rpc/astray.ts'
import { type Sale, sell } from './support/rpc/flow.ts'
import { salesApart, settleSales } from './support/rpc/settle.ts'
import { openRpcSite, type RpcSite } from './support/rpc/site.ts'

export type RpcOptions = { seed: number; sales: number; progress: Progress }

const LANES = 8
/** How often another chain answers at every endpoint, in turn with and without a broken connection. */
const STRAYS = 4

/**
 * Payments, captures and refunds are relayed through endpoints that are slow, silent, cut off, behind, of another chain, or lie.
 * Then the endpoints are well again, everything comes to its end, and all that is in the books is laid beside the chain.
 */
export async function chaosRpc({ seed, sales: count, progress }: RpcOptions): Promise<ChaosResult[]> {
  const random = seededRandom(seed)
  const site = await openRpcSite(random)
  const pool = new Pool({ connectionString: site.stack.world.database.adminUrl, max: 2 })
  try {
    await noteChanges(pool)
    for (const proxy of site.proxies) proxy.setMode('faulty')
    const since = performance.now()
    progress.begin('sales', count)
    const { sales, refused, strays } = await sellAll(site, { count, random, step: progress.step })
    progress.end()
    const seconds = Math.round((performance.now() - since) / 1_000)
    for (const proxy of site.proxies) proxy.setMode('clean')
    const late = await settleSales(site, sales)
    const made = site.proxies.flatMap((proxy) => [...proxy.made])
    return [
      exactly('sales', sales.length, 'sales', count),
      told('seconds', seconds, 's'),
      ...[...Map.groupBy(made, ([fault]) => fault)].toSorted().map(([fault, some]) =>
        told(
          `fault.${fault}`,
          some.reduce((sum, [, times]) => sum + times, 0),
          'answers',
        ),
      ),
      told(
        'wrongChain.questions',
        site.proxies.reduce((sum, { astray }) => sum + astray.length, 0),
        'questions',
      ),
      none('wrongChain.signatures', await signedAstray(site, strays), 'transactions'),
      noneOf('refused', refused, 'sales'),
      noneOf('api.failures', site.failures, 'answers'),
      told(
        'worker.ends',
        site.workers.reduce((sum, worker) => sum + worker.ends(), 0),
        'times',
      ),
      noneOf('unsettled', late, 'waits'),
      noneOf('facts.takenBack', await readNotes(pool), 'changes'),
      noneOf('sales.apart', await salesApart(site, sales), 'sales'),
      ...(await judgeRelays(site.stack.world)),
    ]
  } finally {
    await pool.end()
    await site.close()
  }
}

type Sold = { sales: Sale[]; refused: string[]; strays: { from: Date; to: Date }[] }

/** Several customers at a time, while at some moments every endpoint leads to another chain. */
async function sellAll(
  site: RpcSite,
  { count, random, step }: { count: number; random: Random; step: () => void },
): Promise<Sold> {
  const sold: Sold = { sales: [], refused: [], strays: [] }
  let begun = 0
  const lane = async () => {
    while (begun < count) {
      const number = begun
      begun += 1
      if (number % Math.ceil(count / STRAYS) === Math.ceil(count / STRAYS) - 1) {
        sold.strays.push(await strayFor(site, { silent: sold.strays.length % 2 === 1 }))
      }
      await sell(site, number, random).then(
        (sale) => sold.sales.push(sale),
        (error: unknown) => sold.refused.push(String(error)),
      )
      step()
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return sold
}
