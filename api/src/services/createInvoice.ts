import { randomBytes } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { lowerCase, parseAddress } from '../domain/address.ts'
import type { Owner } from '../domain/caller.ts'
import type { ChainInfo, TokenInfo } from '../domain/chain.ts'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { type Deadlines, expiryAtOpening, requireDeadlines } from '../domain/invoiceDeadlines.ts'
import { type InvoiceLine, sumLines } from '../domain/invoiceLines.ts'
import { toInvoice } from '../domain/objects/invoice.ts'
import type { InvoiceRow } from '../store/invoices.ts'
import { chainNamed, tokenNamed } from './chainOf.ts'
import { requireCustomer } from './customers/requireCustomer.ts'
import { emitEvent } from './emitEvent.ts'
import { type Asked, draftLines } from './invoices/draftLines.ts'

export interface NewInvoice extends Asked {
  chain: string
  token: string
  draft: boolean
  /** Id of a customer. */
  customer: string | null
  captureMethod: 'automatic' | 'manual'
  toleranceBps: number | null
  dueAt: string | null
  expiresAt: string | null
  returnUrl: string | null
  cancelUrl: string | null
  metadata: Record<string, string>
}

/** Makes a draft, or at once an open invoice, of what a caller asked for. */
export async function createInvoice(ctx: Ctx, owner: Owner, input: NewInvoice): Promise<InvoiceRow> {
  const chain = chainNamed(ctx, input.chain, owner.mode)
  const token = tokenNamed(chain, parseAddress(input.token, 'token'))
  const lines = await draftLines(ctx, owner, { chain, token }, input)
  if (lines.length === 0 && !input.draft) {
    throw new DomainError(
      'invalid_request',
      'Give an amount or at least one line; only a draft may wait for it.',
      { param: 'amount' },
    )
  }
  const deadlines = { due_at: readTime(input.dueAt), expires_at: readTime(input.expiresAt) }
  requireDeadlines(deadlines, ctx.clock.now())
  await requireCustomer(ctx, owner, input.customer)
  const { draft, captureMethod, toleranceBps, description, returnUrl, cancelUrl, metadata } = input
  return makeInvoice(ctx, owner, {
    ...{ chain, token, lines, draft, deadlines, captureMethod, toleranceBps },
    ...{ description, returnUrl, cancelUrl, metadata },
    customerId: input.customer,
    paymentLinkId: null,
  })
}

/** A new invoice whose parts are known to be right. */
export interface CheckedInvoice
  extends Pick<
    NewInvoice,
    'draft' | 'captureMethod' | 'toleranceBps' | 'description' | 'returnUrl' | 'cancelUrl' | 'metadata'
  > {
  chain: ChainInfo
  token: TokenInfo
  lines: InvoiceLine[]
  customerId: string | null
  paymentLinkId: string | null
  deadlines: Deadlines
}

/** Keeps a new invoice and tells of it. An open one takes the next number of the merchant's series. */
export async function makeInvoice(ctx: Ctx, owner: Owner, input: CheckedInvoice): Promise<InvoiceRow> {
  const { chain, token, lines, deadlines } = input
  const now = ctx.clock.now()
  const amount = sumLines(lines)
  const merchantAddress = await merchantAddressOn(ctx, owner, chain)
  const row = await ctx.store.invoices.insert(ctx.db, {
    id: newId('inv', now),
    merchant_id: owner.merchantId,
    mode: owner.mode,
    chain_id: BigInt(chain.chainId),
    token: token.address,
    merchant_address: merchantAddress,
    customer_id: input.customerId,
    payment_link_id: input.paymentLinkId,
    amount,
    payment_status: 'none',
    capture_method: input.captureMethod,
    description: input.description,
    return_url: input.returnUrl,
    cancel_url: input.cancelUrl,
    metadata: JSON.stringify(input.metadata),
    tolerance_bps: input.toleranceBps ?? (await defaultTolerance(ctx, owner)),
    due_at: deadlines.due_at,
    checkout_token: randomBytes(32).toString('base64url'),
    invoice_ref: `0x${randomBytes(32).toString('hex')}`,
    created_at: now,
    ...(input.draft
      ? { status: 'draft' as const, expires_at: deadlines.expires_at }
      : await opening(ctx, owner, deadlines)),
  })
  await ctx.store.invoiceLines.insert(ctx.db, row.id, lines)
  const invoice = { ...row, lines }
  await emitEvent(ctx, { owner, type: 'invoice.created', objectId: row.id, object: toInvoice(ctx, invoice) })
  return invoice
}

/** What an invoice gets when it opens. Whoever takes the number holds the series until the transaction ends. */
export async function opening(ctx: Ctx, owner: Owner, deadlines: Deadlines) {
  const now = ctx.clock.now()
  return {
    status: 'open' as const,
    number: await ctx.store.merchants.nextNumber(ctx.db, owner.merchantId, owner.mode, 'invoice_number'),
    finalized_at: now,
    expires_at: expiryAtOpening(deadlines, now),
  }
}

/** Where the merchant is paid on a chain. */
export async function merchantAddressOn(ctx: Ctx, owner: Owner, chain: ChainInfo): Promise<`0x${string}`> {
  const address = await ctx.store.merchants.findAddress(ctx.db, owner.merchantId, chain.chainId)
  if (address) return lowerCase(address)
  throw new DomainError('merchant_address_missing', `You have no address on ${chain.name} to be paid at.`, {
    param: 'chain',
  })
}

async function defaultTolerance(ctx: Ctx, owner: Owner): Promise<number> {
  const merchant = await ctx.store.merchants.find(ctx.db, owner.merchantId)
  return merchant?.default_tolerance_bps ?? 0
}

export function readTime(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
