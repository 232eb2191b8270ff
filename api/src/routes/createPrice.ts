import { z } from 'zod'
import { toPrice } from '../domain/objects/price.ts'
import { createPrice as create } from '../services/createPrice.ts'
import { EXAMPLE_CHAIN, EXAMPLE_TOKEN, exampleId } from './examples/parts.ts'
import { defineRoute } from './route.ts'
import { amountInput, chainInput, idSchema, metadataInput, tokenInput } from './shapes/common.ts'
import { priceSchema } from './shapes/price.ts'
import { activeInput } from './shapes/product.ts'

export const createPrice = defineRoute({
  method: 'post',
  path: '/v1/prices',
  operationId: 'createPrice',
  summary: 'Give a product a price',
  description:
    'What one unit of a product costs in one token. The amount never changes: for a new one make a new price and switch the old one off.',
  tag: 'Prices',
  access: { scope: 'products:write' },
  body: z
    .strictObject({
      product: idSchema('prod', 'a product'),
      type: z.enum(['one_time'], 'must be one_time').default('one_time'),
      chain: chainInput,
      token: tokenInput,
      unit_amount: amountInput,
      active: activeInput.default(true),
      metadata: metadataInput.default({}),
    })
    .meta({
      id: 'CreatePrice',
      example: {
        product: exampleId('prod'),
        chain: EXAMPLE_CHAIN,
        token: EXAMPLE_TOKEN,
        unit_amount: '5000000',
      },
    }),
  answer: { status: 201, schema: priceSchema, description: 'The price.' },
  handle: async (ctx, { caller, body }) => {
    const { unit_amount: unitAmount, ...rest } = body
    return toPrice(ctx.chains, await create(ctx, caller, { ...rest, unitAmount }))
  },
})
