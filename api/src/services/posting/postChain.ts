import type { Head } from '../../chain/heads.ts'
import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { DISPROVEN_AFTER_MS } from '../../domain/falseHead.ts'
import type { ChainFactRow, Reach } from '../../store/chainFacts.ts'
import { clientFor } from '../clientFor.ts'
import { bookGas } from './bookGas.ts'
import { confirmFacts } from './confirmFacts.ts'
import { finalizeFacts } from './finalizeFacts.ts'
import { findReverted } from './findReverted.ts'
import { readSnapshot, type Snapshot } from './readSnapshot.ts'
import { readX402Facts } from './readX402Facts.ts'
import { recordReverted } from './recordReverted.ts'
import { recordSeen } from './recordSeen.ts'

/** One round of posting: everything that this chain and the indexer's views hold for us now. */
export async function postChain(ctx: Ctx, chain: ChainInfo): Promise<void> {
  const head = await ctx.chain.heads.readHead(clientFor(ctx, chain.chainId))
  await noteHead(ctx, chain, head)
  const snapshot = await readSnapshot(ctx, chain)
  if (!snapshot) return
  const own = await readX402Facts(ctx, chain)
  const failedBlocks = await recordSeen(ctx, chain, {
    unrecorded: [...snapshot.unrecorded, ...own.unrecorded],
    moved: [...snapshot.moved, ...own.moved],
  })
  const gone = [...(await findReverted(ctx, chain, snapshot)), ...own.gone]
  const reverted = await recordReverted(ctx, chain, gone)
  await bookGas(ctx, chain)
  await confirmFacts(ctx, chain, reachOf(head, snapshot), inDoubt(snapshot, reverted))
  await finalizeFacts(ctx, chain, { snapshot, head, failedBlocks })
  const { latest_block: latest, latest_time: time } = snapshot.checkpoint
  const read = readUpTo(snapshot, failedBlocks)
  await ctx.store.postingChains.noteRead(
    ctx.db,
    BigInt(chain.chainId),
    read,
    read === latest ? time : undefined,
  )
}

function readUpTo(snapshot: Snapshot, failedBlocks: readonly bigint[]): bigint {
  return failedBlocks.reduce((low, block) => (block <= low ? block - 1n : low), snapshot.readUpTo)
}

/** Remembers the head, by which deadlines in new terms are judged, and begins a chain's books at the first round. */
async function noteHead(ctx: Ctx, chain: ChainInfo, head: Head): Promise<void> {
  const chainId = BigInt(chain.chainId)
  const seen = { head_block: head.number, head_time: head.time, updated_at: ctx.clock.now() }
  await ctx.store.postingChains.begin(ctx.db, {
    chain_id: chainId,
    finalized_block: chain.escrowBlock > 0n ? chain.escrowBlock - 1n : 0n,
    highest_seen_block: 0n,
    ...seen,
  })
  const disproven = new Date(head.time.getTime() - DISPROVEN_AFTER_MS)
  if (await ctx.store.postingChains.takeBackHead(ctx.db, chainId, seen, disproven)) {
    const about = { alarm: 'false-head', chain: chain.chainId, head: head.number.toString() }
    ctx.log.error(about, 'a head that a node told was not the chain’s, and is forgotten')
  }
  await ctx.store.postingChains.raiseHead(ctx.db, chainId, seen)
}

/** Two witnesses: a block stands on another, and is final, where the node and the indexer both say so. */
function reachOf(head: Head, { checkpoint }: Snapshot): Reach {
  return {
    head: lower(head.number, checkpoint.latest_block),
    final: lower(head.finalized, checkpoint.finalized_block),
  }
}

function lower(one: bigint, other: bigint): bigint {
  return one < other ? one : other
}

/** Payments with a fact that the views do not show and that was not reverted. */
function inDoubt(snapshot: Snapshot, reverted: readonly ChainFactRow[]): Set<string> {
  const gone = new Set(reverted.map((fact) => fact.identity))
  const doubtful = snapshot.missing.filter((place) => !gone.has(place.identity))
  return new Set(doubtful.map((place) => place.payment_onchain_id).filter((id) => id !== null))
}
