import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { notFound } from '../../domain/errors.ts'
import type { CustomerRow } from '../../store/customers.ts'

/** A customer of the owner, deleted or not, held until the transaction ends. */
export async function lockCustomer(ctx: Ctx, owner: Owner, id: string): Promise<CustomerRow> {
  const row = await ctx.store.customers.lock(ctx.db, owner, id)
  if (!row) throw notFound('customer', id)
  return row
}
