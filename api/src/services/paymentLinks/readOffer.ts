import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { DomainError } from '../../domain/errors.ts'
import { type InvoiceLine, makeLine } from '../../domain/invoiceLines.ts'
import type { Billable } from '../../store/billables.ts'
import { offeredPrice, readPrices } from '../invoices/prices.ts'

export interface Offer {
  chain_id: bigint
  token: `0x${string}`
  lines: InvoiceLine[]
}

/** What lines of prices sell. All are of one token, because one payment pays them; and all are offered now. */
export async function readOffer(
  ctx: Ctx,
  owner: Owner,
  lines: readonly { price_id: string; quantity: number }[],
): Promise<Offer> {
  const prices = await readPrices(
    ctx,
    owner,
    lines.map((line) => line.price_id),
  )
  let first: Billable | undefined
  const offered = lines.map(({ price_id, quantity }, index) => {
    const param = `lines.${index}.price`
    const price = offeredPrice(prices, price_id, param)
    first ??= price
    if (price.chain_id !== first.chain_id || price.token !== first.token) throw otherToken(price_id, param)
    return makeLine(price.product_name, quantity, price.unit_amount, price_id)
  })
  if (!first) throw new Error('a payment link sells nothing')
  return { chain_id: first.chain_id, token: first.token, lines: offered }
}

function otherToken(id: string, param: string): DomainError {
  return new DomainError(
    'invalid_request',
    `${id} is in another token or on another chain than the first line; one payment pays all of them.`,
    { param },
  )
}
