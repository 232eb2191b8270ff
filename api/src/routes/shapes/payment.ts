import { z } from 'zod'
import { paymentExample } from '../examples/payment.ts'
import { addressSchema, hashSchema, listSchema, moneySchema, timeSchema } from './common.ts'

export const paymentSchema = z
  .object({
    object: z.literal('payment'),
    id: z.string(),
    mode: z.enum(['test', 'live']),
    onchain_id: hashSchema,
    matched: z.boolean().meta({ description: 'False where no payment request of yours asked for it.' }),
    invoice: z.string().nullable(),
    payment_request: z.string().nullable(),
    assigned_at: timeSchema.nullable().meta({
      description: 'When you counted an unmatched payment toward its invoice.',
    }),
    status: z.enum(['pending', 'confirmed', 'finalized', 'reverted']),
    escrow_status: z.enum(['authorized', 'partially_captured', 'captured', 'returned']).nullable(),
    payer: addressSchema,
    merchant: addressSchema,
    amount: moneySchema,
    amount_captured: moneySchema,
    amount_fee: moneySchema,
    amount_refunded: moneySchema,
    amount_returned: moneySchema,
    amount_capturable: moneySchema,
    amount_refundable: moneySchema,
    capture_by: timeSchema.nullable(),
    tx_hash: hashSchema,
    block_number: z.string(),
    confirmations_required: z
      .int()
      .meta({ description: 'By your confirmation tiers when it was first seen.', example: 3 }),
    paid_at: timeSchema,
    created_at: timeSchema,
  })
  .meta({ id: 'Payment', example: paymentExample })

export const paymentListSchema = listSchema(paymentSchema, 'PaymentList')
