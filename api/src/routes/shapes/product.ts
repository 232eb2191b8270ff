import { z } from 'zod'
import { productExample } from '../examples/catalogue.ts'
import { listSchema, metadataInput, textInput, timeSchema } from './common.ts'

export const activeInput = z
  .boolean('must be true or false')
  .meta({ description: 'Whether it is offered: what is not stands in no new invoice.', example: true })

/** What a product may say. */
export const productFields = {
  name: textInput(200)
    .min(1, 'has at least 1 character')
    .meta({ description: 'What a line of an invoice says, unless it has words of its own.', example: 'Tea' }),
  description: textInput(500).nullable(),
  active: activeInput,
  metadata: metadataInput,
}

export const productSchema = z
  .object({
    object: z.literal('product'),
    id: z.string(),
    mode: z.enum(['test', 'live']),
    name: z.string(),
    description: z.string().nullable(),
    active: z.boolean(),
    metadata: metadataInput,
    created_at: timeSchema,
  })
  .meta({ id: 'Product', example: productExample })

export const productListSchema = listSchema(productSchema, 'ProductList')
