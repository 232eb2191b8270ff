import { getAddress } from 'viem'
import { z } from 'zod'
import { caip2 } from '../domain/chain.ts'
import { API_VERSION } from '../services/createApiKey.ts'
import { EXAMPLE_ESCROW, EXAMPLE_MANAGER, EXAMPLE_TOKEN } from './examples/parts.ts'
import { defineRoute } from './route.ts'
import { addressSchema, chainSchema } from './shapes/common.ts'

const configSchema = z
  .object({
    object: z.literal('config'),
    environment: z.enum(['local', 'production']),
    api_version: z.string().meta({ example: API_VERSION }),
    chains: z.array(
      z.object({
        chain: chainSchema,
        chain_id: z.int().meta({ example: 31337 }),
        name: z.string().meta({ example: 'Local' }),
        mode: z.enum(['test', 'live']),
        confirmations: z.int(),
        explorer: z.string().nullable(),
        public_rpc_url: z.string().nullable(),
        contracts: z.object({
          payment_escrow: addressSchema.meta({ example: EXAMPLE_ESCROW }),
          subscription_manager: addressSchema.meta({ example: EXAMPLE_MANAGER }),
        }),
        tokens: z.array(
          z.object({
            token: addressSchema.meta({ example: EXAMPLE_TOKEN }),
            symbol: z.string().meta({ example: 'TUSD' }),
            name: z.string().meta({ example: 'Florin Test Dollar' }),
            decimals: z.int().meta({ example: 6 }),
            eip3009: z.boolean().meta({ example: true }),
            eip712: z
              .object({ name: z.string(), version: z.string() })
              .meta({ example: { name: 'Florin Test Dollar', version: '2' } }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Config' })

export const getConfig = defineRoute({
  method: 'get',
  path: '/v1/config',
  operationId: 'getConfig',
  summary: 'Chains, tokens and contract addresses of this installation',
  description: 'Public: what pages and the SDK need to know before they ask a wallet.',
  tag: 'Config',
  access: 'public',
  answer: { status: 200, schema: configSchema, description: 'What pages and the SDK need to know.' },
  handle: async (ctx) => ({
    object: 'config' as const,
    environment: ctx.config.environment,
    api_version: API_VERSION,
    chains: [...ctx.chains.values()].map((chain) => ({
      chain: caip2(chain.chainId),
      chain_id: chain.chainId,
      name: chain.name,
      mode: chain.mode,
      confirmations: chain.confirmations,
      explorer: chain.explorer,
      public_rpc_url: chain.publicRpcUrl,
      contracts: {
        payment_escrow: getAddress(chain.escrow),
        subscription_manager: getAddress(chain.manager),
      },
      tokens: chain.tokens.map(({ address, ...token }) => ({ token: getAddress(address), ...token })),
    })),
  }),
})
