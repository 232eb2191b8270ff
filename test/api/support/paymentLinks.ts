import type { Owner } from '../../../api/src/domain/caller.ts'
import { newId } from '../../../api/src/domain/ids.ts'
import type { PaymentLinkFields } from '../../../api/src/domain/objects/paymentLink.ts'
import {
  createPaymentLink,
  type NewPaymentLink,
} from '../../../api/src/services/paymentLinks/createPaymentLink.ts'
import type { World } from './world.ts'

interface PriceOptions {
  name?: string
  unitAmount?: bigint
  token?: `0x${string}`
}

/** The id of a price of five test dollars, unless said otherwise, of a product of its own. */
export async function addPrice(world: World, owner: Owner, options: PriceOptions = {}): Promise<string> {
  const { name = 'House blend, 1 kg', unitAmount = 5_000_000n, token = world.token.address } = options
  const now = world.ctx.clock.now()
  const common = {
    merchant_id: owner.merchantId,
    mode: owner.mode,
    active: true,
    metadata: '{}',
    created_at: now,
  }
  const product = { id: newId('prod', now), name, description: null, ...common }
  await world.db.insertInto('product').values(product).execute()
  const money = { chain_id: BigInt(world.chain.chainId), token, unit_amount: unitAmount }
  const price = { id: newId('price', now), product_id: product.id, type: 'one_time' as const, ...money }
  await world.db
    .insertInto('price')
    .values({ ...price, ...common })
    .execute()
  return price.id
}

/** A link that sells two of something, for ten test dollars together, unless said otherwise. */
export async function addPaymentLink(
  world: World,
  owner: Owner,
  changes: Partial<NewPaymentLink> = {},
): Promise<PaymentLinkFields> {
  const lines = changes.lines ?? [{ price: await addPrice(world, owner), quantity: 2 }]
  return world.db.transaction().execute((tx) =>
    createPaymentLink({ ...world.ctx, db: tx }, owner, {
      captureMethod: 'automatic',
      returnUrl: null,
      cancelUrl: null,
      metadata: {},
      ...changes,
      lines,
    }),
  )
}
