import { z } from 'zod'
import { payoutExample } from '../examples/moneyOut.ts'
import { addressSchema, listSchema } from './common.ts'
import { outFields } from './moneyOut.ts'

export const payoutSchema = z
  .object({
    object: z.literal('payout'),
    ...outFields,
    account: addressSchema.meta({ description: 'Whose balance it leaves.' }),
    recipient: addressSchema.meta({ description: 'The wallet that gets it.' }),
  })
  .meta({ id: 'Payout', example: payoutExample })

export const payoutListSchema = listSchema(payoutSchema, 'PayoutList')
