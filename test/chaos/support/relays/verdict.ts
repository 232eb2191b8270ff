import type { World } from '../../../api/support/world.ts'
import { type ChaosResult, exactly, noneOf, told } from '../result.ts'
import { readChain } from './chainView.ts'
import { openRelays, relaysApart } from './intents.ts'
import { gasApart, noncesApart } from './nonces.ts'
import { offersApart } from './offers.ts'

/** Every relay, nonce and fee in our books beside what the chain itself says, once nothing is under way. */
export async function judgeRelays(world: World): Promise<ChaosResult[]> {
  const relays = await world.db.selectFrom('relay').selectAll().execute()
  const chain = await readChain(world)
  const ends = Object.entries(Object.groupBy(relays, endOf))
  const offers = await world.db.selectFrom('signer_transaction').select('hash').execute()
  const gas = await gasApart(world, chain)
  return [
    told('relays', relays.length, 'relays'),
    ...ends.toSorted().map(([end, some = []]) => told(`relays.${end}`, some.length, 'relays')),
    noneOf('relays.open', openRelays(relays), 'relays'),
    noneOf('relays.apart', await relaysApart(world, chain, relays), 'relays'),
    noneOf('nonces.apart', await noncesApart(world, chain), 'nonces'),
    told('offers', offers.length, 'transactions'),
    noneOf('offers.apart', await offersApart(world), 'transactions'),
    noneOf('gas.apart', gas.apart, 'transactions'),
    exactly('gas.differenceWei', Number(gas.booked - gas.onChain), 'wei', 0),
  ]
}

function endOf({ status, executed_by }: { status: string; executed_by: string | null }): string {
  return executed_by === null ? status : `${status}.${executed_by}`
}
