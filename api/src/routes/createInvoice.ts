import { z } from 'zod'
import { createInvoice as create } from '../services/createInvoice.ts'
import { defineRoute } from './route.ts'
import {
  addressInput,
  amountInput,
  chainInput,
  metadataInput,
  textInput,
  timeSchema,
  webUrlInput,
} from './shapes/common.ts'
import { invoiceSchema, shapeInvoice } from './shapes/invoice.ts'

export const createInvoice = defineRoute({
  method: 'post',
  path: '/v1/invoices',
  operationId: 'createInvoice',
  summary: 'Create an invoice',
  description: 'The invoice is open at once; send your customer to its `checkout_url`.',
  tag: 'Invoices',
  access: { scope: 'invoices:write' },
  body: z
    .strictObject({
      amount: amountInput,
      chain: chainInput,
      token: addressInput,
      description: textInput(500).nullable().default(null),
      capture_method: z.enum(['automatic', 'manual']).default('automatic').meta({
        description: 'automatic charges at once; manual authorizes, and you capture later.',
      }),
      expires_at: timeSchema.nullable().default(null).meta({ description: 'Default: seven days from now.' }),
      return_url: webUrlInput.nullable().default(null),
      metadata: metadataInput.default({}),
    })
    .meta({ id: 'CreateInvoice' }),
  answer: { status: 201, schema: invoiceSchema, description: 'The open invoice.' },
  handle: async (ctx, { caller, body }) => {
    const row = await create(ctx, caller, {
      amount: body.amount,
      chain: body.chain,
      token: body.token,
      description: body.description,
      captureMethod: body.capture_method,
      expiresAt: body.expires_at,
      returnUrl: body.return_url,
      metadata: body.metadata,
    })
    return shapeInvoice(ctx, row)
  },
})
