import { verifyX402 } from '../services/x402/verifyX402.ts'
import { defineRoute } from './route.ts'
import { verdictSchema, x402Input } from './shapes/x402.ts'

export const verifyX402Payment = defineRoute({
  method: 'post',
  path: '/x402/verify',
  operationId: 'verifyX402Payment',
  summary: 'Verify a payment of a paid API',
  description:
    'Checks a payer’s signature and tries its payment against the chain, in the form of x402. `payTo` must be an address of yours and `asset` a token of this installation. A payment that is not valid is answered with 200 and its reason.',
  tag: 'x402',
  access: { scope: 'relays:write' },
  idempotencyKey: 'none',
  asksOnly: true,
  body: x402Input,
  answer: { status: 200, schema: verdictSchema, description: 'Whether it could be settled now.' },
  prepare: (ctx, { caller, body }) => verifyX402(ctx, caller, body),
  handle: async (_ctx, _request, verdict) => verdict,
})
