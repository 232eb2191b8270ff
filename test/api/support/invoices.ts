import type { Owner } from '../../../api/src/domain/caller.ts'
import { createInvoice, type NewInvoice } from '../../../api/src/services/createInvoice.ts'
import { createPaymentRequest } from '../../../api/src/services/createPaymentRequest.ts'
import type { InvoiceRow } from '../../../api/src/store/invoices.ts'
import type { PaymentRequestRow } from '../../../api/src/store/paymentRequests.ts'
import type { World } from './world.ts'

/** An open invoice over 10 test dollars, unless said otherwise. */
export async function addInvoice(
  world: World,
  owner: Owner,
  changes: Partial<NewInvoice> = {},
): Promise<InvoiceRow> {
  return world.db.transaction().execute((tx) =>
    createInvoice({ ...world.ctx, db: tx }, owner, {
      amount: changes.lines ? null : '10000000',
      lines: null,
      chain: `eip155:${world.chain.chainId}`,
      token: world.token.address,
      description: null,
      draft: false,
      customer: null,
      captureMethod: 'automatic',
      toleranceBps: null,
      dueAt: null,
      expiresAt: null,
      returnUrl: null,
      cancelUrl: null,
      metadata: {},
      ...changes,
    }),
  )
}

/** Terms for one payer of an invoice: for all that is due, or for a part. */
export async function addPaymentRequest(
  world: World,
  invoice: InvoiceRow,
  payer: `0x${string}`,
  amount?: string,
  token?: string,
): Promise<PaymentRequestRow> {
  return createPaymentRequest({ ...world.ctx, db: world.db }, invoice, { payer, amount, token })
}
