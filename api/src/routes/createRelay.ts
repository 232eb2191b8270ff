import { z } from 'zod'
import { toRelay } from '../domain/objects/relay.ts'
import { createRelay as create, prepareRelay } from '../services/createRelay.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { relaySchema } from './shapes/relay.ts'
import { signatureInput } from './shapes/signature.ts'

const signature = signatureInput('Signature of typed_data.receive_with_authorization (EIP-3009).')

export const createRelay = defineRoute({
  method: 'post',
  path: '/v1/relays',
  operationId: 'createRelay',
  summary: 'Pay a payment request by a signature alone',
  description:
    'Takes the payer’s EIP-3009 signature over a payment request, tries it against the chain, and sends it for the payer, who needs no gas. The answer comes before it is mined: follow the relay, or wait for the payment’s events.',
  tag: 'Relays',
  access: { scope: 'relays:write', orCheckoutToken: true },
  idempotencyKey: 'required',
  body: z
    .strictObject({ payment_request: idSchema('preq', 'a payment request'), signature })
    .meta({ id: 'CreateRelay' }),
  answer: { status: 202, schema: relaySchema, description: 'The accepted relay.' },
  prepare: (ctx, { caller, body }) =>
    prepareRelay(ctx, caller, { paymentRequest: body.payment_request, signature: body.signature }),
  handle: async (ctx, { caller }, prepared) => toRelay(await create(ctx, caller, prepared)),
})
