import { type Address, getAddress, type Hex, isAddress, isHex } from 'viem'

const MAX_DECIMALS = 77

/** An answer that has not the shape that was agreed; the message names the field and what would be right. */
export class ShapeError extends Error {
  override name = 'ShapeError'
}

/** Reads the fields of one object that came from outside, and throws a {@link ShapeError} where one is wrong. */
export type Reader = {
  text(name: string): string
  textOrNull(name: string): string | null
  /** A document's number, whether it is sent as text or as an integer. */
  numeral(name: string): string
  oneOf<T extends string>(name: string, allowed: readonly T[]): T
  flag(name: string): boolean
  integer(name: string): number
  /** Of a token: with more than 77, no amount in 256 bits reaches one whole token. */
  decimals(name: string): number
  /** Base units or seconds: a decimal string, or a safe integer. */
  units(name: string): bigint
  address(name: string): Address
  hex(name: string): Hex
  hexOrNull(name: string): Hex | null
  moment(name: string): Date
  momentOrNull(name: string): Date | null
  child(name: string): Reader
  childOrNull(name: string): Reader | null
  children(name: string): Reader[]
}

export function readObject(value: unknown, where: string): Reader {
  if (!isRecord(value)) throw new ShapeError(`${where} should be an object`)
  const fail = (name: string, right: string): never => {
    throw new ShapeError(`${where}.${name} should be ${right}`)
  }
  const orNull = <T>(name: string, read: (name: string) => T): T | null =>
    value[name] === null || value[name] === undefined ? null : read(name)

  const reader: Reader = {
    text(name) {
      const field = value[name]
      return typeof field === 'string' ? field : fail(name, 'a string')
    },
    oneOf(name, allowed) {
      const field = value[name]
      return allowed.find((item) => item === field) ?? fail(name, `one of ${allowed.join(', ')}`)
    },
    flag(name) {
      const field = value[name]
      return typeof field === 'boolean' ? field : fail(name, 'true or false')
    },
    numeral(name) {
      return typeof value[name] === 'number' ? reader.integer(name).toString() : reader.text(name)
    },
    integer(name) {
      const field = value[name]
      return typeof field === 'number' && Number.isSafeInteger(field) ? field : fail(name, 'an integer')
    },
    decimals(name) {
      const field = value[name]
      return typeof field === 'number' && Number.isInteger(field) && field >= 0 && field <= MAX_DECIMALS
        ? field
        : fail(name, `a whole number from 0 to ${MAX_DECIMALS}`)
    },
    units(name) {
      return parseUnits(value[name]) ?? fail(name, 'a whole number of base units')
    },
    address(name) {
      const field = value[name]
      return typeof field === 'string' && isAddress(field, { strict: false })
        ? getAddress(field)
        : fail(name, 'an address')
    },
    hex(name) {
      const field = value[name]
      return isHex(field) ? field : fail(name, 'hexadecimal, beginning with 0x')
    },
    moment(name) {
      const date = new Date(reader.text(name))
      return Number.isNaN(date.getTime()) ? fail(name, 'an ISO 8601 time') : date
    },
    child: (name) => readObject(value[name], `${where}.${name}`),
    children(name) {
      const field = value[name]
      if (!Array.isArray(field)) return fail(name, 'a list')
      return field.map((item: unknown, index) => readObject(item, `${where}.${name}[${index}]`))
    },
    textOrNull: (name) => orNull(name, reader.text),
    hexOrNull: (name) => orNull(name, reader.hex),
    momentOrNull: (name) => orNull(name, reader.moment),
    childOrNull: (name) => orNull(name, reader.child),
  }
  return reader
}

function parseUnits(field: unknown): bigint | null {
  if (typeof field === 'string' && /^\d{1,78}$/.test(field)) return BigInt(field)
  if (typeof field === 'number' && Number.isSafeInteger(field) && field >= 0) return BigInt(field)
  return null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
