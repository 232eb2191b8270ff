import type { Ctx } from '../context.ts'
import type { CheckoutCaller, MerchantCaller } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { RelayRow } from '../store/relays.ts'

/** A relay of the merchant that calls, or one that pays the invoice a checkout token opens. */
export async function getRelay(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  id: string,
): Promise<RelayRow> {
  const relay = await ctx.store.relays.find(ctx.db, caller, id)
  if (!relay) throw notFound('relay', id)
  if (caller.kind === 'checkout') {
    const request =
      relay.payment_request_id === null
        ? undefined
        : await ctx.store.paymentRequests.find(ctx.db, relay.payment_request_id)
    if (request?.invoice_id !== caller.invoiceId) throw notFound('relay', id)
  }
  return relay
}
