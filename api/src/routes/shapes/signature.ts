import { isHex } from 'viem'
import { z } from 'zod'
import { EXAMPLE_SIGNATURE } from '../examples/parts.ts'

/** Wallets that are contracts may sign at length, but not without end. */
const MAX_SIGNATURE_DIGITS = 16_384

export function signatureInput(description: string) {
  return z
    .string('must be the signature as hex: 0x and its digits')
    .max(MAX_SIGNATURE_DIGITS, 'is too long for a signature')
    .refine((value): value is `0x${string}` => isHex(value) && value.length > 2 && value.length % 2 === 0, {
      message: 'must be the signature as hex: 0x and an even number of digits',
    })
    .meta({ type: 'string', description, example: EXAMPLE_SIGNATURE })
}
