import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { PriceRow } from '../store/prices.ts'

export async function getPrice(ctx: Ctx, owner: Owner, id: string): Promise<PriceRow> {
  const row = await ctx.store.prices.find(ctx.db, owner, id)
  if (!row) throw notFound('price', id)
  return row
}
