import { z } from 'zod'
import { customerExample } from '../examples/customer.ts'
import { keepableText, listSchema, metadataInput, textInput, timeSchema } from './common.ts'

const MAX_EMAIL = 254

export const emailInput = keepableText()
  .max(MAX_EMAIL, `has at most ${MAX_EMAIL} characters`)
  .pipe(z.email('must be an e-mail address, such as "ada@example.com"'))
  .meta({ description: 'An e-mail address.', format: 'email', example: 'ada@example.com' })

export const referenceInput = textInput(200)
  .min(1, 'has at least 1 character')
  .meta({ description: 'Your own name for the customer; no two have the same one.', example: 'user-1815' })

/** What may be known of a customer. */
export const customerFields = {
  name: textInput(200).min(1, 'has at least 1 character').nullable(),
  email: emailInput.nullable(),
  reference: referenceInput.nullable(),
  metadata: metadataInput,
}

export const customerSchema = z
  .object({
    object: z.literal('customer'),
    id: z.string(),
    mode: z.enum(['test', 'live']),
    deleted: z.boolean().meta({ description: 'It is deleted: nothing but its id is left.' }),
    name: z.string().nullable(),
    email: z.string().nullable(),
    reference: z.string().nullable().meta({ description: 'Your own name for the customer.' }),
    metadata: metadataInput,
    created_at: timeSchema,
  })
  .meta({ id: 'Customer', example: customerExample })

export const deletedCustomerSchema = customerSchema.extend({ deleted: z.literal(true) }).meta({
  id: 'DeletedCustomer',
  example: { ...customerExample, deleted: true, name: null, email: null, metadata: {} },
})

export const customerListSchema = listSchema(customerSchema, 'CustomerList')
