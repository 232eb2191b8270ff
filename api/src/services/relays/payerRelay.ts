import { encodeAuthorize, encodeCharge } from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import type { IntakeCall } from '@florin/sdk/escrow/intakeCall.ts'
import type { SignedPermit } from '@florin/sdk/escrow/permit.ts'
import type { Pull } from '@florin/sdk/escrow/pull.ts'
import type { Source } from '@florin/sdk/escrow/terms.ts'
import type { Ctx } from '../../context.ts'
import type { CheckoutCaller, MerchantCaller, Owner } from '../../domain/caller.ts'
import { invalidCall } from '../../domain/callRules.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { fromSeconds, toSeconds } from '../../domain/clock.ts'
import { DomainError, notFound } from '../../domain/errors.ts'
import { amountDue, leastRelayed, sumPayments } from '../../domain/invoice.ts'
import { requirePayable } from '../../domain/invoiceGuards.ts'
import { isLive } from '../../domain/relay.ts'
import { fromTermsRow } from '../../domain/terms.ts'
import { mayBurnAll } from '../../domain/vainGas.ts'
import type { InvoiceRelay } from '../../store/invoiceRelays.ts'
import type { InvoiceRow } from '../../store/invoices.ts'
import type { PaymentRequestRow } from '../../store/paymentRequests.ts'
import type { RelayRow } from '../../store/relays.ts'
import { chainById, chainSeconds } from '../chainOf.ts'
import { paymentsOf } from '../paymentsOf.ts'
import { acceptRelay, type PricedIntent, refuseInFlight, type SignedIntent } from './acceptRelay.ts'
import { explainPayment } from './explainPayment.ts'
import { type PaidBy, requireConsent } from './payerConsent.ts'
import { refuseRevert } from './refuseRevert.ts'
import { refuseRepeated, refuseRisky } from './refuseVain.ts'
import { relayChainOf } from './senderOf.ts'

type Hex = `0x${string}`

export interface PaymentInput {
  paymentRequest: string
  /** Where the money comes from; the wallet, by EIP-3009, where none is given. */
  source?: Exclude<Source, 'native'> | undefined
  /** What the payer signed for that source. */
  signature: Hex
  /** With source `permit` alone. */
  permit?: SignedPermit | undefined
}

export interface PreparedPayerRelay {
  request: PaymentRequestRow
  intent: PricedIntent
  paidBy: PaidBy
}

/** Checks a payer's signed payment as far as our books and the chain tell now. Changes nothing. */
export async function preparePayerRelay(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  input: PaymentInput,
): Promise<PreparedPayerRelay> {
  const request = await requestOfCaller(ctx, caller, input.paymentRequest)
  return prepare(ctx, caller, request, pullOf(input), 'payment_request')
}

/** The same for a payment that was handed in as calldata: it must be exactly what we would send for its request. */
export async function prepareReadPayment(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  call: { chain: ChainInfo; contract: Hex; data: Hex },
  intake: IntakeCall,
): Promise<PreparedPayerRelay> {
  const request = await requestOf(ctx, caller, call.chain, intake.id)
  const { calldata } = intentOf(request, intake.pull)
  if (calldata !== call.data.toLowerCase()) {
    throw invalidCall(
      'its verb or fee is not that of the payment request; take the one that the request shows',
    )
  }
  return prepare(ctx, caller, request, intake.pull, 'call.data')
}

/**
 * What costs nothing to see is seen before the chain is asked to simulate: whether the payer signed. Our books are asked when
 * the intent is kept, under the invoice's lock, and here only where the chain refuses: they may know better why.
 */
async function prepare(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  request: PaymentRequestRow,
  pull: Pull,
  paidBy: PaidBy,
): Promise<PreparedPayerRelay> {
  requirePresentEscrow(ctx, request, paidBy)
  const intent = intentOf(request, pull)
  try {
    await requireConsent(ctx, request, pull, paidBy)
    const priced = await refuseRevert(ctx, relayChainOf(ctx, request.chain_id), intent, (revert) =>
      explainPayment(ctx, { request, pull, paidBy, revert }),
    )
    return { request, intent: priced, paidBy }
  } catch (refusal) {
    const invoice = await ctx.store.invoices.find(ctx.db, caller, request.invoice_id)
    if (!invoice) throw unknownRequest(request.id, paidBy)
    await requireUnpaid(ctx, caller, invoice, { request, intent, paidBy })
    throw refusal
  }
}

/** Keeps the intent. The invoice is held meanwhile, so that nobody voids it and nobody covers it twice. */
export async function createPayerRelay(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  prepared: PreparedPayerRelay,
): Promise<RelayRow> {
  const { request, intent, paidBy } = prepared
  const invoice = await ctx.store.invoices.lock(ctx.db, request.invoice_id)
  const relays = await requireUnpaid(ctx, caller, invoice, prepared)
  await refuseCovered(ctx, invoice, intent, relays, paidBy)
  if (mayBurnAll(intent.gas_limit)) refuseRisky(invoice.id, relays, paidBy)
  return acceptRelay(ctx, caller, intent, paidBy)
}

/**
 * Refuses a payment that our books say must not be sent: its time is over, it is under way already, or transactions for its
 * invoice were reverted too often.
 * @returns The relays of the invoice's payments.
 */
