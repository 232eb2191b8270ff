import type { Hex } from 'viem'
import { z } from 'zod'
import { lowerCase } from '../../domain/address.ts'
import { nonceOfNumber } from '../../domain/x402.ts'

const MAX_UINT256 = 2n ** 256n - 1n
/** A contract wallet's signature may be long, but none costs us the gas of a book. */
const LONGEST_SIGNATURE = 8_192

const hex = (bytes: number) => z.string().regex(new RegExp(`^0x[0-9a-fA-F]{${bytes * 2}}$`))
const address = hex(20).transform(lowerCase)
const bytes32 = hex(32).transform((text): Hex => `0x${text.slice(2).toLowerCase()}`)
const signature = z
  .string()
  .regex(/^0x([0-9a-fA-F]{2})+$/)
  .max(LONGEST_SIGNATURE)
  .transform((text): Hex => `0x${text.slice(2)}`)
const uint256 = z
  .string()
  .regex(/^[0-9]{1,78}$/)
  .transform(BigInt)
  .refine((value) => value <= MAX_UINT256)

const eip3009 = z.object({
  signature,
  authorization: z.object({
    from: address,
    to: address,
    value: uint256,
    validAfter: uint256,
    validBefore: uint256,
    nonce: bytes32,
  }),
})

const permit2 = z.object({
  signature,
  permit2Authorization: z.object({
    from: address,
    permitted: z.object({ token: address, amount: uint256 }),
    spender: address,
    nonce: uint256.transform(nonceOfNumber),
    deadline: uint256,
    witness: z.object({ to: address, facilitator: address.optional(), validAfter: uint256 }),
  }),
})

export type Eip3009Payload = z.output<typeof eip3009>
export type Permit2Payload = z.output<typeof permit2>

export type SignedPayload =
  | ({ method: 'eip3009' } & Eip3009Payload)
  | ({ method: 'permit2' } & Permit2Payload)

/** Reads what a payer signed; undefined where it is nothing that we know. */
export function readPayload(payload: unknown): SignedPayload | undefined {
  const byPermit = permit2.safeParse(payload)
  if (byPermit.success) return { method: 'permit2', ...byPermit.data }
  const byToken = eip3009.safeParse(payload)
  return byToken.success ? { method: 'eip3009', ...byToken.data } : undefined
}

/** Reads an amount that is asked for; undefined where it is none. */
export function readAmount(text: unknown): bigint | undefined {
  return uint256.safeParse(text).data
}
