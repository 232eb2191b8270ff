import type { Ctx } from '../../context.ts'
import type { EventType } from '../../domain/eventTypes.ts'
import { type FactKind, isIntake } from '../../domain/fact.ts'
import { toPayment } from '../../domain/objects/payment.ts'
import { foldFacts, paymentStatus } from '../../domain/payment.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import type { PaymentRow } from '../../store/payments.ts'
import { emitEvent } from '../emitEvent.ts'
import { inclusionOf } from './inclusionOf.ts'
import { refreshInvoice } from './refreshInvoice.ts'

/**
 * Brings a payment, and through it its invoice, to the state that follows from its facts, after `fact` was confirmed or
 * reverted. `fact` is as it was before.
 */
export async function applyToPayment(
  ctx: Ctx,
  fact: ChainFactRow,
  outcome: 'confirmed' | 'reverted',
): Promise<void> {
  if (!fact.payment_onchain_id) return
  const payment = await ctx.store.payments.lockByOnchainId(ctx.db, fact.chain_id, fact.payment_onchain_id)
  if (!payment) return
  const updated = await recompute(ctx, payment)
  const type = outcome === 'confirmed' ? confirmedEvent(fact.kind, updated) : revertedEvent(fact, updated)
  if (type) {
    await emitEvent(ctx, {
      owner: { merchantId: payment.merchant_id, mode: payment.mode },
      type,
      objectId: payment.id,
      object: toPayment(ctx.chains, updated),
      cause: { kind: fact.kind, amount: fact.payload.amount, fact: fact.identity, tx_hash: fact.tx_hash },
    })
  }
  if (payment.invoice_id) await refreshInvoice(ctx, payment.invoice_id, fact.block_time)
}

/** Totals from the facts that are confirmed, depth and place from the facts of its intake that live. */
async function recompute(ctx: Ctx, payment: PaymentRow): Promise<PaymentRow> {
  const living = await ctx.store.chainFacts.listLiving(ctx.db, payment.chain_id, payment.onchain_id)
  const intakes = living.filter((fact) => isIntake(fact.kind))
  const newest = intakes.at(-1)
  return ctx.store.payments.update(ctx.db, payment.id, {
    ...foldFacts(living.filter((fact) => fact.status !== 'pending')),
    status: paymentStatus(intakes.map((intake) => intake.status).filter((status) => status !== 'reverted')),
    ...(newest ? inclusionOf(newest) : {}),
  })
}

function confirmedEvent(kind: FactKind, payment: PaymentRow): EventType {
  switch (kind) {
    case 'authorized':
    case 'charged':
      return payment.payment_request_id === null ? 'payment.unmatched' : 'payment.confirmed'
    case 'x402_paid':
      return 'payment.confirmed'
    case 'captured':
      return 'payment.captured'
    case 'voided':
      return 'payment.voided'
    case 'reclaimed':
      return 'payment.reclaimed'
    case 'refunded':
      return 'payment.refunded'
    case 'withdrawn':
    case 'deposited':
    case 'prepaid_moved':
    case 'transferred':
    case 'subscription_charged':
    case 'usage_charged':
    case 'gas':
      throw new Error(`a fact of kind ${kind} belongs to no payment`)
  }
}

/**
 * What was never told needs no taking back. A payment that lives by another fact, such as the same charge in another order of
 * the merchant's balance, is not reverted; but its confirmation was told, and is told again when that fact is confirmed.
 */
function revertedEvent(fact: ChainFactRow, payment: PaymentRow): EventType | undefined {
  if (isIntake(fact.kind) && payment.status === 'reverted') return 'payment.reverted'
  return fact.status === 'confirmed' ? 'payment.reversed' : undefined
}
