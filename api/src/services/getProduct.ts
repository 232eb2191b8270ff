import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { ProductRow } from '../store/products.ts'

export async function getProduct(ctx: Ctx, owner: Owner, id: string, param = 'id'): Promise<ProductRow> {
  const row = await ctx.store.products.find(ctx.db, owner, id)
  if (!row) throw notFound('product', id, param)
  return row
}
