import { z } from 'zod'
import { paymentExample } from '../examples/payment.ts'
import { addressSchema, hashSchema, listSchema, moneySchema, timeSchema } from './common.ts'

export const paymentSchema = z
  .object({
    object: z.literal('payment'),
    id: z.string(),
    mode: z.enum(['test', 'live']),
    onchain_id: hashSchema,
    source: z.enum(['escrow', 'x402']).meta({
      description: 'Whether the money entered the escrow, or went to your wallet for a paid API.',
    }),
    matched: z
      .boolean()
      .meta({ description: 'False where no payment request and no paid API of yours asked for it.' }),
    invoice: z.string().nullable(),
    payment_request: z.string().nullable(),
    assigned_at: timeSchema.nullable().meta({
      description: 'When you counted an unmatched payment toward its invoice.',
    }),
    status: z.enum(['pending', 'confirmed', 'finalized', 'reverted']).meta({
      description:
        'pending in a block; confirmed with its confirmations; finalized once its block is final, which a confirmed one becomes without an event of its own; reverted where a reorganisation removed it.',
    }),
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
    x402: z
      .object({
        scheme: z.enum(['exact', 'upto']),
        method: z.enum(['eip3009', 'permit2']),
        resource: z.string().nullable(),
        description: z.string().nullable(),
      })
      .nullable()
      .meta({
        description:
          'What a paid API was paid for, as the payer’s client handed it on. Capture, void and refund do not apply: give money back from your own wallet.',
      }),
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
