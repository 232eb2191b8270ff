import type { SignedPermit } from '@florin/sdk/escrow/permit.ts'
import { sources } from '@florin/sdk/escrow/terms.ts'
import { isHex, maxUint256, parseSignature } from 'viem'
import { z } from 'zod'
import type { RelayInput } from '../../services/createRelay.ts'
import { EXAMPLE_SIGNATURE, exampleId } from '../examples/parts.ts'
import { addressInput, chainInput, idSchema } from './common.ts'
import { signatureInput } from './signature.ts'

/** The longest call of ours, a replacement with two long signatures, is far shorter. */
const MAX_CALL_DIGITS = 65_536

const wholeNumber = z
  .string('must be a string of decimal digits')
  .regex(/^\d{1,78}$/, 'must be a string of at most 78 decimal digits')
  // After a fault of the pattern this is asked all the same.
  .refine((text) => !/^\d{1,78}$/.test(text) || BigInt(text) <= maxUint256, 'must fit into 256 bits')

const permitSignature = z
  .string('must be the signature as hex: 0x and 130 digits')
  .refine(isKeySignature, 'must be a signature of 65 bytes by a key: 0x and 130 digits')

function isKeySignature(value: string): value is `0x${string}` {
  if (!/^0x[0-9a-fA-F]{130}$/.test(value) || !isHex(value)) return false
  try {
    parseSignature(value)
    return true
  } catch {
    return false
  }
}

const permit = z
  .strictObject({
    value: wholeNumber.meta({
      type: 'string',
      description: 'Base units that the escrow may spend.',
      example: '10000000',
    }),
    deadline: wholeNumber.meta({ type: 'string', description: 'Unix seconds.', example: '1800000000' }),
    signature: permitSignature.meta({ type: 'string', example: EXAMPLE_SIGNATURE }),
  })
  .meta({ id: 'SignedPermit', description: 'An EIP-2612 permit of the token, signed by the payer.' })

const call = z
  .strictObject({
    to: addressInput.meta({ description: 'The escrow or the subscription manager of the chain.' }),
    data: z
      .string('must be calldata as hex: 0x and its digits')
      .max(MAX_CALL_DIGITS, 'is longer than any call of these contracts')
      .refine((value): value is `0x${string}` => isHex(value) && value.length % 2 === 0 && value.length > 2, {
        message: 'must be calldata as hex: 0x and an even number of digits',
      })
      .meta({ type: 'string', description: 'As the SDK’s encoders make it, byte for byte.', example: '0x' }),
  })
  .meta({ id: 'SignedCall' })

const fields = z.strictObject({
  payment_request: idSchema('preq', 'a payment request').optional(),
  source: z.enum(sources).exclude(['native']).optional().meta({
    description:
      'Where the payer’s money comes from. Default: `erc3009`, a signature for the token itself. `allowance`, `available` (the payer’s balance in the escrow) and `permit` need the matching consent, `permit2` the signature for Permit2.',
  }),
  signature: signatureInput(
    'What the payer signed of the payment request’s `typed_data`, for this source.',
  ).optional(),
  permit: permit.optional(),
  chain: chainInput.optional(),
  call: call.optional(),
})

type Fields = z.output<typeof fields>

/** Which fields go together; each fault names its field. */
const RULES: [name: keyof Fields, isWrong: (body: Fields) => boolean, message: string][] = [
  [
    'payment_request',
    (body) => (body.payment_request === undefined) === (body.call === undefined),
    'must be given, or call in its place: a payment request that was signed, or the call of what was signed',
  ],
  [
    'signature',
    ({ payment_request, signature }) => !!payment_request && !signature,
    'must be given with payment_request',
  ],
  ['chain', ({ call, chain }) => !!call && !chain, 'must be given with call, such as eip155:8453'],
  ['chain', ({ call, chain }) => !call && !!chain, 'goes with call alone'],
  [
    'signature',
    ({ call, signature }) => !!call && !!signature,
    'goes with payment_request alone: a call brings its own',
  ],
  [
    'source',
    ({ call, source }) => !!call && !!source,
    'goes with payment_request alone: a call names its own',
  ],
  ['permit', ({ permit, source }) => !!permit && source !== 'permit', 'goes with source permit alone'],
  ['permit', ({ permit, source }) => !permit && source === 'permit', 'must be given with source permit'],
]

export const relayInput = fields
  .superRefine((body, ctx) => {
    for (const [name, isWrong, message] of RULES) {
      if (isWrong(body)) ctx.addIssue({ code: 'custom', path: [name], message })
    }
  })
  .meta({ id: 'CreateRelay', example: { payment_request: exampleId('preq'), signature: EXAMPLE_SIGNATURE } })

/** What a checked body asks for. */
export function toRelayInput(body: z.output<typeof relayInput>): RelayInput {
  const { payment_request: paymentRequest, source, signature, permit, chain, call } = body
  if (call && chain) return { chain, call }
  if (paymentRequest && signature) {
    return { paymentRequest, source, signature, permit: permit && toSignedPermit(permit) }
  }
  throw new Error('a body that passed its rules has a payment request or a call')
}

function toSignedPermit({ value, deadline, signature }: z.output<typeof permit>): SignedPermit {
  return { value: BigInt(value), deadline: BigInt(deadline), signature }
}
