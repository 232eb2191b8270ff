import { z } from 'zod'
import { X402_VERSION } from '../../domain/x402.ts'
import { x402PayloadExample, x402RequirementsExample } from '../examples/x402.ts'

const text = (max: number) => z.string('must be text').max(max, `must have at most ${max} characters`)

const HOW_TO_NAME = 'must be a CAIP-2 chain, such as "eip155:84532"'

const networkSchema = z
  .templateLiteral(['eip155:', z.string()], HOW_TO_NAME)
  .refine((value) => value.length <= 32, HOW_TO_NAME)
  .meta({ type: 'string', description: 'CAIP-2 chain.', example: x402RequirementsExample.network })

const requirementsInput = z
  .looseObject(
    {
      scheme: text(32),
      network: networkSchema,
      asset: text(42).meta({ description: 'Address of a token that this installation accepts.' }),
      amount: text(78).meta({ description: 'Base units; with `upto`, what is really charged.' }),
      payTo: text(42).meta({ description: 'An address of yours on that chain.' }),
      maxTimeoutSeconds: z.number('must be a number of seconds'),
      extra: z.record(z.string(), z.unknown(), 'must be an object'),
    },
    'must be the requirements of the payment, an object',
  )
  .meta({ id: 'X402PaymentRequirements', example: x402RequirementsExample })

const payloadInput = z
  .looseObject(
    {
      x402Version: z.int('must be the version of the protocol'),
      // A payer's client hands these on, so that whatever they are must not stand in the way.
      resource: z.looseObject({}).optional().catch(undefined),
      accepted: requirementsInput,
      payload: z
        .record(z.string(), z.unknown(), 'must be what was signed, an object')
        .meta({ description: 'An EIP-3009 authorization or a Permit2 one, with its signature.' }),
    },
    'must be the payload that the payer’s client sent, an object',
  )
  .meta({ id: 'X402PaymentPayload', example: x402PayloadExample })

/** What x402's clients post, as they post it; what is more than we know is left alone. */
export const x402Input = z
  .looseObject({
    x402Version: z.int().meta({ example: X402_VERSION }),
    paymentPayload: payloadInput,
    paymentRequirements: requirementsInput,
  })
  .meta({ id: 'X402Request' })

export const verdictSchema = z
  .object({
    isValid: z.boolean(),
    invalidReason: z.string().optional().meta({ description: 'A code; see docs/x402.md.' }),
    invalidMessage: z.string().optional(),
    payer: z.string().optional(),
  })
  .meta({
    id: 'X402Verdict',
    example: { isValid: true, payer: x402PayloadExample.payload.authorization.from },
  })

export const settlementSchema = z
  .object({
    success: z.boolean(),
    errorReason: z.string().optional().meta({
      description: 'A code; `settlement_pending` where it is under way: post the same again.',
    }),
    errorMessage: z.string().optional(),
    payer: z.string().optional(),
    transaction: z
      .string()
      .meta({ description: 'Hash of the transaction that moved the money; empty without one.' }),
    network: z.string(),
    amount: z.string().optional(),
  })
  .meta({
    id: 'X402Settlement',
    example: {
      success: true,
      payer: x402PayloadExample.payload.authorization.from,
      transaction: `0x${'8f3c'.repeat(16)}`,
      network: x402RequirementsExample.network,
    },
  })

export const supportedSchema = z
  .object({
    kinds: z.array(
      z.object({
        x402Version: z.int(),
        scheme: z.string().meta({ example: 'exact' }),
        network: z.string().meta({ example: x402RequirementsExample.network }),
        extra: z.record(z.string(), z.string()).optional(),
      }),
    ),
    extensions: z.array(z.string()),
    signers: z
      .record(z.string(), z.array(z.string()))
      .meta({ description: 'The keys that send, by CAIP-2 pattern.' }),
  })
  .meta({
    id: 'X402Supported',
    example: {
      kinds: [{ x402Version: X402_VERSION, scheme: 'exact', network: x402RequirementsExample.network }],
      extensions: [],
      signers: { 'eip155:*': ['0x90F79bf6EB2c4f870365E785982E1f101E93b906'] },
    },
  })
