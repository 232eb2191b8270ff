import { z } from 'zod'
import { refundExample } from '../examples/moneyOut.ts'
import { addressSchema, listSchema } from './common.ts'
import { outFields } from './moneyOut.ts'

export const refundSchema = z
  .object({
    object: z.literal('refund'),
    ...outFields,
    payment: z.string(),
    payer: addressSchema.meta({ description: 'Who gets the money.' }),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Refund', example: refundExample })

export const refundListSchema = listSchema(refundSchema, 'RefundList')
