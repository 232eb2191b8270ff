import type { Ctx } from '../../context.ts'
import type { CheckoutCaller, MerchantCaller } from '../../domain/caller.ts'
import { DomainError } from '../../domain/errors.ts'
import { isLive } from '../../domain/relay.ts'
import type { InvoiceRelay } from '../../store/invoiceRelays.ts'
import type { PaymentRequestRow } from '../../store/paymentRequests.ts'
import { refuseRepeated, refuseRisky } from './refuseVain.ts'

type Caller = MerchantCaller | CheckoutCaller

/**
 * Refuses a burn that takes nothing back, and more than a few of one invoice: anybody with a checkout link can have requests issued
 * for as many keys as it makes, and burn them, without ever having had a coin.
 */
export async function requireBurn(ctx: Ctx, caller: Caller, request: PaymentRequestRow): Promise<void> {
  const relays = await ctx.store.invoiceRelays.listByInvoice(ctx.db, request.invoice_id)
  if (caller.kind === 'checkout' && !relays.some((relay) => isPaymentOf(request, relay)))
    throw needless(request)
  refuseRepeated(request.invoice_id, relays, 'call.data')
  refuseRisky(request.invoice_id, relays, 'call.data')
}

/** The same, where the burn is kept. The invoice is held meanwhile, so that no two count the same ones. */
export async function requireBurnAtLast(ctx: Ctx, caller: Caller, request: PaymentRequestRow): Promise<void> {
  await ctx.store.invoices.lock(ctx.db, request.invoice_id)
  await requireBurn(ctx, caller, request)
}

/** Its signature is in our hands, or in bytes that others may have seen. */
function isPaymentOf({ id }: PaymentRequestRow, relay: InvoiceRelay): boolean {
  const isPayment = relay.payment_request_id === id && relay.kind !== 'burn'
  return isPayment && (isLive(relay.status) || relay.attempts > 0)
}

function needless({ id }: PaymentRequestRow): DomainError {
  return new DomainError(
    'call_not_yours',
    `call.data: no payment of payment request ${id} was handed in here, so only its payer can have its signature; send the burn from the payer's own wallet.`,
    { param: 'call.data' },
  )
}
