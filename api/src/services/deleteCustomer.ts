import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { toCustomer } from '../domain/objects/customer.ts'
import type { CustomerRow } from '../store/customers.ts'
import { lockCustomer } from './customers/lockCustomer.ts'
import { emitEvent } from './emitEvent.ts'

/** Empties what tells who a customer was. Its row stays, because invoices name it; a second time nothing happens. */
export async function deleteCustomer(ctx: Ctx, owner: Owner, id: string): Promise<CustomerRow> {
  const before = await lockCustomer(ctx, owner, id)
  if (before.deleted_at) return before
  const after = await ctx.store.customers.empty(ctx.db, id, ctx.clock.now())
  await emitEvent(ctx, { owner, type: 'customer.deleted', objectId: id, object: toCustomer(after) })
  return after
}
