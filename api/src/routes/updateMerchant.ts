import { updateMerchant as update } from '../services/updateMerchant.ts'
import { defineRoute } from './route.ts'
import { merchantSchema, merchantUpdateInput } from './shapes/merchant.ts'

export const updateMerchant = defineRoute({
  method: 'patch',
  path: '/v1/merchant',
  operationId: 'updateMerchant',
  summary: 'Change your settings',
  description:
    'Changes the fields that are sent; `metadata`, `allowed_origins` and `confirmation_tiers` are replaced as a whole. All but the tiers hold for both modes, so a test key may change them only until the merchant has a live address.',
  tag: 'Merchant',
  access: { scope: 'merchant:write' },
  bothModes: true,
  body: merchantUpdateInput,
  answer: { status: 200, schema: merchantSchema, description: 'The merchant as it is now.' },
  handle: async (ctx, { caller, body }) => update(ctx, caller, body),
})