async function requireUnpaid(
  ctx: Ctx,
  caller: Owner,
  invoice: InvoiceRow,
  { request, intent, paidBy }: { request: PaymentRequestRow; intent: SignedIntent; paidBy: PaidBy },
): Promise<InvoiceRelay[]> {
  await requireOpen(ctx, invoice, request, paidBy)
  const relays = await ctx.store.invoiceRelays.listByInvoice(ctx.db, invoice.id)
  if (relays.some((relay) => isLive(relay.status) && isSameIntent(relay, intent))) {
    await refuseInFlight(ctx, caller, intent, paidBy)
  }
  refuseRepeated(invoice.id, relays, paidBy)
  return relays
}

function pullOf({ source = 'erc3009', signature, permit }: PaymentInput): Pull {
  if (source !== 'permit') return { source, signature }
  if (permit) return { source, permit, signature }
  throw new DomainError('invalid_request', 'permit: must be given with source permit.', { param: 'permit' })
}

/** The payment request with these terms, if it is one of the caller's. */
export async function requestOf(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  chain: ChainInfo,
  onchainId: Hex,
): Promise<PaymentRequestRow> {
  const { paymentRequests } = ctx.store
  const row = await paymentRequests.findByOnchainId(ctx.db, BigInt(chain.chainId), chain.escrow, onchainId)
  return requireOwn(row, caller, onchainId, 'call.data')
}

async function requestOfCaller(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  id: string,
): Promise<PaymentRequestRow> {
  return requireOwn(await ctx.store.paymentRequests.find(ctx.db, id), caller, id, 'payment_request')
}

function requireOwn(
  row: PaymentRequestRow | undefined,
  caller: MerchantCaller | CheckoutCaller,
  id: string,
  param: PaidBy,
): PaymentRequestRow {
  const ours = row?.merchant_id === caller.merchantId && row.mode === caller.mode
  if (!ours || (caller.kind === 'checkout' && row.invoice_id !== caller.invoiceId)) {
    throw unknownRequest(id, param)
  }
  return row
}

function unknownRequest(id: string, param: PaidBy): DomainError {
  return notFound('payment request', id, param)
}

async function requireOpen(
  ctx: Ctx,
  invoice: InvoiceRow,
  request: PaymentRequestRow,
  param: PaidBy,
): Promise<void> {
  const now = fromSeconds(await presentSeconds(ctx, request.chain_id))
  requirePayable(invoice, now, param)
  if (now < request.authorize_by) return
  throw new DomainError(
    'payment_request_expired',
    `Payment request ${request.id} could be paid until ${request.authorize_by.toISOString()}; ask for a new one.`,
    { param },
  )
}

/** Chain time. It was tried a moment ago at a block whose time is known, which no other question tells better. */
async function presentSeconds(ctx: Ctx, chainId: bigint): Promise<bigint> {
  const clock = toSeconds(ctx.clock.now())
  const tried = ctx.chainMoments.get(chainId.toString())?.now.seconds
  if (tried === undefined) return chainSeconds(ctx, Number(chainId))
  return tried > clock ? tried : clock
}

/** Terms name the escrow they were issued for; after a new deployment they are paid there no more. */
function requirePresentEscrow(ctx: Ctx, request: PaymentRequestRow, param: PaidBy): void {
  if (chainById(ctx, request.chain_id).escrow === request.escrow) return
  throw new DomainError(
    'payment_of_other_deployment',
    `Payment request ${request.id} names an earlier deployment of the escrow; ask for a new one.`,
    { param },
  )
}

function intentOf(request: PaymentRequestRow, pull: Pull): SignedIntent {
  const terms = fromTermsRow(request.terms)
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

/**
 * A second payer, or a second request of the same one, must not pay what is being paid already (x402 #3438), nor more than is
 * left. And nobody makes us pay for the gas of many small parts: whoever wants to pay so may send them itself.
 */
async function refuseCovered(
  ctx: Ctx,
  invoice: InvoiceRow,
  intent: SignedIntent,
  relays: readonly InvoiceRelay[],
  param: PaidBy,
): Promise<void> {
  const due = amountDue(invoice, sumPayments(await paymentsOf(ctx, invoice.id)))
  const unposted = relays.filter((relay) => relay.is_unposted)
  const coming = unposted.reduce((sum, relay) => sum + (relay.amount ?? 0n), 0n)
  const left = coming < due ? due - coming : 0n
  const amount = intent.amount ?? 0n
  if (amount > left) throw covered(invoice, left, unposted[0]?.id ?? null, param)
  const least = leastRelayed(invoice.amount, left)
  if (amount >= least) return
  throw new DomainError(
    'part_too_small',
    `A part that we send must be at least ${least} base units of invoice ${invoice.id}; send smaller ones from your own wallet, by the payment request's call.`,
    { param, extra: { least: least.toString() } },
  )
}

function covered(invoice: InvoiceRow, left: bigint, relay: string | null, param: PaidBy): DomainError {
  return new DomainError(
    'invoice_already_covered',
    left === 0n
      ? `Payments under way already cover invoice ${invoice.id}; wait for their confirmations.`
      : `Only ${left} base units of invoice ${invoice.id} are left beside payments under way; ask for a new payment request.`,
    { param, extra: { relay, left: left.toString() } },
  )
}

function isSameIntent(relay: InvoiceRelay, { contract, signer, nonce }: SignedIntent): boolean {
  return relay.contract === contract && relay.signer === signer && relay.nonce === nonce
}
