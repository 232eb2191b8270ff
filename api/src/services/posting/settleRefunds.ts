import type { Ctx } from '../../context.ts'
import { newId } from '../../domain/ids.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import type { PaymentRow } from '../../store/payments.ts'
import { announceRefund, changeRefund } from '../changeRefund.ts'
import { sentToChain, settleClaims } from './claims.ts'

/**
 * Says anew which refund each living fact of a payment executed, so that a reversal needs no inverse. A confirmed fact that
 * nobody asked for here is a refund, too: its merchant sent it to the chain itself.
 */
export async function settleRefunds(ctx: Ctx, fact: ChainFactRow): Promise<void> {
  if (!fact.payment_onchain_id) return
  const payment = await ctx.store.payments.lockByOnchainId(ctx.db, fact.chain_id, fact.payment_onchain_id)
  if (!payment) return
  const living = await ctx.store.chainFacts.listLiving(ctx.db, payment.chain_id, payment.onchain_id)
  const facts = living.filter(({ kind }) => kind === 'refunded')
  const refunds = await ctx.store.refunds.listByPayment(ctx.db, payment.id)
  const claimed = facts.map((one) => ({ fact: one, recipient: payment.payer }))
  await settleClaims(ctx, refunds, claimed, {
    change: (refund, one) => changeRefund(ctx, refund, one),
    found: (one) => found(ctx, payment, one),
  })
}

async function found(ctx: Ctx, payment: PaymentRow, fact: ChainFactRow): Promise<void> {
  const now = ctx.clock.now()
  const row = await ctx.store.refunds.insert(ctx.db, {
    id: newId('re', now),
    merchant_id: payment.merchant_id,
    mode: payment.mode,
    payment_id: payment.id,
    token: payment.token,
    recipient: payment.payer,
    reason: null,
    ...sentToChain(fact, now),
  })
  await announceRefund(ctx, row, 'refund.created')
  await announceRefund(ctx, row, 'refund.succeeded')
}
