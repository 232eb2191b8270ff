import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { DomainError, notFound } from '../../domain/errors.ts'

/**
 * Refuses to bill a customer that is not the owner's, or is deleted. Until the transaction ends nobody can delete it: what
 * bills a customer comes before its deletion, or does not happen.
 */
export async function requireCustomer(ctx: Ctx, owner: Owner, id: string | null): Promise<void> {
  if (id === null) return
  const customer = await ctx.store.customers.share(ctx.db, owner, id)
  if (!customer) throw notFound('customer', id, 'customer')
  if (!customer.deleted_at) return
  throw new DomainError('customer_deleted', `Customer ${id} is deleted and gets no new invoices.`, {
    param: 'customer',
  })
}
