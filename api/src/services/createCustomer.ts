import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { newId } from '../domain/ids.ts'
import { toCustomer } from '../domain/objects/customer.ts'
import type { CustomerRow } from '../store/customers.ts'
import { referenceTaken } from './customers/referenceTaken.ts'
import { emitEvent } from './emitEvent.ts'

export interface NewCustomer {
  name: string | null
  email: string | null
  reference: string | null
  metadata: Record<string, string>
}

export async function createCustomer(ctx: Ctx, owner: Owner, input: NewCustomer): Promise<CustomerRow> {
  const now = ctx.clock.now()
  const row = await ctx.store.customers.insert(ctx.db, {
    id: newId('cus', now),
    merchant_id: owner.merchantId,
    mode: owner.mode,
    name: input.name,
    email: input.email,
    reference: input.reference,
    metadata: JSON.stringify(input.metadata),
    created_at: now,
    deleted_at: null,
  })
  if (!row) throw referenceTaken(input.reference)
  await emitEvent(ctx, { owner, type: 'customer.created', objectId: row.id, object: toCustomer(row) })
  return row
}
