import { listPaymentLinks as list } from '../services/paymentLinks/linksWithLines.ts'
import { defineRoute } from './route.ts'
import { activeFilter, listQuery, metadataFilter } from './shapes/common.ts'
import { toList, toPage } from './shapes/list.ts'
import { paymentLinkListSchema, shapePaymentLink } from './shapes/paymentLink.ts'

export const listPaymentLinks = defineRoute({
  method: 'get',
  path: '/v1/payment_links',
  operationId: 'listPaymentLinks',
  summary: 'List payment links, newest first',
  description: 'Your payment links, all of them or only those that are switched on or off.',
  tag: 'Payment links',
  access: { scope: 'payment_links:read' },
  query: listQuery('plink', 'a payment link', {
    active: activeFilter,
    metadata: metadataFilter('plink'),
  }),
  answer: { status: 200, schema: paymentLinkListSchema, description: 'A page of payment links.' },
  handle: async (ctx, { caller, query }) => {
    const listed = await list(ctx, toPage(caller, query), query)
    return toList('/v1/payment_links', listed, (link) => shapePaymentLink(ctx, link))
  },
})
