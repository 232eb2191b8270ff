import type { Ctx } from '../../context.ts'
import type { LinkCaller } from '../../domain/caller.ts'
import { DomainError, notFound } from '../../domain/errors.ts'
import { idsFrom } from '../../domain/ids.ts'
import type { InvoiceRow } from '../../store/invoices.ts'
import type { MerchantRow } from '../../store/merchants.ts'
import type { PaymentLinkRow } from '../../store/paymentLinks.ts'
import { chainById, tokenNamed } from '../chainOf.ts'
import { makeInvoice } from '../createInvoice.ts'
import { type Offer, readOffer } from './readOffer.ts'
import { requirePayable } from './requirePayable.ts'

/** Strangers may open a link as often as they like, so what they leave unpaid ends soon. */
const UNPAID_LIFE_MS = 60 * 60 * 1000
/** So many invoices of one link may wait for a payer at once; those who have more made are no buyers. */
export const MAX_UNPAID = 1000

export interface OpenLink extends Offer {
  link: PaymentLinkRow
  merchant: MerchantRow
  /** Where the merchant is paid. */
  address: `0x${string}`
}

/** What whoever opened a link may buy. */
export async function openLink(ctx: Ctx, caller: LinkCaller): Promise<OpenLink> {
  const link = await ctx.store.paymentLinks.find(ctx.db, caller, caller.linkId)
  const merchant = await ctx.store.merchants.find(ctx.db, caller.merchantId)
  if (!link || !merchant) throw notFound('payment link', caller.linkId)
  if (!link.active) throw inactive('It was switched off by the merchant.')
  const lines = await ctx.store.paymentLinks.listLines(ctx.db, [link.id])
  try {
    const offer = await readOffer(ctx, caller, lines)
    return { link, merchant, ...offer, address: await requirePayable(ctx, caller, offer) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    throw inactive('Part of what it sells is offered no more, or can be paid no more.')
  }
}

/** Makes an open invoice of its own for whoever buys. */
export async function buyFromLink(ctx: Ctx, caller: LinkCaller): Promise<InvoiceRow> {
  await ctx.store.paymentLinks.lock(ctx.db, caller, caller.linkId)
  const { link, lines, chain_id, token } = await openLink(ctx, caller)
  await requireRoom(ctx, link)
  const chain = chainById(ctx, chain_id)
  return makeInvoice(ctx, caller, {
    chain,
    token: tokenNamed(chain, token),
    lines,
    draft: false,
    customerId: null,
    paymentLinkId: link.id,
    description: null,
    captureMethod: link.capture_method,
    toleranceBps: null,
    deadlines: { due_at: null, expires_at: new Date(ctx.clock.now().getTime() + UNPAID_LIFE_MS) },
    returnUrl: link.return_url,
    cancelUrl: link.cancel_url,
    metadata: link.metadata,
  })
}

async function requireRoom(ctx: Ctx, link: PaymentLinkRow): Promise<void> {
  const now = ctx.clock.now()
  // What was made before that has expired by now.
  const fromId = idsFrom('inv', now.getTime() - UNPAID_LIFE_MS)
  if (!(await ctx.store.paymentLinks.hasUnpaid(ctx.db, link, { count: MAX_UNPAID, fromId, now }))) return
  throw new DomainError(
    'payment_link_busy',
    'Too many purchases of this link wait to be paid; try again in some minutes.',
    { param: 'token', retryAfterSeconds: 60 },
  )
}

function inactive(why: string): DomainError {
  return new DomainError('payment_link_inactive', `This payment link sells nothing any more. ${why}`, {
    param: 'token',
  })
}
