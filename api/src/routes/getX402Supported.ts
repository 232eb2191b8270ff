import { listSupported } from '../services/x402/listSupported.ts'
import { defineRoute } from './route.ts'
import { supportedSchema } from './shapes/x402.ts'

export const getX402Supported = defineRoute({
  method: 'get',
  path: '/x402/supported',
  operationId: 'getX402Supported',
  summary: 'What this facilitator settles',
  description:
    'Schemes and chains, in the form of x402. `upto` is offered on chains that have its Permit2 proxy; a payer names the facilitator’s address, which `extra` tells.',
  tag: 'x402',
  access: 'public',
  answer: { status: 200, schema: supportedSchema, description: 'Schemes, chains and keys.' },
  prepare: (ctx) => listSupported(ctx),
  handle: async (_ctx, _request, supported) => supported,
})
