import { z } from 'zod'
import { toCustomer } from '../domain/objects/customer.ts'
import { updateCustomer as update } from '../services/updateCustomer.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { customerFields, customerSchema } from './shapes/customer.ts'

export const updateCustomer = defineRoute({
  method: 'patch',
  path: '/v1/customers/{id}',
  operationId: 'updateCustomer',
  summary: 'Change a customer',
  description:
    'Changes the fields that are sent; null empties one, and `metadata` is replaced as a whole. A deleted customer changes no more (409 `customer_deleted`).',
  tag: 'Customers',
  access: { scope: 'customers:write' },
  params: z.object({ id: idSchema('cus', 'a customer') }),
  body: z
    .strictObject(customerFields)
    .partial()
    .meta({ id: 'UpdateCustomer', example: { email: 'lovelace@example.com' } }),
  answer: { status: 200, schema: customerSchema, description: 'The customer as it is now.' },
  handle: async (ctx, { caller, params, body }) => toCustomer(await update(ctx, caller, params.id, body)),
})
