import { z } from 'zod'
import { toPrice } from '../domain/objects/price.ts'
import { getPrice as get } from '../services/getPrice.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { priceSchema } from './shapes/price.ts'

export const getPrice = defineRoute({
  method: 'get',
  path: '/v1/prices/{id}',
  operationId: 'getPrice',
  summary: 'Get a price',
  description: 'The price, offered or not.',
  tag: 'Prices',
  access: { scope: 'products:read' },
  params: z.object({ id: idSchema('price', 'a price') }),
  answer: { status: 200, schema: priceSchema, description: 'The price.' },
  handle: async (ctx, { caller, params }) => toPrice(ctx.chains, await get(ctx, caller, params.id)),
})
