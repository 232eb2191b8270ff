import { z } from 'zod'
import { createPaymentRequest as create } from '../services/createPaymentRequest.ts'
import { invoiceOfCaller } from '../services/invoiceOfCaller.ts'
import { waysToPay } from '../services/waysToPay.ts'
import { EXAMPLE_PAYER } from './examples/parts.ts'
import { defineRoute } from './route.ts'
import { addressInput, amountInput, idSchema } from './shapes/common.ts'
import { paymentRequestSchema, shapePaymentRequest } from './shapes/paymentRequest.ts'

export const createPaymentRequest = defineRoute({
  method: 'post',
  path: '/v1/invoices/{id}/payment_requests',
  operationId: 'createPaymentRequest',
  summary: 'Issue terms for one payer',
  description:
    'Answers with the terms of a payment, the typed data that a wallet signs, one for each source that its money may come from, and the calldata it may send itself. What was signed goes to `POST /v1/relays` with its source. A payment counts toward the invoice only with terms issued here. With `amount` a payer pays a part. Terms reserve nothing: two payers may hold terms for the whole, and what is paid twice makes the invoice overpaid.',
  tag: 'Payment requests',
  access: { scope: 'invoices:write', orCheckoutToken: true },
  params: z.object({ id: idSchema('inv', 'an invoice') }),
  body: z
    .strictObject({
      payer: addressInput.meta({ description: 'The wallet that will pay.', example: EXAMPLE_PAYER }),
      token: addressInput.optional().meta({ description: 'The token of the invoice, to be sure of it.' }),
      amount: amountInput.optional().meta({
        description: 'Part of what is due, in base units. Default: all of it.',
        example: '10000000',
      }),
      signs: z.boolean().default(true).meta({
        description:
          'Whether the payer signs, and has us send. A payer with code of which no signature could be verified (ERC-1271), such as a wallet that is delegated by EIP-7702 to code that does not know it, is refused with `payer_cannot_sign`, unless it says false and sends `call` itself.',
      }),
    })
    .meta({ id: 'CreatePaymentRequest' }),
  answer: { status: 201, schema: paymentRequestSchema, description: 'The terms and how to accept them.' },
  prepare: async (ctx, { caller, params, body }) => {
    const invoice = await invoiceOfCaller(ctx, caller, params.id)
    return waysToPay(ctx, invoice, body)
  },
  handle: async (ctx, { caller, params, body }, ways) => {
    const invoice = await invoiceOfCaller(ctx, caller, params.id)
    return shapePaymentRequest(ctx, await create(ctx, invoice, body), ways)
  },
})
