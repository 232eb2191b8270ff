import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { isIntake } from '../../domain/fact.ts'
import type { ChainFactRow, Reach } from '../../store/chainFacts.ts'
import { inPart, tellAtEnd } from '../tellAtEnd.ts'
import { announceBalance } from './announceBalance.ts'
import { applyToPayment } from './applyToPayment.ts'
import { isCanonical, readCanonicalHashes } from './canonical.ts'
import { lockChain } from './lockChain.ts'
import { postLegs } from './postLegs.ts'
import { settleMoneyOut } from './settleMoneyOut.ts'

const FACTS_PER_TRANSACTION = 100

/**
 * Step 2, confirmed: facts that have their confirmations change everything they touch in one transaction, a savepoint
 * each. What the chain says is asked before; the row is checked again inside.
 *
 * `held` names payments of which a fact is in doubt: none of their facts is confirmed, since later ones may contradict it.
 * Neither they nor facts that cannot be posted stand in the way of others: each round goes through all that are due.
 */
export async function confirmFacts(
  ctx: Ctx,
  chain: ChainInfo,
  reach: Reach,
  held: ReadonlySet<string>,
): Promise<void> {
  const chainId = BigInt(chain.chainId)
  const passed = new Set(held)
  const waiting = await ctx.store.chainFacts.listFirstWaiting(ctx.db, chainId, reach)
  const firstWaiting = new Map(waiting.map((fact) => [fact.payment_onchain_id, fact]))
  let after = { block_number: -1n, log_index: -1 }
  for (;;) {
    const page = { after, limit: FACTS_PER_TRANSACTION }
    const due = await ctx.store.chainFacts.listConfirmable(ctx.db, chainId, reach, page)
    const last = due.at(-1)
    if (!last) return
    const hashes = await readCanonicalHashes(ctx, chain, due)
    const standing = due.filter((fact) => isCanonical(fact, hashes))
    for (const fact of due) {
      const first = fact.payment_onchain_id ? firstWaiting.get(fact.payment_onchain_id) : undefined
      if ((first && precedes(first, fact)) || !standing.includes(fact)) passOver(passed, fact)
    }
    await confirmPage(ctx, chain, standing, passed)
    after = last
  }
}

type Place = Pick<ChainFactRow, 'block_number' | 'log_index'>

function precedes(one: Place, other: Place): boolean {
  if (one.block_number !== other.block_number) return one.block_number < other.block_number
  return one.log_index < other.log_index
}

function passOver(passed: Set<string>, fact: ChainFactRow): void {
  if (fact.payment_onchain_id) passed.add(fact.payment_onchain_id)
}

async function confirmPage(
  ctx: Ctx,
  chain: ChainInfo,
  facts: readonly ChainFactRow[],
  passed: Set<string>,
): Promise<void> {
  if (facts.length === 0) return
  await ctx.db.transaction().execute(async (tx) => {
    const inner = { ...ctx, db: tx }
    await lockChain(
      inner,
      chain,
      facts.map((fact) => ({ ...fact, payment: fact.payment_onchain_id })),
    )
    await tellAtEnd(inner, async (telling) => {
      for (const fact of facts) {
        if (fact.payment_onchain_id && passed.has(fact.payment_onchain_id)) continue
        if (!(await confirmSafely(telling, fact))) passOver(passed, fact)
      }
    })
    ctx.crashPoint('before-confirm-commit')
  })
  ctx.crashPoint('after-confirm')
}

/** One fact that cannot be posted fails alone: it is tried again at the next round, before any later one of its payment. */
async function confirmSafely(ctx: Ctx, fact: ChainFactRow): Promise<boolean> {
  try {
    return await inPart(ctx, () => confirmOne(ctx, fact))
  } catch (error) {
    ctx.log.error({ alarm: 'posting', err: error, identity: fact.identity }, 'a fact could not be posted')
    return false
  }
}

/**
 * Does nothing where another worker was first, or the fact moved meanwhile. Money enters once under a payment's id: while another
 * fact still says that it did, this one waits until that is taken back, whatever this round has read.
 */
async function confirmOne(ctx: Ctx, fact: ChainFactRow): Promise<boolean> {
  if (isIntake(fact.kind) && (await waitsForAnother(ctx, fact))) return false
  const change = { status: 'confirmed', confirmed_at: ctx.clock.now() } as const
  if (!(await ctx.store.chainFacts.advance(ctx.db, fact, change))) return true
  await postLegs(ctx, fact, 'post')
  await applyToPayment(ctx, fact, 'confirmed')
  await announceBalance(ctx, fact, 'confirmed')
  await settleMoneyOut(ctx, fact)
  await ctx.store.ledger.checkNow(ctx.db)
  return true
}

async function waitsForAnother(ctx: Ctx, fact: ChainFactRow): Promise<boolean> {
  const other = await ctx.store.chainFacts.findOtherIntake(ctx.db, fact)
  // What is final is never taken back: the chain has contradicted itself, and a person has to look.
  if (other?.status === 'finalized')
    ctx.log.error(
      { alarm: 'finality', identity: fact.identity, finalized: other.identity },
      'a payment entered again under an id whose money is final',
    )
  return other !== undefined
}
