import { z } from 'zod'
import { listAddresses } from '../services/addresses/listAddresses.ts'
import { defineRoute } from './route.ts'
import { merchantAddressListSchema } from './shapes/merchantAddress.ts'

export const listMerchantAddresses = defineRoute({
  method: 'get',
  path: '/v1/merchant/addresses',
  operationId: 'listMerchantAddresses',
  summary: 'List the addresses you are paid at',
  description: 'All of the key’s mode at once, by chain, the default first.',
  tag: 'Merchant',
  access: { scope: 'merchant:read' },
  query: z.strictObject({}),
  answer: { status: 200, schema: merchantAddressListSchema, description: 'The addresses.' },
  handle: async (ctx, { caller }) => ({
    object: 'list' as const,
    url: '/v1/merchant/addresses',
    has_more: false,
    data: (await listAddresses(ctx, caller)).map(({ shown }) => shown),
  }),
})
