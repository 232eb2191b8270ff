import { z } from 'zod'
import { setDefaultAddress } from '../services/addresses/setDefaultAddress.ts'
import { defineRoute } from './route.ts'
import { addressPath, merchantAddressSchema } from './shapes/merchantAddress.ts'

export const setDefaultMerchantAddress = defineRoute({
  method: 'post',
  path: '/v1/merchant/addresses/{chain}/{address}/default',
  operationId: 'setDefaultMerchantAddress',
  summary: 'Be paid at an address from now on',
  description: 'New invoices on its chain name this address; those that exist keep theirs.',
  tag: 'Merchant',
  access: { scope: 'merchant:write' },
  params: addressPath,
  body: z.strictObject({}),
  answer: { status: 200, schema: merchantAddressSchema, description: 'The address, now the default.' },
  handle: (ctx, { caller, params }) => setDefaultAddress(ctx, caller, params),
})
