import { encodeAuthorize, encodeCharge } from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import type { Ctx } from '../context.ts'
import type { CheckoutCaller, MerchantCaller } from '../domain/caller.ts'
import { fromSeconds } from '../domain/clock.ts'
import { DomainError } from '../domain/errors.ts'
import { MAX_REVERTS } from '../domain/gasPolicy.ts'
import { amountDue, leastRelayed, sumPayments } from '../domain/invoice.ts'
import { requirePayable } from '../domain/invoiceGuards.ts'
import { fromTermsRow } from '../domain/terms.ts'
import type { InvoiceRow } from '../store/invoices.ts'
import type { PaymentRequestRow } from '../store/paymentRequests.ts'
import type { RelayRow } from '../store/relays.ts'
import { chainById, chainSeconds } from './chainOf.ts'
import { paymentsOf } from './paymentsOf.ts'
import { acceptRelay, type PricedIntent, refuseInFlight, type SignedIntent } from './relays/acceptRelay.ts'
import { refuseRevert } from './relays/refuseRevert.ts'
import { senderOf } from './relays/senderOf.ts'

type Hex = `0x${string}`

export interface RelayInput {
  paymentRequest: string
  /** The payer's EIP-3009 signature. */
  signature: Hex
}

export interface PreparedRelay {
  invoiceId: string
  intent: PricedIntent
}

/** Checks a payer's signed payment as far as our books and the chain tell now. Changes nothing. */
export async function prepareRelay(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  input: RelayInput,
): Promise<PreparedRelay> {
  const request = await requestOfCaller(ctx, caller, input.paymentRequest)
  const invoice = await ctx.store.invoices.find(ctx.db, caller, request.invoice_id)
  if (!invoice) throw unknownRequest(request.id)
  await requireOpen(ctx, invoice, request)
  const intent = intentOf(request, input.signature)
  await refuseInFlight(ctx, intent)
  await refuseRepeated(ctx, request.invoice_id)
  const priced = await refuseRevert(ctx, senderOf(ctx, request.chain_id), intent)
  return { invoiceId: invoice.id, intent: priced }
}

/** Keeps the intent. The invoice is held meanwhile, so that nobody voids it and nobody covers it twice. */
export async function createRelay(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  prepared: PreparedRelay,
): Promise<RelayRow> {
  const { intent } = prepared
  const invoice = await ctx.store.invoices.lock(ctx.db, prepared.invoiceId)
  const request = await ctx.store.paymentRequests.find(ctx.db, intent.payment_request_id ?? '')
  if (!request) throw unknownRequest(intent.payment_request_id ?? '')
  await requireOpen(ctx, invoice, request)
  await refuseInFlight(ctx, intent)
  await refuseRepeated(ctx, request.invoice_id)
  await refuseCovered(ctx, invoice, intent)
  return acceptRelay(ctx, caller, intent)
}

async function requestOfCaller(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  id: string,
): Promise<PaymentRequestRow> {
  const row = await ctx.store.paymentRequests.find(ctx.db, id)
  const ours = row?.merchant_id === caller.merchantId && row.mode === caller.mode
  if (!ours || (caller.kind === 'checkout' && row.invoice_id !== caller.invoiceId)) throw unknownRequest(id)
  return row
}

function unknownRequest(id: string): DomainError {
  return new DomainError('not_found', `No payment request ${id} exists for this key.`, {
    param: 'payment_request',
  })
}

async function requireOpen(ctx: Ctx, invoice: InvoiceRow, request: PaymentRequestRow): Promise<void> {
  requirePresentEscrow(ctx, request)
  const now = fromSeconds(await chainSeconds(ctx, Number(request.chain_id)))
  requirePayable(invoice, now, 'payment_request')
  if (now < request.authorize_by) return
  throw new DomainError(
    'payment_request_expired',
    `Payment request ${request.id} could be paid until ${request.authorize_by.toISOString()}; ask for a new one.`,
    { param: 'payment_request' },
  )
}

/** Terms name the escrow they were issued for; after a new deployment they are paid there no more. */
function requirePresentEscrow(ctx: Ctx, request: PaymentRequestRow): void {
  if (chainById(ctx, request.chain_id).escrow === request.escrow) return
  throw new DomainError(
    'payment_of_other_deployment',
    `Payment request ${request.id} names an earlier deployment of the escrow; ask for a new one.`,
    { param: 'payment_request' },
  )
}

function intentOf(request: PaymentRequestRow, signature: Hex): SignedIntent {
  const terms = fromTermsRow(request.terms)
  const pull = { source: 'erc3009', signature } as const
  const charge = terms.mode === 'charge'
  return {
    kind: charge ? 'charge' : 'authorize',
    chain_id: request.chain_id,
    contract: request.escrow,
    signer: request.payer,
    nonce: request.onchain_id,
    onchain_id: request.onchain_id,
    digest: null,
    calldata: charge
      ? encodeCharge(terms, feeBounds(terms.amount, terms).least, pull)
      : encodeAuthorize(terms, pull),
    payment_request_id: request.id,
    payment_id: null,
    amount: terms.amount,
    deadline: request.authorize_by,
  }
}

/** A wallet that says yes to a simulation and no in a block costs us gas each time, and the payer nothing. */
async function refuseRepeated(ctx: Ctx, invoiceId: string): Promise<void> {
  const reverted = await ctx.store.gasSigners.listReverted(ctx.db, 'payment_request.invoice_id', invoiceId)
  if (reverted.length < MAX_REVERTS) return
  const reason = reverted[0]?.error_reason ?? 'unknown'
  throw new DomainError(
    'would_revert',
    `${reverted.length} transactions for invoice ${invoiceId} were reverted (${reason}); send the payment from your own wallet.`,
    { param: 'payment_request', extra: { reason, relay: reverted[0]?.relay_id ?? null } },
  )
}

/**
 * A second payer, or a second request of the same one, must not pay what is being paid already (x402 #3438), nor more than is
 * left. And nobody makes us pay for the gas of many small parts: whoever wants to pay so may send them itself.
 */
async function refuseCovered(ctx: Ctx, invoice: InvoiceRow, intent: SignedIntent): Promise<void> {
  const due = amountDue(invoice, sumPayments(await paymentsOf(ctx, invoice.id)))
  const relays = await ctx.store.relays.listUnpostedByInvoice(ctx.db, invoice.id)
  const coming = relays.reduce((sum, relay) => sum + (relay.amount ?? 0n), 0n)
  const left = coming < due ? due - coming : 0n
  const amount = intent.amount ?? 0n
  if (amount > left) throw covered(invoice, left, relays[0]?.id ?? null)
  const least = leastRelayed(invoice.amount, left)
  if (amount >= least) return
  throw new DomainError(
    'part_too_small',
    `A part that we send must be at least ${least} base units of invoice ${invoice.id}; send smaller ones from your own wallet, by the payment request's call.`,
    { param: 'payment_request', extra: { least: least.toString() } },
  )
}

function covered(invoice: InvoiceRow, left: bigint, relay: string | null): DomainError {
  return new DomainError(
    'invoice_already_covered',
    left === 0n
      ? `Payments under way already cover invoice ${invoice.id}; wait for their confirmations.`
      : `Only ${left} base units of invoice ${invoice.id} are left beside payments under way; ask for a new payment request.`,
    { param: 'payment_request', extra: { relay, left: left.toString() } },
  )
}
