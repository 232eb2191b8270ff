import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import type { ChainInfo, TokenInfo } from '../../domain/chain.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Billable } from '../../store/billables.ts'

/** The price that a line names, where it is offered, and in the token of the invoice. */
export async function priceOfLine(
  ctx: Ctx,
  owner: Owner,
  place: { chain: ChainInfo; token: TokenInfo },
  id: string,
  param: string,
): Promise<Billable> {
  const [price] = await ctx.store.billables.listPrices(ctx.db, owner, [id])
  if (!price) throw unknownPrice(id, param)
  if (!price.active) throw priceInactive(id, param)
  if (price.chain_id === BigInt(place.chain.chainId) && price.token === place.token.address) return price
  throw new DomainError(
    'invalid_request',
    `${id} is in ${price.token} on eip155:${price.chain_id}, the invoice in ${place.token.address} on eip155:${place.chain.chainId}.`,
    { param },
  )
}

export function unknownPrice(id: string, param: string): DomainError {
  return new DomainError('not_found', `No price ${id} exists for this key.`, { param })
}

export function priceInactive(id: string, param: string): DomainError {
  return new DomainError('price_inactive', `Price ${id}, or its product, is offered no more.`, { param })
}
