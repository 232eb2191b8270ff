import { z } from 'zod'
import { createSession as create, proveSigner } from '../services/createSession.ts'
import { EXAMPLE_SIGNATURE } from './examples/parts.ts'
import { defineRoute } from './route.ts'
import { idSchema, keepableText } from './shapes/common.ts'
import { EXAMPLE_SIGN_IN, newSessionSchema } from './shapes/session.ts'
import { signatureInput } from './shapes/signature.ts'

export const createSession = defineRoute({
  method: 'post',
  path: '/v1/sessions',
  operationId: 'createSession',
  summary: 'Sign in with a wallet',
  description:
    'Takes a signed message of `POST /v1/sessions/challenge` and answers with the token of a session of twelve hours. A wallet that is a member of several merchants names one.',
  tag: 'Sessions',
  access: 'public',
  body: z
    .strictObject({
      message: keepableText().max(2_000, 'has at most 2000 characters').meta({
        description: 'The message, unchanged.',
        example: EXAMPLE_SIGN_IN,
      }),
      signature: signatureInput('The wallet’s signature of the message (EIP-191, or ERC-1271).'),
      merchant: idSchema('mer', 'a merchant').optional(),
      mode: z.enum(['test', 'live'], 'must be "test" or "live"').optional().meta({
        description: 'Which objects the session sees. Default: test where a test chain is served, else live.',
      }),
    })
    .meta({
      id: 'CreateSession',
      example: { message: EXAMPLE_SIGN_IN, signature: EXAMPLE_SIGNATURE, mode: 'test' },
    }),
  answer: { status: 201, schema: newSessionSchema, description: 'The session, with its token.' },
  prepare: (ctx, { body }) => proveSigner(ctx, body),
  handle: (ctx, { body }, signer) => create(ctx, signer, { merchantId: body.merchant, mode: body.mode }),
})
