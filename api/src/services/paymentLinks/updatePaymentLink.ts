import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { type PaymentLinkFields, toPaymentLink } from '../../domain/objects/paymentLink.ts'
import { emitEvent } from '../emitEvent.ts'
import { getPaymentLink } from './linksWithLines.ts'

/** Switches a link off or on, or changes the merchant's own notes. What it sells never changes: make a new link. */
export async function updatePaymentLink(
  ctx: Ctx,
  owner: Owner,
  id: string,
  patch: { active?: boolean | undefined; metadata?: Record<string, string> | undefined },
): Promise<PaymentLinkFields> {
  const before = await getPaymentLink(ctx, owner, id)
  const { active, metadata } = patch
  if (active === undefined && metadata === undefined) return before
  const row = await ctx.store.paymentLinks.update(ctx.db, owner, id, {
    ...(active === undefined ? {} : { active }),
    ...(metadata === undefined ? {} : { metadata: JSON.stringify(metadata) }),
  })
  const link = { ...before, ...row }
  await emitEvent(ctx, {
    owner,
    type: 'payment_link.updated',
    objectId: id,
    object: toPaymentLink(ctx.chains, link),
  })
  return link
}
