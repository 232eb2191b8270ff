import { toPrice } from '../domain/objects/price.ts'
import { defineRoute } from './route.ts'
import { activeFilter, idSchema, listQuery, metadataFilter } from './shapes/common.ts'
import { toList, toPage } from './shapes/list.ts'
import { priceListSchema } from './shapes/price.ts'

export const listPrices = defineRoute({
  method: 'get',
  path: '/v1/prices',
  operationId: 'listPrices',
  summary: 'List prices, newest first',
  description: 'Of all products, or of one. Filters can be combined.',
  tag: 'Prices',
  access: { scope: 'products:read' },
  query: listQuery('price', 'a price', {
    product: idSchema('prod', 'a product').optional().meta({ description: 'Only those of this product.' }),
    active: activeFilter,
    metadata: metadataFilter('price'),
  }),
  answer: { status: 200, schema: priceListSchema, description: 'A page of prices.' },
  handle: async (ctx, { caller, query }) => {
    const listed = await ctx.store.prices.list(ctx.db, toPage(caller, query), query)
    return toList('/v1/prices', listed, (row) => toPrice(ctx.chains, row))
  },
})
