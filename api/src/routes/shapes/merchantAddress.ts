import { getAddress } from 'viem'
import { z } from 'zod'
import type { Ctx } from '../../context.ts'
import { caip2 } from '../../domain/chain.ts'
import { typedDataOf } from '../../services/addresses/checkAddressProof.ts'
import type { AddressChallengeRow } from '../../store/addressChallenges.ts'
import { addressInput, addressSchema, chainInput, hashSchema, listSchema, timeSchema } from './common.ts'
import { showTypedData, typedDataSchema } from './paymentRequest.ts'

const ADDRESS = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const NONCE = `0x${'5a'.repeat(32)}`

export const merchantAddressSchema = z
  .object({
    object: z.literal('merchant_address'),
    chain: z.string(),
    address: addressSchema,
    mode: z.enum(['test', 'live']),
    default: z.boolean().meta({ description: 'Whether new invoices on this chain are paid here.' }),
    proof: z
      .enum(['signature', 'host'])
      .meta({ description: 'Who vouched: the account itself, or the host.' }),
    proven_at: timeSchema.nullable(),
    created_at: timeSchema,
  })
  .meta({
    id: 'MerchantAddress',
    example: {
      object: 'merchant_address',
      chain: 'eip155:31337',
      address: ADDRESS,
      mode: 'test',
      default: true,
      proof: 'signature',
      proven_at: '2026-11-22T12:00:00.000Z',
      created_at: '2026-11-22T12:00:00.000Z',
    },
  })

export const merchantAddressListSchema = listSchema(merchantAddressSchema, 'MerchantAddressList')

export const removedAddressSchema = z
  .object({
    object: z.literal('merchant_address'),
    chain: z.string(),
    address: addressSchema,
    deleted: z.literal(true),
  })
  .meta({
    id: 'DeletedMerchantAddress',
    example: { object: 'merchant_address', chain: 'eip155:31337', address: ADDRESS, deleted: true },
  })

/** Which address, in a path. */
export const addressPath = z.object({ chain: chainInput, address: addressInput })

export const challengeInput = z
  .strictObject({ chain: chainInput, address: addressInput })
  .meta({ id: 'CreateAddressChallenge', example: { chain: 'eip155:31337', address: ADDRESS } })

export const claimInput = z
  .strictObject({
    chain: chainInput,
    address: addressInput,
    nonce: z
      .templateLiteral(['0x', z.string().regex(/^[0-9a-f]{64}$/)], 'must be the nonce of the challenge')
      .meta({ type: 'string', description: 'From the challenge.', example: NONCE }),
    signature: z
      .templateLiteral(['0x', z.string().regex(/^([0-9a-fA-F]{2}){1,8192}$/)], 'must be 0x and hex digits')
      .meta({
        type: 'string',
        description: 'Over the challenge’s typed data, by the account’s key or as its contract accepts it.',
        example: `0x${'1f'.repeat(64)}1b`,
      }),
  })
  .meta({
    id: 'AddMerchantAddress',
    example: { chain: 'eip155:31337', address: ADDRESS, nonce: NONCE, signature: `0x${'1f'.repeat(64)}1b` },
  })

export const challengeSchema = z
  .object({
    object: z.literal('address_challenge'),
    chain: z.string(),
    address: addressSchema,
    nonce: hashSchema,
    expires_at: timeSchema,
    typed_data: typedDataSchema,
  })
  .meta({
    id: 'AddressChallenge',
    example: {
      object: 'address_challenge',
      chain: 'eip155:31337',
      address: ADDRESS,
      nonce: NONCE,
      expires_at: '2026-11-22T12:10:00.000Z',
      typed_data: {
        domain: { name: 'Florin', version: '1', chainId: 31337 },
        types: {
          EIP712Domain: [
            { name: 'name', type: 'string' },
            { name: 'version', type: 'string' },
            { name: 'chainId', type: 'uint256' },
          ],
          AddressProof: [
            { name: 'installation', type: 'string' },
            { name: 'merchant', type: 'string' },
            { name: 'account', type: 'address' },
            { name: 'nonce', type: 'bytes32' },
            { name: 'expiry', type: 'uint256' },
          ],
        },
        primaryType: 'AddressProof',
        message: {
          installation: 'https://api.example.com',
          merchant: 'mer_01h2xcejqtf2nbrexx3vqjhp41',
          account: ADDRESS,
          nonce: NONCE,
          expiry: '1795435800',
        },
      },
    },
  })

export function shapeChallenge(ctx: Ctx, row: AddressChallengeRow): z.input<typeof challengeSchema> {
  return {
    object: 'address_challenge',
    chain: caip2(row.chain_id),
    address: getAddress(row.address),
    nonce: row.nonce,
    expires_at: row.expires_at.toISOString(),
    typed_data: showTypedData(typedDataOf(ctx, row)),
  }
}
