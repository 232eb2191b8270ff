import type { Random } from '../../../support/random.ts'

/** Stands for a piece of JSON that no serializer would write; see {@link writeJson}. */
type Raw = { raw: string }

const raw = (text: string): Raw => ({ raw: text })

const TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00\ud800',
  '\ufeff',
  '\u202Egnp.exe',
  'é'.normalize('NFD'),
  '\n\r\t',
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-0',
  '-1',
  '1e400',
  '0x10',
  '１２３',
  '1_000',
  '00000000001',
  '9'.repeat(78),
  '9'.repeat(400),
  String(2n ** 96n),
  String(2n ** 256n),
  "' OR 1=1 --",
  "'; DROP TABLE florin.invoice; --",
  '$1',
  '%s%s%s%n%x',
  '%00',
  `$\{7*7}`,
  '{{7*7}}',
  '#{7*7}',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'http://169.254.169.254/latest/meta-data',
  'http://user:password@shop.example/',
  'https://shop.example/#fragment',
  '\u0130\u0131',
  '0x0000000000000000000000000000000000000000',
  `0x${'f'.repeat(40)}`,
  `0x${'f'.repeat(64)}`,
  'eip155:0',
  'eip155:31338',
  'eip155:99999999999999999999',
  '0000-00-00T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  '2030-02-30T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  'inv_00000000000000000000000000',
  'inv_7zzzzzzzzzzzzzzzzzzzzzzzzz',
  'INV_01H2XCEJQTF2NBREXX3VQJHP41',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'a'.repeat(70_000),
] as const

const OTHERS = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  Number.MAX_SAFE_INTEGER,
  2 ** 31,
  [],
  {},
  [[]],
  [null],
  { toString: 1 },
  { length: 1e9 },
  raw('1e400'),
  raw('-0'),
  raw('-1e-400'),
  raw('9'.repeat(400)),
  raw('{"__proto__":{"admin":true}}'),
  raw('{"constructor":{"prototype":{"admin":true}}}'),
  raw('{"a":1,"a":2}'),
  raw('"\\ud800"'),
  raw('"\\u0000"'),
] as const

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'then',
  'length',
  '',
  '\0',
  'merchant_id',
  'mode',
  'status',
  'id',
  'a'.repeat(300),
  '$where',
  'amount[gte]',
] as const

export const hostileText = (random: Random): string => random.pick(TEXTS)
export const hostileKey = (random: Random): string => random.pick(KEYS)

/** Anything but what was wanted. */
export function hostileValue(random: Random): unknown {
  const choice = random.integer(20)
  if (choice === 0) return nested(1 + random.integer(3_000))
  if (choice === 1)
    return Array.from({ length: random.integer(3_000) }, () => hostileText(random).slice(0, 9))
  return choice < 12 ? hostileText(random) : random.pick(OTHERS)
}

function nested(depth: number): Raw {
  return raw(`${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`)
}

/** JSON with the pieces that are written as they are. */
export function writeJson(value: unknown): string {
  if (isRaw(value)) return value.raw
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${writeJson(inner)}`)
  return `{${entries.join(',')}}`
}

/** As it stands in a path or a query. */
export function textOf(value: unknown): string {
  return typeof value === 'object' ? writeJson(value) : String(value)
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && 'raw' in value && typeof value.raw === 'string'
}
