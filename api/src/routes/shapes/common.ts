import { z } from 'zod'
import { createdSpan } from '../../domain/createdSpan.ts'
import { type IdPrefix, isId } from '../../domain/ids.ts'
import { EXAMPLE_CHAIN, EXAMPLE_HASH, EXAMPLE_MERCHANT, EXAMPLE_TOKEN, exampleId } from '../examples/parts.ts'

/** An id of ours in a path, query or body. */
export function idSchema(prefix: IdPrefix, what: string): z.ZodType<string> {
  return z
    .string()
    .refine((value) => isId(prefix, value), `must be the id of ${what}, such as ${exampleId(prefix)}`)
    .meta({ type: 'string', description: `Id of ${what}.`, example: exampleId(prefix) })
}

/** An id in an answer. */
export function idOutput(prefix: IdPrefix, what: string) {
  return z.string().meta({ description: `Id of ${what}.`, example: exampleId(prefix) })
}

/** Text that can be kept: the database refuses NUL, and changes or refuses half of a surrogate pair. */
export function keepableText(wrongType = 'must be a string') {
  return z
    .string(wrongType)
    .refine((value) => !value.includes('\0'), 'must not contain the NUL character (U+0000)')
    .refine((value) => value.isWellFormed(), 'must not contain half of a surrogate pair (U+D800 to U+DFFF)')
}

/** Free text of the caller's own. */
export function textInput(max: number) {
  return keepableText().max(max, `has at most ${max} characters`)
}

export const timeSchema = z.iso
  .datetime('must be an ISO 8601 time in UTC, such as "2030-01-31T12:00:00Z"')
  .meta({ description: 'ISO 8601, UTC.', example: '2026-11-22T12:00:00.000Z' })

/** Amounts are checked by the token's decimals once the token is known, so the schema only bounds their length. */
export const amountInput = z
  .string('must be a string of base units, such as "10000000"')
  .max(100, 'must be at most 78 digits')
  .meta({
    description: 'Base units of the token in decimal digits.',
    pattern: '^[1-9][0-9]*$',
    example: '10000000',
  })

export const addressInput = z
  .string('must be an address: 0x and 40 hex digits')
  .max(42, 'must be an address: 0x and 40 hex digits')
  .meta({
    description: 'Address, all lower case or with its EIP-55 checksum.',
    example: EXAMPLE_MERCHANT,
  })

export const tokenInput = addressInput.meta({
  description: 'Address of a token that this installation accepts; see `/v1/config`.',
  example: EXAMPLE_TOKEN,
})

export const chainInput = z
  .string('must be a CAIP-2 chain, such as "eip155:8453"')
  .max(32, 'must be a CAIP-2 chain, such as "eip155:8453"')
  .meta({ description: 'CAIP-2 chain.', example: EXAMPLE_CHAIN })

export const addressSchema = z
  .string()
  .meta({ description: 'Address with its EIP-55 checksum.', example: EXAMPLE_MERCHANT })
export const hashSchema = z.string().meta({ description: '32 bytes as hex.', example: EXAMPLE_HASH })
export const chainSchema = z.string().meta({ description: 'CAIP-2 chain.', example: EXAMPLE_CHAIN })

/**
 * A page of the caller's own that a payer's browser is sent to. It is kept as browsers read it, so that whoever shows it
 * later means the same address; credentials in it would be shown to every payer.
 */
export const webUrlInput = textInput(2048)
  .pipe(
    z
      .url({ protocol: /^https?$/, normalize: true, error: 'must be an http or https URL' })
      .refine(hasNoCredentials, 'must contain no user or password')
      .max(2048, 'has at most 2048 characters once its special characters are encoded'),
  )
  .meta({ description: 'An http or https URL.', format: 'uri', example: 'https://shop.example/thanks' })

function hasNoCredentials(text: string): boolean {
  const url = URL.parse(text)
  return !url || (url.username === '' && url.password === '')
}

