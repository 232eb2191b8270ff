import { z } from 'zod'
import { toCustomer } from '../domain/objects/customer.ts'
import { createCustomer as create } from '../services/createCustomer.ts'
import { defineRoute } from './route.ts'
import { customerFields, customerSchema } from './shapes/customer.ts'

export const createCustomer = defineRoute({
  method: 'post',
  path: '/v1/customers',
  operationId: 'createCustomer',
  summary: 'Add a customer',
  description:
    'Everything about it is optional. Its `reference` is your own name for it: where another customer has it, the answer is 409 `customer_reference_taken`, so that two calls at once add one customer.',
  tag: 'Customers',
  access: { scope: 'customers:write' },
  body: z
    .strictObject({
      name: customerFields.name.default(null),
      email: customerFields.email.default(null),
      reference: customerFields.reference.default(null),
      metadata: customerFields.metadata.default({}),
    })
    .meta({
      id: 'CreateCustomer',
      example: { name: 'Ada Lovelace', email: 'ada@example.com', metadata: { language: 'en' } },
    }),
  answer: { status: 201, schema: customerSchema, description: 'The customer.' },
  handle: async (ctx, { caller, body }) => toCustomer(await create(ctx, caller, body)),
})
