import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import { inPart, tellAtEnd } from '../tellAtEnd.ts'
import { announceBalance } from './announceBalance.ts'
import { applyToPayment } from './applyToPayment.ts'
import { lockChain } from './lockChain.ts'
import { postLegs } from './postLegs.ts'
import { settleMoneyOut } from './settleMoneyOut.ts'

/**
 * Step 4, reverted: a pending fact simply goes back; a confirmed one gets reversing entries in the current period and its
 * invoice opens again. Nothing is deleted, and the fact may come back as its next inclusion. Answers those that are reverted now.
 */
export async function recordReverted(
  ctx: Ctx,
  chain: ChainInfo,
  facts: ChainFactRow[],
): Promise<ChainFactRow[]> {
  if (facts.length === 0) return []
  const reverted: ChainFactRow[] = []
  await ctx.db.transaction().execute(async (tx) => {
    const inner = { ...ctx, db: tx }
    await lockChain(
      inner,
      chain,
      facts.map((fact) => ({ ...fact, payment: fact.payment_onchain_id })),
    )
    // The newest first: what was built on a fact goes before the fact itself.
    await tellAtEnd(inner, async (telling) => {
      for (const fact of facts.toReversed()) if (await revertSafely(telling, fact)) reverted.push(fact)
    })
  })
  return reverted
}

async function revertSafely(ctx: Ctx, fact: ChainFactRow): Promise<boolean> {
  try {
    return await inPart(ctx, () => revertOne(ctx, fact))
  } catch (error) {
    ctx.log.error({ alarm: 'posting', err: error, identity: fact.identity }, 'a fact could not be reverted')
    return false
  }
}

/** Answers false and does nothing where the fact moved meanwhile, or another worker was first. */
export async function revertOne(ctx: Ctx, fact: ChainFactRow): Promise<boolean> {
  // It may have been read after another worker reverted it: to revert what is reverted would tell it twice.
  if (fact.status !== 'pending' && fact.status !== 'confirmed') return false
  const change = { status: 'reverted', reverted_at: ctx.clock.now() } as const
  if (!(await ctx.store.chainFacts.advance(ctx.db, fact, change))) return false
  if (fact.status === 'confirmed') {
    ctx.log.error(
      { alarm: 'confirmed-fact-reverted', identity: fact.identity, kind: fact.kind, txHash: fact.tx_hash },
      'a confirmed fact was removed by a reorganisation; its entries are reversed',
    )
    await postLegs(ctx, fact, 'reverse')
    await announceBalance(ctx, fact, 'reverted')
  }
  await applyToPayment(ctx, fact, 'reverted')
  await settleMoneyOut(ctx, fact)
  await ctx.store.ledger.checkNow(ctx.db)
  return true
}
