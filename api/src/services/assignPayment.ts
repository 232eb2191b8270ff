import type { Ctx } from '../context.ts'
import { type Assignee, requireAssignable } from '../domain/assignment.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError, notFound } from '../domain/errors.ts'
import { toPayment } from '../domain/objects/payment.ts'
import type { PaymentRow } from '../store/payments.ts'
import { emitEvent } from './emitEvent.ts'
import { getPayment } from './getPayment.ts'
import { refreshInvoice } from './posting/refreshInvoice.ts'

/** A round of posting is mostly shorter; whoever waits holds a connection that others need. */
const POSTING_WAIT_MS = 2_000

/** Refuses what cannot be assigned as things stand, before it may wait for the books of the chain. */
export async function checkAssignment(ctx: Ctx, owner: Owner, id: string, invoiceId: string): Promise<void> {
  requireAssignable(await getPayment(ctx, owner, id), await findInvoice(ctx, owner, invoiceId))
}

/**
 * Counts money that nobody asked for toward an invoice, once and for good. That is a change of the chain's books, so posting
 * stands still meanwhile; and whoever assigns the same payment, or voids the invoice, waits and then finds it done.
 */
export async function assignPayment(
  ctx: Ctx,
  owner: Owner,
  id: string,
  invoiceId: string,
): Promise<PaymentRow> {
  const { chain_id: chainId } = await getPayment(ctx, owner, id)
  await lockBooks(ctx, chainId)
  const invoice = await lockInvoice(ctx, owner, invoiceId)
  // Whoever refunds the payment holds this lock: what is refunded is not assigned, and what is assigned may be refunded.
  await ctx.store.locks.lock(ctx.db, `payment:${id}`)
  const payment = await getPayment(ctx, owner, id)
  requireAssignable(payment, invoice)
  const refunds = await ctx.store.refunds.listPending(ctx.db, id)
  if (refunds.length > 0) {
    throw new DomainError(
      'payment_not_assignable',
      `Payment ${id} is being refunded; wait until that ended, or leave it unassigned.`,
      { param: 'id', extra: { refund: refunds[0]?.id ?? null } },
    )
  }
  const assigned = await ctx.store.payments.assign(ctx.db, id, invoice.id, ctx.clock.now())
  await emitEvent(ctx, {
    owner,
    type: 'payment.assigned',
    objectId: id,
    object: toPayment(ctx.chains, assigned),
  })
  await refreshInvoice(ctx, invoice.id, payment.paid_at)
  return assigned
}

async function lockBooks(ctx: Ctx, chainId: bigint): Promise<void> {
  if (await ctx.store.locks.lockWithin(ctx.db, `posting:${chainId}`, POSTING_WAIT_MS)) return
  throw new DomainError(
    'posting_busy',
    'The books of the chain are just being written; try again in 2 seconds, with the same Idempotency-Key.',
    { retryAfterSeconds: 2 },
  )
}

async function lockInvoice(ctx: Ctx, owner: Owner, id: string): Promise<Assignee> {
  await findInvoice(ctx, owner, id)
  return ctx.store.invoices.lock(ctx.db, id)
}

async function findInvoice(ctx: Ctx, owner: Owner, id: string): Promise<Assignee> {
  const invoice = await ctx.store.invoices.find(ctx.db, owner, id)
  if (!invoice) throw notFound('invoice', id, 'invoice')
  return invoice
}
