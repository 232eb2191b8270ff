import { z } from 'zod'
import { toProduct } from '../domain/objects/product.ts'
import { createProduct as create } from '../services/createProduct.ts'
import { defineRoute } from './route.ts'
import { productFields, productSchema } from './shapes/product.ts'

export const createProduct = defineRoute({
  method: 'post',
  path: '/v1/products',
  operationId: 'createProduct',
  summary: 'Add a product',
  description:
    'Something you sell. Its prices say what it costs in which token; lines of invoices and payment links name those.',
  tag: 'Products',
  access: { scope: 'products:write' },
  body: z
    .strictObject({
      name: productFields.name,
      description: productFields.description.default(null),
      active: productFields.active.default(true),
      metadata: productFields.metadata.default({}),
    })
    .meta({
      id: 'CreateProduct',
      example: { name: 'House blend, 1 kg', description: 'Roasted on Mondays.', metadata: { sku: 'HB-1' } },
    }),
  answer: { status: 201, schema: productSchema, description: 'The product.' },
  handle: async (ctx, { caller, body }) => toProduct(await create(ctx, caller, body)),
})
