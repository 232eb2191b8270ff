import { z } from 'zod'
import { createInvoice as create } from '../services/createInvoice.ts'
import { defineRoute } from './route.ts'
import { chainInput, tokenInput } from './shapes/common.ts'
import { invoiceSchema, shapeInvoice } from './shapes/invoice.ts'
import { invoiceFields } from './shapes/invoiceInput.ts'

export const createInvoice = defineRoute({
  method: 'post',
  path: '/v1/invoices',
  operationId: 'createInvoice',
  summary: 'Create an invoice',
  description:
    'The invoice is open at once; send your customer to its `checkout_url`. Give an `amount`, or `lines` that add up to it. With `draft` it waits until you finalize it, and can be changed until then.',
  tag: 'Invoices',
  access: { scope: 'invoices:write' },
  body: z
    .strictObject({
      chain: chainInput,
      token: tokenInput,
      amount: invoiceFields.amount.optional(),
      lines: invoiceFields.lines.optional(),
      customer: invoiceFields.customer.default(null).meta({ example: null }),
      draft: z.boolean().default(false),
      description: invoiceFields.description.default(null),
      capture_method: invoiceFields.capture_method.default('automatic'),
      tolerance_bps: invoiceFields.tolerance_bps.optional(),
      due_at: invoiceFields.due_at.default(null),
      expires_at: invoiceFields.expires_at.default(null),
      return_url: invoiceFields.return_url.default(null),
      cancel_url: invoiceFields.cancel_url.default(null),
      metadata: invoiceFields.metadata.default({}),
    })
    .meta({
      id: 'CreateInvoice',
      example: {
        chain: 'eip155:31337',
        token: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
        amount: '10000000',
        description: 'House blend, 1 kg',
        metadata: { order: '1042' },
      },
    }),
  answer: { status: 201, schema: invoiceSchema, description: 'The invoice.' },
  handle: async (ctx, { caller, body }) => {
    const row = await create(ctx, caller, {
      amount: body.amount ?? null,
      lines: body.lines ?? null,
      chain: body.chain,
      token: body.token,
      draft: body.draft,
      customer: body.customer,
      description: body.description,
      captureMethod: body.capture_method,
      toleranceBps: body.tolerance_bps ?? null,
      dueAt: body.due_at,
      expiresAt: body.expires_at,
      returnUrl: body.return_url,
      cancelUrl: body.cancel_url,
      metadata: body.metadata,
    })
    return shapeInvoice(ctx, row)
  },
})
