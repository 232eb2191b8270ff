import { toProduct } from '../domain/objects/product.ts'
import { defineRoute } from './route.ts'
import { activeFilter, listQuery, metadataFilter } from './shapes/common.ts'
import { toList, toPage } from './shapes/list.ts'
import { productListSchema } from './shapes/product.ts'

export const listProducts = defineRoute({
  method: 'get',
  path: '/v1/products',
  operationId: 'listProducts',
  summary: 'List products, newest first',
  description: 'Offered or not, unless you ask for one of them. Filters can be combined.',
  tag: 'Products',
  access: { scope: 'products:read' },
  query: listQuery('prod', 'a product', { active: activeFilter, metadata: metadataFilter('prod') }),
  answer: { status: 200, schema: productListSchema, description: 'A page of products.' },
  handle: async (ctx, { caller, query }) => {
    const listed = await ctx.store.products.list(ctx.db, toPage(caller, query), query)
    return toList('/v1/products', listed, toProduct)
  },
})
