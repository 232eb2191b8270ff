import { sql } from 'kysely'
import type { ChainFactRow } from './chainFacts.ts'
import type { Db } from './database.ts'
import type { RelayRow } from './relays.ts'

/**
 * Relays of x402 payments of which the books hold no living fact, those first that are known to be mined. The order
 * among them is by chance, so that those that cannot be looked up hold up no others.
 */
export async function listUnbooked(db: Db, chainId: bigint, limit: number): Promise<RelayRow[]> {
  return db
    .selectFrom('relay')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('x402', 'is not', null)
    .where('status', 'in', ['accepted', 'submitted', 'mined', 'confirmed'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('chain_fact')
            .select('identity')
            .whereRef('chain_fact.chain_id', '=', 'relay.chain_id')
            .whereRef('chain_fact.identity', '=', 'relay.onchain_id')
            .where('chain_fact.status', '<>', 'reverted'),
        ),
      ),
    )
    .orderBy(sql`status IN ('mined', 'confirmed')`, 'desc')
    .orderBy(sql`random()`)
    .limit(limit)
    .execute()
}

/** Living facts of x402 payments that are not final. */
export async function listOpen(db: Db, chainId: bigint): Promise<ChainFactRow[]> {
  return db
    .selectFrom('chain_fact')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('kind', '=', 'x402_paid')
    .where('status', 'in', ['pending', 'confirmed'])
    .orderBy('block_number')
    .orderBy('log_index')
    .execute()
}

/** At most this many: whoever signs often with one nonce delays his own payment alone. */
const MOST_RELAYS = 5

/** The relays that may have carried a payment, those first that are under way or were executed. */
export async function listRelays(
  db: Db,
  fact: Pick<ChainFactRow, 'chain_id' | 'identity'>,
): Promise<RelayRow[]> {
  return db
    .selectFrom('relay')
    .selectAll()
    .where('chain_id', '=', fact.chain_id)
    .where('onchain_id', '=', fact.identity)
    .where('x402', 'is not', null)
    .orderBy(sql`status IN ('accepted', 'submitted', 'mined', 'confirmed')`, 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_RELAYS)
    .execute()
}
