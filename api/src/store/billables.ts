import type { Mode } from '../domain/caller.ts'
import type { Db } from './database.ts'

type Hex = `0x${string}`

/** What a line needs of a price and of the product that it is for. */
export interface Billable {
  price_id: string
  chain_id: bigint
  token: Hex
  unit_amount: bigint
  /** Whether both the price and its product are offered now. */
  active: boolean
  product_name: string
}

export async function listPrices(
  db: Db,
  owner: { merchantId: string; mode: Mode },
  ids: readonly string[],
): Promise<Billable[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('price')
    .innerJoin('product', 'product.id', 'price.product_id')
    .select(['price.id as price_id', 'price.chain_id', 'price.token', 'price.unit_amount'])
    .select(['product.name as product_name'])
    .select((eb) =>
      eb
        .and([eb.ref('price.active'), eb.ref('product.active')])
        .$castTo<boolean>()
        .as('active'),
    )
    .where('price.id', 'in', [...ids])
    .where('price.merchant_id', '=', owner.merchantId)
    .where('price.mode', '=', owner.mode)
    .execute()
}
