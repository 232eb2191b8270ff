import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { toCustomer } from '../domain/objects/customer.ts'
import type { CustomerRow } from '../store/customers.ts'
import { lockCustomer } from './customers/lockCustomer.ts'
import { referenceTaken } from './customers/referenceTaken.ts'
import { emitEvent } from './emitEvent.ts'

/** What is to be different; fields that are undefined stay as they are. */
export interface CustomerChange {
  name?: string | null | undefined
  email?: string | null | undefined
  reference?: string | null | undefined
  metadata?: Record<string, string> | undefined
}

export async function updateCustomer(
  ctx: Ctx,
  owner: Owner,
  id: string,
  change: CustomerChange,
): Promise<CustomerRow> {
  const before = await lockCustomer(ctx, owner, id)
  if (before.deleted_at) {
    throw new DomainError('customer_deleted', `Customer ${id} is deleted and changes no more.`, {
      param: 'id',
    })
  }
  if (Object.values(change).every((value) => value === undefined)) return before
  const { name, email, reference, metadata } = change
  // Two customers that swap their references at once would wait for each other.
  if (reference) await ctx.store.locks.lock(ctx.db, `references:${owner.merchantId}:${owner.mode}`)
  const after = await ctx.store.customers.update(ctx.db, id, {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(reference === undefined ? {} : { reference }),
    ...(metadata === undefined ? {} : { metadata: JSON.stringify(metadata) }),
  })
  if (!after) throw referenceTaken(reference)
  await emitEvent(ctx, { owner, type: 'customer.updated', objectId: id, object: toCustomer(after) })
  return after
}
