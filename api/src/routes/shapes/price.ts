import { z } from 'zod'
import { priceExample } from '../examples/catalogue.ts'
import { listSchema, metadataInput, moneySchema, timeSchema } from './common.ts'

export const priceSchema = z
  .object({
    object: z.literal('price'),
    id: z.string(),
    mode: z.enum(['test', 'live']),
    product: z.string(),
    type: z.enum(['one_time']),
    unit_amount: moneySchema,
    active: z.boolean(),
    metadata: metadataInput,
    created_at: timeSchema,
  })
  .meta({ id: 'Price', example: priceExample })

export const priceListSchema = listSchema(priceSchema, 'PriceList')
