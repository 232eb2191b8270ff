import { createAddressChallenge as create } from '../services/addresses/createAddressChallenge.ts'
import { defineRoute } from './route.ts'
import { challengeInput, challengeSchema, shapeChallenge } from './shapes/merchantAddress.ts'

export const createAddressChallenge = defineRoute({
  method: 'post',
  path: '/v1/merchant/addresses/challenge',
  operationId: 'createAddressChallenge',
  summary: 'Ask for what proves an address',
  description:
    'Answers with typed data that the account signs to prove that it is yours. It is good once, for ten minutes, and moves nothing.',
  tag: 'Merchant',
  access: { scope: 'merchant:write' },
  body: challengeInput,
  answer: { status: 201, schema: challengeSchema, description: 'The typed data to sign.' },
  handle: async (ctx, { caller, body }) => shapeChallenge(ctx, await create(ctx, caller, body)),
})
