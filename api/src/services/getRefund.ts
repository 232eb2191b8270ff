import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { RefundRow } from '../store/refunds.ts'

export async function getRefund(ctx: Ctx, owner: Owner, id: string): Promise<RefundRow> {
  const row = await ctx.store.refunds.find(ctx.db, owner, id)
  if (!row) throw notFound('refund', id)
  return row
}
