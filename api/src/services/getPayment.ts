import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { PaymentRow } from '../store/payments.ts'

export async function getPayment(ctx: Ctx, owner: Owner, id: string, param = 'id'): Promise<PaymentRow> {
  const row = await ctx.store.payments.find(ctx.db, owner, id)
  if (!row) throw notFound('payment', id, param)
  return row
}
