import { z } from 'zod'
import { toPrice } from '../domain/objects/price.ts'
import { updatePrice as update } from '../services/updatePrice.ts'
import { defineRoute } from './route.ts'
import { idSchema, metadataInput } from './shapes/common.ts'
import { priceSchema } from './shapes/price.ts'
import { activeInput } from './shapes/product.ts'

export const updatePrice = defineRoute({
  method: 'patch',
  path: '/v1/prices/{id}',
  operationId: 'updatePrice',
  summary: 'Switch a price off or on',
  description:
    'Changes whether it is active, or its metadata as a whole; what it asks for never changes. A price cannot be deleted, because invoices name it: with `active: false` it is in no new ones, and payment links that sell it sell nothing.',
  tag: 'Prices',
  access: { scope: 'products:write' },
  params: z.object({ id: idSchema('price', 'a price') }),
  body: z
    .strictObject({ active: activeInput, metadata: metadataInput })
    .partial()
    .meta({ id: 'UpdatePrice', example: { active: false } }),
  answer: { status: 200, schema: priceSchema, description: 'The price as it is now.' },
  handle: async (ctx, { caller, params, body }) =>
    toPrice(ctx.chains, await update(ctx, caller, params.id, body)),
})
