import { z } from 'zod'
import { toCustomer } from '../domain/objects/customer.ts'
import { deleteCustomer as remove } from '../services/deleteCustomer.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { deletedCustomerSchema } from './shapes/customer.ts'

export const deleteCustomer = defineRoute({
  method: 'delete',
  path: '/v1/customers/{id}',
  operationId: 'deleteCustomer',
  summary: 'Delete a customer',
  description:
    'Its name, e-mail address, reference and metadata are deleted for good; its id stays, because invoices name it. Earlier events, the audit log, and for 30 days answers kept for replays, still hold what they said before. A second call answers the same.',
  tag: 'Customers',
  access: { scope: 'customers:write' },
  params: z.object({ id: idSchema('cus', 'a customer') }),
  answer: { status: 200, schema: deletedCustomerSchema, description: 'What is left of the customer.' },
  handle: async (ctx, { caller, params }) => ({
    ...toCustomer(await remove(ctx, caller, params.id)),
    deleted: true as const,
  }),
})
