import { brotliCompressSync, gzipSync } from 'node:zlib'
import { isRecord } from '../../../../scripts/local/json.ts'
import type { Random } from '../../../support/random.ts'
import { hostileKey, hostileText, hostileValue, textOf, writeJson } from './hostile.ts'
import { mutate } from './mutate.ts'
import type { Operation, Parameter } from './operations.ts'
import { makeValid, type Supply } from './valid.ts'
import type { Ids } from './words.ts'

export type Headers = Record<string, string | string[]>

/** A request as it goes over the wire. */
export type Draft = {
  operation: string
  method: string
  /** With its query, and escaped enough for HTTP. */
  path: string
  headers: Headers
  body: string | Buffer | undefined
  /** The body before it was compressed: what its caller says. */
  said: string | undefined
}

/** How much of a request is wrong: nothing that the document tells, one thing, or anything. */
export type Manner = 'valid' | 'near' | 'hostile'

export type Author = Supply & {
  /** Ids of somebody else, which must open nothing. */
  strangers: Ids
  /** What lets the caller in, or does not. */
  credentials(operation: Operation): Headers
}

let keys = 0

export function draftRequest(author: Author, operation: Operation, manner: Manner): Draft {
  const { random } = author
  const spoilt =
    manner === 'near' ? random.pick(['path', 'query', 'header', 'body', 'body'] as const) : manner
  const isSpoilt = (part: string) => spoilt === part || (spoilt === 'hostile' && random.integer(2) === 0)
  const body = draftBody(author, operation, isSpoilt('body'))
  const headers: Headers = {
    ...author.credentials(operation),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(operation.method === 'POST' ? { 'idempotency-key': idempotencyKey(random) } : {}),
    ...(isSpoilt('header') ? oddHeaders(random) : {}),
  }
  const isOddMethod = spoilt === 'hostile' && random.integer(8) === 0
  const path = `${draftPath(author, operation, isSpoilt('path'))}${draftQuery(author, operation, isSpoilt('query'))}`
  const encoded = isSpoilt('header') && random.integer(6) === 0 ? compressed(random, body) : undefined
  return {
    operation: operation.id,
    method: isOddMethod ? random.pick(METHODS) : operation.method,
    path,
    headers: encoded ? { ...headers, 'content-encoding': encoded.coding } : headers,
    body: encoded?.body ?? body,
    said: body,
  }
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'] as const

/** Mostly a new one; now and then one that was used before, perhaps with another body. */
function idempotencyKey(random: Random): string {
  keys += 1
  return `fuzz-${random.integer(20) === 0 ? random.integer(keys) : keys}`
}

function draftPath(author: Author, operation: Operation, isSpoilt: boolean): string {
  const { random, strangers } = author
  return operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = parameter(operation, 'path', name)?.schema ?? {}
    const value = makeValid(author, schema, name)
    if (!isSpoilt) return escaped(String(value))
    if (random.integer(2) === 0) return escaped(strangers.any(random) ?? String(value))
    return random.integer(6) === 0
      ? random.pick(RAW_SEGMENTS)
      : escaped(textOf(mutate(random, value, strangers)))
  })
}

const RAW_SEGMENTS = [
  '%',
  '%00',
  '%ED%A0%80',
  '%E0%A4%A',
  '..',
  '%2e%2e',
  '%2f',
  '',
  ';a=b',
  '%0d%0aX:1',
] as const

function parameter(operation: Operation, place: Parameter['place'], name: string): Parameter | undefined {
  return operation.parameters.find((each) => each.place === place && each.name === name)
}

const LONGEST = 4_000

function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed().slice(0, LONGEST))
}

function draftQuery(author: Author, operation: Operation, isSpoilt: boolean): string {
  const { random, strangers } = author
  const known = operation.parameters.filter(({ place }) => place === 'query')
  const pairs = known
    .filter(({ required }) => required || random.integer(3) === 0)
    .map(({ name, schema }): [string, unknown] => [name, makeValid(author, schema, name)])
  if (isSpoilt) {
    const [name, value] = pairs[random.integer(pairs.length)] ?? [known[0]?.name ?? 'limit', '1']
    const odd = [
      [name, mutate(random, value, strangers)],
      [`${name}[]`, value],
      [`${name}[$gt]`, value],
      [hostileKey(random), hostileText(random)],
      [name, value],
    ] as const
    const [key, text] = random.pick([odd[0], ...odd])
    pairs.push([key, text])
  }
  if (pairs.length === 0) return ''
  const text = ([name, value]: [string, unknown]) => `${escaped(name)}=${escaped(textOf(value))}`
  return `?${pairs.map(text).join('&')}`
}

function draftBody(author: Author, operation: Operation, isSpoilt: boolean): string | undefined {
  const { random, strangers } = author
  const valid = operation.body ? makeValid(author, operation.body) : undefined
  if (!isSpoilt) return valid === undefined ? undefined : writeJson(valid)
  if (random.integer(12) === 0) return random.pick(BROKEN)
  if (!isRecord(valid) || random.integer(10) === 0) return writeJson(hostileValue(random))
  const once = mutate(random, valid, strangers)
  return writeJson(random.integer(3) === 0 ? mutate(random, once, strangers) : once)
}

const BROKEN = [
  '',
  '{',
  '{"a":',
  'null',
  '[]',
  '""',
  '1',
  '{}{}',
  '\ufeff{}',
  "{'a':1}",
  '{"a":1,}',
  '\0',
] as const

function oddHeaders(random: Random): Headers {
  return random.pick(ODD_HEADERS)
}

const ODD_HEADERS: readonly [Headers, ...Headers[]] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json; charset=latin1' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': '' },
  { 'idempotency-key': '' },
  { 'idempotency-key': 'a'.repeat(256) },
  { 'idempotency-key': ['a', 'b'] },
  { 'idempotency-key': '\xe9\xff' },
  { authorization: 'Bearer' },
  { authorization: 'Basic Zmw6dGVzdA==' },
  { authorization: ['Bearer a', 'Bearer b'] },
  { authorization: `Bearer fl_test_${'A'.repeat(43)}` },
  { 'florin-checkout-token': '\xe9' },
  { 'florin-checkout-token': "' OR 1=1 --" },
  { 'florin-version': '1999-01-01' },
  { 'x-forwarded-for': '127.0.0.1, ::1, unknown, \xff' },
  { 'x-forwarded-host': 'evil.example' },
  { 'x-http-method-override': 'DELETE' },
  { origin: 'null' },
  { origin: 'https://evil.example' },
  { host: 'evil.example' },
  { cookie: 'a=b; __proto__=1' },
  { accept: 'text/html' },
  { range: 'bytes=0-1' },
  { 'if-none-match': '*' },
  { traceparent: '00-zz-zz-01' },
]

type Encoded = { coding: string; body: Buffer }

/** Compressed well, beyond the limit once it is read, or not at all as its header says. */
function compressed(random: Random, body = '{}'): Encoded {
  return random.pick([
    { coding: 'gzip', body: gzipSync(body) },
    { coding: 'br', body: brotliCompressSync(body) },
    { coding: 'gzip', body: Buffer.from(body) },
    { coding: 'zstd', body: Buffer.from(body) },
    BOMB,
  ])
}

const BOMB: Encoded = { coding: 'gzip', body: gzipSync(Buffer.alloc(2_000_000, ' ')) }
