import { getMerchant as get } from '../services/getMerchant.ts'
import { defineRoute } from './route.ts'
import { merchantSchema } from './shapes/merchant.ts'

export const getMerchant = defineRoute({
  method: 'get',
  path: '/v1/merchant',
  operationId: 'getMerchant',
  summary: 'Your own settings',
  description: 'The merchant whose key calls. Confirmation tiers are those of the chains of the key’s mode.',
  tag: 'Merchant',
  access: { scope: 'merchant:read' },
  answer: { status: 200, schema: merchantSchema, description: 'The merchant.' },
  handle: async (ctx, { caller }) => get(ctx, caller),
})
