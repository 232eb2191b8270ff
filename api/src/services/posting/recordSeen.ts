import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { isIntake } from '../../domain/fact.ts'
import type { IndexedFact, MovedFact } from '../../store/indexedFacts.ts'
import { inPart, tellAtEnd } from '../tellAtEnd.ts'
import { inclusionOf } from './inclusionOf.ts'
import { lockChain } from './lockChain.ts'
import { openPayment } from './openPayment.ts'
import { settleMoneyOut } from './settleMoneyOut.ts'

/** Facts that are new to us, and those that stand elsewhere now. */
export interface Seen {
  unrecorded: readonly IndexedFact[]
  moved: readonly MovedFact[]
}

/**
 * Step 1, seen: what the views show becomes facts of ours, pending until they have their confirmations. A fact that moved
 * to another block keeps its inclusion: it is the same fact. Returns the blocks of facts that could not be recorded.
 */
export async function recordSeen(ctx: Ctx, chain: ChainInfo, { unrecorded, moved }: Seen): Promise<bigint[]> {
  if (unrecorded.length === 0 && moved.length === 0) return []
  const failed: bigint[] = []
  await ctx.db.transaction().execute(async (tx) => {
    const inner = { ...ctx, db: tx }
    const facts = [...unrecorded, ...moved]
    await lockChain(
      inner,
      chain,
      facts.map((fact) => ({ ...fact, payment: fact.payment_id })),
    )
    await tellAtEnd(inner, async (telling) => {
      for (const fact of unrecorded) {
        if (!(await recordSafely(telling, fact, () => recordNew(telling, chain, fact))))
          failed.push(fact.block_number)
      }
      for (const fact of moved) await recordSafely(telling, fact, () => recordMove(telling, chain, fact))
    })
    const highest = facts.reduce((high, { block_number }) => (block_number > high ? block_number : high), 0n)
    await ctx.store.postingChains.raise(tx, BigInt(chain.chainId), 'highest_seen_block', highest)
    ctx.crashPoint('before-seen-commit')
  })
  ctx.crashPoint('after-seen')
  return failed
}

/** One fact that cannot be recorded holds back nobody: it is tried again at the next round, and alarms. */
async function recordSafely(ctx: Ctx, fact: IndexedFact, record: () => Promise<void>): Promise<boolean> {
  try {
    await inPart(ctx, record)
    return true
  } catch (error) {
    ctx.log.error({ alarm: 'posting', err: error, identity: fact.identity }, 'a fact could not be recorded')
    return false
  }
}

async function recordNew(ctx: Ctx, chain: ChainInfo, fact: IndexedFact): Promise<void> {
  const row = await ctx.store.chainFacts.insertNext(ctx.db, {
    chain_id: BigInt(chain.chainId),
    identity: fact.identity,
    kind: fact.kind,
    contract: fact.contract,
    payment_onchain_id: fact.payment_id,
    account: fact.account,
    payload: JSON.stringify(fact.payload),
    legs: JSON.stringify(fact.legs),
    ...placeOf(fact),
    // One confirmation means included.
    confirm_at_block: fact.block_number + BigInt(await confirmationsOf(ctx, chain, fact)) - 1n,
    status: 'pending',
    seen_at: ctx.clock.now(),
    confirmed_at: null,
    reverted_at: null,
  })
  if (!row) return
  if (isIntake(row.kind)) await openPayment(ctx, row)
  await settleMoneyOut(ctx, row)
}

async function recordMove(ctx: Ctx, chain: ChainInfo, fact: MovedFact): Promise<void> {
  const key = { chain_id: BigInt(chain.chainId), identity: fact.identity, inclusion: fact.inclusion }
  const place = placeOf(fact)
  const change = { ...place, payload: JSON.stringify(fact.payload) }
  const moved = await ctx.store.chainFacts.move(ctx.db, key, fact.old_block_hash, change)
  if (!moved) return
  ctx.log.info(
    { identity: fact.identity, block: String(fact.block_number) },
    'a fact was mined again elsewhere',
  )
  if (isIntake(fact.kind) && fact.payment_id) {
    const payment = await ctx.store.payments.lockByOnchainId(ctx.db, key.chain_id, fact.payment_id)
    if (payment) await ctx.store.payments.update(ctx.db, payment.id, inclusionOf(place))
  }
  await settleMoneyOut(ctx, moved)
}

/**
 * The merchant's policy at the moment when the fact is seen; a later change of it changes nothing here. Who is not ours has
 * the chain's default.
 */
async function confirmationsOf(ctx: Ctx, chain: ChainInfo, fact: IndexedFact): Promise<number> {
  const wished = await ctx.store.confirmationTiers.findForFact(ctx.db, {
    chainId: BigInt(chain.chainId),
    contract: fact.contract,
    paymentId: fact.payment_id,
    account: fact.account,
    token: fact.payload.token,
    amount: BigInt(fact.payload.amount),
  })
  return wished ?? chain.confirmations
}

function placeOf(fact: IndexedFact) {
  return {
    block_number: fact.block_number,
    block_hash: fact.block_hash,
    block_time: fact.block_time,
    tx_hash: fact.tx_hash,
    log_index: fact.log_index,
  }
}
