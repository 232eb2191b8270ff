import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { notFound } from '../../domain/errors.ts'
import { makeLine } from '../../domain/invoiceLines.ts'
import type { PaymentLinkFields } from '../../domain/objects/paymentLink.ts'
import type { Listed, Page } from '../../store/page.ts'
import type { PaymentLinkRow } from '../../store/paymentLinks.ts'
import { readPrices } from '../invoices/prices.ts'

/** Links with what they sell, also where a price of it is offered no more: their merchant still sees them. */
async function linksWithLines(
  ctx: Ctx,
  owner: Owner,
  rows: readonly PaymentLinkRow[],
): Promise<PaymentLinkFields[]> {
  const lines = await ctx.store.paymentLinks.listLines(
    ctx.db,
    rows.map((row) => row.id),
  )
  const prices = await readPrices(
    ctx,
    owner,
    lines.map((line) => line.price_id),
  )
  return rows.map((row) => {
    const own = lines.filter((line) => line.payment_link_id === row.id)
    const sold = own.flatMap(({ price_id, quantity }) => {
      const price = prices.get(price_id)
      return price
        ? [{ price, line: makeLine(price.product_name, quantity, price.unit_amount, price_id) }]
        : []
    })
    const [first] = sold
    if (!first) throw new Error(`payment link ${row.id} sells nothing`)
    const { chain_id, token } = first.price
    return { ...row, chain_id, token, lines: sold.map(({ line }) => line) }
  })
}

export async function getPaymentLink(ctx: Ctx, owner: Owner, id: string): Promise<PaymentLinkFields> {
  const row = await ctx.store.paymentLinks.find(ctx.db, owner, id)
  const [link] = row ? await linksWithLines(ctx, owner, [row]) : []
  if (!link) throw notFound('payment link', id)
  return link
}

export async function listPaymentLinks(
  ctx: Ctx,
  page: Page,
  filter: { active?: boolean | undefined },
): Promise<Listed<PaymentLinkFields>> {
  const { rows, hasMore } = await ctx.store.paymentLinks.list(ctx.db, page, filter)
  return { rows: await linksWithLines(ctx, page, rows), hasMore }
}
