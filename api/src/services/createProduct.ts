import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { newId } from '../domain/ids.ts'
import { toProduct } from '../domain/objects/product.ts'
import type { ProductRow } from '../store/products.ts'
import { emitEvent } from './emitEvent.ts'

export interface NewProduct {
  name: string
  description: string | null
  active: boolean
  metadata: Record<string, string>
}

export async function createProduct(ctx: Ctx, owner: Owner, input: NewProduct): Promise<ProductRow> {
  const now = ctx.clock.now()
  const row = await ctx.store.products.insert(ctx.db, {
    id: newId('prod', now),
    merchant_id: owner.merchantId,
    mode: owner.mode,
    name: input.name,
    description: input.description,
    active: input.active,
    metadata: JSON.stringify(input.metadata),
    created_at: now,
  })
  await emitEvent(ctx, { owner, type: 'product.created', objectId: row.id, object: toProduct(row) })
  return row
}
