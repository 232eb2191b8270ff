import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { toProduct } from '../domain/objects/product.ts'
import type { ProductRow } from '../store/products.ts'
import { emitEvent } from './emitEvent.ts'
import { getProduct } from './getProduct.ts'

/** What is to be different; fields that are undefined stay as they are. */
export interface ProductChange {
  name?: string | undefined
  description?: string | null | undefined
  active?: boolean | undefined
  metadata?: Record<string, string> | undefined
}

export async function updateProduct(
  ctx: Ctx,
  owner: Owner,
  id: string,
  change: ProductChange,
): Promise<ProductRow> {
  const before = await getProduct(ctx, owner, id)
  if (Object.values(change).every((value) => value === undefined)) return before
  const { name, description, active, metadata } = change
  const after = await ctx.store.products.update(ctx.db, id, {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(active === undefined ? {} : { active }),
    ...(metadata === undefined ? {} : { metadata: JSON.stringify(metadata) }),
  })
  await emitEvent(ctx, { owner, type: 'product.updated', objectId: id, object: toProduct(after) })
  return after
}
