import { randomBytes } from 'node:crypto'
import { paymentId } from '@florin/sdk/escrow/terms.ts'
import { type Address, bytesToBigInt } from 'viem'
import type { Ctx } from '../context.ts'
import { parseAddress } from '../domain/address.ts'
import { parseAmountUnits } from '../domain/amount.ts'
import type { ChainInfo } from '../domain/chain.ts'
import { fromSeconds, toSeconds } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { amountDue, sumPayments } from '../domain/invoice.ts'
import { requirePayable } from '../domain/invoiceGuards.ts'
import { issueTerms, toTermsRow } from '../domain/terms.ts'
import type { InvoiceRow } from '../store/invoices.ts'
import type { PaymentRequestRow } from '../store/paymentRequests.ts'
import { chainById, chainSeconds, tokenNamed } from './chainOf.ts'
import { paymentsOf } from './paymentsOf.ts'

export interface NewPaymentRequest {
  payer: string
  /** The invoice's own token; named by those who want to be sure. */
  token?: string | undefined
  /** Less than what is due, for a payer who pays a part. */
  amount?: string | undefined
}

/**
 * Issues terms for one payer. Only payments with terms issued here can pay the invoice. Terms are no reservation: two payers
 * may hold terms for the whole, and when both pay, the invoice is overpaid.
 */
export async function createPaymentRequest(
  ctx: Ctx,
  invoice: InvoiceRow,
  input: NewPaymentRequest,
): Promise<PaymentRequestRow> {
  const payer = parseAddress(input.payer, 'payer')
  const chain = chainById(ctx, invoice.chain_id)
  requireToken(invoice, input.token)
  refuseParties(payer, invoice, chain)
  const chainNow = await chainSeconds(ctx, chain.chainId)
  requirePayable(invoice, fromSeconds(chainNow))
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
    amount: partOf(due, chain, invoice, input.amount),
    captureMethod: invoice.capture_method,
    now: chainNow,
    expiresAt: invoice.expires_at && toSeconds(invoice.expires_at),
    feeBps: ctx.config.feeBps,
    feeMaxBps: await feeMaxBps(ctx, invoice),
    feeRecipient: ctx.config.feeRecipient,
    invoiceRef: invoice.invoice_ref,
    salt: bytesToBigInt(randomBytes(32)),
  })
  const now = ctx.clock.now()
  return ctx.store.paymentRequests.insert(ctx.db, {
    id: newId('preq', now),
    invoice_id: invoice.id,
    merchant_id: invoice.merchant_id,
    mode: invoice.mode,
    chain_id: invoice.chain_id,
    escrow: chain.escrow,
    onchain_id: paymentId({ chainId: chain.chainId, escrow: chain.escrow }, terms),
    payer,
    terms: JSON.stringify(toTermsRow(terms)),
    authorize_by: fromSeconds(terms.authorizeBy),
    created_at: now,
  })
}

/** More than the least where the host has the merchant pay for the gas of captures, and somebody gets it. */
async function feeMaxBps(ctx: Ctx, invoice: InvoiceRow): Promise<number> {
  const { feeBps, feeMaxBps, feeRecipient } = ctx.config
  if (invoice.capture_method !== 'manual' || !feeRecipient) return feeBps
  const budget = await ctx.store.sponsorBudgets.find(ctx.db, invoice.merchant_id, invoice.chain_id)
  return budget?.recovers ? feeMaxBps : feeBps
}

/** Money in another token would not pay the invoice. */
function requireToken(invoice: InvoiceRow, text: string | undefined): void {
  if (text === undefined || parseAddress(text, 'token') === invoice.token) return
  throw new DomainError(
    'token_not_supported',
    `Invoice ${invoice.id} is paid in ${invoice.token} and no other token.`,
    { param: 'token' },
  )
}

/** What a payer chose to pay; all that is due where it chose nothing. */
function partOf(due: bigint, chain: ChainInfo, invoice: InvoiceRow, text: string | undefined): bigint {
  if (text === undefined) return due
  const amount = parseAmountUnits(text, tokenNamed(chain, invoice.token).decimals)
  if (amount <= due) return amount
  throw new DomainError('invalid_amount', `amount must be at most ${due}: that is what is still due.`, {
    param: 'amount',
  })
}

/** The contract refuses these parties; a clear word here is better than a revert there. */
export function refuseParties(payer: Address, invoice: InvoiceRow, chain: ChainInfo): void {
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
