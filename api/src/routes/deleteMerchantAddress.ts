import { removeAddress } from '../services/addresses/removeAddress.ts'
import { defineRoute } from './route.ts'
import { addressPath, removedAddressSchema } from './shapes/merchantAddress.ts'

export const deleteMerchantAddress = defineRoute({
  method: 'delete',
  path: '/v1/merchant/addresses/{chain}/{address}',
  operationId: 'deleteMerchantAddress',
  summary: 'Stop being paid at an address',
  description:
    'Refused while an invoice may still be paid there. Its past payments and its balance stay yours and visible, until another merchant proves to be the account.',
  tag: 'Merchant',
  access: { scope: 'merchant:write' },
  params: addressPath,
  answer: { status: 200, schema: removedAddressSchema, description: 'The address is removed.' },
  handle: async (ctx, { caller, params }) => {
    const { object, chain, address } = await removeAddress(ctx, caller, params)
    return { object, chain, address, deleted: true as const }
  },
})
