import type { PublicClient } from 'viem'
import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { x402Legs, x402Payload } from '../../domain/x402Fact.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import type { IndexedFact, MovedFact } from '../../store/indexedFacts.ts'
import type { RelayRow } from '../../store/relays.ts'
import { clientFor } from '../clientFor.ts'
import { readCanonicalHashes } from './canonical.ts'

/** At most this many per round, so that a backlog holds up no payment to the escrow. */
const RELAYS_PER_ROUND = 50

/** What our relays of x402 payments did, and what a reorganisation did to that. */
interface X402Facts {
  unrecorded: IndexedFact[]
  moved: MovedFact[]
  gone: ChainFactRow[]
}

/**
 * The indexer's views know nothing of money that passes the escrow by, so that these facts are read from the chain itself, by the
 * relays that we keep. From then on they are facts like all others.
 */
export async function readX402Facts(ctx: Ctx, chain: ChainInfo): Promise<X402Facts> {
  const chainId = BigInt(chain.chainId)
  const client = clientFor(ctx, chain.chainId)
  const unbooked = await ctx.store.x402Books.listUnbooked(ctx.db, chainId, RELAYS_PER_ROUND)
  const read = unbooked.map((relay) => orDoubt(ctx, relay.onchain_id, () => readFact(ctx, client, relay)))
  const unrecorded = (await Promise.all(read)).filter((fact) => typeof fact === 'object')
  return { unrecorded, ...(await readChanged(ctx, chain, client)) }
}

/**
 * Facts whose block left the chain: they stand in another one now, or nowhere. A height that the node does not reach proves
 * nothing: it may only lag.
 */
async function readChanged(
  ctx: Ctx,
  chain: ChainInfo,
  client: PublicClient,
): Promise<Pick<X402Facts, 'moved' | 'gone'>> {
  const open = await ctx.store.x402Books.listOpen(ctx.db, BigInt(chain.chainId))
  const hashes = await readCanonicalHashes(ctx, chain, open)
  const moved: MovedFact[] = []
  const gone: ChainFactRow[] = []
  for (const fact of open) {
    const canonical = hashes.get(fact.block_number) ?? null
    if (canonical === null || canonical === fact.block_hash) continue
    const now = await orDoubt(ctx, fact.identity, () => readAgain(ctx, client, fact))
    if (now === DOUBT) continue
    if (now) moved.push({ ...now, inclusion: fact.inclusion, old_block_hash: fact.block_hash })
    else gone.push(fact)
  }
  return { moved, gone }
}

const DOUBT = 'doubt'

/** What cannot be looked up now is looked up in the next round. Nothing follows from that, and it holds up no other. */
async function orDoubt<T>(
  ctx: Ctx,
  payment: string | null,
  look: () => Promise<T>,
): Promise<T | typeof DOUBT> {
  try {
    return await look()
  } catch (error) {
    ctx.log.warn({ err: error, payment }, 'an x402 payment could not be looked up; it is tried again')
    return DOUBT
  }
}

/** Where a fact stands now, by the relays that carried it: what the payer signed for the others of its nonce was never executed. */
async function readAgain(
  ctx: Ctx,
  client: PublicClient,
  fact: ChainFactRow,
): Promise<IndexedFact | undefined> {
  for (const relay of await ctx.store.x402Books.listRelays(ctx.db, fact)) {
    const now = await readFact(ctx, client, relay)
    if (now) return now
  }
  return undefined
}

async function readFact(ctx: Ctx, client: PublicClient, relay: RelayRow): Promise<IndexedFact | undefined> {
  const { onchain_id: id, x402, amount } = relay
  if (id === null || x402 === null || amount === null) return undefined
  const found = await ctx.chain.x402.findSettlement(client, relay)
  const time = found && (await ctx.chain.x402.readBlockTime(client, found))
  if (!found || !time) return undefined
  const carried = { ...relay, x402, amount }
  return {
    identity: id,
    kind: 'x402_paid',
    contract: relay.contract,
    payment_id: id,
    account: x402.pay_to,
    payload: x402Payload(carried),
    legs: x402Legs(carried),
    block_number: found.blockNumber,
    block_hash: found.blockHash,
    block_time: time,
    tx_hash: found.txHash,
    log_index: found.logIndex,
  }
}
