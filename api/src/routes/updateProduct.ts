import { z } from 'zod'
import { toProduct } from '../domain/objects/product.ts'
import { updateProduct as update } from '../services/updateProduct.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { productFields, productSchema } from './shapes/product.ts'

export const updateProduct = defineRoute({
  method: 'patch',
  path: '/v1/products/{id}',
  operationId: 'updateProduct',
  summary: 'Change a product',
  description:
    'Changes the fields that are sent; `metadata` is replaced as a whole. Invoices keep the words they were made with. A product cannot be deleted, because its prices stand in invoices: with `active: false` it, and all its prices, are in no new ones, and payment links that sell it sell nothing.',
  tag: 'Products',
  access: { scope: 'products:write' },
  params: z.object({ id: idSchema('prod', 'a product') }),
  body: z
    .strictObject(productFields)
    .partial()
    .meta({ id: 'UpdateProduct', example: { description: 'Roasted on Fridays.' } }),
  answer: { status: 200, schema: productSchema, description: 'The product as it is now.' },
  handle: async (ctx, { caller, params, body }) => toProduct(await update(ctx, caller, params.id, body)),
})
