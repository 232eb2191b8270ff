import type { Ctx } from '../../context.ts'
import type { EventType } from '../../domain/eventTypes.ts'
import { type FactKind, isIntake } from '../../domain/fact.ts'
import { toPayment } from '../../domain/objects/payment.ts'
import { foldFacts } from '../../domain/payment.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import type { PaymentRow } from '../../store/payments.ts'
import { emitEvent } from '../emitEvent.ts'
import { refreshInvoice } from './refreshInvoice.ts'

/**
 * Brings a payment, and through it its invoice, to the state that follows from its confirmed facts, after `fact` was
 * confirmed or reverted.
 */
export async function applyToPayment(
  ctx: Ctx,
  fact: ChainFactRow,
  outcome: 'confirmed' | 'reverted',
): Promise<void> {
  if (!fact.payment_onchain_id) return
  const invoiceId = await lockInvoiceOf(ctx, fact)
  const payment = await ctx.store.payments.lockByOnchainId(ctx.db, fact.chain_id, fact.payment_onchain_id)
  if (!payment) return
  const facts = await ctx.store.chainFacts.listEffective(ctx.db, fact.chain_id, payment.onchain_id)
  const updated = await ctx.store.payments.update(ctx.db, payment.id, {
    ...foldFacts(facts),
    ...(isIntake(fact.kind) ? { status: outcome } : {}),
  })
  await emitEvent(ctx, {
    owner: { merchantId: payment.merchant_id, mode: payment.mode },
    type: outcome === 'confirmed' ? confirmedEvent(fact.kind, updated) : 'payment.reverted',
    objectId: payment.id,
    object: toPayment(ctx.chains, updated),
    cause: { kind: fact.kind, amount: fact.payload.amount, fact: fact.identity, tx_hash: fact.tx_hash },
  })
  if (invoiceId) await refreshInvoice(ctx, invoiceId, fact.block_time)
}

/** Invoices are locked before payments, everywhere. */
async function lockInvoiceOf(ctx: Ctx, fact: ChainFactRow): Promise<string | undefined> {
  const onchainId = fact.payment_onchain_id
  if (!onchainId) return undefined
  const request = await ctx.store.paymentRequests.findByOnchainId(
    ctx.db,
    fact.chain_id,
    fact.contract,
    onchainId,
  )
  if (request) await ctx.store.invoices.lock(ctx.db, request.invoice_id)
  return request?.invoice_id
}

function confirmedEvent(kind: FactKind, payment: PaymentRow): EventType {
  switch (kind) {
    case 'authorized':
    case 'charged':
      return payment.payment_request_id === null ? 'payment.unmatched' : 'payment.confirmed'
    case 'captured':
      return 'payment.captured'
    case 'voided':
      return 'payment.voided'
    case 'reclaimed':
      return 'payment.reclaimed'
    case 'refunded':
      return 'payment.refunded'
    case 'withdrawn':
      throw new Error('a withdrawal belongs to no payment')
  }
}
