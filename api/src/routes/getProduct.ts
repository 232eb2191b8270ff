import { z } from 'zod'
import { toProduct } from '../domain/objects/product.ts'
import { getProduct as get } from '../services/getProduct.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { productSchema } from './shapes/product.ts'

export const getProduct = defineRoute({
  method: 'get',
  path: '/v1/products/{id}',
  operationId: 'getProduct',
  summary: 'Get a product',
  description: 'The product as it is now, offered or not.',
  tag: 'Products',
  access: { scope: 'products:read' },
  params: z.object({ id: idSchema('prod', 'a product') }),
  answer: { status: 200, schema: productSchema, description: 'The product.' },
  handle: async (ctx, { caller, params }) => toProduct(await get(ctx, caller, params.id)),
})
