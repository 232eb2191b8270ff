import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { PayoutRow } from '../store/payouts.ts'

export async function getPayout(ctx: Ctx, owner: Owner, id: string): Promise<PayoutRow> {
  const row = await ctx.store.payouts.find(ctx.db, owner, id)
  if (!row) throw notFound('payout', id)
  return row
}
