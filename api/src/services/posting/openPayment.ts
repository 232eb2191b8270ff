import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { newId } from '../../domain/ids.ts'
import { toPayment } from '../../domain/objects/payment.ts'
import type { TermsRow } from '../../domain/terms.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import type { PaymentRequestRow } from '../../store/paymentRequests.ts'
import type { PaymentRow } from '../../store/payments.ts'
import { emitEvent } from '../emitEvent.ts'
import { inclusionOf } from './inclusionOf.ts'
import { refreshInvoice } from './refreshInvoice.ts'

/**
 * Money that names one of our merchants entered the escrow, or went to its wallet by x402. It counts toward an invoice only if
 * we issued its onchain id; all else that entered is unmatched: shown, refundable, never trusted.
 */
export async function openPayment(ctx: Ctx, fact: ChainFactRow): Promise<void> {
  const onchainId = fact.payment_onchain_id
  const terms = fact.payload.terms
  if (!onchainId || !terms) throw new Error(`fact ${fact.identity} of kind ${fact.kind} has no terms`)
  const request = await ctx.store.paymentRequests.findByOnchainId(
    ctx.db,
    fact.chain_id,
    fact.contract,
    onchainId,
  )
  const owner = request ? ownerOf(request) : await findOwner(ctx, fact)
  if (!owner) return
  const payment = await beginOrRevive(ctx, fact, { onchainId, terms, request, owner })
  if (!payment) return
  await emitEvent(ctx, {
    owner,
    type: 'payment.pending',
    objectId: payment.id,
    object: toPayment(ctx.chains, payment),
  })
  if (payment.invoice_id) await refreshInvoice(ctx, payment.invoice_id, fact.block_time)
}

interface Opening {
  onchainId: `0x${string}`
  terms: TermsRow
  request: PaymentRequestRow | undefined
  owner: Owner
}

/**
 * A payment that a reorganisation removed lives again when it is mined again. Undefined where the payment lives by
 * another fact: then there is nothing new to tell, and whichever fact remains decides.
 */
async function beginOrRevive(
  ctx: Ctx,
  fact: ChainFactRow,
  opening: Opening,
): Promise<PaymentRow | undefined> {
  const { onchainId, terms, request, owner } = opening
  const earlier = await ctx.store.payments.lockByOnchainId(ctx.db, fact.chain_id, onchainId)
  if (earlier && earlier.status !== 'reverted') return undefined
  if (earlier) {
    return ctx.store.payments.update(ctx.db, earlier.id, { status: 'pending', ...inclusionOf(fact) })
  }
  const now = ctx.clock.now()
  return ctx.store.payments.insert(ctx.db, {
    id: newId('pay', now),
    merchant_id: owner.merchantId,
    mode: owner.mode,
    chain_id: fact.chain_id,
    onchain_id: onchainId,
    payment_request_id: request?.id ?? null,
    invoice_id: request?.invoice_id ?? null,
    status: 'pending',
    payer: terms.payer,
    token: terms.token,
    terms: JSON.stringify(terms),
    x402: fact.payload.x402 ? JSON.stringify(fact.payload.x402) : null,
    mode_onchain: terms.mode,
    amount: BigInt(terms.amount),
    confirmations_required: Number(fact.confirm_at_block - fact.block_number) + 1,
    ...inclusionOf(fact),
    created_at: now,
  })
}

function ownerOf(request: PaymentRequestRow): Owner {
  return { merchantId: request.merchant_id, mode: request.mode }
}

async function findOwner(ctx: Ctx, fact: ChainFactRow): Promise<Owner | undefined> {
  const found = await ctx.store.merchants.findByAddress(ctx.db, fact.chain_id, fact.account)
  return found && { merchantId: found.merchant_id, mode: found.mode }
}