const metadataKey = textInput(40).min(1, 'has at least 1 character')
const metadataValue = textInput(500)

/** Metadata: up to 20 keys of the caller's own. */
export const metadataInput = z
  .record(metadataKey, metadataValue)
  .refine((value) => Object.keys(value).length <= 20, 'at most 20 keys')
  .meta({ description: 'Up to 20 keys of your own.', example: { order: '1042' } })

export const moneySchema = z
  .object({
    amount: z.string().meta({ description: 'Base units.', example: '10000000' }),
    amount_decimal: z
      .string()
      .meta({ description: 'The same amount in whole tokens.', example: '10.000000' }),
    chain: chainSchema,
    token: addressSchema.meta({ description: 'Address of the token.', example: EXAMPLE_TOKEN }),
    symbol: z.string().meta({ example: 'TUSD' }),
    decimals: z.int().meta({ example: 6 }),
  })
  .meta({ id: 'Money' })

const pageSize = {
  limit: z.coerce
    .number('must be a number from 1 to 100')
    .int('must be a whole number from 1 to 100')
    .min(1, 'must be at least 1')
    .max(100, 'must be at most 100')
    .default(10)
    .meta({ description: 'How many to answer with.', example: 10 }),
}

/** How a group of query parameters is written: `created[gte]=…`. */
const deepObject = { style: 'deepObject', explode: true } as const

/** When the listed objects were created. */
function createdFilter(prefix: IdPrefix) {
  const moment = timeSchema.optional()
  const hint = 'takes gte, gt, lte or lt, such as created[gte]=2030-01-31T12:00:00Z'
  return z
    .strictObject({ gte: moment, gt: moment, lte: moment, lt: moment }, hint)
    .transform((limits) => createdSpan(prefix, limits))
    .optional()
    .meta({
      param: deepObject,
      description:
        'Created from (`created[gte]`), after (`created[gt]`), until (`created[lte]`) or before (`created[lt]`) a time.',
      example: { gte: '2026-11-01T00:00:00Z', lt: '2026-12-01T00:00:00Z' },
    })
}

const MAX_METADATA_FILTERS = 5

/** A filter of lists whose objects have metadata: `metadata[order]=1042`. */
export function metadataFilter(prefix: IdPrefix) {
  return z
    .record(metadataKey, metadataValue, 'takes a key of your own, such as metadata[order]=1042')
    .refine(
      (pairs) => Object.keys(pairs).length <= MAX_METADATA_FILTERS,
      `names at most ${MAX_METADATA_FILTERS} keys`,
    )
    .transform((pairs) => ({ prefix, pairs }))
    .optional()
    .meta({
      param: deepObject,
      description: 'Objects whose metadata has each of these keys with exactly this value.',
      example: { order: '1042' },
    })
}

/** A filter of lists whose objects can be switched off. */
export const activeFilter = z
  .enum(['true', 'false'], 'must be true or false')
  .transform((text) => text === 'true')
  .optional()
  .meta({ type: 'string', enum: ['true', 'false'], description: 'Only those that are on, or off.' })

/** The query of a list: `limit`, one of two cursors, when its objects were created, and the list's own filters. */
export function listQuery<F extends z.ZodRawShape>(prefix: IdPrefix, what: string, filters: F) {
  return z.strictObject({
    ...pageSize,
    starting_after: idSchema(prefix, what)
      .optional()
      .meta({ description: 'The last id of the page before: reads on to older ones.' }),
    ending_before: idSchema(prefix, what)
      .optional()
      .meta({ description: 'The first id of the page after: goes back to newer ones.' }),
    created: createdFilter(prefix),
    ...filters,
  })
}

export function listSchema<S extends z.ZodType>(item: S, id: string) {
  return z
    .object({
      object: z.literal('list'),
      url: z.string().meta({ description: 'The path of this list.', example: '/v1/invoices' }),
      has_more: z.boolean().meta({ description: 'Whether there is more in this direction.' }),
      data: z.array(item),
    })
    .meta({ id })
}
