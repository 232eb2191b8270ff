import { type Hash, hexToBigInt } from 'viem'
import { isLive } from '../../../../api/src/domain/relay.ts'
import type { RelayRow } from '../../../../api/src/store/relays.ts'
import type { World } from '../../../api/support/world.ts'
import { type ChainView, spentKey } from './chainView.ts'

/** Relays that are not at their end. */
export function openRelays(relays: readonly RelayRow[]): string[] {
  return relays
    .filter(({ status }) => isLive(status))
    .map(({ id, kind, status, error_code }) => `${id} (${kind}) is ${status}, error ${error_code}`)
}

/** Relays whose end is not what the chain says of their intent, and intents that the chain executed more than once. */
export async function relaysApart(
  { db }: World,
  chain: ChainView,
  relays: readonly RelayRow[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('signer_transaction as transaction')
    .innerJoin('signer_nonce as nonce', (join) =>
      join
        .onRef('nonce.chain_id', '=', 'transaction.chain_id')
        .onRef('nonce.address', '=', 'transaction.address')
        .onRef('nonce.nonce', '=', 'transaction.nonce'),
    )
    .select(['transaction.hash', 'nonce.relay_id'])
    .execute()
  const ours = new Map(rows.map(({ hash, relay_id }) => [hash, relay_id]))
  return relays.flatMap((relay) => {
    const fault = faultOf(relay, executions(chain, relay, ours), ours)
    return fault === '' ? [] : [`${relay.id} (${relay.kind}, ${relay.status}): ${fault}`]
  })
}

/** Transactions that did what was signed, whoever sent them; of a payout that nobody signed, our own. */
function executions(chain: ChainView, relay: RelayRow, ours: ReadonlyMap<Hash, string | null>): Hash[] {
  const { kind, onchain_id: id, signer, nonce, digest } = relay
  if (kind === 'charge' || kind === 'authorize') return id === null ? [] : (chain.intakes.get(id) ?? [])
  const key = spentKey(signer, hexToBigInt(nonce))
  if (kind === 'x402_exact') return chain.authorized.get(key) ?? []
  if (kind === 'withdraw' && digest === null) {
    const taken = chain.withdrawn.get(signer) ?? []
    return taken.filter((hash) => ours.get(hash) === relay.id)
  }
  const spent = chain.spent.get(key) ?? []
  return spent.filter((each) => each.digest === digest).map(({ hash }) => hash)
}

function faultOf(relay: RelayRow, executed: readonly Hash[], ours: ReadonlyMap<Hash, string | null>): string {
  const [first] = executed
  if (executed.length > 1) return `executed ${executed.length} times`
  if (relay.status !== 'confirmed') return first === undefined ? '' : `executed by ${first}`
  if (first === undefined) return 'not executed'
  const isOurs = ours.has(first)
  if (relay.executed_by !== (isOurs ? 'self' : 'other')) return `by ${relay.executed_by}, but by ${first}`
  if (isOurs && ours.get(first) !== relay.id) return `executed for ${ours.get(first)}`
  return isOurs && relay.tx_hash !== first ? `by ${relay.tx_hash}, but by ${first}` : ''
}
