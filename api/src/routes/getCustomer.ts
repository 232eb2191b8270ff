import { z } from 'zod'
import { toCustomer } from '../domain/objects/customer.ts'
import { getCustomer as get } from '../services/getCustomer.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { customerSchema } from './shapes/customer.ts'

export const getCustomer = defineRoute({
  method: 'get',
  path: '/v1/customers/{id}',
  operationId: 'getCustomer',
  summary: 'Get a customer',
  description: 'A deleted one is shown too, empty and with `deleted: true`, because invoices name it.',
  tag: 'Customers',
  access: { scope: 'customers:read' },
  params: z.object({ id: idSchema('cus', 'a customer') }),
  answer: { status: 200, schema: customerSchema, description: 'The customer.' },
  handle: async (ctx, { caller, params }) => toCustomer(await get(ctx, caller, params.id)),
})
