import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { newId } from '../../domain/ids.ts'
import { type PaymentLinkFields, toPaymentLink } from '../../domain/objects/paymentLink.ts'
import { emitEvent } from '../emitEvent.ts'
import { readOffer } from './readOffer.ts'
import { requirePayable } from './requirePayable.ts'

export interface NewPaymentLink {
  lines: readonly { price: string; quantity: number }[]
  captureMethod: 'automatic' | 'manual'
  returnUrl: string | null
  cancelUrl: string | null
  metadata: Record<string, string>
}

/** Makes a link that anybody may open to buy the same thing, again and again. */
export async function createPaymentLink(
  ctx: Ctx,
  owner: Owner,
  input: NewPaymentLink,
): Promise<PaymentLinkFields> {
  const lines = input.lines.map(({ price, quantity }) => ({ price_id: price, quantity }))
  const offer = await readOffer(ctx, owner, lines)
  // What would keep every buyer from paying is told to the merchant, who can change it.
  await requirePayable(ctx, owner, offer)
  const now = ctx.clock.now()
  const row = await ctx.store.paymentLinks.insert(ctx.db, {
    id: newId('plink', now),
    merchant_id: owner.merchantId,
    mode: owner.mode,
    link_token: randomBytes(32).toString('base64url'),
    active: true,
    capture_method: input.captureMethod,
    return_url: input.returnUrl,
    cancel_url: input.cancelUrl,
    metadata: JSON.stringify(input.metadata),
    created_at: now,
  })
  await ctx.store.paymentLinks.insertLines(
    ctx.db,
    lines.map((line) => ({ ...line, payment_link_id: row.id })),
  )
  const link = { ...row, ...offer }
  await emitEvent(ctx, {
    owner,
    type: 'payment_link.created',
    objectId: row.id,
    object: toPaymentLink(ctx.chains, link),
  })
  return link
}
