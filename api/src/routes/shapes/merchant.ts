import { z } from 'zod'
import {
  addressInput,
  addressSchema,
  chainInput,
  keepableText,
  metadataInput,
  textInput,
  timeSchema,
  webUrlInput,
} from './common.ts'

const tierInput = z
  .strictObject({
    chain: chainInput,
    token: addressInput.nullable().default(null).meta({
      description: 'Null for every token of the chain that no other tier is for.',
      example: null,
    }),
    min_amount: z
      .string('must be a string of base units, such as "1000000000"')
      .max(100, 'must be at most 78 digits')
      .default('0')
      .meta({
        description:
          'From this amount on, in base units of the token; "0" for all. Without a token always "0".',
        example: '1000000000',
      }),
    confirmations: z
      .int('must be a whole number from 1 to 1000')
      .min(1, 'must be at least 1: included in a block')
      .max(1000, 'must be at most 1000')
      .meta({ description: '1 means included in a block.', example: 12 }),
  })
  .meta({ id: 'ConfirmationTierInput' })

const EXAMPLE_TIERS = [
  { chain: 'eip155:8453', token: null, min_amount: '0', confirmations: 2 },
  {
    chain: 'eip155:8453',
    token: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
    min_amount: '1000000000',
    confirmations: 12,
  },
]

const settings = {
  name: textInput(200).min(1, 'has at least 1 character').meta({
    description: 'What payers see.',
    example: 'Harbour Books',
  }),
  support_email: z
    .email('must be an e-mail address')
    .max(254, 'has at most 254 characters')
    .nullable()
    .meta({ description: 'Where payers may ask for help.', example: 'help@shop.example' }),
  support_url: webUrlInput.nullable().meta({
    description: 'A page where payers may ask for help.',
    format: 'uri',
    example: 'https://shop.example/help',
  }),
  time_zone: keepableText().max(64, 'has at most 64 characters').meta({
    description: 'IANA name. Days of due dates and reports begin and end in it.',
    example: 'Europe/Berlin',
  }),
  default_tolerance_bps: z
    .int('must be a whole number from 0 to 1000')
    .min(0, 'must be at least 0')
    .max(1000, 'must be at most 1000: ten percent')
    .meta({
      description:
        'How much less than its amount, in ten-thousandths, still pays an invoice that names no tolerance of its own.',
      example: 50,
    }),
  allowed_origins: z
    .array(keepableText().max(255, 'has at most 255 characters'))
    .max(20, 'at most 20 origins')
    .refine((origins) => new Set(origins).size === origins.length, 'names an origin twice')
    .meta({
      description:
        'Origins of your own pages that may call the routes of a checkout token from a browser. Exact https origins; never for API keys.',
      example: ['https://shop.example'],
    }),
  operator_opted_in: z.boolean('must be true or false').meta({
    description:
      'True lets the host’s operator key (`host_operator`) capture, void and refund the payments whose terms name it, from your balance and by API calls alone, without a signature of yours. It can never withdraw. Terms issued from then on name it; false stops it at once, for earlier terms too.',
    example: false,
  }),
  metadata: metadataInput,
}

export const merchantUpdateInput = z
  .strictObject({
    ...settings,
    confirmation_tiers: z.array(tierInput).max(50, 'at most 50 tiers').meta({
      description:
        'Replaces the tiers on every chain of the key’s mode. A payment waits for the confirmations of the tier with the highest `min_amount` that its amount reaches: first among tiers of its token, then that of its chain, else the chain’s default. What was seen before keeps what it was seen with.',
      example: EXAMPLE_TIERS,
    }),
  })
  .partial()
  .meta({
    id: 'UpdateMerchant',
    example: { name: 'Harbour Books', time_zone: 'Europe/Berlin', default_tolerance_bps: 50 },
  })

export const merchantSchema = z
  .object({
    object: z.literal('merchant'),
    id: z.string().meta({ example: 'mer_01h2xcejqtf2nbrexx3vqjhp41' }),
    name: z.string(),
    support_email: z.string().nullable(),
    support_url: z.string().nullable(),
    time_zone: z.string(),
    default_tolerance_bps: z.int(),
    allowed_origins: z.array(z.string()),
    operator_opted_in: z.boolean(),
    host_operator: addressSchema.meta({ description: 'The host’s operator key.' }),
    confirmation_tiers: z.array(
      z.object({
        chain: z.string(),
        token: addressSchema.nullable(),
        min_amount: z.string(),
        confirmations: z.int(),
      }),
    ),
    metadata: z.record(z.string(), z.string()),
    created_at: timeSchema,
  })
  .meta({
    id: 'Merchant',
    example: {
      object: 'merchant',
      id: 'mer_01h2xcejqtf2nbrexx3vqjhp41',
      name: 'Harbour Books',
      support_email: 'help@shop.example',
      support_url: null,
      time_zone: 'Europe/Berlin',
      default_tolerance_bps: 50,
      allowed_origins: ['https://shop.example'],
      operator_opted_in: false,
      host_operator: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
      confirmation_tiers: EXAMPLE_TIERS,
      metadata: { order: '1042' },
      created_at: '2026-11-22T12:00:00.000Z',
    },
  })
