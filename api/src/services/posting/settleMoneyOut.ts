import type { Ctx } from '../../context.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import { settlePayouts } from './settlePayouts.ts'
import { settleRefunds } from './settleRefunds.ts'

/** Brings refunds or payouts to the state that follows from their facts, after one of these was seen, moved, confirmed or taken back. */
export async function settleMoneyOut(ctx: Ctx, fact: ChainFactRow): Promise<void> {
  if (fact.kind === 'refunded') await settleRefunds(ctx, fact)
  if (fact.kind === 'withdrawn') await settlePayouts(ctx, fact)
}
