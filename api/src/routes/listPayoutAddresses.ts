import { getAddress } from 'viem'
import { z } from 'zod'
import { caip2 } from '../domain/chain.ts'
import { fromSeconds } from '../domain/clock.ts'
import { listPayoutAddresses as list } from '../services/listPayoutAddresses.ts'
import { EXAMPLE_CHAIN, EXAMPLE_MERCHANT, EXAMPLE_PAYER, EXAMPLE_TIME } from './examples/parts.ts'
import { defineRoute } from './route.ts'
import { addressSchema, listSchema, timeSchema } from './shapes/common.ts'

const payoutAddressSchema = z
  .object({
    object: z.literal('payout_address'),
    chain: z.string(),
    account: addressSchema.meta({ description: 'Your address whose balances are meant.' }),
    address: addressSchema.meta({ description: 'Where anybody may have them paid to.' }),
    valid_from: timeSchema.meta({ description: 'By chain time: 24 hours after it was set.' }),
  })
  .meta({
    id: 'PayoutAddress',
    example: {
      object: 'payout_address',
      chain: EXAMPLE_CHAIN,
      account: EXAMPLE_MERCHANT,
      address: EXAMPLE_PAYER,
      valid_from: EXAMPLE_TIME,
    },
  })

export const listPayoutAddresses = defineRoute({
  method: 'get',
  path: '/v1/merchant/payout_addresses',
  operationId: 'listPayoutAddresses',
  summary: 'List your registered payout addresses',
  description:
    'Your accounts set them on chain by setPayout, for every token at once. Read from the chain now, all in one page, for your first 100 addresses.',
  tag: 'Payouts',
  access: { scope: 'payouts:read' },
  answer: {
    status: 200,
    schema: listSchema(payoutAddressSchema, 'PayoutAddressList'),
    description: 'All that are set.',
  },
  handle: async (ctx, { caller }) => ({
    object: 'list' as const,
    url: '/v1/merchant/payout_addresses',
    has_more: false,
    data: (await list(ctx, caller)).map((row) => ({
      object: 'payout_address' as const,
      chain: caip2(row.chainId),
      account: getAddress(row.account),
      address: getAddress(row.address),
      valid_from: fromSeconds(row.validFrom).toISOString(),
    })),
  }),
})
