import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Billable } from '../../store/billables.ts'

export type Prices = ReadonlyMap<string, Billable>

/** The merchant's prices among these ids, offered or not, in one query. */
export async function readPrices(ctx: Ctx, owner: Owner, ids: readonly string[]): Promise<Prices> {
  const found = await ctx.store.billables.listPrices(ctx.db, owner, [...new Set(ids)])
  return new Map(found.map((price) => [price.price_id, price]))
}

/** The price that a line names, if it is the merchant's and offered now. */
export function offeredPrice(prices: Prices, id: string, param: string): Billable {
  const price = prices.get(id)
  if (!price) throw new DomainError('not_found', `No price ${id} exists for this key.`, { param })
  if (price.active) return price
  throw new DomainError('price_inactive', `Price ${id}, or its product, is offered no more.`, { param })
}
