import { getAddress } from 'viem'
import { z } from 'zod'
import { toOperatorGrant } from '../domain/objects/operator.ts'
import { getOperator as get } from '../services/getOperator.ts'
import { EXAMPLE_CHAIN, EXAMPLE_MERCHANT, exampleDollars } from './examples/parts.ts'
import { defineRoute } from './route.ts'
import { addressSchema, moneySchema, timeSchema } from './shapes/common.ts'

const grantSchema = z
  .object({
    chain: z.string(),
    account: addressSchema,
    registered: z.boolean().meta({
      description:
        'Whether the account gave the key a daily cap by setOperator; without one it refunds nothing.',
    }),
    daily_cap: moneySchema,
    used_today: moneySchema,
    under_way: moneySchema.meta({ description: 'Refunds that are signed and in no block yet.' }),
    left_today: moneySchema,
    resets_at: timeSchema.meta({ description: 'The next UTC midnight, by chain time.' }),
  })
  .meta({
    id: 'OperatorGrant',
    example: {
      chain: EXAMPLE_CHAIN,
      account: EXAMPLE_MERCHANT,
      registered: true,
      daily_cap: exampleDollars('100000000000'),
      used_today: exampleDollars('5000000'),
      under_way: exampleDollars('0'),
      left_today: exampleDollars('99995000000'),
      resets_at: '2026-11-23T00:00:00.000Z',
    },
  })

export const getOperator = defineRoute({
  method: 'get',
  path: '/v1/merchant/operator',
  operationId: 'getOperator',
  summary: 'How far the host’s operator key acts for you',
  description:
    'Captures and voids need your opting in, and terms that name the key. Refunds need a daily cap besides, which your account gives on chain by setOperator and takes back the same way. Read from the chain now, for your first 20 addresses and each token of their chains.',
  tag: 'Merchant',
  access: { scope: 'merchant:read' },
  answer: {
    status: 200,
    schema: z
      .object({
        object: z.literal('operator'),
        address: addressSchema.meta({ description: 'The host’s operator key.' }),
        opted_in: z.boolean(),
        grants: z.array(grantSchema),
      })
      .meta({ id: 'Operator' }),
    description: 'The key, and what each account lets it refund.',
  },
  handle: async (ctx, { caller }) => {
    const { optedIn, grants } = await get(ctx, caller)
    return {
      object: 'operator' as const,
      address: getAddress(ctx.hostOperator),
      opted_in: optedIn,
      grants: grants.map((row) => toOperatorGrant(ctx.chains, row)),
    }
  },
})
