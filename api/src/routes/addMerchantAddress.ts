import { addAddress } from '../services/addresses/addAddress.ts'
import { checkAddressProof } from '../services/addresses/checkAddressProof.ts'
import { defineRoute } from './route.ts'
import { claimInput, merchantAddressSchema } from './shapes/merchantAddress.ts'

export const addMerchantAddress = defineRoute({
  method: 'post',
  path: '/v1/merchant/addresses',
  operationId: 'addMerchantAddress',
  summary: 'Register an address by its signature',
  description:
    'The first address of a chain is where new invoices are paid; change that with `/default`. An address belongs to one merchant at a time. Proving your own address again renews its proof.',
  tag: 'Merchant',
  access: { scope: 'merchant:write' },
  body: claimInput,
  answer: { status: 201, schema: merchantAddressSchema, description: 'The address.' },
  prepare: (ctx, { caller, body }) => checkAddressProof(ctx, caller, body),
  handle: (ctx, { caller }, challenge) => addAddress(ctx, caller, challenge),
})
