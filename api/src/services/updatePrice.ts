import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { toPrice } from '../domain/objects/price.ts'
import type { PriceRow } from '../store/prices.ts'
import { emitEvent } from './emitEvent.ts'
import { getPrice } from './getPrice.ts'

/** What is to be different; fields that are undefined stay as they are. */
export interface PriceChange {
  active?: boolean | undefined
  metadata?: Record<string, string> | undefined
}

/** Switches a price off or on, or changes the merchant's own notes. Its amount never changes. */
export async function updatePrice(
  ctx: Ctx,
  owner: Owner,
  id: string,
  change: PriceChange,
): Promise<PriceRow> {
  const before = await getPrice(ctx, owner, id)
  const { active, metadata } = change
  if (active === undefined && metadata === undefined) return before
  const after = await ctx.store.prices.update(ctx.db, id, {
    ...(active === undefined ? {} : { active }),
    ...(metadata === undefined ? {} : { metadata: JSON.stringify(metadata) }),
  })
  await emitEvent(ctx, { owner, type: 'price.updated', objectId: id, object: toPrice(ctx.chains, after) })
  return after
}
