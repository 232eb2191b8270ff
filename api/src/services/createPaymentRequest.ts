import { randomBytes } from 'node:crypto'
import { paymentId } from '@florin/sdk/escrow/terms.ts'
import { type Address, bytesToBigInt } from 'viem'
import type { Ctx } from '../context.ts'
import { parseAddress } from '../domain/address.ts'
import type { ChainInfo } from '../domain/chain.ts'
import { fromSeconds, toSeconds } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { amountDue, sumPayments } from '../domain/invoice.ts'
import { requirePayable } from '../domain/invoiceGuards.ts'
import { issueTerms, toTermsRow } from '../domain/terms.ts'
import type { InvoiceRow } from '../store/invoices.ts'
import type { PaymentRequestRow } from '../store/paymentRequests.ts'
import { chainById, chainSeconds } from './chainOf.ts'
import { paymentsOf } from './paymentsOf.ts'

/** Issues terms for one payer. Only payments with terms issued here can pay the invoice. */
export async function createPaymentRequest(
  ctx: Ctx,
  invoice: InvoiceRow,
  payerText: string,
): Promise<PaymentRequestRow> {
  const payer = parseAddress(payerText, 'payer')
  const chain = chainById(ctx, invoice.chain_id)
  refuseParties(payer, invoice, chain)
  const now = await chainSeconds(ctx, chain.chainId)
  requirePayable(invoice, fromSeconds(now))
  const due = amountDue(invoice, sumPayments(await paymentsOf(ctx, invoice.id)))
  if (due === 0n) {
    throw new DomainError(
      'invoice_already_covered',
      `Payments under way already cover invoice ${invoice.id}; wait for their confirmations.`,
      { param: 'id' },
    )
  }
  const terms = issueTerms({
    payer,
    merchant: invoice.merchant_address,
    operator: await operatorOf(ctx, invoice),
    token: invoice.token,
    amount: due,
    captureMethod: invoice.capture_method,
    now,
    expiresAt: invoice.expires_at && toSeconds(invoice.expires_at),
    feeBps: ctx.config.feeBps,
    feeRecipient: ctx.config.feeRecipient,
    invoiceRef: invoice.invoice_ref,
    salt: bytesToBigInt(randomBytes(32)),
  })
  return ctx.store.paymentRequests.insert(ctx.db, {
    id: newId('preq'),
    invoice_id: invoice.id,
    merchant_id: invoice.merchant_id,
    mode: invoice.mode,
    chain_id: invoice.chain_id,
    escrow: chain.escrow,
    onchain_id: paymentId({ chainId: chain.chainId, escrow: chain.escrow }, terms),
    payer,
    terms: JSON.stringify(toTermsRow(terms)),
    authorize_by: fromSeconds(terms.authorizeBy),
    created_at: ctx.clock.now(),
  })
}

/** The contract refuses these parties; a clear word here is better than a revert there. */
function refuseParties(payer: Address, invoice: InvoiceRow, chain: ChainInfo): void {
  if (payer === invoice.merchant_address) {
    throw new DomainError('invalid_address', 'payer must not be the merchant itself.', { param: 'payer' })
  }
  if (payer === chain.escrow || payer === invoice.token) {
    throw new DomainError('invalid_address', 'payer must be a wallet, not the escrow or the token.', {
      param: 'payer',
    })
  }
}

/** The host's operator key where the merchant opted in; else the merchant operates for itself. */
async function operatorOf(ctx: Ctx, invoice: InvoiceRow): Promise<Address> {
  const merchant = await ctx.store.merchants.find(ctx.db, invoice.merchant_id)
  return merchant?.operator_opted_in ? ctx.hostOperator : invoice.merchant_address
}
