import { toCustomer } from '../domain/objects/customer.ts'
import { defineRoute } from './route.ts'
import { listQuery, metadataFilter } from './shapes/common.ts'
import { customerListSchema, emailInput, referenceInput } from './shapes/customer.ts'
import { toList, toPage } from './shapes/list.ts'

export const listCustomers = defineRoute({
  method: 'get',
  path: '/v1/customers',
  operationId: 'listCustomers',
  summary: 'List customers, newest first',
  description: 'Without deleted ones. Filters can be combined.',
  tag: 'Customers',
  access: { scope: 'customers:read' },
  query: listQuery('cus', 'a customer', {
    email: emailInput
      .optional()
      .meta({ description: 'Only those with this e-mail address, in whichever case.' }),
    reference: referenceInput.optional().meta({ description: 'The one with this reference.' }),
    metadata: metadataFilter('cus'),
  }),
  answer: { status: 200, schema: customerListSchema, description: 'A page of customers.' },
  handle: async (ctx, { caller, query }) => {
    const listed = await ctx.store.customers.list(ctx.db, toPage(caller, query), query)
    return toList('/v1/customers', listed, toCustomer)
  },
})
