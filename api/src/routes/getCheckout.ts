import { getAddress } from 'viem'
import { z } from 'zod'
import type { Ctx } from '../context.ts'
import { amountDue, sumPayments } from '../domain/invoice.ts'
import { toInvoice } from '../domain/objects/invoice.ts'
import { toMoney } from '../domain/objects/money.ts'
import { captureDeadline } from '../domain/terms.ts'
import { type Checkout, getCheckout as get } from '../services/getCheckout.ts'
import { checkoutExample } from './examples/checkout.ts'
import { defineRoute } from './route.ts'
import { addressSchema, hashSchema, idSchema, moneySchema, timeSchema } from './shapes/common.ts'
import { lineSchema } from './shapes/invoice.ts'

const checkoutSchema = z
  .object({
    object: z.literal('checkout'),
    invoice: z.string(),
    number: z.string().nullable(),
    status: z.enum(['open', 'paid', 'void', 'uncollectible']),
    payment_status: z.enum(['none', 'pending', 'authorized', 'partial', 'paid', 'overpaid']),
    past_due: z.boolean(),
    due_at: timeSchema.nullable(),
    expired: z.boolean(),
    expires_at: timeSchema.nullable(),
    description: z.string().nullable(),
    merchant: z.object({
      name: z.string(),
      address: addressSchema.meta({ description: 'Who is paid; the terms must name it.' }),
    }),
    amount: moneySchema,
    lines: z.array(lineSchema),
    amount_paid: moneySchema,
    amount_due: moneySchema.meta({
      description: 'What a new payment would be asked for: payments under way are taken off.',
    }),
    capture_method: z.enum(['automatic', 'manual']),
    return_url: z.string().nullable(),
    cancel_url: z.string().nullable(),
    payments: z.array(
      z.object({
        id: z.string(),
        status: z.enum(['pending', 'confirmed', 'finalized', 'reverted']),
        payer: z.string(),
        onchain_id: hashSchema,
        tx_hash: hashSchema,
        block_number: z.string(),
        amount: moneySchema,
        amount_captured: moneySchema,
        amount_capturable: moneySchema.meta({ description: 'Held by the contract: not collected yet.' }),
        amount_returned: moneySchema.meta({
          description: 'Given back to the payer before it was collected.',
        }),
        amount_refunded: moneySchema,
        capture_by: timeSchema.nullable().meta({
          description: 'Until when it can be collected; null where it was collected at once.',
        }),
        paid_at: timeSchema,
        confirmations_required: z.int(),
      }),
    ),
  })
  .meta({ id: 'Checkout', example: checkoutExample })

export const getCheckout = defineRoute({
  method: 'get',
  path: '/v1/checkout/{id}',
  operationId: 'getCheckout',
  summary: 'What a payer’s page shows of an invoice',
  description: 'Guarded by the token of the invoice’s link: what is due, to whom, and the payments so far.',
  tag: 'Checkout',
  access: 'checkout',
  params: z.object({ id: idSchema('inv', 'an invoice') }),
  answer: { status: 200, schema: checkoutSchema, description: 'The invoice as its payer sees it.' },
  handle: async (ctx, { caller, params }) => shape(ctx, await get(ctx, caller, params.id)),
})

function shape(ctx: Ctx, { invoice, merchantName, payments }: Checkout): z.input<typeof checkoutSchema> {
  const money = (amount: bigint) => toMoney(ctx.chains, invoice, amount)
  const shown = toInvoice(ctx, invoice)
  return {
    object: 'checkout',
    invoice: invoice.id,
    number: invoice.number?.toString() ?? null,
    status: invoice.status,
    payment_status: invoice.payment_status,
    past_due: shown.past_due,
    due_at: shown.due_at,
    expired: shown.expired,
    expires_at: invoice.expires_at?.toISOString() ?? null,
    description: invoice.description,
    merchant: { name: merchantName, address: getAddress(invoice.merchant_address) },
    amount: money(invoice.amount),
    lines: shown.lines,
    amount_paid: money(invoice.amount_paid),
    amount_due: money(amountDue(invoice, sumPayments(payments))),
    capture_method: invoice.capture_method,
    return_url: invoice.return_url,
    cancel_url: invoice.cancel_url,
    payments: payments.map((payment) => ({
      id: payment.id,
      status: payment.status,
      payer: getAddress(payment.payer),
      onchain_id: payment.onchain_id,
      tx_hash: payment.tx_hash,
      block_number: payment.block_number.toString(),
      amount: money(payment.amount),
      amount_captured: money(payment.captured),
      amount_capturable: money(payment.capturable),
      amount_returned: money(payment.returned),
      amount_refunded: money(payment.refunded),
      capture_by: payment.mode_onchain === 'escrow' ? captureDeadline(payment.terms).toISOString() : null,
      paid_at: payment.paid_at.toISOString(),
      confirmations_required: payment.confirmations_required,
    })),
  }
}
