import { z } from 'zod'
import { addressSchema, moneySchema, timeSchema } from './common.ts'

const TOKEN = '0x5FbDB2315678afecb367f032d93F642f64180aa3'
const dollars = (amount: string, amount_decimal: string) => ({
  amount,
  amount_decimal,
  chain: 'eip155:31337',
  token: TOKEN,
  symbol: 'TUSD',
  decimals: 6,
})

const balanceSchema = z
  .object({
    object: z.literal('balance'),
    account: addressSchema,
    chain: z.string(),
    token: addressSchema,
    available: moneySchema.meta({ description: 'Can be withdrawn, and pays refunds.' }),
    prepaid: moneySchema.meta({ description: 'Set aside by the account for subscriptions that it pays.' }),
  })
  .meta({ id: 'Balance' })

const asOfSchema = z
  .object({
    chain: z.string(),
    block_number: z
      .string()
      .meta({ description: 'The newest block in the figures. A reorganisation may still replace it.' }),
    block_time: timeSchema,
    lag_blocks: z
      .int()
      .nullable()
      .meta({ description: 'Blocks behind the chain’s head; null where nobody reads it.' }),
    lag_seconds: z.int().nullable().meta({ description: 'The head’s time less this block’s.' }),
  })
  .meta({ id: 'AsOf', description: 'The state of a chain that figures speak of.' })

export const balanceListSchema = z
  .object({
    object: z.literal('list'),
    url: z.string(),
    has_more: z.boolean(),
    data: z.array(balanceSchema),
    as_of: z.array(asOfSchema).meta({ description: 'One for each chain of the key’s mode.' }),
  })
  .meta({
    id: 'BalanceList',
    example: {
      object: 'list',
      url: '/v1/balances',
      has_more: false,
      data: [
        {
          object: 'balance',
          account: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
          chain: 'eip155:31337',
          token: TOKEN,
          available: dollars('9900000', '9.900000'),
          prepaid: dollars('0', '0.000000'),
        },
      ],
      as_of: [
        {
          chain: 'eip155:31337',
          block_number: '42',
          block_time: '2026-11-22T12:00:00.000Z',
          lag_blocks: 0,
          lag_seconds: 0,
        },
      ],
    },
  })
