import { settleX402 } from '../services/x402/settleX402.ts'
import { defineRoute } from './route.ts'
import { settlementSchema, x402Input } from './shapes/x402.ts'

export const settleX402Payment = defineRoute({
  method: 'post',
  path: '/x402/settle',
  operationId: 'settleX402Payment',
  summary: 'Settle a payment of a paid API',
  description:
    'Sends a payer’s signed payment as a relay and answers, in the form of x402, when its money has moved to your address: after about a block, at most after a minute. The payer’s nonce makes it one payment however often it is posted: one call hears of its success; a repetition is `settlement_pending` until the relay has ended, and gets its outcome afterwards.',
  tag: 'x402',
  access: { scope: 'relays:write' },
  idempotencyKey: 'none',
  body: x402Input,
  answer: { status: 200, schema: settlementSchema, description: 'Whether its money has moved.' },
  prepare: (ctx, { caller, body }) => settleX402(ctx, caller, body),
  handle: async (_ctx, _request, settlement) => settlement,
})
