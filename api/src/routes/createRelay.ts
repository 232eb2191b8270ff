import { isHex } from 'viem'
import { z } from 'zod'
import { toRelay } from '../domain/objects/relay.ts'
import { createRelay as create, prepareRelay } from '../services/createRelay.ts'
import { EXAMPLE_SIGNATURE } from './examples/parts.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { relaySchema } from './shapes/relay.ts'

/** Wallets that are contracts may sign at length, but not without end. */
const MAX_SIGNATURE_DIGITS = 16_384

const signature = z
  .string('must be the signature as hex: 0x and its digits')
  .max(MAX_SIGNATURE_DIGITS, 'is too long for a signature')
  .refine((value): value is `0x${string}` => isHex(value) && value.length > 2 && value.length % 2 === 0, {
    message: 'must be the signature as hex: 0x and an even number of digits',
  })
  .meta({
    type: 'string',
    description: 'Signature of typed_data.receive_with_authorization (EIP-3009).',
    example: EXAMPLE_SIGNATURE,
  })

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
