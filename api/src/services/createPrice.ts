import type { Ctx } from '../context.ts'
import { parseAddress } from '../domain/address.ts'
import { parseAmountUnits } from '../domain/amount.ts'
import type { Owner } from '../domain/caller.ts'
import { newId } from '../domain/ids.ts'
import { toPrice } from '../domain/objects/price.ts'
import type { PriceRow } from '../store/prices.ts'
import { chainNamed, tokenNamed } from './chainOf.ts'
import { emitEvent } from './emitEvent.ts'
import { getProduct } from './getProduct.ts'

export interface NewPrice {
  product: string
  type: 'one_time'
  chain: string
  token: string
  unitAmount: string
  active: boolean
  metadata: Record<string, string>
}

/** Says what one unit of a product costs in one token. */
export async function createPrice(ctx: Ctx, owner: Owner, input: NewPrice): Promise<PriceRow> {
  const chain = chainNamed(ctx, input.chain, owner.mode)
  const token = tokenNamed(chain, parseAddress(input.token, 'token'))
  const unitAmount = parseAmountUnits(input.unitAmount, token.decimals, 'unit_amount')
  const product = await getProduct(ctx, owner, input.product, 'product')
  const now = ctx.clock.now()
  const row = await ctx.store.prices.insert(ctx.db, {
    id: newId('price', now),
    merchant_id: owner.merchantId,
    mode: owner.mode,
    product_id: product.id,
    type: input.type,
    chain_id: BigInt(chain.chainId),
    token: token.address,
    unit_amount: unitAmount,
    active: input.active,
    metadata: JSON.stringify(input.metadata),
    created_at: now,
  })
  await emitEvent(ctx, { owner, type: 'price.created', objectId: row.id, object: toPrice(ctx.chains, row) })
  return row
}
