import { randomBytes } from 'node:crypto'
import type { Ctx } from '../context.ts'
import { lowerCase, parseAddress } from '../domain/address.ts'
import { parseAmountUnits } from '../domain/amount.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { toInvoice } from '../domain/objects/invoice.ts'
import type { InvoiceRow } from '../store/invoices.ts'
import { chainNamed, tokenNamed } from './chainOf.ts'
import { emitEvent } from './emitEvent.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const DEFAULT_LIFE_MS = 7 * DAY_MS
const MAX_LIFE_MS = 365 * DAY_MS

export interface NewInvoice {
  amount: string
  chain: string
  token: string
  description: string | null
  captureMethod: 'automatic' | 'manual'
  expiresAt: string | null
  returnUrl: string | null
  metadata: Record<string, string>
}

/** Makes an open invoice with the next number of the merchant's series. */
export async function createInvoice(ctx: Ctx, owner: Owner, input: NewInvoice): Promise<InvoiceRow> {
  const chain = chainNamed(ctx, input.chain, owner.mode)
  const token = tokenNamed(chain, parseAddress(input.token, 'token'))
  const amount = parseAmountUnits(input.amount, token.decimals)
  const merchantAddress = await ctx.store.merchants.findAddress(ctx.db, owner.merchantId, chain.chainId)
  if (!merchantAddress) {
    throw new DomainError('merchant_address_missing', `You have no address on ${chain.name} to be paid at.`, {
      param: 'chain',
    })
  }
  const now = ctx.clock.now()
  const row = await ctx.store.invoices.insert(ctx.db, {
    id: newId('inv'),
    merchant_id: owner.merchantId,
    mode: owner.mode,
    number: await ctx.store.merchants.nextNumber(ctx.db, owner.merchantId, owner.mode, 'invoice_number'),
    chain_id: BigInt(chain.chainId),
    token: token.address,
    merchant_address: lowerCase(merchantAddress),
    amount,
    status: 'open',
    payment_status: 'none',
    capture_method: input.captureMethod,
    description: input.description,
    return_url: input.returnUrl,
    metadata: JSON.stringify(input.metadata),
    expires_at: readExpiry(input.expiresAt, now),
    checkout_token: randomBytes(32).toString('base64url'),
    invoice_ref: `0x${randomBytes(32).toString('hex')}`,
    created_at: now,
    finalized_at: now,
    paid_at: null,
    voided_at: null,
  })
  await emitEvent(ctx, {
    owner,
    type: 'invoice.created',
    objectId: row.id,
    object: toInvoice(ctx.chains, row),
  })
  return row
}

function readExpiry(text: string | null, now: Date): Date {
  if (text === null) return new Date(now.getTime() + DEFAULT_LIFE_MS)
  const expiry = new Date(text)
  if (expiry <= now || expiry.getTime() > now.getTime() + MAX_LIFE_MS) {
    throw new DomainError('invalid_request', 'expires_at must lie in the future, at most 365 days ahead.', {
      param: 'expires_at',
    })
  }
  return expiry
}
