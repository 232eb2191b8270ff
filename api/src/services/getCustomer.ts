import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { CustomerRow } from '../store/customers.ts'

/** A customer of the owner, deleted or not. */
export async function getCustomer(ctx: Ctx, owner: Owner, id: string): Promise<CustomerRow> {
  const row = await ctx.store.customers.find(ctx.db, owner, id)
  if (!row) throw notFound('customer', id)
  return row
}
